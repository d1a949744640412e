"""变更记录: every change of a client's fields, on its page."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from kamdesk.domain.clients.clients import ClientDetails
from kamdesk.services.clients.clients import ClientService
from kamdesk.ui.clients.history import HistoryPane
from kamdesk.ui.clients.tab import ClientTab
from kamdesk.ui.projects.tools import PageTools


class HistoryTab(ClientTab):
    """Lists the changes, the newest first."""

    def __init__(self, clients: ClientService, tools: PageTools) -> None:
        super().__init__()
        self._clients = clients
        self._tools = tools
        self.pane = HistoryPane()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pane)

    def show_client(self, details: ClientDetails) -> None:
        work = partial(self._clients.history, details.id, by=self._tools.actor.id)
        self._tools.jobs.run(self, work, self.pane.show_history, key="history")
