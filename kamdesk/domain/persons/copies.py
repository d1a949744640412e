"""个人信息副本: everything kept about one person, as paper for that person (PIPL art. 45)."""

from dataclasses import dataclass
from datetime import datetime

from kamdesk.domain.history import FieldChange
from kamdesk.domain.people import Actor
from kamdesk.domain.permissions import Action, Subject, allowed
from kamdesk.domain.persons.claims import Claim
from kamdesk.domain.persons.persons import PersonDetails
from kamdesk.domain.projects.paper import PaperFrame


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyPaper:
    """What stands on the copy; `changes` oldest first, in Chinese words."""

    frame: PaperFrame
    person: PersonDetails
    claims: tuple[Claim, ...]
    changes: tuple[FieldChange, ...]
    revealed_at: tuple[datetime, ...]


def may_copy(actor: Actor, subject: Subject) -> bool:
    """Tell whether `actor` may print the copy: the client's owner, and who handles requests."""
    owns = subject.owner_id == actor.id and allowed(actor, Action.CLIENT_EDIT, subject)
    return owns or allowed(actor, Action.CONTACT_ERASE, subject)
