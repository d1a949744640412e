"""The page of proposals on the office's database, with clients that buy."""

from dataclasses import dataclass

import pytest

from kamdesk.services.acting import acting
from kamdesk.ui.bus import ChangeBus
from kamdesk.ui.classes.page import ClassesPage
from kamdesk.ui.projects.tools import PageTools
from tests.buying import buying, classification, names, proposals
from tests.office import clock, office, people, sessions

__all__ = [
    "buying",
    "classification",
    "clock",
    "names",
    "office",
    "people",
    "proposals",
    "sessions",
]


@pytest.fixture
def tools_of(sessions, jobs, state, clock):
    """Return the tools of whoever is signed in."""

    def make(user):
        with sessions.read() as session:
            actor = acting(session, user)
        return PageTools(actor, jobs, ChangeBus(), jobs.messages, state, clock, None)

    return make


@dataclass
class Desk:
    """One person's page."""

    page: ClassesPage
    tools: PageTools

    def settle(self):
        for _round in range(3):
            assert self.tools.jobs.wait_idle()

    def names(self, listed=None):
        rows = (listed or self.page.open).view.rows
        return [rows.row_at(line).client for line in range(rows.rowCount())]


@pytest.fixture
def open_desk(qtbot, proposals, classification, tools_of):
    """Return the page as a person sees it, shown and read."""

    def make(user):
        tools = tools_of(user)
        page = ClassesPage(proposals, classification, tools=tools)
        qtbot.addWidget(page)
        page.resize(1200, 720)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.activate()
        desk = Desk(page, tools)
        desk.settle()
        return desk

    return make


@pytest.fixture
def three(buying, people):
    """Two big clients of 李明, one of 赵强."""
    made = {
        name: buying.client(name, by)
        for name, by in (
            ("甲公司", people.sales),
            ("乙公司", people.sales),
            ("丙公司", people.sales3),
        )
    }
    for at, each in enumerate(made.values(), start=1):
        buying.bought(each, 240 * at, 5_000_000 * at)
    return made
