"""Line breaking: closing marks never start a line, nothing is wider than its column."""

import re

from hypothesis import given
from hypothesis import strategies as st

from kamdesk.reports.fonts import Typeface
from kamdesk.reports.kinsoku import NO_END, NO_START, break_lines
from kamdesk.reports.style import Align, TextStyle
from kamdesk.reports.text import paragraph

SIZE = 10.0
STYLE = TextStyle(Typeface.SERIF, SIZE, 15, Align.JUSTIFY)

CHINESE = st.text("中文客户项目申请审批单位供水管网年产吨的和在了是", min_size=1, max_size=9)
LATIN = st.sampled_from(["12.6", "2026-07-01", "R&D", "KD-LX-2026-0001", "example.com", "50%", "A"])
MARK = st.sampled_from([*"，。、；：？！", "”。", "》、", "……", "——"])
QUOTED = st.builds(
    lambda pair, words: pair[0] + words + pair[1], st.sampled_from(["“”", "（）", "《》"]), CHINESE
)
CLAUSE = st.builds("{}{}{}".format, st.one_of(CHINESE, QUOTED), st.one_of(CHINESE, LATIN), MARK)
NATURAL = st.lists(CLAUSE, min_size=1, max_size=60).map("".join)


def widths_of(text):
    return [0.0 if char == "\n" else SIZE if char >= "\u2e80" else SIZE / 2 for char in text]


def broken(text, limit):
    return [text[line.start : line.end] for line in break_lines(text, widths_of(text), limit)]


@given(NATURAL, st.integers(80, 500))
def test_natural_text_breaks_by_the_rules(text, limit):
    lines = broken(text, limit)
    assert "".join(lines) == text
    assert not [line for line in lines[1:] if line[0] in NO_START]
    assert not [line for line in lines[:-1] if line[-1] in NO_END]
    assert all(sum(widths_of(line)) <= limit + 0.001 for line in lines)


@given(st.text("中，。（”“a1 -—…\n☑", max_size=200), st.integers(10, 120))
def test_any_text_keeps_its_characters_and_its_width(text, limit):
    lines = broken(text, limit)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)
    assert all(sum(widths_of(line)) <= limit + 0.001 for line in lines)


def test_a_newline_always_breaks_and_an_empty_text_has_one_line():
    assert broken("甲\n\n乙\n", 100) == ["甲", "", "乙", ""]
    assert broken("", 100) == [""]


def test_words_and_numbers_stay_whole_where_they_fit():
    assert broken("编号为KD-LX-2026-0001的申请", 80) == ["编号为", "KD-LX-2026-0001", "的申请"]


def test_what_fits_nowhere_is_cut_hard():
    assert broken("a" * 25, 50) == ["a" * 10, "a" * 10, "a" * 5]
    assert broken("中" * 3, 5) == ["中", "中", "中"]


def test_blanks_at_a_break_are_dropped():
    assert broken("中文中文 中文", 40) == ["中文中文", "中文"]


def test_lines_are_spread_to_the_column_but_the_last_is_not():
    lines = paragraph("中文客户项目，申请审批单位。供水", STYLE, set()).lines(68)
    *spread, last = lines
    for line in spread:
        run = line.runs[0]
        if run.spacing:
            assert len(run.text) * SIZE + run.spacing * (len(run.text) - 1) < 68.01
    assert last.runs[0].spacing == 0


def test_alignment_moves_a_line_within_its_column():
    for align, x in ((Align.LEFT, 0), (Align.CENTRE, 40), (Align.RIGHT, 80)):
        style = TextStyle(Typeface.SERIF, SIZE, 15, align)
        assert paragraph("中文", style, set()).lines(100)[0].runs[0].x == x
