"""Backups: why one was made, what is known of it, and which ones are kept."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from kamdesk.domain.clock import day_of
from kamdesk.i18n import N_

ALL_FOR = timedelta(days=2)
DAYS, WEEKS, MONTHS = 14, 8, 12


class Reason(StrEnum):
    """Why a backup was made."""

    START = "start"
    CLOSE = "close"
    MANUAL = "manual"
    MIGRATION = "migration"


REASON_TITLES = {
    Reason.START: N_("启动时"),
    Reason.CLOSE: N_("关闭时"),
    Reason.MANUAL: N_("手动"),
    Reason.MIGRATION: N_("升级前"),
}
"""What a reason is called on screen."""


@dataclass(frozen=True, slots=True)
class BackupRow:
    """A backup file as lists show it: where, when (UTC), why, how many bytes."""

    path: Path
    made_at: datetime
    reason: Reason
    size: int


@dataclass(frozen=True, slots=True)
class Restored:
    """A backup was restored: when it had been made, and where the former files went, if any."""

    made_at: datetime
    moved_to: Path | None


def kept(made: Iterable[datetime], now: datetime) -> set[datetime]:
    """Return the backups to keep: all of 2 days, then one a day, a week, a month.

    Of a day, a week or a month the newest one counts; days, weeks and months without a backup use
    up no place. Backups dated in the future (the clock was set back) are kept and use up none.
    """
    newest_first = sorted(set(made), reverse=True)
    past = [instant for instant in newest_first if instant <= now]
    recent = {instant for instant in newest_first if instant > now - ALL_FOR}
    return (
        recent
        | _newest_of_each(past, lambda day: day, DAYS)
        | _newest_of_each(past, _week, WEEKS)
        | _newest_of_each(past, _month, MONTHS)
    )


def _newest_of_each(
    newest_first: Sequence[datetime], period: Callable[[date], object], places: int
) -> set[datetime]:
    chosen: dict[object, datetime] = {}
    for instant in newest_first:
        chosen.setdefault(period(day_of(instant)), instant)
    return set(list(chosen.values())[:places])


def _week(day: date) -> object:
    return day.isocalendar()[:2]


def _month(day: date) -> object:
    return (day.year, day.month)
