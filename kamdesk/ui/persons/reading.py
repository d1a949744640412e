"""The services that screens of people work with, and one person with all that hangs on them."""

from collections.abc import Sequence
from dataclasses import dataclass

from kamdesk.domain.history import FieldChange
from kamdesk.domain.ids import ContactId, UserId
from kamdesk.domain.persons.persons import PersonDetails
from kamdesk.services.clients.contacts import ContactService
from kamdesk.services.persons.claims import ClaimService
from kamdesk.services.persons.copies import CopyService
from kamdesk.services.persons.coverage import CoverageService
from kamdesk.services.persons.erasures import ErasureService
from kamdesk.services.persons.persons import PersonService
from kamdesk.services.persons.requests import RequestService
from kamdesk.services.persons.reveals import RevealService


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonServices:
    """What screens of people ask and tell."""

    contacts: ContactService
    persons: PersonService
    claims: ClaimService
    coverage: CoverageService
    reveals: RevealService
    requests: RequestService
    copies: CopyService
    erasures: ErasureService


@dataclass(frozen=True, slots=True)
class PersonFile:
    """One person in full; the newest changes first."""

    details: PersonDetails
    history: Sequence[FieldChange]


def read_person(services: PersonServices, contact_id: ContactId, *, by: UserId) -> PersonFile:
    """Return everything the detail pane shows; called in the worker."""
    return PersonFile(
        services.persons.details(contact_id, by=by), services.contacts.history(contact_id, by=by)
    )
