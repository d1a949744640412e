"""The services the page of clients works with, and one client with all that hangs on it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from kamdesk.domain.changes import Changes
from kamdesk.domain.clients.clients import ClientDetails
from kamdesk.domain.clients.imports import ImportOptions, ImportReport
from kamdesk.domain.history import FieldChange
from kamdesk.domain.ids import ClientId, UserId
from kamdesk.domain.lists import ListQuery, ListSource
from kamdesk.domain.persons.persons import ClientPeople
from kamdesk.domain.projects.application_records import ApplicationRow
from kamdesk.domain.projects.filing_records import FilingRow
from kamdesk.domain.tables import Table
from kamdesk.services.classes.classification import ClassificationService
from kamdesk.services.clients.card import CardService
from kamdesk.services.clients.clients import ClientService
from kamdesk.services.clients.contacts import ContactService
from kamdesk.services.clients.duplicates import DuplicateService
from kamdesk.services.clients.health import HealthService
from kamdesk.services.clients.imports import ImportService
from kamdesk.services.projects.applications import ApplicationService
from kamdesk.services.projects.filings import FilingService
from kamdesk.ui.persons.reading import PersonServices

RowT = TypeVar("RowT")


class ImportRunner(Protocol):
    """Whoever tries and writes an import: a process of its own, or the service itself."""

    def dry_run(
        self,
        table: Table,
        mapping: Mapping[str, int],
        options: ImportOptions,
        *,
        by: UserId,
        report: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> ImportReport:
        """Return what `run` would do; nothing is written."""
        ...

    def run(
        self,
        table: Table,
        mapping: Mapping[str, int],
        options: ImportOptions,
        *,
        by: UserId,
        report: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> tuple[Changes, ImportReport]:
        """Import in one transaction."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientServices:
    """What the page of clients asks and tells."""

    clients: ClientService
    contacts: ContactService
    duplicates: DuplicateService
    health: HealthService
    cards: CardService
    imports: ImportService
    import_runner: ImportRunner
    classification: ClassificationService
    filings: FilingService
    applications: ApplicationService
    people: PersonServices


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientFile:
    """One client in full: its people, papers and history; newest papers and changes first."""

    details: ClientDetails
    people: ClientPeople
    filings: Sequence[FilingRow]
    applications: Sequence[ApplicationRow]
    history: Sequence[FieldChange]


def read_client_file(services: ClientServices, client_id: ClientId, *, by: UserId) -> ClientFile:
    """Return everything the detail pane shows; called in the worker."""
    details = services.clients.details(client_id, by=by)
    filings, applications = read_papers(services, details, by=by)
    return ClientFile(
        details=details,
        people=services.people.persons.of_client(client_id, by=by),
        filings=filings,
        applications=applications,
        history=services.clients.history(client_id, by=by),
    )


def read_papers(
    services: ClientServices, details: ClientDetails, *, by: UserId
) -> tuple[Sequence[FilingRow], Sequence[ApplicationRow]]:
    """Return the filings and the applications of a client, newest first; called in the worker."""
    filings = _of_client(services.filings.list_for(by), details)
    applications = _of_client(services.applications.list_for(by), details)
    return (
        [row for row in filings if row.client_id == details.id],
        [row for row in applications if row.client_id == details.id],
    )


def _of_client(source: ListSource[RowT], details: ClientDetails) -> list[RowT]:
    """Return the rows whose client is called alike; the caller keeps those of the very client."""
    query = ListQuery(filters={"client": details.draft.name}, sort="id", descending=True)
    return source.rows(source.ids(query))
