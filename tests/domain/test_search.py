"""Where in a text the typed words stand."""

import pytest

from kamdesk.domain.search import spans


@pytest.mark.parametrize(
    ("text", "words", "sound", "marked"),
    [
        ("山西晋丰公司", ["晋丰"], "", ["晋丰"]),
        ("山西晋丰公司", ["sxjf"], "shan xi jin feng gong si", ["山西晋丰"]),
        ("山西晋丰公司", ["jinfeng"], "shan xi jin feng gong si", ["晋丰"]),
        ("山西晋丰公司", ["anxi"], "shan xi jin feng gong si", ["山西"]),
        ("山西（晋丰）公司", ["jf"], "shan xi jin feng gong si", ["晋丰"]),
        ("ＡＢＣ公司", ["bc"], "", ["ＢＣ"]),
        ("䶮𬴂公司", ["𬴂公"], "", ["𬴂公"]),
        ("北京北京", ["北京"], "", ["北京北京"]),
        ("北京大学", ["北", "大学"], "", ["北", "大学"]),
        ("北京大学", ["京大", "大学"], "", ["京大学"]),
        ("R&D中心", ["zx"], "r d zhong xin", ["中心"]),
        ("ABC中心", ["zx"], "abc zhong xin", []),  # not a syllable a character: better no mark
        ("北京", ["上海"], "bei jing", []),
    ],
)
def test_the_marked_pieces(text, words, sound, marked):
    assert [text[begin:end] for begin, end in spans(text, words, sound)] == marked
