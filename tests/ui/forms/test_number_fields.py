"""Money, quantities and days: read as people type them."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QDate

from kamdesk.ui.forms.number_fields import DateField, DecimalField, MoneyField


@pytest.mark.parametrize(
    "case",
    [("1.2万", "12000", "12,000.00"), ("1,200", "1200", "1,200.00"), ("￥5", "5", "5.00")],
)
def test_money_is_understood_and_rewritten(show, leave, case):
    typed, value, shown = case
    field = show(MoneyField("budget", "预算"))
    field.editor.setText(typed)
    leave(field)
    assert field.value() == Decimal(value)
    assert field.editor.text() == shown


def test_nonsense_is_no_money(show):
    field = show(MoneyField("budget", "预算"))
    field.editor.setText("很多")
    assert not field.validate()
    assert "很多" in field.message.text()
    assert field.value() is None


@pytest.mark.parametrize("typed", ["abc", "1.234", "-1", "1e99", "NaN", "Infinity"])
def test_a_wrong_quantity_is_told(show, typed):
    field = show(DecimalField("tons", "月用量", unit="吨", places=2))
    field.editor.setText(typed)
    assert not field.validate()
    assert field.value() is None


def test_a_quantity_is_a_decimal(show, leave):
    field = show(DecimalField("tons", "月用量", places=3))
    field.editor.setText("１,234.5")
    leave(field)
    assert field.value() == Decimal("1234.5")
    assert field.editor.text() == "1,234.5"


def test_signed_numbers_may_be_negative(show):
    tons = show(DecimalField("tons", "吨数", places=3, maximum=Decimal(100), signed=True))
    tons.editor.setText("－2.5")
    assert tons.value() == Decimal("-2.5")
    tons.editor.setText("-101")
    assert "-100 到 100" in tons.misread()
    yuan = show(MoneyField("amount", "金额", signed=True))
    for text, value in (("-1,200.50", "-1200.50"), ("－1.2万", "-12000.00"), ("8", "8.00")):
        yuan.editor.setText(text)
        assert yuan.value() == Decimal(value)
    yuan.editor.setText("--8")
    assert yuan.misread()


def test_other_numbers_may_not_be_negative(show):
    for field in (DecimalField("tons", "吨数"), MoneyField("amount", "金额")):
        shown = show(field)
        shown.editor.setText("-1")
        assert shown.misread()


DAYS = ["2026-1-5", "2026.01.05", "20260105", "2026年1月5日", "2026/1/5"]


@pytest.mark.parametrize("typed", DAYS)
def test_a_day_is_read_in_its_usual_forms(show, typed, leave):
    field = show(DateField("day", "日期"))
    field.editor.setText(typed)
    leave(field)
    assert field.value() == date(2026, 1, 5)
    assert field.editor.text() == "2026-01-05"


def test_no_day_is_allowed_and_a_wrong_one_is_told(show):
    field = show(DateField("day", "日期"))
    assert field.validate()
    assert field.value() is None
    field.editor.setText("2026-02-30")
    assert not field.validate()


def test_the_calendar_gives_its_day(show):
    field = show(DateField("day", "日期"))
    field._open_calendar()
    field._calendar.clicked.emit(QDate(2026, 11, 23))
    assert field.value() == date(2026, 11, 23)
    assert field._calendar.isHidden()
