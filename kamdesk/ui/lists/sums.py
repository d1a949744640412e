"""Sums of the selected rows, exact to the cent."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from kamdesk.domain.lists import ListSource
from kamdesk.i18n import _
from kamdesk.ui.lists.columns import Column
from kamdesk.ui.lists.model import PAGE


def sums_text(
    columns: Sequence[Column[Any]], source: ListSource[Any], ids: Sequence[int]
) -> list[str]:
    """Return one phrase for each column with a total over the records `ids`."""
    summed = [column for column in columns if column.total]
    totals = dict.fromkeys((column.key for column in summed), Decimal(0))
    for at in range(0, len(ids), PAGE) if summed else ():
        for row in source.rows(ids[at : at + PAGE]):
            for column in summed:
                value = column.value(row)
                if isinstance(value, Decimal | int):
                    totals[column.key] += value
    return [_phrase(column, totals[column.key]) for column in summed]


def _phrase(column: Column[Any], total: Decimal) -> str:
    text = _("{column}合计 {total} {unit}")
    return text.format(column=column.label, total=f"{total:,}", unit=_(column.unit)).rstrip()
