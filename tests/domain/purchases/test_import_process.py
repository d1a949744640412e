"""A run keeps what it was told to do."""

from decimal import Decimal

from kamdesk.domain.ids import UserId
from kamdesk.domain.purchases.import_process import RunTask
from kamdesk.domain.purchases.imports import (
    AmountUnit,
    Known,
    PurchaseImportOptions,
    TonsUnit,
    Unknown,
)


def test_a_task_comes_back_as_it_was():
    options = PurchaseImportOptions(
        known=Known.UPDATE,
        unknown=Unknown.CREATE,
        tons_unit=TonsUnit.KILOGRAM,
        amount_unit=AmountUnit.TEN_THOUSAND,
        factor=Decimal("0.050"),
        return_prefix="C",
        owner_id=UserId(3),
    )
    task = RunTask(("日期", "客户"), {"day": 0, "client_name": 1}, options)
    assert RunTask.of_text(task.text()) == task


def test_the_usual_choices_come_back_too():
    task = RunTask(("日期",), {"day": 0}, PurchaseImportOptions())
    assert RunTask.of_text(task.text()) == task
