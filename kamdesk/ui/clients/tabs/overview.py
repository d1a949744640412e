"""概况: the facts of a client, how complete they are and how healthy the client is."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kamdesk.domain.clients.clients import ClientDetails
from kamdesk.domain.clients.completeness import Place
from kamdesk.domain.clients.health import Assessment
from kamdesk.domain.people import Actor
from kamdesk.domain.permissions import Action
from kamdesk.services.clients.health import HealthService
from kamdesk.ui.clients.assessment import CompletenessCard, HealthCard
from kamdesk.ui.clients.overview import Overview
from kamdesk.ui.clients.rights import rights_on
from kamdesk.ui.clients.tab import ClientTab
from kamdesk.ui.forms.form import scrolled
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.tokens import M
from kamdesk.ui.widgets.cards import Card

_NEEDED = {
    Place.FORM: Action.CLIENT_EDIT,
    Place.CONTACTS: Action.CLIENT_EDIT,
    Place.OWNER: Action.CLIENT_ASSIGN,
}
"""What one must be allowed in order to fill something in."""


class OverviewTab(ClientTab):
    """Shows them; links open the units of the group and the places where something is missing."""

    def __init__(self, health: HealthService, tools: PageTools) -> None:
        super().__init__()
        self._health = health
        self._tools = tools
        self.facts = Overview()
        self.completeness = CompletenessCard()
        self.health = HealthCard()
        self._build()
        self.facts.client_wanted.connect(partial(self.opened.emit, "client"))
        self.completeness.gap_wanted.connect(self.gap_wanted)

    def show_client(self, details: ClientDetails) -> None:
        self.facts.show_client(details)
        work = partial(self._health.assess, details.id, by=self._tools.actor.id)
        fillable = _fillable(details, self._tools.actor)
        self._tools.jobs.run(self, work, partial(self._show, fillable), key="assessment")

    def _show(self, fillable: frozenset[Place], found: Assessment) -> None:
        self.completeness.show_completeness(found.completeness, fillable)
        self.health.show_health(found.health)

    def _build(self) -> None:
        card = Card()
        card.body.addWidget(scrolled(self.facts, margin=M))
        aside = QWidget()
        column = QVBoxLayout(aside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(M)
        column.addWidget(self.completeness)
        column.addWidget(self.health)
        column.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(M)
        row.addWidget(card, 3)
        row.addWidget(scrolled(aside, margin=0), 2)


def _fillable(details: ClientDetails, actor: Actor) -> frozenset[Place]:
    rights = rights_on(details, actor)
    return frozenset(place for place, action in _NEEDED.items() if action in rights)
