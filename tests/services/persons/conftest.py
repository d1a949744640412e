"""The services of key persons on the office's database, and people at one client."""

from dataclasses import dataclass

import pytest

from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.domain.clients.contacts import BuyingRole, ContactDraft
from kamdesk.domain.clients.names import Names
from kamdesk.services.clients.clients import ClientService
from kamdesk.services.clients.contacts import ContactService
from kamdesk.services.persons.claims import ClaimService
from kamdesk.services.persons.copies import CopyService
from kamdesk.services.persons.coverage import CoverageService
from kamdesk.services.persons.erasures import ErasureService
from kamdesk.services.persons.persons import PersonService
from kamdesk.services.persons.requests import RequestService
from kamdesk.services.persons.reveals import RevealService
from tests.map_world import mapped

__all__ = ["mapped"]


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
def persons(sessions, clock):
    return PersonService(sessions, clock)


@pytest.fixture
def claims(sessions, clock):
    return ClaimService(sessions, clock)


@pytest.fixture
def reveals(sessions, clock):
    return RevealService(sessions, clock)


@pytest.fixture
def coverage(sessions, clock):
    return CoverageService(sessions, clock)


@pytest.fixture
def requests(sessions, clock):
    return RequestService(sessions, clock)


@pytest.fixture
def erasures(sessions, clock):
    return ErasureService(sessions, clock)


@pytest.fixture
def copies(sessions, clock):
    return CopyService(sessions, clock)


@dataclass(frozen=True)
class Firm:
    """A client of 李明 and two of its people: 王建国 decides, 李秘 assists him."""

    client: int
    boss: int
    secretary: int


BOSS = ContactDraft(
    name="王建国",
    post="总经理",
    role=BuyingRole.DECIDER,
    phone="13812341234",
    email="wang@example.com",
    remark="手机 13812341234",
)


@pytest.fixture
def firm(clients, contacts, people):
    client = clients.create(ClientDraft(name="晋丰公司"), by=people.sales).record_id
    boss = contacts.create(client, BOSS, by=people.sales).record_id
    assisting = ContactDraft(name="李秘", assistant_of_id=boss, reports_to_id=boss)
    return Firm(client, boss, contacts.create(client, assisting, by=people.sales).record_id)
