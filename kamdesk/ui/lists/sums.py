"""Sums of the selected rows, exact to the cent."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from kamdesk.domain.errors import CancelledError
from kamdesk.domain.lists import ListSource, Stop, SummedSource
from kamdesk.i18n import _
from kamdesk.ui.lists.columns import Column
from kamdesk.ui.lists.model import PAGE

MOST_READ = 20_000
"""Rows that are read for their sums where the source has no quicker way."""
_CHUNK = 20_000


def sums_text(
    columns: Sequence[Column[Any]], source: ListSource[Any], ids: Sequence[int], stop: Stop
) -> list[str]:
    """Return one phrase for each column with a total over the records `ids`.

    A list whose source can't sum says nothing over more than 20,000 records. CancelledError where
    `stop` was pulled.
    """
    summed = [column for column in columns if column.total]
    if isinstance(source, SummedSource):
        totals = _asked(source, ids, stop) if summed else {}
    elif len(ids) > MOST_READ:
        return []
    else:
        totals = _read(summed, source, ids, stop)
    return [_phrase(column, totals[column.key]) for column in summed]


def _asked(source: SummedSource, ids: Sequence[int], stop: Stop) -> Mapping[str, Decimal]:
    totals: dict[str, Decimal] = {}
    for at in range(0, len(ids), _CHUNK):
        for key, value in source.sums(ids[at : at + _CHUNK], stop).items():
            totals[key] = totals.get(key, Decimal(0)) + value
    return totals


def _read(
    summed: Sequence[Column[Any]], source: ListSource[Any], ids: Sequence[int], stop: Stop
) -> Mapping[str, Decimal]:
    totals = dict.fromkeys((column.key for column in summed), Decimal(0))
    for at in range(0, len(ids), PAGE) if summed else ():
        if stop.pulled:
            raise CancelledError(_("查询已取消。"))
        for row in source.rows(ids[at : at + PAGE]):
            for column in summed:
                value = column.value(row)
                if isinstance(value, Decimal | int):
                    totals[column.key] += value
    return totals


def _phrase(column: Column[Any], total: Decimal) -> str:
    text = _("{column}合计 {total} {unit}")
    return text.format(column=column.label, total=column.said(total), unit=_(column.unit)).rstrip()
