"""One client beside the list: who it is, what may be done, and four tabs on it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from kamdesk.domain.people import Actor
from kamdesk.i18n import _
from kamdesk.ui.clients.chips import ClientChips
from kamdesk.ui.clients.contacts import ContactsPane
from kamdesk.ui.clients.history import HistoryPane
from kamdesk.ui.clients.offer import ClientOffer
from kamdesk.ui.clients.overview import Overview
from kamdesk.ui.clients.papers import PapersPane
from kamdesk.ui.clients.reading import ClientFile
from kamdesk.ui.forms.form import scrolled
from kamdesk.ui.labels import selectable_label
from kamdesk.ui.tokens import S
from kamdesk.ui.widgets.cards import Card
from kamdesk.ui.widgets.notices import EmptyState

_CONTACTS, _PAPERS = 1, 2
"""The tabs whose titles carry a count."""


class ClientPane(Card):
    """Shows one client; `offer` and the tabs ask for what their buttons say."""

    def __init__(self, actor: Actor) -> None:
        super().__init__()
        self._actor = actor
        self.name = selectable_label(role="h2")
        self.chips = ClientChips()
        self.offer = ClientOffer(actor)
        self.overview = Overview()
        self.contacts = ContactsPane(actor)
        self.papers = PapersPane()
        self.history = HistoryPane()
        self.tabs = QTabWidget()
        self.empty = EmptyState("building-2", _("选择左侧的一个客户，这里显示它的资料。"))
        self._build()
        self.show_nothing()

    def show_nothing(self) -> None:
        """Show that nothing is chosen."""
        self.offer.offer(None)
        self._whole.hide()
        self.empty.show()

    def show_client(self, file: ClientFile) -> None:
        """Show a client with its people, papers and history."""
        details = file.details
        self.name.setText(details.draft.name)
        self.chips.show_client(details)
        self.offer.offer(details)
        self.overview.show_client(details)
        self.contacts.show_people(file.people)
        self.papers.show_papers(file.filings, file.applications)
        self.history.show_history(file.history)
        self._show_counts(file)
        self.empty.hide()
        self._whole.show()

    # -- inside -------------------------------------------------------------------------

    def _show_counts(self, file: ClientFile) -> None:
        present = sum(not contact.archived for contact in file.people.contacts)
        papers = len(file.filings) + len(file.applications)
        self.tabs.setTabText(_CONTACTS, _("联系人 {count}").format(count=present))
        self.tabs.setTabText(_PAPERS, _("备案与立项 {count}").format(count=papers))

    def _build(self) -> None:
        self.tabs.addTab(scrolled(self.overview, margin=S), _("概览"))
        self.tabs.addTab(scrolled(self.contacts, margin=S), _("联系人"))
        self.tabs.addTab(self.papers, _("备案与立项"))
        self.tabs.addTab(self.history, _("变更记录"))
        self._whole = QWidget()
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(self.name)
        column.addWidget(self.chips)
        column.addWidget(self.offer, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.tabs, 1)
        self.body.addWidget(self.empty, 1)
        self.body.addWidget(self._whole, 1)
