"""The services of clients on the office's database."""

import pytest

from kamdesk.domain.clients.names import Names
from kamdesk.services.clients.clients import ClientService
from kamdesk.services.clients.contacts import ContactService
from kamdesk.services.clients.duplicates import DuplicateService
from kamdesk.services.clients.imports import ImportService


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
