"""Workdays by the State Council's calendar with 调休 (product.md rule 7), and what a year rests on.

A year whose arrangement the program does not hold is counted Monday to Friday, less the legal
holidays with a fixed date (全国年节及纪念日放假办法, 2024): 1 January, 1 and 2 May, 1 to 3 October.
Spring Festival, Qingming, Dragon Boat, Mid-Autumn, days in lieu and working weekends of such a
year are unknown and not guessed; `WorkCalendar.source_words` says so wherever days are counted.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from itertools import groupby
from typing import Final

from kamdesk.i18n import _, listed

_DAY: Final = timedelta(days=1)
_FIXED_HOLIDAYS: Final = ((1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3))
"""Month and day of the legal holidays that follow no moon."""


class Source(StrEnum):
    """What the workdays of a year rest on."""

    PUBLISHED = "published"
    WEEKDAYS = "weekdays"


@dataclass(frozen=True, slots=True)
class _Year:
    """How a year differs from Monday to Friday: weekdays off and weekend days worked."""

    source: Source
    off: frozenset[date]
    on: frozenset[date]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkCalendar:
    """The public calendar with the company's own days, which go before it.

    `closed` are its own days off, `working` its own days of work; a day in both counts as closed,
    but `faults` tells of it.
    """

    closed: frozenset[date] = frozenset()
    working: frozenset[date] = frozenset()

    def faults(self) -> dict[str, str]:
        """Return what is wrong: field -> sentence."""
        both = self.closed & self.working
        if not both:
            return {}
        told = _("{day} 不能既是休息日又是上班日，请去掉其中一项。")
        return {"working": told.format(day=min(both))}

    def is_workday(self, day: date) -> bool:
        """Tell whether people work on `day`."""
        if day in self.closed:
            return False
        return day in self.working or _is_public_workday(day)

    def after(self, day: date, count: int) -> date:
        """Return the workday number `count` (1 or more) after `day`, which itself never counts."""
        return self._nth(day, count, _DAY)

    def before(self, day: date, count: int) -> date:
        """Return the workday number `count` (1 or more) before `day`, which itself never counts."""
        return self._nth(day, count, -_DAY)

    def count(self, first: date, last: date) -> int:
        """Return the workdays from `first` to `last`, both included; 0 where `last` is earlier.

        Counting from the day after `day` to `after(day, n)` gives n.
        """
        if last < first:
            return 0
        own = (d for d in self.closed | self.working if first <= d <= last)
        return _public_count(first, last) + sum(
            self.is_workday(day) - _is_public_workday(day) for day in own
        )

    def source_words(self, first: date, last: date) -> str:
        """Return in a sentence what the workdays from `first` to `last` rest on.

        A second one tells of the company's own days in the span. ValueError where `last` is
        earlier than `first`.
        """
        if last < first:
            raise ValueError("a span ends before it begins")
        return _public_words(first, last) + self._own_words(first, last)

    def _nth(self, day: date, count: int, step: timedelta) -> date:
        if count < 1:
            raise ValueError("workdays are counted from 1")
        while count:
            day += step
            count -= self.is_workday(day)
        return day

    def _own_words(self, first: date, last: date) -> str:
        closed = sum(first <= day <= last for day in self.closed)
        working = sum(first <= day <= last for day in self.working - self.closed)
        if not closed and not working:
            return ""
        told = _("另计入公司自定的休息日 {closed} 天、上班日 {working} 天。")
        return told.format(closed=closed, working=working)


def source_of(year: int) -> Source:
    """Return what the workdays of `year` rest on, the company's own days aside."""
    return _year(year).source


def _public_words(first: date, last: date) -> str:
    years = range(first.year, last.year + 1)
    known = _year_spans(year for year in years if source_of(year) is Source.PUBLISHED)
    unknown = _year_spans(year for year in years if source_of(year) is Source.WEEKDAYS)
    if not unknown:
        told = _("{known} 年按国务院公布的放假调休安排计算。")
    elif not known:
        told = _(
            "程序尚未收录 {unknown} 年的放假调休安排，暂按周一至周五计算，"
            "只扣除元旦、劳动节和国庆节的法定假日。"
        )
    else:
        told = _(
            "{known} 年按国务院公布的放假调休安排计算；程序尚未收录 {unknown} 年的安排，"
            "暂按周一至周五计算，只扣除元旦、劳动节和国庆节的法定假日。"
        )
    return told.format(known=known, unknown=unknown)


def _year_spans(years: Iterable[int]) -> str:
    """Return `years` as a list in which years that follow each other are one span."""
    runs = groupby(enumerate(years), lambda place: place[1] - place[0])
    spans = [[year for _place, year in run] for _gap, run in runs]
    return listed(str(s[0]) if len(s) == 1 else f"{s[0]}—{s[-1]}" for s in spans)


def _is_public_workday(day: date) -> bool:
    year = _year(day.year)
    return day in year.on or (day.weekday() < 5 and day not in year.off)


def _public_count(first: date, last: date) -> int:
    """Return the public workdays in a span, by its weeks rather than day by day."""
    count = _weekdays_before(last) + (last.weekday() < 5) - _weekdays_before(first)
    for year in map(_year, range(first.year, last.year + 1)):
        count += sum(first <= day <= last for day in year.on)
        count -= sum(first <= day <= last for day in year.off)
    return count


def _weekdays_before(day: date) -> int:
    """Return the Mondays to Fridays before `day` since 1 January of year 1, a Monday."""
    weeks, rest = divmod(day.toordinal() - 1, 7)
    return weeks * 5 + min(rest, 5)


@cache
def _year(year: int) -> _Year:
    from chinese_calendar import holidays, workdays  # noqa: PLC0415 - loaded at the first count

    # The notice of a year may reach into the December before: only its own October proves it.
    if date(year, 10, 1) not in holidays:
        fixed = (date(year, month, day) for month, day in _FIXED_HOLIDAYS)
        return _Year(Source.WEEKDAYS, _weekday_ones(fixed), frozenset())
    off = _weekday_ones(day for day in holidays if day.year == year)
    return _Year(Source.PUBLISHED, off, frozenset(day for day in workdays if day.year == year))


def _weekday_ones(days: Iterable[date]) -> frozenset[date]:
    return frozenset(day for day in days if day.weekday() < 5)
