"""联系人: the people at a client, on its page."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from kamdesk.domain.clients.clients import ClientDetails
from kamdesk.domain.clients.contacts import Contact
from kamdesk.domain.permissions import Action
from kamdesk.ui.clients.acts import ClientActs
from kamdesk.ui.clients.contacts import ContactsPane
from kamdesk.ui.clients.reading import ClientServices
from kamdesk.ui.clients.rights import rights_on, sees_phones
from kamdesk.ui.clients.tab import ClientTab
from kamdesk.ui.forms.form import scrolled
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.tokens import M
from kamdesk.ui.widgets.cards import Card


class ContactsTab(ClientTab):
    """Shows them; adding, editing and putting away is asked for in dialogs."""

    def __init__(self, services: ClientServices, tools: PageTools) -> None:
        super().__init__()
        self._contacts = services.contacts
        self._tools = tools
        self._details: ClientDetails | None = None
        self.acts = ClientActs(services, tools, self)
        self.pane = ContactsPane()
        card = Card()
        card.body.addWidget(scrolled(self.pane, margin=M))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        self.pane.add_wanted.connect(self._on_add)
        self.pane.edit_wanted.connect(self.acts.edit_contact)
        self.pane.move_wanted.connect(self.acts.move_contact)

    def show_client(self, details: ClientDetails) -> None:
        self._details = details
        work = partial(self._contacts.of_client, details.id, by=self._tools.actor.id)
        self._tools.jobs.run(self, work, partial(self._show, details), key="contacts")

    def _show(self, details: ClientDetails, contacts: Sequence[Contact]) -> None:
        actor = self._tools.actor
        self.pane.show_contacts(
            contacts,
            editable=Action.CLIENT_EDIT in rights_on(details, actor),
            whole_numbers=sees_phones(details, actor),
        )
        self.count_changed.emit(present(contacts))

    def _on_add(self) -> None:
        if self._details is not None:
            self.acts.add_contact(self._details)


def present(contacts: Sequence[Contact]) -> int:
    """Return how many of `contacts` are not put away."""
    return sum(not contact.archived for contact in contacts)
