"""The shipped typefaces: what they hold together, and that they load once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from kamdesk.reports.fonts import FALLBACK, Typeface, face, face_for
from kamdesk.resources import resource


def test_each_typeface_ships_with_its_licence():
    folder = resource("fonts")
    assert {path.stem for path in folder.glob("*.ttf")} == set(Typeface)
    for licence in ("OFL-noto-sans-sc", "OFL-noto-serif-sc", "OFL-lxgw-wenkai"):
        assert "SIL OPEN FONT LICENSE" in (folder / f"{licence}.txt").read_text(encoding="utf-8")


def test_every_character_of_gb2312_and_of_gb18030_level_1_can_be_printed():
    gb2312 = [
        bytes((lead, trail)).decode("gb2312")
        for lead in range(0xB0, 0xF8)
        for trail in range(0xA1, 0xFF)
        if not (lead == 0xD7 and trail > 0xF9)
    ]
    level_1 = [chr(code) for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))]
    assert not [char for char in (*gb2312, *level_1) if face_for(char) is None]


@pytest.mark.parametrize("char", "𬭎𫖯䶮𠮷㛃𬎆𰻝〓□√¥￥·℃③")
def test_characters_of_names_and_forms_are_there(char):
    assert face_for(char) is not None


def test_a_face_loads_once_whatever_the_thread():
    with ThreadPoolExecutor(4) as pool:
        loaded = list(pool.map(face, list(FALLBACK) * 8))
    assert len({id(each) for each in loaded}) == len(FALLBACK)
