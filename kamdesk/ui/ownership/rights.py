"""What the person at the screen may do about a client's ownership; the service asks again."""

from enum import StrEnum

from kamdesk.domain.clients.clients import ClientDetails
from kamdesk.domain.people import Actor
from kamdesk.domain.permissions import Action, Subject, allowed


class Deed(StrEnum):
    """What the tab has buttons for."""

    SHARE = "share"
    END_SHARE = "end_share"
    HAND_OVER = "hand_over"
    RELEASE = "release"
    CLAIM = "claim"
    LOCK = "lock"
    UNLOCK = "unlock"


def deeds_on(details: ClientDetails, actor: Actor) -> frozenset[Deed]:
    """Return what is open to `actor`; working along gives no say in any of it."""
    if details.archived:
        return frozenset()
    subject = Subject(details.owner_id, details.department_id, "active")
    deeds: set[Deed] = set()
    owned = details.owner_id is not None
    if owned and allowed(actor, Action.CLIENT_EDIT, subject):
        deeds |= {Deed.SHARE, Deed.END_SHARE}
    if allowed(actor, Action.CLIENT_ASSIGN, subject):
        deeds |= {Deed.UNLOCK if details.locked else Deed.LOCK}
        deeds |= {Deed.HAND_OVER} if owned else set()
    if allowed(actor, Action.CLIENT_CLAIM) and not details.locked:
        if details.owner_id == actor.id:
            deeds.add(Deed.RELEASE)
        elif not owned:
            deeds.add(Deed.CLAIM)
    return frozenset(deeds)
