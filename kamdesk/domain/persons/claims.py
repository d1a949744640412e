"""关键人: the one person through whom a client is won, the same from first visit to deal.

Product rule 5: a change is recorded with its day and resets the claim: it begins anew.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from kamdesk.domain.errors import RuleError
from kamdesk.domain.fields import FieldChecks
from kamdesk.domain.ids import ClientId, ContactId
from kamdesk.i18n import N_, _

REASON_LIMIT: Final = 200
REASON_TITLE: Final = N_("变更原因")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Who was a client's key person, since when and until when (None: still)."""

    client_id: ClientId
    contact_id: ContactId
    name: str
    since: date
    ended_on: date | None
    reason: str
    by_name: str


def present_claim(claims: tuple[Claim, ...]) -> Claim | None:
    """Return the claim that holds now."""
    return next((claim for claim in claims if claim.ended_on is None), None)


def check_change(*, current: ContactId | None, wanted: ContactId, reason: str) -> str:
    """Return the cleaned reason of naming `wanted`; the first time none is needed.

    RuleError where they are the key person already, FieldError without a reason for a change.
    """
    if current == wanted:
        raise RuleError(_("此人已经是该客户的关键人。"))
    checks = FieldChecks()
    changing = current is not None
    clean = checks.body("reason", REASON_TITLE, reason, REASON_LIMIT, required=changing)
    checks.done()
    return clean
