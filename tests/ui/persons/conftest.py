"""The page of key persons on the office's database, with people at one client."""

from dataclasses import dataclass

import pytest

from kamdesk.domain.lists import ListQuery
from kamdesk.ui.forms.dialog import FormDialog
from kamdesk.ui.persons.page import PersonsPage
from kamdesk.ui.persons.reading import PersonServices
from kamdesk.ui.projects.tools import PageTools
from tests.map_desk import open_map, real_pdf
from tests.map_world import mapped
from tests.office import clock, office, people, sessions
from tests.services.persons.conftest import Firm, clients, contacts, firm, names
from tests.ui.clients.conftest import person_services, tools_of
from tests.ui.clients.conftest import services as client_services

__all__ = [
    "client_services",
    "clients",
    "clock",
    "contacts",
    "firm",
    "mapped",
    "names",
    "office",
    "open_map",
    "people",
    "real_pdf",
    "sessions",
    "tools_of",
]


@dataclass
class Desk:
    """The page of one person, and what it stands on."""

    page: PersonsPage
    services: PersonServices
    tools: PageTools
    firm: Firm

    def settle(self):
        for _turn in range(4):
            assert self.tools.jobs.wait_idle()

    def show(self, view):
        self.page.tabs.chosen.emit(view)
        self.settle()

    def names(self):
        """Return the people in the list, from top to bottom."""
        rows = self.page.list.view.rows
        return [rows.row_at(line).name for line in range(rows.rowCount())]

    def choose(self, contact_id):
        self.page.open_record("contact", contact_id)
        self.settle()

    def do(self, deed):
        self.page.pane.actions_of[deed].trigger()
        self.settle()

    def dialog(self):
        """Return the dialog that is open."""
        return next(each for each in self.page.findChildren(FormDialog) if each.isVisible())

    def answer(self, **values):
        """Fill the dialog that is open and save it."""
        dialog = self.dialog()
        for key, value in values.items():
            dialog.form[key].set_value(value)
        dialog.save_button.click()
        self.settle()

    def contact(self, contact_id):
        by = self.tools.actor.id
        return self.services.persons.details(contact_id, by=by).contact

    def requests(self):
        source = self.services.requests.list_for(self.tools.actor.id)
        return source.rows(source.ids(ListQuery()))


@pytest.fixture
def services(sessions, clock, contacts):
    return person_services(sessions, clock, contacts)


@pytest.fixture
def open_desk(qtbot, services, tools_of, firm):
    """Return the page as a person sees it, shown and read."""

    def make(user):
        tools = tools_of(user)
        page = PersonsPage(services, tools=tools)
        qtbot.addWidget(page)
        page.resize(1200, 720)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.activate()
        desk = Desk(page, services, tools, firm)
        desk.settle()
        return desk

    return make
