"""The windows of importing over the office's database; the long work is done in this process."""

from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QWidget

from kamdesk.domain.changes import Noun
from kamdesk.services.acting import acting
from kamdesk.ui.bus import ChangeBus
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.purchases.imports.imports import PurchaseImports
from kamdesk.ui.purchases.imports.reading import PurchaseImportServices
from tests.office import clock, office, people, sessions
from tests.services.purchases.conftest import Importing, clients, importing, names
from tests.ui.clients.conftest import NO_PDF
from tests.ui.purchases.conftest import in_process

__all__ = ["clients", "clock", "importing", "names", "office", "people", "sessions"]


@dataclass
class Desk:
    """The windows of one person, and what they stand on."""

    entry: PurchaseImports
    services: PurchaseImportServices
    tools: PageTools
    importing: Importing
    announced: list

    @property
    def messages(self):
        return self.tools.messages

    def settle(self):
        assert self.tools.jobs.wait_idle(60_000)

    def runs(self):
        return self.importing.runs.rows(by=self.importing.by)


@pytest.fixture
def desk(qtbot, sessions, clock, people, clients, importing, jobs, messages, state):
    with sessions.read() as session:
        actor = acting(session, people.management)
    bus, announced = ChangeBus(), []
    bus.changed.connect(lambda changes: announced.append(changes.touches(Noun.PURCHASE)))
    tools = PageTools(
        actor=actor, jobs=jobs, bus=bus, messages=messages, state=state, clock=clock, pdf=NO_PDF
    )
    services = in_process(importing.imports, importing.runs, clients)
    page = QWidget()
    qtbot.addWidget(page)
    made = Desk(PurchaseImports(services, tools, page), services, tools, importing, announced)
    yield made
    made.settle()
