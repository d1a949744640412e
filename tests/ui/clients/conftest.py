"""The page of clients on the office's database, with people to sign in as."""

from dataclasses import dataclass

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from kamdesk.domain.clients.names import Names
from kamdesk.services.acting import acting
from kamdesk.services.classes.classification import ClassificationService
from kamdesk.services.clients.card import CardService
from kamdesk.services.clients.clients import ClientService
from kamdesk.services.clients.contacts import ContactService
from kamdesk.services.clients.duplicates import DuplicateService
from kamdesk.services.clients.health import HealthService
from kamdesk.services.clients.imports import ImportService
from kamdesk.services.persons.claims import ClaimService
from kamdesk.services.persons.copies import CopyService
from kamdesk.services.persons.coverage import CoverageService
from kamdesk.services.persons.erasures import ErasureService
from kamdesk.services.persons.persons import PersonService
from kamdesk.services.persons.requests import RequestService
from kamdesk.services.persons.reveals import RevealService
from kamdesk.services.projects.applications import ApplicationService
from kamdesk.services.projects.filings import FilingService
from kamdesk.ui.bus import ChangeBus
from kamdesk.ui.clients.page import ClientsPage
from kamdesk.ui.clients.reading import ClientServices
from kamdesk.ui.clients.tab import ClientTab, TabSpec
from kamdesk.ui.persons.reading import PersonServices
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
        """Move to a client in the list."""
        self.page.show_in_list(client_id)
        self.settle()
        self.settle()

    def open(self, client_id):
        """Open a client's page."""
        self.page.open_record("client", client_id)
        self.settle()

    def file(self):
        return self.page._shown


@pytest.fixture(scope="session")
def names():
    return Names()


@pytest.fixture
def services(sessions, clock, names):
    imports = ImportService(sessions, clock, names)
    contacts = ContactService(sessions, clock, names)
    return ClientServices(
        clients=ClientService(sessions, clock, names),
        contacts=contacts,
        duplicates=DuplicateService(sessions, clock, names),
        health=HealthService(sessions, clock),
        cards=CardService(sessions, clock),
        imports=imports,
        import_runner=imports,
        classification=ClassificationService(sessions, clock),
        filings=FilingService(sessions, clock),
        applications=ApplicationService(sessions, clock),
        people=person_services(sessions, clock, contacts),
    )


def person_services(sessions, clock, contacts):
    """Return the services of people."""
    return PersonServices(
        contacts=contacts,
        persons=PersonService(sessions, clock),
        claims=ClaimService(sessions, clock),
        coverage=CoverageService(sessions, clock),
        reveals=RevealService(sessions, clock),
        requests=RequestService(sessions, clock),
        copies=CopyService(sessions, clock),
        erasures=ErasureService(sessions, clock),
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

    def make(user, tabs=()):
        tools = tools_of(user)
        page = ClientsPage(services, tools=tools, tabs=tabs)
        page.open_requested.connect(page.open_record)
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


class NoteTab(ClientTab):
    """A tab that writes down which clients it was shown."""

    def __init__(self):
        super().__init__()
        self.names = []

    def show_client(self, details):
        self.names.append(details.draft.name)


@pytest.fixture
def note_tabs():
    """Return the specs of two tabs, and those made so far by key."""
    made = {}

    def spec(key, title, count=None):
        return TabSpec(key, title, lambda: made.setdefault(key, NoteTab()), count)

    return [spec("first", "概况"), spec("second", "联系人", lambda details: details.id)], made
