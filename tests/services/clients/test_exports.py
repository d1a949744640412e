"""Exports of clients, on a real database."""

import csv

import openpyxl
import pytest

from kamdesk.domain.clients.clients import ClientClass, ClientDraft, Grade
from kamdesk.domain.clients.imports import guess_mapping
from kamdesk.domain.errors import CancelledError, NotAllowedError, RuleError
from kamdesk.services.clients.exports import ExportService
from tests.classes import classify


@pytest.fixture
def exports(sessions, clients, people, clock):
    clients.create(ClientDraft(name="=甲", grade=Grade.A), by=people.sales)
    classify(sessions, clock, 1, ClientClass.GROUP, by=people.management)
    clients.create(ClientDraft(name="乙"), by=people.sales3)
    return ExportService(sessions, clock)


def test_chosen_rows_and_columns_in_their_order(exports, people, tmp_path):
    path = tmp_path / "客户.csv"
    assert exports.save(path, [2, 1], ("name", "classes", "owner"), by=people.management) == 2
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [
            ["客户名称", "大客户类别", "负责人"],
            ["乙", "", "赵强"],
            ["'=甲", "集团客户", "李明"],
        ]


def test_all_columns_as_a_workbook_that_can_be_imported_again(exports, people, tmp_path):
    path = tmp_path / "客户.xlsx"
    exports.save(path, [1], by=people.management)
    header, row = openpyxl.load_workbook(path).active.iter_rows(values_only=True)
    found = dict(zip(header, row, strict=True))
    assert (found["客户名称"], found["客户等级"], found["归档"]) == ("=甲", "A", "否")
    assert found["建档时间"].isoformat() == "2026-11-02T09:00:00"
    assert {"name", "code", "grade", "classes", "owner"} <= set(guess_mapping(header))


def test_nobody_exports_what_he_may_not_see(exports, people, tmp_path):
    assert exports.save(tmp_path / "a.csv", [1, 2], ("name",), by=people.sales) == 1
    with pytest.raises(NotAllowedError):
        exports.save(tmp_path / "b.csv", [1], by=people.administrator)


def test_cancelled_or_nonsense_writes_no_file(exports, people, tmp_path):
    with pytest.raises(CancelledError):
        exports.save(tmp_path / "c.csv", [1], by=people.sales, cancelled=lambda: True)
    with pytest.raises(RuleError, match="不能导出列“phone2”"):
        exports.save(tmp_path / "c.csv", [1], ("phone2",), by=people.sales)
    assert not (tmp_path / "c.csv").exists()
