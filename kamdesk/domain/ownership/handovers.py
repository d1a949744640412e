"""移交: what goes from one person to another, one client with its children or all of a leaver's."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from kamdesk.domain.ids import ApplicationId, ClientId, FilingId, HandoverId, UserId
from kamdesk.i18n import N_


class Moved(StrEnum):
    """The kinds of thing that a hand-over moves; a delegation ends with it."""

    CLIENT = "client"
    FILING = "filing"
    APPLICATION = "application"
    COLLABORATION = "collaboration"
    DELEGATION = "delegation"


MOVED_TITLES: Final[Mapping[Moved, str]] = {
    Moved.CLIENT: N_("客户"),
    Moved.FILING: N_("备案"),
    Moved.APPLICATION: N_("立项申请"),
    Moved.COLLABORATION: N_("协作"),
    Moved.DELEGATION: N_("代理授权"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Belonging:
    """A client or paper that can be handed over; `state` is what its own list says of it.

    `approving` papers are in approval, or may go back into it: no approver may take them over.
    """

    moved: Moved
    id: int
    name: str
    state: str
    client_id: ClientId | None
    approving: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Belongings:
    """What belongs to one client and to its owner; open tasks of approval stay where they are."""

    client_id: ClientId
    name: str
    owner: str
    version: int
    children: tuple[Belonging, ...]
    papers: tuple[Belonging, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverDraft:
    """Who takes a client over, why, and which of its children and papers go with it."""

    taker_id: UserId | None
    reason: str = ""
    children: frozenset[ClientId] = frozenset()
    filings: frozenset[FilingId] = frozenset()
    applications: frozenset[ApplicationId] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Estate:
    """Everything that one person has; `tasks` are open approvals, which somebody hands on."""

    person_id: UserId
    person: str
    clients: tuple[Belonging, ...]
    papers: tuple[Belonging, ...]
    collaborations: int
    delegations: int
    tasks: int

    @property
    def empty(self) -> bool:
        """Tell whether there is nothing to hand over."""
        return not (self.clients or self.papers or self.collaborations or self.delegations)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaverDraft:
    """Who takes over what one person has, and why.

    Each client goes to whom `clients` names, the others to `taker_id`, and papers with their
    client. `approving_to` takes the papers that are in approval where the client's taker is an
    approver.
    """

    person_id: UserId
    taker_id: UserId | None
    approving_to: UserId | None = None
    reason: str = ""
    clients: Mapping[ClientId, UserId] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverRow:
    """A hand-over in the list; the counts are of what moved."""

    id: HandoverId
    at: datetime
    leaving: bool
    title: str
    person: str
    takers: str
    clients: int
    papers: int
    others: int
    reason: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverItem:
    """One thing that moved, from whom and to whom."""

    moved: Moved
    name: str
    person: str
    taker: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperHandover:
    """That a paper was handed over, as the paper itself shows it."""

    day: date
    person: str
    taker: str
    reason: str
