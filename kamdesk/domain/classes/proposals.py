"""Proposals 分类建议: where the figures say otherwise than the class a client holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from kamdesk.domain.classes.classification import ClassificationRule, ClientEvidence, Fired
from kamdesk.domain.clients.clients import ClientClass
from kamdesk.domain.ids import ClassRunId, ClientId, DepartmentId, PolicyId, UserId
from kamdesk.i18n import N_

VIEWS: Final[Mapping[str, str]] = {
    "all": N_("全部建议"),
    "grant": N_("建议认定"),
    "withdraw": N_("建议取消"),
}
"""View → what its tab is called, in the order of the tabs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalRow:
    """A line of the list: the client's id, `usage` in tons a month, `amount` in yuan.

    `grants` is False where the class is to be taken away.
    """

    id: ClientId
    number: str
    client: str
    owner: str
    classes: frozenset[ClientClass]
    grants: bool
    fired: Fired
    tons: Decimal
    usage: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A computation for all clients: when, by whom, for which day, by which rule, on how many."""

    id: ClassRunId
    at: datetime
    by: str
    as_of: date
    rule: ClassificationRule
    rule_id: PolicyId
    clients: int


@dataclass(frozen=True, slots=True)
class RunState:
    """The latest computation, None before the first, and the rule in force.

    `outdated` tells that the rule was set anew or another month began since.
    """

    run: Run | None
    rule: ClassificationRule
    outdated: bool


@dataclass(frozen=True, slots=True)
class OpenProposal:
    """A proposal about to be decided: whose client it is; `current` tells whether it still holds.

    It does not where purchases or the client's class changed since the computation.
    """

    row: ProposalRow
    owner_id: UserId | None
    department_id: DepartmentId | None
    current: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposal with its evidence; `decidable` by who looks."""

    row: ProposalRow
    run_id: ClassRunId
    standing: ClientEvidence
    decidable: bool
