"""Who reports to whom and who assists whom at a client: within the client, never in a circle."""

from collections.abc import Iterable, Mapping

from kamdesk.domain.clients.contacts import ContactDraft
from kamdesk.domain.fields import FieldChecks
from kamdesk.domain.ids import ContactId
from kamdesk.i18n import _

Lines = Mapping[ContactId, Iterable[ContactId | None]]
"""Those above each person of a client: the superior, and whom the person assists."""


def check_superiors(draft: ContactDraft, lines: Lines, *, contact_id: ContactId | None) -> None:
    """Refuse with FieldError a superior or principal who can't be one.

    `lines` are those of all the client's people as they are; `contact_id` is None for a new one.
    """
    checks = FieldChecks()
    for field in ("reports_to_id", "assistant_of_id"):
        above = getattr(draft, field)
        if above is not None:
            checks.refuse(field, _objection(above, lines, contact_id))
    checks.done()


def _objection(above: ContactId, lines: Lines, contact_id: ContactId | None) -> str:
    if above == contact_id:
        return _("不能选择本人，请选择同一客户的另一位联系人。")
    if above not in lines:
        return _("只能选择同一客户的联系人；这个人已不在该客户名下，请重新选择。")
    if contact_id is not None and contact_id in _all_above(above, lines):
        return _("这样会形成循环：所选的人（直接或间接）是本人的下级或助理，请重新选择。")
    return ""


def _all_above(start: ContactId, lines: Lines) -> set[ContactId]:
    found: set[ContactId] = set()
    waiting = [start]
    while waiting:
        for above in lines.get(waiting.pop(), ()):
            if above is not None and above not in found:
                found.add(above)
                waiting.append(above)
    return found
