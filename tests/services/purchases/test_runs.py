"""Runs: their list, their bad rows as a file, and taking them back to the last figure."""

from decimal import Decimal

import pytest
from openpyxl import load_workbook
from sqlalchemy import text

from kamdesk.domain.errors import CancelledError, NotAllowedError, RuleError
from kamdesk.domain.purchases.imports import Known, PurchaseImportOptions
from kamdesk.domain.purchases.runs import RunState
from tests.services.purchases.conftest import ROWS

TABLES = {
    "purchases": "id, client_id, day, product, contract, document, nth, tons, amount, run_id",
    "purchase_months": "*",
    "purchase_accounts": "*",
    "clients": "id, year_tons, year_amount, last_purchase_on",
}
UPDATE = PurchaseImportOptions(known=Known.UPDATE)


@pytest.fixture
def state(sessions):
    """Return everything that a run writes and its undoing must restore."""

    def read():
        with sessions.read() as session:
            return {
                table: session.execute(text(f"SELECT {columns} FROM {table} ORDER BY 1, 2")).all()
                for table, columns in TABLES.items()
            }

    return read


@pytest.fixture
def sql(sessions):
    def run(statement):
        with sessions.write() as session:
            session.execute(text(statement))

    return run


def test_the_newest_run_comes_first_with_its_figures(importing, clock):
    importing.run(importing.write(ROWS))
    clock.advance(hours=1)
    importing.run(importing.write("华联商会,2026-10-01,线材,1,1,D9\n", name="后来.csv"))
    newest, first = importing.runs.rows(by=importing.by)
    assert (newest.file_name, newest.created, newest.by) == ("后来.csv", 1, "周岚")
    assert (first.created, first.failed, first.state) == (3, 1, RunState.DONE)
    assert (first.tons, first.amount) == (Decimal("14.5"), Decimal(59_000))


def test_only_who_imports_sees_and_undoes_runs(importing, people, state):
    report = importing.run(importing.write(ROWS))
    before = state()
    for act in (
        lambda: importing.runs.rows(by=people.sales),
        lambda: importing.runs.undo(report.run_id, by=people.finance, seen_version=1),
        lambda: importing.runs.save_failures(
            importing.folder / "a.csv", report.run_id, by=people.sales
        ),
    ):
        with pytest.raises(NotAllowedError):
            act()
    assert state() == before


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_the_bad_rows_come_back_with_their_reasons_and_can_be_imported(importing, suffix):
    report = importing.run(importing.write(ROWS))
    path = importing.folder / f"错误{suffix}"
    importing.runs.save_failures(path, report.run_id, by=importing.by)
    table = importing.imports.read(path)
    assert table.headers[:2] == ("错误原因", "客户名称")
    assert table.first[0].cells[1:3] == ("没有这家", "2026-09-01")
    assert "没有登记" in table.first[0].cells[0]
    assert importing.run(path).failed == 1


def test_a_text_that_looks_like_a_formula_stays_text_in_the_file(importing):
    report = importing.run(importing.write("=1+1,2026-09-01,螺纹钢,7,28000,D4\n"))
    path = importing.folder / "错误.xlsx"
    importing.runs.save_failures(path, report.run_id, by=importing.by)
    assert load_workbook(path).active["B2"].data_type == "s"


def test_undoing_takes_every_row_and_figure_back(importing, state):
    before = state()
    report = importing.run(importing.write(ROWS))
    assert state() != before
    steps = []
    importing.undo(report, report=lambda *step: steps.append(step))
    assert state() == before
    assert steps
    row = importing.runs.rows(by=importing.by)[0]
    assert (row.state, row.undone_by, row.created) == (RunState.UNDONE, "周岚", 3)


def test_undoing_gives_changed_rows_their_former_values_back(importing, state):
    importing.run(importing.write(ROWS))
    before = state()
    newer = ROWS.replace("10,40000", "12,48000").replace(
        "2026-09-01,螺纹钢,7,", "2026-08-31,螺纹钢,8,"
    )
    report = importing.run(importing.write(newer), UPDATE)
    assert (report.created, report.updated, report.skipped) == (0, 2, 1)
    importing.undo(report)
    assert state() == before


def test_the_later_run_has_to_go_first(importing, state):
    empty = state()
    first = importing.run(importing.write(ROWS))
    later = importing.run(importing.write(ROWS.replace("40000", "41000")), UPDATE)
    there = state()
    with pytest.raises(RuleError, match="有 1 条后来被"):
        importing.undo(first)
    assert state() == there
    importing.undo(later)
    importing.undo(first)
    assert state() == empty


def test_a_run_that_changed_rows_goes_after_a_later_one_that_changed_them_too(importing, state):
    importing.run(importing.write(ROWS))
    once = state()
    first = importing.run(importing.write(ROWS.replace("40000", "41000")), UPDATE)
    later = importing.run(importing.write(ROWS.replace("40000", "42000")), UPDATE)
    with pytest.raises(RuleError, match="不能整体撤销"):
        importing.undo(first)
    importing.undo(later)
    importing.undo(first)
    assert state() == once


def test_rows_changed_by_hand_keep_their_run(importing, state, sql):
    first = importing.run(importing.write(ROWS))
    later = importing.run(importing.write(ROWS.replace("40000", "41000")), UPDATE)
    sql("UPDATE purchases SET amount = 1, version = version + 1 WHERE document = 'D1'")
    there = state()
    for run in (later, first):
        with pytest.raises(RuleError, match="不能整体撤销"):
            importing.undo(run)
    assert state() == there


def test_a_run_is_undone_once(importing):
    report = importing.run(importing.write(ROWS))
    importing.undo(report)
    with pytest.raises(RuleError, match="已经撤销"):
        importing.undo(report)
    assert importing.run(importing.write(ROWS)).created == 3


def test_a_file_knows_its_runs(importing):
    path = importing.write(ROWS)
    digest = importing.imports.read(path).digest
    assert importing.runs.of_file(digest, by=importing.by) == []
    first, second = importing.run(path), importing.run(path)
    importing.undo(second)
    runs = importing.runs.of_file(digest, by=importing.by)
    assert [run.id for run in runs] == [second.run_id, first.run_id]
    assert [run.undoable for run in runs] == [False, True]


def test_undoing_that_is_cancelled_changes_nothing(importing, state):
    report = importing.run(importing.write(ROWS))
    there = state()
    with pytest.raises(CancelledError):
        importing.undo(report, cancelled=lambda: True)
    assert state() == there
    assert importing.runs.rows(by=importing.by)[0].state is RunState.DONE


def test_each_run_and_its_undoing_are_in_the_audit(importing, sessions):
    report = importing.run(importing.write(ROWS))
    importing.undo(report)
    with sessions.read() as session:
        acts = session.execute(
            text("SELECT action FROM audit WHERE noun = 'purchase' ORDER BY rowid")
        ).scalars()
        assert list(acts) == [
            "purchase_import",
            "purchase_import_chunk",
            "purchase_import_done",
            "purchase_import_undo",
        ]
