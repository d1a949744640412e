"""What of a person's numbers is shown to whom (PIPL art. 51; paperwork.md 9.2, 9.3).

Whoever may edit the client works with its people and sees phone and e-mail whole. Everybody else
who may look sees them in part, and services hand out no more than that.
"""

import re
from dataclasses import replace
from typing import Final

from kamdesk.domain.clients.contacts import Contact
from kamdesk.domain.people import Actor
from kamdesk.domain.permissions import Action, Subject, allowed

_NUMBER: Final = re.compile(r"\d(?:[\d \-]*\d)?")
_SHORTEST: Final = 7
_NUMBER_IN_TEXT: Final = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}[- ]?\d{7,8})(?!\d)")
_EMAIL: Final = re.compile(r"([^\s@]?)[^\s@]*(@[^\s@]+)")


def sees_whole(actor: Actor, subject: Subject) -> bool:
    """Tell whether phone and e-mail of a client's people are shown whole to `actor`."""
    return allowed(actor, Action.CLIENT_EDIT, subject)


def masked(phone: str) -> str:
    """Return `phone` with the middle of each number hidden: 138****1234."""
    return _NUMBER.sub(lambda found: _hidden(found.group()), phone)


def masked_email(email: str) -> str:
    """Return `email` with all but the first letter before the @ hidden: z***@example.com."""
    return _EMAIL.sub(r"\1***\2", email)


def masked_text(text: str) -> str:
    """Return a remark with the telephone numbers and e-mails in it hidden in part."""
    return masked_email(_NUMBER_IN_TEXT.sub(lambda found: _hidden(found.group()), text))


def masked_contact(contact: Contact) -> Contact:
    """Return `contact` as those see it who don't work with the client."""
    draft = replace(
        contact.draft,
        phone=masked(contact.draft.phone),
        email=masked_email(contact.draft.email),
        remark=masked_text(contact.draft.remark),
    )
    return replace(contact, draft=draft, masked=draft != contact.draft)


def masked_field(field: str, text: str) -> str:
    """Return an old or new value of a contact's field, hidden as the field itself is."""
    mask = {"phone": masked, "email": masked_email, "remark": masked_text}.get(field)
    return mask(text) if mask else text


def _hidden(number: str) -> str:
    digits = re.sub(r"\D", "", number)
    return number if len(digits) < _SHORTEST else f"{digits[:-8]}****{digits[-4:]}"
