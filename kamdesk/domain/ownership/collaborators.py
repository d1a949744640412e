"""协作人: who may see a client, or edit it as well, beside its owner, and until when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kamdesk.domain.fields import FieldChecks
from kamdesk.domain.ids import CollaborationId, UserId
from kamdesk.i18n import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Collaborator:
    """Somebody who works along; `until` is the last day, None without an end."""

    id: CollaborationId
    user_id: UserId
    name: str
    department: str
    may_edit: bool
    until: date | None
    since: date
    by: str

    def over(self, day: date) -> bool:
        """Tell whether it has run out by `day`."""
        return self.until is not None and self.until < day


@dataclass(frozen=True, slots=True, kw_only=True)
class CollaboratorDraft:
    """Who is to work along, how far and until when."""

    user_id: UserId | None
    may_edit: bool = False
    until: date | None = None


def check_draft(
    draft: CollaboratorDraft, *, owner_id: UserId | None, able: Iterable[UserId], day: date
) -> UserId:
    """Return who is to work along; FieldError where they cannot, or the last day is past."""
    checks = FieldChecks()
    if draft.user_id is None or draft.user_id not in able:
        checks.refuse("user_id", _("协作人必须是在用的业务人员或业务部门负责人，请另选一人。"))
    elif draft.user_id == owner_id:
        checks.refuse("user_id", _("负责人本来就能查看和修改自己的客户，请另选一人。"))
    if draft.until is not None and draft.until < day:
        checks.refuse("until", _("截止日期不能早于今天。"))
    checks.done()
    assert draft.user_id is not None  # noqa: S101 - refused above
    return draft.user_id
