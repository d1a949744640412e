"""The import of purchases from a file to the figures, as a person goes through it."""

from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from kamdesk.domain.purchases.imports import TonsUnit, Unknown
from kamdesk.domain.purchases.runs import RunState
from kamdesk.services.purchases import imports
from kamdesk.ui.imports.frame import CHECK, FILE, MAPPING, RESULT, RUN
from tests.services.purchases.conftest import ROWS
from tests.services.purchases.test_imports_resume import MANY


@pytest.fixture
def wizard(desk):
    made = desk.entry.open_wizard()
    desk.settle()
    return made


def read(desk, wizard, path):
    wizard.read(path)
    desk.settle()


def go_on(desk, wizard, step):
    wizard.next_button.click()
    desk.settle()
    assert wizard.step == step


def counts(page):
    return [card.figure.text() for card in page.cards.values()]


def test_a_file_is_read_mapped_tried_and_written(desk, wizard, importing):
    desk.messages.path = importing.write(ROWS)
    wizard.file_page.choose_button.click()
    desk.settle()
    go_on(desk, wizard, MAPPING)
    assert wizard.mapping_page.mapping()["document"] == 5
    go_on(desk, wizard, CHECK)
    assert counts(wizard.check_page) == ["3", "0", "0", "1", "0"]
    assert "采购量增加 14.5 吨，金额增加 59,000.00 元" in wizard.check_page.about.text()
    assert wizard.check_page.table.rows()[0].line == 5
    assert desk.runs() == []
    go_on(desk, wizard, RESULT)
    assert wizard.result_page.notice.text == "导入完成：写入 3 条采购记录，1 行有错误没有导入。"
    assert [run.created for run in desk.runs()] == [3]
    assert desk.announced == [True]


def test_the_first_rows_are_shown_as_they_will_be_read(desk, wizard, importing):
    read(desk, wizard, importing.write(ROWS))
    go_on(desk, wizard, MAPPING)
    page = wizard.mapping_page
    first = page.table.rows()[0]
    assert (first.client, first.day, first.tons) == ("北方商贸集团", date(2026, 10, 5), 10)
    page.form["tons_unit"].set_value(TonsUnit.KILOGRAM)
    assert page.table.rows()[0].tons == Decimal("0.01")
    page.form["return_prefix"].set_value("D1")
    assert page.table.rows()[0].tons == Decimal("-0.01")
    page.columns.fields["document"].set_value(None)
    assert page.table.rows()[0].document == ""


def test_without_a_client_there_is_no_next_step_and_the_page_says_so(desk, wizard, importing):
    read(desk, wizard, importing.write(ROWS))
    go_on(desk, wizard, MAPPING)
    wizard.mapping_page.columns.fields["client_name"].set_value(None)
    go_on(desk, wizard, MAPPING)
    assert "客户编号、客户名称或统一社会信用代码" in wizard.mapping_page.notice.text
    wizard.mapping_page.columns.fields["client_name"].set_value(0)
    wizard.mapping_page.form["factor"].set_value(Decimal(0))
    go_on(desk, wizard, MAPPING)
    assert "换算系数" in wizard.mapping_page.notice.text


def test_unknown_clients_are_registered_where_that_is_chosen(desk, wizard, importing, people):
    read(desk, wizard, importing.write(ROWS))
    go_on(desk, wizard, MAPPING)
    form = wizard.mapping_page.form
    assert not form.owner.isEnabled()
    form["unknown"].set_value(Unknown.CREATE)
    assert form.owner.isEnabled()
    form.owner.set_value(people.sales)
    go_on(desk, wizard, CHECK)
    assert counts(wizard.check_page) == ["4", "0", "0", "0", "1"]
    assert not wizard.check_page.failures_button.isEnabled()
    go_on(desk, wizard, RESULT)
    assert desk.services.clients.counts(by=people.sales)["mine"] == 1


def test_columns_and_choices_are_remembered_for_the_same_headings(desk, wizard, importing):
    read(desk, wizard, importing.write(ROWS))
    go_on(desk, wizard, MAPPING)
    wizard.mapping_page.form["tons_unit"].set_value(TonsUnit.KILOGRAM)
    wizard.mapping_page.columns.fields["product"].set_value(None)
    go_on(desk, wizard, CHECK)
    wizard.reject()
    again = desk.entry.open_wizard()
    read(desk, again, importing.write(ROWS, name="下个月.csv"))
    assert again.mapping_page.options().tons_unit is TonsUnit.KILOGRAM
    assert "product" not in again.mapping_page.mapping()


def test_cancelling_pauses_and_says_what_stays(desk, wizard, importing, monkeypatch):
    monkeypatch.setattr(imports, "BLOCK", 5)
    monkeypatch.setattr(imports, "BLOCKS", 1)
    read(desk, wizard, importing.write(MANY))
    go_on(desk, wizard, MAPPING)
    go_on(desk, wizard, CHECK)
    wizard.next_button.click()
    assert wizard.step == RUN
    wizard.cancel_button.click()
    assert wizard.run_page.count.text() == "正在暂停，已写入的部分保留…"
    desk.settle()
    assert wizard.step == RESULT
    run = desk.runs()[0]
    assert run.state is RunState.PAUSED
    assert f"写入的 {run.created} 条保留在系统中" in wizard.result_page.notice.text


def test_a_failure_on_the_way_is_told_where_it_can_be_tried_again(
    desk, wizard, importing, monkeypatch
):
    path = importing.write(ROWS)
    read(desk, wizard, path)
    go_on(desk, wizard, MAPPING)
    go_on(desk, wizard, CHECK)
    path.unlink()
    go_on(desk, wizard, CHECK)
    assert "采购.csv" in wizard.check_page.notice.text


@pytest.mark.parametrize("step", [CHECK, RESULT])
def test_the_bad_rows_can_be_saved_before_and_after(desk, wizard, importing, step):
    read(desk, wizard, importing.write(ROWS))
    for each in range(MAPPING, step + 1):
        if each != RUN:
            go_on(desk, wizard, each)
    desk.messages.path = importing.folder / "错误行"
    page = wizard.check_page if step == CHECK else wizard.result_page
    page.failures_button.click()
    desk.settle()
    rows = list(load_workbook(importing.folder / "错误行.xlsx").active.values)
    assert (rows[0][0], rows[1][1]) == ("错误原因", "没有这家")
    assert "错误行.xlsx" in page.saved.text


def test_a_file_that_came_in_before_is_told(desk, wizard, importing):
    path = importing.write(ROWS)
    importing.run(path)
    read(desk, wizard, path)
    assert "由 周岚 导入过（已完成）" in wizard.file_page.notice.text
    go_on(desk, wizard, MAPPING)
    go_on(desk, wizard, CHECK)
    assert counts(wizard.check_page) == ["0", "0", "3", "1", "0"]
    assert not wizard.next_button.isEnabled()


def test_a_file_that_is_none_goes_nowhere(desk, wizard, importing):
    path = importing.folder / "图片.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    read(desk, wizard, path)
    assert wizard.step == FILE
    assert wizard.file_page.notice.text
    assert not wizard.next_button.isEnabled()


def test_the_template_is_saved(desk, wizard, importing):
    desk.messages.path = importing.folder / "模板"
    wizard.file_page.template_button.click()
    desk.settle()
    heads = [cell.value for cell in load_workbook(importing.folder / "模板.xlsx").active[1]]
    assert "单据号" in heads
