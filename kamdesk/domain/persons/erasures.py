"""删除: what is left of a person whose data is erased (PIPL art. 47; paperwork.md 9.2)."""

from datetime import datetime
from typing import Final

from kamdesk.domain.clients.contacts import ContactDraft
from kamdesk.domain.errors import RuleError
from kamdesk.domain.fields import FieldChecks
from kamdesk.domain.ids import ContactId
from kamdesk.i18n import N_, _

REASON_LIMIT: Final = 200
REASON_TITLE: Final = N_("删除原因")


def tombstone(contact_id: ContactId) -> ContactDraft:
    """Return what stands in place of an erased person: a name that says so, nothing else."""
    return ContactDraft(name=f"已删除（{contact_id}）")


def check_reason(reason: str) -> str:
    """Return the cleaned reason of an erasure; FieldError where it is missing or too long."""
    checks = FieldChecks()
    clean = checks.body("reason", REASON_TITLE, reason, REASON_LIMIT, required=True)
    checks.done()
    return clean


def refuse_erased(erased_at: datetime | None) -> None:
    """Refuse with RuleError work on somebody whose data was erased."""
    if erased_at is not None:
        raise RuleError(_("此人的个人信息已删除，不能再修改或恢复。"))
