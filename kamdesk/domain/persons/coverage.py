"""关键人覆盖: whether the people who make a deal are known (findings/features.md 4.17).

Complete means: at least one decision maker, one executive sponsor and one champion among the people
present.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kamdesk.domain.clients.contacts import BuyingRole, Contact
from kamdesk.domain.ids import ClientId
from kamdesk.i18n import N_, _, listed


class Part(StrEnum):
    """A part that somebody at the client has to play."""

    DECIDER = "decider"
    SPONSOR = "sponsor"
    CHAMPION = "champion"


PART_TITLES: Final[Mapping[Part, str]] = {
    Part.DECIDER: N_("决策者"),
    Part.SPONSOR: N_("高层支持者"),
    Part.CHAMPION: N_("内部推动者"),
}


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which parts are played, out of `people` present contacts."""

    people: int
    covered: frozenset[Part]

    @property
    def gaps(self) -> tuple[Part, ...]:
        """The parts that nobody plays, in their order."""
        return tuple(part for part in Part if part not in self.covered)

    def sentence(self) -> str:
        """Return what is missing and what to do, or that nothing is."""
        if not self.people:
            return _("还没有联系人：请先登记决策者、高层支持者和内部推动者。")
        if not self.gaps:
            return _("决策者、高层支持者、内部推动者都已找到。")
        gaps = listed(_(PART_TITLES[part]) for part in self.gaps)
        return _("关键人有缺口：还没有{gaps}，请在联系人中补充或标明。").format(gaps=gaps)


def coverage_of(contacts: Iterable[Contact]) -> Coverage:
    """Return the coverage by those of `contacts` who are not put away."""
    present = [contact.draft for contact in contacts if not contact.archived]
    played = {
        Part.DECIDER: any(draft.role is BuyingRole.DECIDER for draft in present),
        Part.SPONSOR: any(draft.sponsor for draft in present),
        Part.CHAMPION: any(draft.champion for draft in present),
    }
    return Coverage(len(present), frozenset(part for part, done in played.items() if done))


@dataclass(frozen=True, slots=True, kw_only=True)
class GapRow:
    """A client whose key persons are not all known, in the list of gaps."""

    id: ClientId
    number: str
    name: str
    owner: str
    coverage: Coverage
