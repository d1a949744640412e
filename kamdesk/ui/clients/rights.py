"""What the person at the screen may do with a client now; the service asks again."""

from kamdesk.domain.clients.clients import ClientDetails
from kamdesk.domain.people import Actor
from kamdesk.domain.permissions import Action, Subject, allowed


def subject_of(details: ClientDetails) -> Subject:
    """Return what the permission table asks about a client."""
    state = "archived" if details.archived else "active"
    return Subject(details.owner_id, details.department_id, state, details.readers, details.editors)


def rights_on(details: ClientDetails, actor: Actor) -> frozenset[Action]:
    """Return the actions open on a client; an archived one can only be brought back."""
    subject = subject_of(details)
    open_now = {Action.CLIENT_ARCHIVE}
    if not details.archived:
        open_now |= {Action.CLIENT_EDIT, Action.CLIENT_ASSIGN, Action.CLASS_DECIDE}
    rights = {action for action in open_now if allowed(actor, action, subject)}
    if not details.archived and allowed(actor, Action.FILING_CREATE, Subject(owner_id=actor.id)):
        rights.add(Action.FILING_CREATE)
    return frozenset(rights)
