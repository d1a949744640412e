"""The protection a filing gives (product.md rule 6, paperwork.md 3): days, warnings, expiry."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from kamdesk.domain.settings import Settings
from kamdesk.i18n import N_

MOST_EXTENSIONS: Final = 2
"""The first by 销售管理部, the second by 常务副总; there is no third."""


class Standing(StrEnum):
    """How a filed filing stands on a day, the graver word winning."""

    PROTECTED = "protected"
    DUE = "due"
    IDLE = "idle"
    DUE_SOON = "due_soon"
    EXPIRED = "expired"


STANDING_TITLES = {
    Standing.PROTECTED: N_("保护中"),
    Standing.DUE: N_("临近到期"),
    Standing.IDLE: N_("久未跟进"),
    Standing.DUE_SOON: N_("即将到期"),
    Standing.EXPIRED: N_("已失效"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Protection:
    """The protection of a filed filing, with the limits in force when it began (days).

    `starts_on` is day 1 and `ends_on` the last protected day; `active_on` is the day of the last
    follow-up.
    """

    starts_on: date
    ends_on: date
    active_on: date
    warning_days: int
    last_warning_days: int
    idle_days: int
    grace_days: int

    @property
    def due_on(self) -> date:
        """The first day on which the end of the period is warned of."""
        return self.ends_on - timedelta(days=self.warning_days)

    @property
    def due_soon_on(self) -> date:
        """The first day of the last warning."""
        return self.ends_on - timedelta(days=self.last_warning_days)

    @property
    def idle_on(self) -> date:
        """The first day on which inactivity is warned of."""
        return self.active_on + timedelta(days=self.idle_days)

    @property
    def expires_on(self) -> date:
        """The first day that is not protected any more, by end of period or by inactivity."""
        idle_out = self.idle_on + timedelta(days=self.grace_days)
        return min(self.ends_on + timedelta(days=1), idle_out)

    def standing(self, day: date) -> Standing:
        """Return how the filing stands on `day`."""
        if day >= self.expires_on:
            return Standing.EXPIRED
        if day >= self.due_soon_on:
            return Standing.DUE_SOON
        if day >= self.idle_on:
            return Standing.IDLE
        return Standing.DUE if day >= self.due_on else Standing.PROTECTED

    def days_left(self, day: date) -> int:
        """Return the protected days after `day`; negative once the protection is over."""
        return (self.expires_on - day).days - 1

    def live(self, day: date) -> bool:
        """Tell whether the client is still protected on `day`."""
        return day < self.expires_on

    def followed_up(self, day: date) -> "Protection":
        """Return it with activity on `day`; an earlier day than the last one changes nothing."""
        return replace(self, active_on=max(day, self.active_on))

    def extended(self, days: int) -> "Protection":
        """Return it with the last protected day `days` later."""
        return replace(self, ends_on=self.ends_on + timedelta(days=days))


def protect(day: date, settings: Settings) -> Protection:
    """Return the protection that begins on `day` (day 1) under `settings`."""
    return Protection(
        starts_on=day,
        ends_on=day + timedelta(days=settings.protection_days - 1),
        active_on=day,
        warning_days=settings.warning_days,
        last_warning_days=settings.last_warning_days,
        idle_days=settings.idle_days,
        grace_days=settings.grace_days,
    )
