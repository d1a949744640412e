"""The first rows as they would be read: units, returns, faults in their place."""

from datetime import date
from decimal import Decimal

import pytest

from kamdesk.domain.errors import RuleError
from kamdesk.domain.purchases.import_preview import preview
from kamdesk.domain.purchases.imports import AmountUnit, PurchaseImportOptions, TonsUnit
from kamdesk.domain.tables import TableHead, TableRow

HEADERS = ("客户", "日期", "数量", "金额", "单号")
ROWS = (
    ("甲公司", "2026-10-05", "1500", "3.2", "D1"),
    ("甲公司", "十月五日", "1", "1", "D2"),
    ("甲公司", "2026/10/6", "500", "1", "C3"),
)
HEAD = TableHead(
    "a.csv",
    "UTF-8",
    HEADERS,
    tuple(TableRow(line, cells) for line, cells in enumerate(ROWS, start=2)),
    3,
    "",
)
MAPPING = {"client_name": 0, "day": 1, "quantity": 2, "amount": 3, "document": 4}
TODAY = date(2026, 11, 2)


def test_rows_are_shown_in_tons_and_yuan_with_returns_negative():
    options = PurchaseImportOptions(
        tons_unit=TonsUnit.KILOGRAM, amount_unit=AmountUnit.TEN_THOUSAND, return_prefix="C"
    )
    first, bad, returned = preview(HEAD, MAPPING, options, today=TODAY)
    assert (first.client, first.day, first.tons) == ("甲公司", date(2026, 10, 5), Decimal("1.5"))
    assert (first.amount, first.document) == (Decimal(32_000), "D1")
    assert (bad.line, bad.tons) == (3, None)
    assert "日期" in bad.fault
    assert (returned.tons, returned.amount) == (Decimal("-0.5"), Decimal(-10_000))


def test_missing_columns_are_told():
    with pytest.raises(RuleError, match="没有找到“日期”列"):
        preview(HEAD, {"client_name": 0}, PurchaseImportOptions(), today=TODAY)
