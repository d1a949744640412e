"""The services of classes on the office's database, with clients that buy."""

import pytest

from kamdesk.domain.clients.names import Names
from kamdesk.domain.lists import ListQuery
from kamdesk.services.classes.classification import ClassificationService
from kamdesk.services.classes.proposals import ProposalService
from kamdesk.services.clients.clients import ClientService
from kamdesk.services.policies import PolicyService
from tests.buying import Buying


@pytest.fixture(scope="session")
def names():
    return Names()


@pytest.fixture
def buying(sessions, clock, names):
    return Buying(sessions, clock, names)


@pytest.fixture
def clients(sessions, clock, names):
    return ClientService(sessions, clock, names)


@pytest.fixture
def classification(sessions, clock):
    return ClassificationService(sessions, clock)


@pytest.fixture
def proposals(sessions, clock):
    return ProposalService(sessions, clock)


@pytest.fixture
def policies(sessions, clock):
    return PolicyService(sessions, clock)


@pytest.fixture
def rows():
    """Return the whole of a list as somebody sees it."""

    def read(service, by, **query):
        source = service.list_for(by)
        return source.rows(source.ids(ListQuery(**query)))

    return read
