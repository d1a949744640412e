"""The services of clients on the office's database."""

import pytest

from kamdesk.domain.clients.imports import ImportOptions, guess_mapping
from kamdesk.domain.clients.names import Names
from kamdesk.services.clients.clients import ClientService
from kamdesk.services.clients.contacts import ContactService
from kamdesk.services.clients.duplicates import DuplicateService
from kamdesk.services.clients.imports import ImportService
from tests.clock import FakeClock
from tests.office import copied
from tests.real_data import real


@pytest.fixture(scope="session")
def names():
    return Names()


@pytest.fixture
def clients(sessions, clock, names):
    return ClientService(sessions, clock, names)


@pytest.fixture
def contacts(sessions, clock, names):
    return ContactService(sessions, clock, names)


@pytest.fixture
def duplicates(sessions, clock, names):
    return DuplicateService(sessions, clock, names)


@pytest.fixture
def imports(sessions, clock, names):
    return ImportService(sessions, clock, names)


@pytest.fixture(scope="session")
def registry(office, names, tmp_path_factory):
    """The office after the import of 12,000 organisations: the closed file, and the report."""
    template, people = office
    table_path, folder = (
        real("registry", "organisations_12000.csv"),
        tmp_path_factory.mktemp("many"),
    )
    sessions = copied(template, folder)
    imports = ImportService(sessions, FakeClock(), names)
    table = imports.read(table_path)
    mapping = guess_mapping(table.headers)
    _, report = imports.run(table, mapping, ImportOptions(), by=people.management)
    sessions.close()
    return folder / "kamdesk.db", report


@pytest.fixture
def registry_sessions(registry, tmp_path):
    """Sessions on a copy of the office with its 12,000 clients."""
    (folder := tmp_path / "registry").mkdir()
    opened = copied(registry[0], folder)
    yield opened
    opened.close()
