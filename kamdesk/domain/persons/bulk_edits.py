"""Bulk edits of contacts: which fields can be set for many at once, how their texts are read."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from kamdesk.domain.bulk_edits import Texts
from kamdesk.domain.clients.contacts import (
    Attitude,
    BuyingRole,
    ContactDraft,
    LegalBasis,
    check_contact,
)
from kamdesk.domain.errors import FieldError

_READ: Final[Mapping[str, Callable[[str], Any]]] = {
    "role": BuyingRole,
    "attitude": Attitude,
    "source": str,
    "legal_basis": LegalBasis,
    "told_on": date.fromisoformat,
    "keep_until": date.fromisoformat,
}
FIELDS: Final = tuple(_READ)
"""What holds of many people alike: their part, where their data is from, how long it is kept."""


def check_values(values: Texts) -> dict[str, str]:
    """Return the texts cleaned; FieldError with a sentence for each wrong field."""
    clean = check_contact(replace(ContactDraft(name="-"), **read(values)))
    return {field: str(getattr(clean, field) or "") for field in values}


def read(texts: Texts) -> dict[str, Any]:
    """Return texts of the history as values of a contact's fields."""
    empty = ContactDraft(name="-")
    return {
        field: _READ[field](text) if text else getattr(empty, field)
        for field, text in texts.items()
    }


def fault(draft: ContactDraft, texts: Texts, day: date) -> str:
    """Return why a contact cannot be given `texts` on `day`, as a sentence; "" where it can."""
    try:
        check_contact(replace(draft, **read(texts)), day=day)
    except FieldError as error:
        return " ".join(error.fields.values())
    return ""
