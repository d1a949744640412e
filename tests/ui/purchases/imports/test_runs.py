"""导入记录: what a person sees of the runs, and goes on with or takes back."""

import pytest
from openpyxl import load_workbook

from kamdesk.domain.purchases.imports import Known, PurchaseImportOptions
from kamdesk.domain.purchases.runs import RunState
from tests.services.purchases.conftest import ROWS
from tests.services.purchases.test_imports_resume import MANY, stop_after


@pytest.fixture
def open_runs(desk):
    def run():
        dialog = desk.entry.open_runs()
        desk.settle()
        return dialog

    return run


@pytest.fixture
def paused(importing):
    return importing.run(importing.write(MANY), cancelled=stop_after(0))


def offers(dialog):
    buttons = (dialog.resume_button, dialog.undo_button, dialog.failures_button)
    return [each.isEnabled() for each in buttons]


def test_without_runs_nothing_is_offered(open_runs):
    dialog = open_runs()
    assert dialog.table.rows() == []
    assert offers(dialog) == [False, False, False]


def test_a_paused_run_goes_on_with_its_file(desk, open_runs, paused, importing):
    dialog = open_runs()
    assert offers(dialog) == [True, True, False]
    desk.messages.path = importing.folder / "采购.csv"
    dialog.resume_button.click()
    desk.settle()
    assert dialog.notice.text == "导入完成，共写入 100 条采购记录。"
    assert desk.runs()[0].state is RunState.DONE
    assert offers(dialog) == [False, True, False]
    assert desk.announced == [True]


def test_another_file_is_refused(desk, open_runs, paused, importing):
    dialog = open_runs()
    desk.messages.path = importing.write(ROWS, name="别的.csv")
    dialog.resume_button.click()
    desk.settle()
    assert "内容不同，不能继续" in dialog.notice.text
    assert desk.runs()[0].state is RunState.PAUSED


def test_a_run_is_undone_after_a_question(desk, open_runs, importing):
    importing.run(importing.write(ROWS))
    dialog = open_runs()
    desk.messages.yes = False
    dialog.undo_button.click()
    desk.settle()
    assert desk.messages.said == ["撤销“采购.csv”的导入？"]
    assert desk.runs()[0].state is RunState.DONE
    desk.messages.yes = True
    dialog.undo_button.click()
    desk.settle()
    assert dialog.notice.text == "这次导入已撤销。"
    assert desk.runs()[0].state is RunState.UNDONE
    assert "由 周岚 撤销。" in dialog.about.text()
    assert offers(dialog) == [False, False, True]


def test_what_cannot_be_undone_is_told_in_words(desk, open_runs, importing):
    importing.run(importing.write(ROWS))
    update = PurchaseImportOptions(known=Known.UPDATE)
    importing.run(importing.write(ROWS.replace("40000", "41000")), update)
    dialog = open_runs()
    dialog.table.selectRow(1)
    dialog.undo_button.click()
    desk.settle()
    assert "请先撤销后来的导入" in dialog.notice.text
    assert [run.state for run in desk.runs()] == [RunState.DONE, RunState.DONE]


def test_bad_rows_are_saved(desk, open_runs, importing):
    importing.run(importing.write(ROWS))
    dialog = open_runs()
    desk.messages.path = importing.folder / "坏行.xlsx"
    dialog.failures_button.click()
    desk.settle()
    assert load_workbook(desk.messages.path).active["B2"].value == "没有这家"
    assert "坏行.xlsx" in dialog.notice.text
