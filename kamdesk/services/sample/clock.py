"""The sample's clock: it is set to each event's day, so that a year passes in seconds."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from kamdesk.domain.clock import CHINA
from kamdesk.services.sample.story import dice

_OPENS: Final = time(8, 40)
_LAST: Final = time(17, 50)
_SATURDAY: Final = 5


class StoryClock:
    """A `Clock` that counts days back from the end of the story and skips weekends."""

    def __init__(self, until: date) -> None:
        self._until = until
        self._now = datetime.combine(until, _OPENS, CHINA)
        self._chance = dice("clock")

    def now(self) -> datetime:
        """Return the instant of the present event, in UTC."""
        return self._now.astimezone(UTC)

    def day(self, back: int) -> date:
        """Return the calendar day `back` days before the end (a negative one lies after it)."""
        return self._until - timedelta(days=back)

    def workday(self, back: int) -> date:
        """Return `day(back)`, or the Friday before where that is a weekend."""
        day = self.day(back)
        return day - timedelta(days=max(0, day.weekday() - _SATURDAY + 1))

    def turn_to(self, back: int) -> None:
        """Go on to the next event, on the workday of `back`; a day's events follow each other."""
        day = self.workday(back)
        if day != self._now.date():
            self._chance = dice("clock", day.isoformat())
            self._now = datetime.combine(day, _OPENS, CHINA)
        most = 60 if self._now.time() < _LAST else 1
        self._now += timedelta(minutes=self._chance.randint(1, most))
