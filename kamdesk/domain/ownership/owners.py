"""Who was responsible for a client, from when to when: an unbroken row of spells.

A spell runs from its first day up to the day on which the next one begins; of several changes on
one day each but the last lasts no day at all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from kamdesk.domain.ids import UserId
from kamdesk.i18n import N_


class Way(StrEnum):
    """How a client came to its owner, or to nobody."""

    REGISTER = "register"
    IMPORT = "import"
    ASSIGN = "assign"
    CLAIM = "claim"
    RELEASE = "release"
    TAKE_BACK = "take_back"
    HAND_OVER = "hand_over"
    LEAVER = "leaver"


WAY_TITLES: Final[Mapping[Way, str]] = {
    Way.REGISTER: N_("首次登记"),
    Way.IMPORT: N_("导入"),
    Way.ASSIGN: N_("更换负责人"),
    Way.CLAIM: N_("领取"),
    Way.RELEASE: N_("退回公海"),
    Way.TAKE_BACK: N_("收回到公海"),
    Way.HAND_OVER: N_("移交"),
    Way.LEAVER: N_("离职移交"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """A time under one owner, or under nobody; `ends_on` is the day on which it was over."""

    owner_id: UserId | None
    owner: str
    starts_on: date
    ends_on: date | None
    way: Way
    reason: str
    by: str

    def days(self, day: date) -> int:
        """Return how many days it lasted, or has lasted up to `day`."""
        return ((self.ends_on or day) - self.starts_on).days
