"""From what people type to what the printer gets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdesk.reports.fonts import Typeface, face
from kamdesk.reports.style import TextStyle
from kamdesk.reports.text import clean, clipped, paragraph

STYLE = TextStyle(Typeface.SERIF, 10, 15)


def runs(text, missing=None):
    found = paragraph(text, STYLE, set() if missing is None else missing).lines(1e6)
    return [(run.font, run.text) for line in found for run in line.runs]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("a\r\nb\rc\u2028d\x0be", "a\nb\nc\nd\ne"),
        ("a\x00b\x1b[0m\x7f", "ab[0m"),
        ("甲\u200b乙\ufeff丙\u202e丁\U000e0100", "甲乙丙丁"),
        ("a\tb", "a    b"),
        ("☐未选", "□未选"),
        ("坏\ud800字", "坏\ufffd字"),
    ],
)
def test_what_has_no_ink_is_dropped(typed, printed):
    assert clean(typed) == printed


def test_a_text_of_one_face_is_one_run():
    assert runs("客户 R&D <b>") == [("NotoSerifSC-Regular", "客户 R&D <b>")]


def test_a_character_the_face_lacks_comes_from_the_next_one():
    assert runs("客𠮷户") == [
        ("NotoSerifSC-Regular", "客"),
        ("LXGWWenKai-Regular", "𠮷"),
        ("NotoSerifSC-Regular", "户"),
    ]


def test_a_character_nobody_has_is_marked_and_told():
    missing = set()
    assert runs("客😀户", missing) == [("NotoSerifSC-Regular", "客〓户")]
    assert missing == {"😀"}


def test_a_ticked_box_is_a_box_with_a_tick_over_it():
    assert [text for _font, text in runs("☑同意□否")] == ["□", "√", "同意□否"]


@given(st.text(max_size=80))
def test_every_printed_character_is_in_its_font(text):
    for font, printed in runs(text):
        widths = face(Typeface(font)).widths
        assert all(widths[char] >= 0 for char in printed)


def test_a_text_too_long_for_its_line_is_cut():
    style = TextStyle(Typeface.SERIF, 10, 15)
    (line,) = clipped("长" * 50, style, 100, set())
    assert "".join(run.text for run in line.runs) == "长" * 9 + "…"
    (line,) = clipped("两\n行", style, 100, set())
    assert "".join(run.text for run in line.runs) == "两 行"
