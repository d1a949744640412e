"""Tables written: whole, and without formulae."""

import csv
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest

from kamdesk.domain.errors import FileError
from kamdesk.storage.table_writing import write_table, write_template

HEADERS = ("名称", "数", "日", "时")
AT = datetime(2026, 11, 1, 16, 30, tzinfo=UTC)
ROWS = [("=1+1", Decimal("12.50"), date(2026, 11, 2), AT), ("甲\x00<b>", None, None, None)]


def test_a_workbook_holds_no_formula(tmp_path):
    path = tmp_path / "a.xlsx"
    write_table(path, HEADERS, ROWS)
    with zipfile.ZipFile(path) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    sheet = openpyxl.load_workbook(path).active
    values = list(sheet.iter_rows(values_only=True))
    assert values[0] == HEADERS
    assert values[1][:2] == ("=1+1", 12.5)
    assert [str(value) for value in values[1][2:]] == ["2026-11-02 00:00:00", "2026-11-02 00:30:00"]
    assert values[2][0] == "甲<b>"
    assert sheet["A2"].data_type == "s"


def test_a_csv_holds_no_formula_and_opens_in_excel(tmp_path):
    path = tmp_path / "a.csv"
    write_table(path, HEADERS, ROWS)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[1] == ["'=1+1", "12.50", "2026-11-02", "2026-11-02 00:30"]
    assert rows[2] == ["甲<b>", "", "", ""]


def test_another_kind_of_file_is_refused(tmp_path):
    with pytest.raises(FileError, match=r"xlsx 或 \.csv"):
        write_table(tmp_path / "a.txt", HEADERS, ROWS)


def test_a_failure_keeps_the_old_file(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("旧")

    def broken():
        yield ROWS[0]
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_table(path, HEADERS, broken())
    assert path.read_text() == "旧"
    assert [each.name for each in tmp_path.iterdir()] == ["a.csv"]


def test_a_template_offers_its_choices(tmp_path):
    path = tmp_path / "a.xlsx"
    write_template(path, ("名称", "等级"), {"等级": ["A", "B"]})
    (offered,) = openpyxl.load_workbook(path).active.data_validations.dataValidation
    assert offered.formula1 == '"A,B"'
    assert str(offered.sqref) == "B2:B5000"
