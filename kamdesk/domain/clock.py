"""The only source of "now": injected, so that a year of work can be replayed in a test."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Protocol

CHINA = timezone(timedelta(hours=8), "CST")
"""Business days are China's days (UTC+8, no summer time)."""


class Clock(Protocol):
    """Tells the instant."""

    def now(self) -> datetime:
        """Return the instant, aware, in UTC."""
        ...


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        """Return the instant, aware, in UTC."""
        return datetime.now(UTC)


def day_of(instant: datetime) -> date:
    """Return the Chinese calendar day of an aware instant."""
    return instant.astimezone(CHINA).date()


def today(clock: Clock) -> date:
    """Return the Chinese calendar day the clock stands at."""
    return day_of(clock.now())
