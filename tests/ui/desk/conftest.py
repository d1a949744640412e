"""A department at work, and the first page of each of its people."""

import pytest

from kamdesk.app.desk_content import DeskReader
from kamdesk.app.records import Records
from kamdesk.app.wiring import services_of
from kamdesk.services.acting import acting
from kamdesk.storage.company import Company
from kamdesk.storage.keys import Cost, Keyring
from kamdesk.storage.places import Places
from kamdesk.ui.bus import ChangeBus
from kamdesk.ui.desk.page import DeskPage
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.recent import Recent
from tests.chain import chain, spoken_names
from tests.office import KEY, clock, office, people, sessions

__all__ = ["chain", "clock", "office", "people", "sessions", "spoken_names"]


@pytest.fixture
def services(sessions, clock, tmp_path):
    places = Places(tmp_path)
    keyring = Keyring(places.keys, KEY, cost=Cost(8, 1, 1))
    return services_of(Company(places, sessions, keyring), clock)


@pytest.fixture
def desk_of(qtbot, services, sessions, clock, jobs, messages, state):
    """Return a function that shows somebody's first page."""

    def shown(user_id):
        with sessions.read() as session:
            actor = acting(session, user_id)
        tools = PageTools(actor, jobs, ChangeBus(), messages, state, clock, None)
        recent = Recent(state)
        records = Records(services, user_id)
        reader = DeskReader(services, actor, records=records, recent=recent)
        page = DeskPage(reader.read, tools=tools)
        page.recent_items, page.bus = recent, tools.bus
        qtbot.addWidget(page)
        page.resize(1200, 700)
        page.show()
        page.activate()
        assert jobs.wait_idle(30_000)
        return page

    return shown
