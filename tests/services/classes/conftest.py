"""The services of classes on the office's database, with clients that buy."""

import pytest

from kamdesk.domain.lists import ListQuery
from kamdesk.services.clients.clients import ClientService
from kamdesk.services.policies import PolicyService
from tests.buying import buying, classification, names, proposals

__all__ = ["buying", "classification", "names", "proposals"]


@pytest.fixture
def clients(sessions, clock, names):
    return ClientService(sessions, clock, names)


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
