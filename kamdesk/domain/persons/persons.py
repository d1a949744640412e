"""People at clients as one list, and everything about one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from kamdesk.domain.clients.contacts import Attitude, BuyingRole, Contact
from kamdesk.domain.fields import FieldChecks
from kamdesk.domain.ids import ClientId, ContactId
from kamdesk.domain.permissions import Subject
from kamdesk.domain.persons.claims import Claim
from kamdesk.i18n import N_, _

EXPIRED: Final = "expired"
ARCHIVED: Final = "archived"
VIEWS: Final = ("all", EXPIRED, ARCHIVED)
"""The fixed scopes of the list; the first holds everybody who is not put away."""
KEEP_REASON_LIMIT: Final = 200
KEEP_REASON_TITLE: Final = N_("延长原因")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A person in the list; `phone` stands in part where it is not the viewer's to see whole."""

    id: ContactId
    client_id: ClientId
    client: str
    name: str
    department: str
    post: str
    role: BuyingRole | None
    influence: int | None
    attitude: Attitude | None
    sponsor: bool
    champion: bool
    key: bool
    reports_to: str
    phone: str
    owner: str
    keep_until: date | None
    erased: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientPeople:
    """The people at a client, present ones first, and who was the key person, newest first.

    `subject` is what a permission asks about the client.
    """

    client_id: ClientId
    contacts: tuple[Contact, ...]
    claims: tuple[Claim, ...]
    subject: Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDetails:
    """One person with the client and its other people."""

    contact: Contact
    client: str
    client_number: str
    owner: str
    people: ClientPeople


def check_keeping(until: date | None, reason: str, *, day: date) -> tuple[date, str]:
    """Return how long data is kept on, and why; FieldError for a day not after `day`."""
    checks = FieldChecks()
    if until is None or until <= day:
        checks.refuse("keep_until", _("新的保存至日期要晚于今天，请重新填写。"))
    clean = checks.body("reason", KEEP_REASON_TITLE, reason, KEEP_REASON_LIMIT, required=True)
    checks.done()
    return until or day, clean


def others(contacts: Sequence[Contact], contact: Contact | None) -> list[Contact]:
    """Return who may stand above a person: those present beside them."""
    own = contact.id if contact else None
    return [each for each in contacts if not each.archived and each.id != own]
