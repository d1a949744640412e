"""What a client bought month by month, beside the same months of the year before."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from kamdesk.domain.purchases.months import Month, MonthFigures, month_range, months_before

MONTHS: Final = 24
"""How many months a trend shows."""
YEAR: Final = 12


@dataclass(frozen=True, slots=True)
class TrendMonth:
    """One month, and the same month a year earlier."""

    now: MonthFigures
    before: MonthFigures


@dataclass(frozen=True, slots=True)
class Trend:
    """The last `MONTHS` months in order, those without purchases too; the sums of two years.

    `year` sums the twelve months that end with the last one, `year_before` the twelve before.
    """

    months: tuple[TrendMonth, ...]
    year: MonthFigures
    year_before: MonthFigures

    @property
    def any(self) -> bool:
        """Whether anything was bought in these months."""
        return any(each.now.lines for each in self.months)


def first_month(last: Month) -> Month:
    """Return the earliest month that the trend up to `last` needs."""
    return months_before(last, MONTHS + YEAR - 1)


def trend(figures: Sequence[MonthFigures], last: Month) -> Trend:
    """Return the trend up to the month `last` from figures that may leave out empty months."""
    known = {each.month: each for each in figures}
    shown = [_figures(known, month) for month in month_range(months_before(last, MONTHS - 1), last)]
    months = (TrendMonth(each, _figures(known, months_before(each.month, YEAR))) for each in shown)
    return Trend(tuple(months), _sum(shown[-YEAR:]), _sum(shown[-2 * YEAR : -YEAR]))


def change_percent(now: Decimal, before: Decimal) -> int | None:
    """Return by how many per cent `now` differs from `before`; None where there was nothing."""
    if before <= 0:
        return None
    return int(((now / before - 1) * 100).quantize(Decimal(1), ROUND_HALF_UP))


def _figures(known: dict[Month, MonthFigures], month: Month) -> MonthFigures:
    return known.get(month) or MonthFigures(month, Decimal(0), Decimal(0), 0)


def _sum(figures: Sequence[MonthFigures]) -> MonthFigures:
    return MonthFigures(
        figures[-1].month,
        sum((each.tons for each in figures), Decimal(0)),
        sum((each.amount for each in figures), Decimal(0)),
        sum(each.lines for each in figures),
    )
