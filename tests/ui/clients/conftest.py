"""The page of clients on the office's database, with people to sign in as."""

from dataclasses import dataclass

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from kamdesk.domain.clients.names import Names
from kamdesk.services.acting import acting
from kamdesk.services.clients.clients import ClientService
from kamdesk.services.clients.contacts import ContactService
from kamdesk.services.clients.duplicates import DuplicateService
from kamdesk.services.clients.imports import ImportService
from kamdesk.services.projects.applications import ApplicationService
from kamdesk.services.projects.filings import FilingService
from kamdesk.ui.bus import ChangeBus
from kamdesk.ui.clients.page import ClientsPage
from kamdesk.ui.clients.reading import ClientServices
from kamdesk.ui.preview import PdfTools
from kamdesk.ui.projects.tools import PageTools
from tests.lists import list_tools
from tests.office import People, clock, office, people, sessions

__all__ = ["clock", "office", "people", "sessions"]

NO_PDF = PdfTools(
    page_sizes=lambda _pdf: [],
    page_image=lambda _pdf, _page, _dpi: (0, 0, b""),
    write=lambda _path, _pdf: None,
    spool=lambda _pdf, _order: False,
)


def type_chinese(editor, text):
    """Commit `text` as an input method does."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(editor, event)


@dataclass
class Desk:
    """The page of one person, and what it stands on."""

    page: ClientsPage
    services: ClientServices
    tools: PageTools
    people: People

    def settle(self):
        assert self.tools.jobs.wait_idle()

    @property
    def editor(self):
        return self.page.editor

    @property
    def messages(self):
        return self.tools.messages

    def names(self):
        """Return the names in the list, from top to bottom."""
        rows = self.page.list.view.rows
        return [rows.row_at(line).name for line in range(rows.rowCount())]

    def choose(self, client_id):
        self.page.open_record("client", client_id)
        self.settle()
        self.settle()

    def file(self):
        return self.page._shown


@pytest.fixture(scope="session")
def names():
    return Names()


@pytest.fixture
def services(sessions, clock, names):
    imports = ImportService(sessions, clock, names)
    return ClientServices(
        clients=ClientService(sessions, clock, names),
        contacts=ContactService(sessions, clock, names),
        duplicates=DuplicateService(sessions, clock, names),
        imports=imports,
        import_runner=imports,
        filings=FilingService(sessions, clock),
        applications=ApplicationService(sessions, clock),
    )


@pytest.fixture
def tools_of(sessions, jobs, state, clock):
    """Return the tools of whoever is signed in."""

    def make(user):
        with sessions.read() as session:
            actor = acting(session, user)
        lists = list_tools(sessions, clock)
        return PageTools(actor, jobs, ChangeBus(), jobs.messages, state, clock, NO_PDF, lists)

    return make


@pytest.fixture
def open_desk(qtbot, services, tools_of, people):
    """Return the page as a person sees it, shown and read."""

    def make(user):
        tools = tools_of(user)
        page = ClientsPage(services, tools=tools)
        qtbot.addWidget(page)
        page.resize(1200, 720)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.activate()
        desk = Desk(page, services, tools, people)
        desk.settle()
        desk.settle()
        return desk

    return make
