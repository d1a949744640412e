"""联系人: the people at a client, on its page."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from kamdesk.domain.clients.clients import ClientDetails
from kamdesk.domain.clients.contacts import Contact
from kamdesk.domain.persons.persons import ClientPeople
from kamdesk.ui.clients.contacts import ContactsPane
from kamdesk.ui.clients.reading import ClientServices
from kamdesk.ui.clients.tab import ClientTab
from kamdesk.ui.forms.form import scrolled
from kamdesk.ui.persons.acts import PersonActs
from kamdesk.ui.persons.rights import Deed
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.tokens import M
from kamdesk.ui.widgets.cards import Card


class ContactsTab(ClientTab):
    """Shows them; what is done with one is asked for in dialogs."""

    def __init__(self, services: ClientServices, tools: PageTools) -> None:
        super().__init__()
        self._persons = services.people.persons
        self._tools = tools
        self._people: ClientPeople | None = None
        self.acts = PersonActs(services.people, tools, self)
        self.pane = ContactsPane(tools.actor)
        card = Card()
        card.body.addWidget(scrolled(self.pane, margin=M))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        self.pane.add_wanted.connect(self._on_add)
        self.pane.deed_wanted.connect(self._on_deed)
        self.pane.opened.connect(self.opened)

    def show_client(self, details: ClientDetails) -> None:
        work = partial(self._persons.of_client, details.id, by=self._tools.actor.id)
        self._tools.jobs.run(self, work, self._show, key="contacts")

    def _show(self, people: ClientPeople) -> None:
        self._people = people
        self.pane.show_people(people)
        self.count_changed.emit(present(people.contacts))

    def _on_add(self) -> None:
        if self._people is not None:
            self.acts.add(self._people)

    def _on_deed(self, deed: Deed, contact: Contact) -> None:
        if self._people is not None:
            self.acts.do(deed, contact, self._people)


def present(contacts: Sequence[Contact]) -> int:
    """Return how many of `contacts` are not put away."""
    return sum(not contact.archived for contact in contacts)
