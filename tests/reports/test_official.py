"""The grid of an official document: 22 lines of 28 characters, marks where they may stand."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdesk.reports.form import write_pdf
from kamdesk.reports.kinsoku import NO_END, NO_START
from kamdesk.reports.official import (
    BODY,
    CHARACTERS,
    FIRST_LEVEL,
    HEIGHT,
    LEFT,
    LINE,
    LINES,
    PITCH,
    SECOND_LEVEL,
    TOP,
    WIDTH,
    GridRow,
    RowMaker,
    deal,
    draw_rows,
)
from kamdesk.reports.page import MM
from kamdesk.reports.sheet import Sheet
from kamdesk.reports.text import paragraph
from tests.reports.papers import PRINTED
from tests.reports.reading import pages_of, spots_of

NEAR = 0.02  # points
NATURAL = (
    "会议认为，上半年大客户开发总体顺利，但进度不平衡：有的项目（如“北方管业”）签约一再推迟，"
    "有的项目缺少关键人支持，还有的项目只报喜、不报忧。会议指出，“进度表不是作业本”，各部门须做到"
    "三点：一是如实、按时填报；二是凡延期的，写明原因、补救措施和新的时限；三是凡需公司支持的，"
    "提前一周提出，不得到会上才说。会议强调：对《大客户管理办法》规定的保护期，任何人不得擅自延长；"
    "确需延长的，按程序报批（销售管理部审核，常务副总批准）。谁负责？怎么做？何时完成？都要写清楚！"
)
HAN = st.text("中文客户项目申请审批单位供水管网年产吨的和在了是", min_size=1, max_size=14)
MARK = st.sampled_from([*"，。、；：？！", "”。", "》、", "）。", "……", "——", "（", "“", "《"])
MARKED = st.lists(st.builds(str.__add__, HAN, MARK), min_size=1, max_size=60).map("".join)


def printed(text):
    """Return the PDF of a text on full pages of the grid."""
    sheets = []
    for rows in deal(RowMaker(set()).prose(text), first=LINES, reserved=0):
        sheets.append(Sheet())
        draw_rows(sheets[-1], rows, 0)
    return write_pdf(sheets, title="", author="", made_at=PRINTED)


def lines_in(text):
    """Return the texts of a paragraph's lines and where their last characters begin."""
    found = []
    for line in paragraph(text, BODY, set()).lines(WIDTH):
        (run,) = line.runs
        wide = len(run.text) - 1
        found.append((run.text, run.x + wide * (run.size + run.spacing)))
    return found


def test_a_page_of_running_text_has_22_lines_of_28_characters():
    assert (LINES, CHARACTERS) == (22, 28)
    _first, page, _last = spots_of(printed("检" * (LINES * CHARACTERS * 2 + 40)))
    assert len(page) == LINES
    for number, line in enumerate(page):
        assert len(line) == CHARACTERS
        assert [spot.x for spot in line] == pytest.approx(
            [LEFT + place * PITCH for place in range(CHARACTERS)], abs=NEAR
        )
        assert line[0].y == pytest.approx(page[0][0].y + number * LINE, abs=NEAR)


def test_marks_inside_the_lines_leave_the_grid_alone():
    line = "会议要求，各部门按进度表推进“攻关”项目；做到有人负责查"
    assert len(line) == CHARACTERS
    page = spots_of(printed("办" * (CHARACTERS - 2) + line * LINES * 2))[1]
    assert {"".join(spot.char for spot in row) for row in page} == {line}
    assert len(page) == LINES
    assert {round(row[-1].x - LEFT - 27 * PITCH, 1) for row in page} == {0.0}


def test_the_area_is_156_by_225_mm_and_no_ink_is_outside():
    assert pytest.approx((156, 225)) == (WIDTH / MM, HEIGHT / MM)
    for page in pages_of(printed(NATURAL * 12)):
        for glyph in page:
            if not glyph.char.isspace():
                assert LEFT - NEAR <= glyph.left < glyph.right <= LEFT + WIDTH + NEAR
                assert TOP <= 841.89 - glyph.top < 841.89 - glyph.bottom <= TOP + HEIGHT


def test_the_lines_of_all_typefaces_have_one_pitch():
    make = RowMaker(set())
    rows = [
        *make.heading("一、各项目检讨", FIRST_LEVEL),
        *make.heading("（一）北方管业", SECOND_LEVEL),
        *make.prose(NATURAL),
        *make.labelled("出席：", [["郑海涛、", "陈思远、"] * 9, ["𬭎𫖯"]]),
    ]
    sheet = Sheet()
    draw_rows(sheet, rows, 0)
    lines = spots_of(write_pdf([sheet], title="", author="", made_at=PRINTED))[0]
    steps = [after[0].y - before[0].y for before, after in pairwise(lines)]
    assert steps == pytest.approx([LINE] * (len(rows) - 1), abs=NEAR)


def test_natural_text_keeps_the_rules_and_fills_every_line():
    pulled = pushed = 0
    for start in range(60):  # every place of the marks in the lines
        *lines, last = lines_in("　　" + "甲" * start + NATURAL)
        assert not [text for text, _x in (*lines, last) if text[0] in NO_START]
        for text, x in lines:
            assert text[-1] not in NO_END
            over = len(text) > CHARACTERS
            assert x == pytest.approx(WIDTH - PITCH + (BODY.size / 2 if over else 0), abs=NEAR)
            pulled, pushed = pulled + over, pushed + (len(text) < CHARACTERS)
    assert pulled > 50
    assert pushed > 20


@given(MARKED)
def test_any_marked_text_keeps_the_rules_and_the_width(text):
    lines = lines_in("　　" + text)
    assert "".join(line for line, _x in lines) == "　　" + text
    assert not [line for line, _x in lines if line[0] in NO_START]
    assert not [line for line, _x in lines[:-1] if line[-1] in NO_END]
    square = [(len(line), x) for line, x in lines if "—" not in line]  # a dash is narrower
    assert all(length <= CHARACTERS + 1 for length, _x in square)
    assert all(x <= WIDTH - PITCH + BODY.size / 2 + NEAR for _length, x in square)


def test_a_mark_is_pulled_in_alone_and_two_marks_take_a_character_along():
    full = "一" * 28
    assert [text for text, _x in lines_in(f"{full}，二")] == [f"{full}，", "二"]
    assert [text for text, _x in lines_in(f"{full}。")] == [f"{full}。"]
    assert [text for text, _x in lines_in(f"{full}。”二")] == ["一" * 27, "一。”二"]
    assert [text for text, _x in lines_in(f"{full}？二")] == ["一" * 27, "一？二"]


def test_paragraphs_are_indented_by_two_characters():
    rows = RowMaker(set()).prose("甲" * 40 + "\n\n" + "乙")
    texts = ["".join(run.text for run in line.runs) for row in rows for _x, line in row.pieces]
    assert texts == ["　　" + "甲" * 26, "甲" * 14, "　　乙"]


def test_names_stand_below_the_first_one_and_are_not_torn():
    rows = RowMaker(set()).labelled("出席：", [["欧阳建国（客户经理）、"] * 3, ["孙丽"]])
    (_label, first), *others = [row.pieces for row in rows]
    lefts = [first[0], *(left for ((left, _line),) in others)]
    assert lefts == pytest.approx([5 * PITCH] * 3)
    texts = [first[1].runs[0].text, *(line.runs[0].text for ((_x, line),) in others)]
    assert texts == ["欧阳建国（客户经理）、" * 2, "欧阳建国（客户经理）、", "孙丽"]


@given(
    st.lists(st.sampled_from(["text", "heading", "blank"]), min_size=1, max_size=120),
    st.integers(8, LINES),
    st.integers(0, 11),
)
def test_lines_are_dealt_out_whole(kinds, first, reserved):
    line = paragraph("字", BODY, set()).lines(WIDTH)[0]
    made = {
        "text": GridRow(((0.0, line),)),
        "heading": GridRow(((0.0, line),), stays=True),
        "blank": GridRow(),
    }
    rows = [made[kind] for kind in kinds]
    pages = deal(rows, first=first, reserved=reserved)
    rooms = [first, *[LINES] * (len(pages) - 1)]
    assert all(len(page) <= room for page, room in zip(pages, rooms, strict=True))
    dealt = [row for page in pages for row in page if row.pieces]
    assert dealt == [row for row in rows if row.pieces]


def test_a_heading_is_never_the_last_line_of_a_page():
    make = RowMaker(set())
    for before in range(60):
        rows = [*make.prose("\n".join("文" * before)), *make.heading("一、题", FIRST_LEVEL)]
        pages = deal([*rows, *make.prose("末")], first=12, reserved=3)
        assert not [page for page in pages if page[-1].stays]
        assert len(pages[-1]) + 3 <= LINES


def test_the_foot_of_the_last_page_never_stands_there_alone():
    make = RowMaker(set())
    for count in range(1, 80):
        pages = deal(make.prose("\n".join("文" * count)), first=12, reserved=4)
        assert pages[-1]
        assert len(pages[-1]) + 4 <= (12 if len(pages) == 1 else LINES)
