"""One client's page: who it is, its figures, what may be done, and a tab for each side of it."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kamdesk.domain.changes import Changes, Noun
from kamdesk.domain.clients.clients import ClientDetails
from kamdesk.domain.clients.health import Assessment
from kamdesk.domain.clock import today
from kamdesk.domain.errors import KamdeskError
from kamdesk.domain.ids import ClientId
from kamdesk.i18n import _
from kamdesk.ui.clients.assessment import say_completeness, say_health
from kamdesk.ui.clients.chips import ClientChips
from kamdesk.ui.clients.figures import ClientFigures
from kamdesk.ui.clients.offer import ClientOffer
from kamdesk.ui.clients.reading import ClientServices
from kamdesk.ui.clients.tab import TabSpec
from kamdesk.ui.clients.tab_row import TabRow
from kamdesk.ui.labels import plain_label, selectable_label
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.tokens import XL, M, S
from kamdesk.ui.widgets.buttons import icon_button
from kamdesk.ui.widgets.cards import Card, row_of
from kamdesk.ui.widgets.gauges import Gauge

OVERVIEW = "overview"
"""The key of the tab that explains completeness and health."""
_NOT_SHOWN = frozenset({Noun.SAVED_VIEW, Noun.ROUTE})
"""What may be written without touching anything on the page."""


class ClientSheet(QWidget):
    """Shows one client in full; asks for what its buttons and keys say."""

    shown = Signal(int)
    """The client with this id was opened and stands on the page."""
    gone = Signal()
    """The client went out of reach while it was shown."""
    opened = Signal(str, int)
    """Kind and id of a record to open."""
    gap_wanted = Signal(object)
    """A `Gap` of the client's file that the person wants to fill in."""
    back_wanted = Signal()
    step_wanted = Signal(int)
    """The next (1) or the previous (-1) client of the list is wanted."""

    def __init__(
        self,
        tabs: Sequence[TabSpec],
        services: ClientServices,
        *,
        tools: PageTools,
    ) -> None:
        super().__init__()
        self._tools = tools
        self._read = partial(services.clients.details, by=tools.actor.id)
        self._assess = partial(services.health.assess, by=tools.actor.id)
        self._counts = {spec.key: spec.count for spec in tabs if spec.count is not None}
        self._stale = False
        self.details: ClientDetails | None = None
        self.name = selectable_label(role="h2", wrap=False)
        self.place = plain_label(role="caption")
        self.chips = ClientChips()
        self.figures = ClientFigures()
        self.completeness = Gauge(_("完整度"))
        self.health = Gauge(_("健康度"))
        self.offer = ClientOffer(tools.actor)
        self.tabs = TabRow(tabs, state=tools.state)
        self._build()
        self.tabs.opened.connect(self.opened)
        self.tabs.gap_wanted.connect(self.gap_wanted)
        for gauge in (self.completeness, self.health):
            gauge.clicked.connect(partial(self.tabs.show_tab, OVERVIEW))
        tools.bus.changed.connect(self._on_changed)

    def open(self, client_id: ClientId) -> None:
        """Read a client, then show it; a refusal is told and leaves everything as it is."""
        self._tools.jobs.run(self, partial(self._read, client_id), self._open, key="client")

    def reload(self) -> None:
        """Read the client on the page again."""
        if self.details is not None:
            work = partial(self._read, self.details.id)
            self._tools.jobs.run(self, work, self._show, self._on_gone, key="client")

    def show_place(self, at: int, count: int) -> None:
        """Tell which client of the list this is; `at` counts from 0, -1 for none of them."""
        self.place.setText(f"{at + 1:,} / {count:,}" if at >= 0 else "")
        self.previous_button.setEnabled(at > 0)
        self.next_button.setEnabled(0 <= at < count - 1)

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        if self._stale:
            self.reload()

    # -- inside -------------------------------------------------------------------------

    def _open(self, details: ClientDetails) -> None:
        self._show(details)
        self.shown.emit(details.id)

    def _show(self, details: ClientDetails) -> None:
        self.details, self._stale = details, False
        self.name.setText(details.draft.name)
        self.chips.show_client(details)
        self.figures.show_client(details, today(self._tools.clock))
        self.offer.offer(details)
        self.tabs.show_client(details)
        self._count(details)
        work = partial(self._assess, details.id)
        self._tools.jobs.run(self, work, self._show_assessment, key="assessment")

    def _show_assessment(self, found: Assessment) -> None:
        say_completeness(self.completeness, found.completeness)
        say_health(self.health, found.health)

    def _count(self, details: ClientDetails) -> None:
        counts = self._counts

        def work() -> dict[str, int]:
            return {key: count(details) for key, count in counts.items()}

        self._tools.jobs.run(self, work, self.tabs.show_counts, key="counts")

    def _on_gone(self, _error: KamdeskError) -> None:
        self.details = None
        self.gone.emit()

    def _on_changed(self, changes: Changes) -> None:
        if self.details is None or changes.nouns <= _NOT_SHOWN:
            return
        if self.isVisible():
            self.reload()
        else:
            self._stale = True

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(M)
        head = Card()
        head.body.addLayout(self._title_row())
        head.body.addWidget(self.chips)
        row = row_of(self.figures, None, self.completeness, self.health, spacing=XL)
        head.body.addLayout(row)
        column.addWidget(head)
        column.addWidget(self.tabs, 1)

    def _title_row(self) -> QHBoxLayout:
        back = icon_button("arrow-left", _("返回列表"), self.back_wanted.emit, shortcut="Esc")
        self.previous_button = icon_button(
            "chevron-up",
            _("上一个客户"),
            partial(self.step_wanted.emit, -1),
            shortcut="Ctrl+PgUp",
        )
        self.next_button = icon_button(
            "chevron-down",
            _("下一个客户"),
            partial(self.step_wanted.emit, 1),
            shortcut="Ctrl+PgDown",
        )
        row = row_of(back, self.name, None, self.offer)
        row.addSpacing(S)
        for widget in (self.place, self.previous_button, self.next_button):
            row.addWidget(widget)
        return row
