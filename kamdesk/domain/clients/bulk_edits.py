"""Bulk edits of clients: which fields can be set for many at once, and how their texts are read."""

from collections.abc import Mapping
from typing import Final

from kamdesk.domain.bulk_edits import Texts
from kamdesk.domain.clients.clients import FIELD_TITLES, LIMITS, REMARK_LIMIT, PartnershipTier
from kamdesk.domain.fields import FieldChecks
from kamdesk.domain.permissions import Action
from kamdesk.i18n import _

REMARK: Final = "remark"
"""What is set here is put at the end of the remarks there are."""

FIELDS: Final[Mapping[str, Action]] = {
    "owner_id": Action.CLIENT_ASSIGN,
    "tier": Action.GRADE_DECIDE,
    "industry": Action.CLIENT_EDIT,
    "province": Action.CLIENT_EDIT,
    "city": Action.CLIENT_EDIT,
    "org_type": Action.CLIENT_EDIT,
    "source": Action.CLIENT_EDIT,
    "parent_id": Action.CLIENT_EDIT,
    REMARK: Action.CLIENT_EDIT,
}
"""Field → what is asked of who sets it."""


def check_values(values: Texts) -> dict[str, str]:
    """Return the texts cleaned; FieldError with a sentence for each wrong field."""
    checks = FieldChecks()
    clean = {field: _cleaned(checks, field, text) for field, text in values.items()}
    if unknown := set(values) - set(FIELDS):
        raise ValueError(f"no fields of a bulk edit: {unknown}")
    if not clean.get(REMARK, "-"):
        checks.refuse(REMARK, _("请填写要追加的备注。"))
    checks.done()
    return clean


def with_remark(remark: str, more: str) -> str:
    """Return `remark` with `more` on a line of its own at its end."""
    return f"{remark}\n{more}" if remark else more


def too_long(texts: Texts) -> bool:
    """Tell whether the remarks would be longer than a client's may be."""
    return len(texts.get(REMARK, "")) > REMARK_LIMIT


def tier_of(text: str) -> PartnershipTier | None:
    """Return the tier that a history text holds."""
    return PartnershipTier(text) if text else None


def _cleaned(checks: FieldChecks, field: str, text: str) -> str:
    if field not in LIMITS:
        return text
    clean = checks.body if field == REMARK else checks.line
    return clean(field, FIELD_TITLES[field], text, LIMITS[field])
