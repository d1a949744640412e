"""备案与立项: the filings and applications of a client, on its page."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from kamdesk.domain.clients.clients import ClientDetails
from kamdesk.domain.projects.application_records import ApplicationRow
from kamdesk.domain.projects.filing_records import FilingRow
from kamdesk.ui.clients.papers import PapersPane
from kamdesk.ui.clients.reading import ClientServices, read_papers
from kamdesk.ui.clients.tab import ClientTab
from kamdesk.ui.projects.tools import PageTools


class PapersTab(ClientTab):
    """Lists them; Enter and double-click open one."""

    def __init__(self, services: ClientServices, tools: PageTools) -> None:
        super().__init__()
        self._services = services
        self._tools = tools
        self.pane = PapersPane()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pane)
        self.pane.opened.connect(self.opened)

    def show_client(self, details: ClientDetails) -> None:
        work = partial(read_papers, self._services, details, by=self._tools.actor.id)
        self._tools.jobs.run(self, work, self._show, key="papers")

    def _show(self, papers: tuple[Sequence[FilingRow], Sequence[ApplicationRow]]) -> None:
        filings, applications = papers
        self.pane.show_papers(filings, applications)
        self.count_changed.emit(len(filings) + len(applications))
