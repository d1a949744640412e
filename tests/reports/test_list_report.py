"""A list on paper: whole words, columns that fill the page, heads on every page."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pypdfium2 import PdfDocument

from kamdesk.domain.errors import CancelledError
from kamdesk.domain.list_files import ListPaper, ListSheet, SheetColumn
from kamdesk.reports.list_report import CONTENT, PAPER, Want, render, shared_out

COLUMNS = (
    SheetColumn("客户名称"),
    SheetColumn("统一社会信用代码"),
    SheetColumn("金额", number=True),
)
CODE = "91140100MA0K1234X7"


def paper(rows, *, columns=COLUMNS, totals=("合计", "", "12.00"), scope=("视图：全部",)):
    sheet = ListSheet(title="客户", scope=scope, columns=columns, rows=rows, totals=totals)
    at = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
    return ListPaper(sheet=sheet, company="宏远公司", printed_at=at, printed_by="周岚")


def pages(made):
    with PdfDocument(made.pdf) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def test_every_page_is_landscape_with_head_columns_and_number():
    made = render(paper([(f"客户{at}", CODE, f"{at}.00") for at in range(200)]))
    with PdfDocument(made.pdf) as document:
        sizes = {tuple(round(side) for side in page.get_size()) for page in document}
    assert sizes == {tuple(round(side) for side in PAPER)}
    texts = pages(made)
    assert len(texts) == made.pages > 1
    for number, text in enumerate(texts, start=1):
        assert f"第 {number} 页，共 {made.pages} 页" in text
        for words in (
            "客户名称",
            "统一社会信用代码",
            "宏远公司",
            "共 200 条",
            "2026-11-23 09:30 周岚",
        ):
            assert words in text
    assert "视图：全部" in texts[0]
    assert "（续）" in texts[1]
    assert "合计" in texts[-1]
    assert sum(text.count(CODE) for text in texts) == 200


def test_codes_and_days_are_not_broken_even_with_many_columns():
    columns = tuple(SheetColumn(f"第{at}列") for at in range(14))
    row = (CODE, "2026-11-23", *["甲乙丙丁"] * 12)
    (text,) = pages(render(paper([row], columns=columns, totals=())))
    assert CODE in text
    assert "2026-11-23" in text


def test_an_empty_list_is_a_page_with_its_head():
    made = render(paper([], totals=()))
    assert made.pages == 1
    assert "共 0 条" in pages(made)[0]


def test_an_endless_cell_stays_on_its_page():
    made = render(paper([("长" * 20_000, "", "")]))
    assert made.pages <= 2


def test_what_no_font_has_is_told():
    assert render(paper([("甲\U0001f600", "", "")])).missing == ("\U0001f600",)


def test_the_same_list_is_the_same_file():
    rows = [("甲", CODE, "1")]
    assert render(paper(rows)).pdf == render(paper(rows)).pdf


def test_who_watches_may_stop_it():
    def stop(_done, _total):
        raise CancelledError

    with pytest.raises(CancelledError):
        render(paper([("甲", CODE, "1")]), stop)


wants = some.builds(
    lambda least, more: Want(least, least + more),
    some.floats(5, 300),
    some.floats(0, 300),
)


@given(some.lists(wants, min_size=1, max_size=30))
def test_the_columns_fill_the_page_and_keep_their_words_where_there_is_room(asked):
    widths = shared_out(asked, CONTENT)
    assert sum(widths) == pytest.approx(CONTENT)
    if sum(want.least for want in asked) <= CONTENT:
        assert all(width >= want.least - 1e-6 for width, want in zip(widths, asked, strict=True))
