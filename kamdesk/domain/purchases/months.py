"""Months as purchases are summed by: 202611 is November 2026."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NewType

Month = NewType("Month", int)
"""A calendar month as yyyymm."""


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """What a client bought in a month: tons, yuan, and the number of purchase records."""

    month: Month
    tons: Decimal
    amount: Decimal
    lines: int

    @classmethod
    def none(cls, month: Month) -> "MonthFigures":
        """Return a month in which nothing was bought."""
        return cls(month, Decimal(0), Decimal(0), 0)


def month_of(day: date) -> Month:
    """Return the month of a day."""
    return Month(day.year * 100 + day.month)


def months_before(month: Month, count: int) -> Month:
    """Return the month that lies `count` months before `month`."""
    index = (month // 100) * 12 + month % 100 - 1 - count
    return Month(index // 12 * 100 + index % 12 + 1)


def month_range(first: Month, last: Month) -> Iterator[Month]:
    """Yield the months from `first` to `last`, both included."""
    while first <= last:
        yield first
        first = months_before(first, -1)
