"""导出/打印: the view on screen or what is selected of it, as file and as paper."""

import csv

import pytest
from openpyxl import load_workbook
from pypdfium2 import PdfDocument
from PySide6.QtCore import QItemSelectionModel, Qt

from kamdesk.domain.errors import CancelledError
from kamdesk.domain.list_files import MOST_PRINTED, Watch
from kamdesk.domain.permissions import Action
from kamdesk.ui.lists.page import ListPage, ListSpec
from kamdesk.ui.preview import PdfPreview
from tests.ui.lists.conftest import COLUMNS

SELECT = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


@pytest.fixture
def listed(open_equipped, source):
    source.count = 300
    return open_equipped()


def choose(page, *lines):
    for line in lines:
        page.view.selectionModel().select(page.view.model().index(line, 0), SELECT)


def test_a_workbook_has_the_columns_on_screen_with_days_and_numbers(
    listed, jobs, messages, tmp_path
):
    listed.view.header.setSectionHidden(4, False)
    messages.path = tmp_path / "a.xlsx"
    listed.taking.save(selected=False)
    assert jobs.wait_idle()
    sheet = load_workbook(tmp_path / "a.xlsx").active
    assert [cell.value for cell in sheet[1]] == [
        "客户名称",
        "等级",
        "代码",
        "月用量",
        "日期",
        "无筛选",
    ]
    assert sheet["C2"].value == "000000000000000001"
    assert sheet["D2"].value == pytest.approx(0.1)
    assert sheet["E2"].is_date
    assert (sheet.max_row, sheet.freeze_panes) == (301, "A2")
    assert sheet.auto_filter.ref == "A1:F301"
    assert messages.said == [f"已导出 300 行：{tmp_path / 'a.xlsx'}"]


def test_selected_rows_only_go_into_the_file(listed, jobs, messages, tmp_path):
    choose(listed, 1, 4)
    messages.path = tmp_path / "a.csv"
    listed.taking.save(selected=True)
    assert jobs.wait_idle()
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert [row[0] for row in rows] == ["客户名称", "客户2", "客户5"]


def test_a_pdf_is_written_too(listed, jobs, messages, shop, tmp_path):
    messages.path = tmp_path / "a.pdf"
    listed.taking.save(selected=False)
    assert jobs.wait_idle(30_000)
    assert shop.written["a.pdf"].startswith(b"%PDF")


def test_the_key_exports(listed, jobs, messages, qtbot, tmp_path):
    messages.path = tmp_path / "a.xlsx"
    listed.view.setFocus()
    qtbot.keyClick(listed.view, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert jobs.wait_idle()
    assert (tmp_path / "a.xlsx").exists()


def test_printing_opens_the_preview_of_the_same_pages(listed, jobs):
    listed.taking.print(selected=False)
    assert jobs.wait_idle(30_000)
    (preview,) = listed.findChildren(PdfPreview)
    assert preview.windowTitle() == "客户"
    preview.reject()


def test_the_paper_says_what_is_on_it(listed, jobs, tools, lists):
    listed.show_view("mine", {"grade": "A"})
    listed.view.header.sort_chosen.emit("name", True)
    assert jobs.wait_idle()
    taken = listed.taken(selected=False)
    assert taken.scope == ["视图：我的", "筛选：等级 A 级", "排序：客户名称 降序"]
    sheet = taken.sheet(Watch())
    assert sheet.totals[0] == "合计"
    assert sheet.totals[3] == f"{sum(range(1, 31)) / 10}"
    pdf = lists.files.pdf(sheet, by=tools.actor.id).pdf
    with PdfDocument(pdf) as document:
        text = document[0].get_textpage().get_text_bounded()
        assert document[0].get_size()[0] > document[0].get_size()[1]
    for words in ("客户", "宏远钢铁贸易有限公司", "筛选：等级 A 级", "第 1 页", tools.actor.name):
        assert words in text


def test_many_rows_are_refused_before_they_are_read(listed, jobs, source, messages):
    source.count = MOST_PRINTED + 1
    listed.reload()
    assert jobs.wait_idle()
    source.reads.clear()
    listed.taking.print(selected=False)
    assert jobs.wait_idle()
    assert "20,000" in messages.said[-1]
    assert sum(source.reads) < 1000


def test_the_menu_offers_selected_rows_only_where_there_are_some(listed):
    menu = listed.taking.button.menu()
    menu.aboutToShow.emit()
    assert not listed.taking.save_selected.isEnabled()
    choose(listed, 3)
    menu.aboutToShow.emit()
    assert listed.taking.save_selected.isEnabled()


def test_who_may_not_take_rows_along_has_no_menu(qtbot, jobs, state, source, tools_of, people):
    spec = ListSpec("clients", COLUMNS, export=Action.USER_MANAGE)
    page = ListPage(spec, source, jobs=jobs, state=state)
    qtbot.addWidget(page)
    page.equip(tools_of(people.sales))
    assert page.taking is None
    assert jobs.wait_idle()


def test_a_cancelled_export_leaves_no_file(listed, lists, tools, tmp_path):
    watch = Watch(cancelled=lambda: True)
    table = listed.taken(selected=False).table(watch)
    with pytest.raises(CancelledError):
        lists.files.save(tmp_path / "a.xlsx", table, by=tools.actor.id, watch=watch)
    assert list(tmp_path.glob("a*")) == []
