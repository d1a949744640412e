"""The screens of ownership at a desk in the office, in anybody's name."""

import contextlib

import pytest

from kamdesk.domain.errors import NotAllowedError
from kamdesk.services.ownership.collaborators import CollaboratorService
from kamdesk.services.ownership.handovers import HandoverService
from kamdesk.services.ownership.owners import OwnerService
from kamdesk.services.ownership.pool import PoolService
from kamdesk.ui.ownership.handovers_page import HandoversPage
from kamdesk.ui.ownership.pool_page import PoolPage
from kamdesk.ui.ownership.reading import OwnershipServices
from kamdesk.ui.ownership.tab import OwnershipTab
from tests.chain import chain, spoken_names
from tests.office import clock, office, people, sessions
from tests.workplace import workplace

__all__ = ["chain", "clock", "office", "people", "sessions", "spoken_names", "workplace"]


@pytest.fixture
def services(sessions, clock):
    return OwnershipServices(
        owners=OwnerService(sessions, clock),
        collaborators=CollaboratorService(sessions, clock),
        pool=PoolService(sessions, clock),
        handovers=HandoverService(sessions, clock),
    )


@pytest.fixture
def register(chain, people):
    """Return what registers a client for an owner, or for nobody."""
    from kamdesk.domain.clients.clients import ClientDraft

    def run(name, owner=None, **fields):
        draft = ClientDraft(name=name, **fields)
        return chain.clients.create(draft, by=people.management, owner_id=owner).record_id

    return run


@pytest.fixture
def owner_of(chain, people):
    return lambda client: chain.clients.details(client, by=people.management).owner


@pytest.fixture
def pool_of(workplace, services):
    return lambda by: workplace.show(PoolPage(services.pool, tools=workplace.tools(by)))


@pytest.fixture
def handovers_of(workplace, services):
    return lambda by: workplace.show(HandoversPage(services.handovers, tools=workplace.tools(by)))


@pytest.fixture
def tab_of(workplace, services, chain):
    """Return a client's tab as a person sees it; it reads again after each change."""

    def shown(client, by):
        tab = OwnershipTab(services, workplace.tools(by))
        workplace.add(tab)

        def read(_changes=None):
            with contextlib.suppress(NotAllowedError):
                tab.show_client(chain.clients.details(client, by=by))

        workplace.bus.changed.connect(read)
        read()
        workplace.rest()
        return tab

    return shown
