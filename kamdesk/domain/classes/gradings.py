"""Gradings 评级: what a person decides about a client's grade and tier, and lists of them."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from kamdesk.domain.classes.grading import GradingScheme, Judgement, Score
from kamdesk.domain.clients.clients import Grade, PartnershipTier
from kamdesk.domain.errors import FieldError
from kamdesk.domain.fields import FieldChecks
from kamdesk.domain.ids import ClientId, PolicyId
from kamdesk.i18n import N_, _

REASON_LIMIT: Final = 300
SOON_DAYS: Final = 30
"""Days before the due day from which a client is shown as nearly due."""
VIEWS: Final = ("due", "soon", "ungraded", "all")
REASON_TITLE: Final = N_("理由")


@dataclass(frozen=True, slots=True, kw_only=True)
class GradingDraft:
    """What somebody decides: the marks, the grade (None: the computed one), reason, tier."""

    judgement: Judgement
    grade: Grade | None = None
    reason: str = ""
    tier: PartnershipTier | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grading:
    """A decision as it was taken, with the score it rests on; never changed."""

    score: Score
    total: Decimal
    amount: Decimal
    proposed: Grade
    grade: Grade
    reason: str
    due_on: date
    scheme_id: PolicyId
    judgement: Judgement
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GradingSheet:
    """What grading a client begins with: figures, scheme, and the decisions before, newest first.

    `amount` in yuan within the twelve months that end with the present one.
    """

    client_id: ClientId
    name: str
    version: int
    grade: Grade | None
    tier: PartnershipTier | None
    due_on: date | None
    amount: Decimal
    scheme: GradingScheme
    scheme_id: PolicyId
    past: tuple[Grading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GradingRow:
    """A line of the list of clients by grade; `total` of the last grading, None before one."""

    id: ClientId
    number: str
    name: str
    grade: Grade | None
    tier: PartnershipTier | None
    total: Decimal | None
    due_on: date | None
    amount: Decimal
    owner: str


def checked_reason(draft: GradingDraft, proposed: Grade) -> str:
    """Return the cleaned reason; FieldError where the grade differs from the score without one."""
    checks = FieldChecks()
    reason = checks.line("reason", REASON_TITLE, draft.reason, REASON_LIMIT)
    if draft.grade not in (None, proposed) and not reason:
        text = _("评定等级与得分对应的 {grade} 级不同，请写明理由。")
        raise FieldError({"reason": text.format(grade=proposed.value)})
    checks.done()
    return reason
