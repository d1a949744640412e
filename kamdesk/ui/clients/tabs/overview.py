"""概况: the facts of a client, on its page."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout

from kamdesk.domain.clients.clients import ClientDetails
from kamdesk.ui.clients.overview import Overview
from kamdesk.ui.clients.tab import ClientTab
from kamdesk.ui.forms.form import scrolled
from kamdesk.ui.tokens import M
from kamdesk.ui.widgets.cards import Card


class OverviewTab(ClientTab):
    """Shows them; a link to another unit of the group opens it."""

    def __init__(self) -> None:
        super().__init__()
        self.facts = Overview()
        card = Card()
        card.body.addWidget(scrolled(self.facts, margin=M))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(card, 3)
        self.facts.client_wanted.connect(partial(self.opened.emit, "client"))

    def show_client(self, details: ClientDetails) -> None:
        self.facts.show_client(details)
