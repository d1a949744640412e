"""What the person at the screen may do with a contact now; the services ask again."""

from enum import StrEnum

from kamdesk.domain.clients.contacts import Contact
from kamdesk.domain.people import Actor
from kamdesk.domain.permissions import Action, Subject, allowed
from kamdesk.domain.persons.claims import present_claim
from kamdesk.domain.persons.copies import may_copy
from kamdesk.domain.persons.persons import ClientPeople


class Deed(StrEnum):
    """Something to do with one contact."""

    EDIT = "edit"
    REVEAL = "reveal"
    NAME_KEY = "name_key"
    MOVE = "move"
    KEEP = "keep"
    REQUEST = "request"
    COPY = "copy"
    ERASE = "erase"


def may_add(people: ClientPeople, actor: Actor) -> bool:
    """Tell whether contacts may be added to the client."""
    return people.subject.state == "active" and allowed(actor, Action.CLIENT_EDIT, people.subject)


def deeds_on(contact: Contact, people: ClientPeople, actor: Actor) -> frozenset[Deed]:
    """Return what may be done with one of a client's people; nothing with somebody erased."""
    subject = people.subject
    if contact.erased:
        return frozenset()
    found: set[Deed] = set()
    if contact.masked and allowed(actor, Action.CONTACT_REVEAL, subject):
        found.add(Deed.REVEAL)
    if may_copy(actor, subject):
        found.add(Deed.COPY)
    if allowed(actor, Action.CONTACT_ERASE, subject):
        found.add(Deed.ERASE)
    return frozenset(found | _editing(contact, people, subject, actor))


def _editing(contact: Contact, people: ClientPeople, subject: Subject, actor: Actor) -> set[Deed]:
    if not allowed(actor, Action.CLIENT_EDIT, subject):
        return set()
    found = {Deed.KEEP, Deed.REQUEST}
    if subject.state != "active":
        return found
    found.add(Deed.MOVE)
    key = present_claim(people.claims)
    if not contact.archived:
        found.add(Deed.EDIT)
        if key is None or key.contact_id != contact.id:
            found.add(Deed.NAME_KEY)
    return found
