"""A clock that stands where the test puts it."""

from datetime import UTC, datetime, timedelta


class FakeClock:
    def __init__(self, instant=datetime(2026, 11, 2, 1, 0, tzinfo=UTC)):
        self.instant = instant

    def now(self):
        return self.instant

    def advance(self, **units):
        self.instant += timedelta(**units)
