"""关系图 of one client: the map, its tools and its legend, as a tab of the client's page."""

from collections import Counter
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kamdesk.domain.clients.clients import ClientDetails
from kamdesk.domain.clients.contacts import ATTITUDE_TITLES
from kamdesk.domain.errors import KamdeskError
from kamdesk.domain.persons.layout import arranged
from kamdesk.domain.persons.maps import NO_ATTITUDE, OUR_SIDE, Place, RelationMap
from kamdesk.domain.persons.persons import ClientPeople
from kamdesk.i18n import N_, _
from kamdesk.services.persons.maps import MapService
from kamdesk.services.persons.relations import RelationService
from kamdesk.ui.clients.reading import ClientServices
from kamdesk.ui.clients.tab import ClientTab
from kamdesk.ui.labels import plain_label
from kamdesk.ui.lists.tabs import View, ViewTabs
from kamdesk.ui.persons.acts import PersonActs
from kamdesk.ui.persons.map_acts import LineActs
from kamdesk.ui.persons.map_legend import Legend
from kamdesk.ui.persons.map_menu import MapMenu
from kamdesk.ui.persons.map_moves import Moves, Places
from kamdesk.ui.persons.map_scene import ALL, UNKNOWN, RelationScene, attitude_key
from kamdesk.ui.persons.map_view import RelationView
from kamdesk.ui.persons.rights import Deed
from kamdesk.ui.projects.tools import PageTools, preview_paper
from kamdesk.ui.tokens import XS, S
from kamdesk.ui.widgets.buttons import action, button, icon_button
from kamdesk.ui.widgets.cards import Card, row_of
from kamdesk.ui.widgets.notices import EmptyState, Notice

_FILTERS: Final = (
    View(ALL, N_("全部")),
    *(View(attitude.value, title) for attitude, title in ATTITUDE_TITLES.items()),
    View(UNKNOWN, NO_ATTITUDE),
)
_HINT: Final = 420
_HINT_HEIGHT: Final = 38


class RelationTab(ClientTab):
    """Shows the map of whoever is shown; who may edit the client moves boxes and draws lines."""

    def __init__(
        self,
        maps: MapService,
        relations: RelationService,
        used: ClientServices,
        *,
        tools: PageTools,
    ) -> None:
        super().__init__()
        self._maps = maps
        self._persons = used.people.persons
        self._acts = PersonActs(used.people, tools, self)
        self._tools = tools
        self._by = tools.actor.id
        self._client: ClientDetails | None = None
        self._is_stale = False  # something was read while a box was being dragged
        self.moves = Moves()
        self.lines = LineActs(relations, tools, self)
        self.scene = RelationScene(self)
        self.view = RelationView(self.scene)
        self.filter = ViewTabs(_FILTERS)
        self.hint = Notice()
        self.hint.setParent(self.view)  # over the map, which keeps its size
        self.empty = EmptyState(
            "waypoints", _("还没有联系人。在“联系人”中添加后，这里画出他们之间的关系。")
        )
        self._make_actions()
        self._build()
        self._connect()

    def show_client(self, details: ClientDetails) -> None:
        if self._client is None or details.id != self._client.id:
            self.moves.forget()
            self.view.stop_connecting()
            self.view.fitted = True
            self.filter.choose(ALL)
            self.scene.show_attitude(ALL)
        self._client = details
        read = partial(self._maps.of_client, details.id, by=self._by)
        self._tools.jobs.run(self, read, self._show, key="map")

    # -- the map ------------------------------------------------------------------------

    def _show(self, shown: RelationMap) -> None:
        """Show a map that was read; while a box is being dragged it has to wait."""
        self._is_stale = self.view.dragging
        if self._is_stale:
            return
        if shown != self.scene.shown:
            self.scene.show_map(shown)
            self.view.refresh()
        self.stack.setCurrentWidget(self.whole if shown.people else self.empty)
        counts = Counter(map(attitude_key, shown.people))
        self.filter.show_counts({view.key: counts[view.key] for view in _FILTERS[1:]})
        self.filter.show_counts({ALL: len(shown.people)})
        self.count_changed.emit(len(shown.relations))
        self._offer()

    def _offer(self) -> None:
        """Let pressed be what can be done now."""
        shown = self.scene.shown
        editable = shown is not None and shown.editable
        for made in (self.add_button, self.arrange_button, self.undo_button, self.redo_button):
            made.setVisible(editable)
        self._arrange.setVisible(editable)
        self.arrange_button.setEnabled(shown is not None and bool(shown.places))
        self.undo_button.setEnabled(self.moves.undoable)
        self.redo_button.setEnabled(self.moves.redoable)

    # -- boxes --------------------------------------------------------------------------

    def _on_moved(self, before: Places) -> None:
        """Keep where boxes stand now; `before` is how they stood."""
        shown = self.scene.shown
        if shown is not None:
            self.moves.note(before if shown.places else {})
            self._keep(self.scene.places())

    def _on_let_go(self) -> None:
        """Read anew what could not be shown during the drag."""
        if self._is_stale and self._client is not None:
            self.show_client(self._client)

    def arrange(self) -> None:
        """Let all boxes stand by themselves again."""
        shown = self.scene.shown
        if shown is not None and shown.editable and shown.places:
            self.moves.note(self.scene.places())
            self._go_to({})

    def undo(self) -> None:
        """Take the last move back."""
        self._step(self.moves.undo(self._now()))

    def redo(self) -> None:
        """Do again what was taken back."""
        self._step(self.moves.redo(self._now()))

    def _now(self) -> Places:
        shown = self.scene.shown
        return shown.places if shown is not None else {}

    def _step(self, places: Places | None) -> None:
        if places is not None:
            self._go_to(places)

    def _go_to(self, places: Places) -> None:
        """Move the boxes to `places`, or to where they stand by themselves, and keep it."""
        shown = self.scene.shown
        if shown is not None:
            self.scene.put(places or arranged(shown.people))
            self.view.refresh()
            self._keep(dict(places))

    def _keep(self, places: dict[int, Place]) -> None:
        self.scene.take_places(places)
        self._offer()
        if self._client is not None:
            write = partial(self._maps.arrange, self._client.id, places, by=self._by)
            self._tools.jobs.run(self, write, self._tools.bus.announce, self._refused)

    def _refused(self, error: KamdeskError) -> None:
        """Tell why it was not kept, and show what is."""
        self._tools.messages.refuse(self, error)
        self.moves.forget()
        if self._client is not None:
            self.show_client(self._client)

    # -- lines, opening, paper ----------------------------------------------------------

    def _add_line(self, source: int | None = None, target: int | None = None) -> None:
        if self.scene.shown is not None:
            self.lines.add(self.scene.shown, source, target)

    def _open(self, key: int) -> None:
        """Open a contact's form for whoever may edit it; everybody else reads the box."""
        client, shown = self._client, self.scene.shown
        if client is not None and shown is not None and shown.editable and key != OUR_SIDE:
            read = partial(self._persons.of_client, client.id, by=self._by)
            self._tools.jobs.run(self, read, partial(self._edit, key), key="contact")

    def _edit(self, key: int, people: ClientPeople) -> None:
        for contact in people.contacts:
            if contact.id == key:
                self._acts.do(Deed.EDIT, contact, people)

    def print_out(self) -> None:
        """Open the map's paper in the preview."""
        if self._client is not None:
            title = _("关系图 {client}").format(client=self._client.draft.name)
            make = partial(self._maps.pdf, self._client.id, by=self._by)
            preview_paper(self, self._tools, title, make)

    def _say_next(self, hint: str) -> None:
        self.hint.say(hint)
        self.hint.setGeometry(S, S, min(_HINT, self.view.width() - 2 * S), _HINT_HEIGHT)
        self.add_button.setChecked(self.view.connecting)

    def _open_menu(self, target: object, at: QPoint) -> None:
        menu = MapMenu(self, self.scene, self.lines, target=target, open_contact=self._open)
        menu.popup(at)

    # -- building -----------------------------------------------------------------------

    def _make_actions(self) -> None:
        self._arrange = action(self, _("重新排列"), self.arrange, icon_name="network")
        fit = action(self, _("适应窗口"), self.view.fit, icon_name="maximize")
        paper = action(self, _("打印"), self.print_out, icon_name="printer", shortcut="Ctrl+P")
        self.addActions([fit, self._arrange, paper])
        self.add_button = button(_("添加关系"), self.view.toggle_connecting, icon_name="spline")
        self.add_button.setCheckable(True)
        self.arrange_button = icon_button("network", _("重新排列"), self.arrange)
        self.undo_button = icon_button("undo-2", _("撤销移动"), self.undo, shortcut="Ctrl+Z")
        self.redo_button = icon_button("redo-2", _("重做移动"), self.redo, shortcut="Ctrl+Y")
        self.zoom_label = plain_label("100%", role="muted")

    def _build(self) -> None:
        tools = row_of(
            self.add_button,
            self.arrange_button,
            self.undo_button,
            self.redo_button,
            None,
            self.filter,
            None,
            *self._lookers(),
        )
        self.whole = QWidget()
        column = QVBoxLayout(self.whole)
        column.setContentsMargins(0, S, 0, 0)
        column.setSpacing(S)
        column.addLayout(tools)
        card = Card()
        card.body.setContentsMargins(XS, XS, XS, XS)
        card.body.addWidget(self.view)
        column.addWidget(card, 1)
        column.addWidget(Legend())
        self.stack = QStackedWidget()
        self.stack.addWidget(QWidget())  # until something was read
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.whole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)

    def _lookers(self) -> tuple[QWidget, ...]:
        """Return the buttons that only look."""
        view = self.view
        return (
            icon_button("zoom-out", _("缩小（−）"), lambda: view.step_zoom(-1)),
            self.zoom_label,
            icon_button("zoom-in", _("放大（+）"), lambda: view.step_zoom(1)),
            icon_button("maximize", _("适应窗口（F）"), view.fit),
            button(_("打印"), self.print_out, icon_name="printer"),
        )

    def _connect(self) -> None:
        view = self.view
        view.moved.connect(self._on_moved)
        view.let_go.connect(self._on_let_go)
        view.opened.connect(self._open)
        view.connected.connect(self._add_line)
        view.connecting_changed.connect(self._say_next)
        view.menu_wanted.connect(self._open_menu)
        view.zoomed.connect(lambda per_cent: self.zoom_label.setText(f"{per_cent}%"))
        self.filter.chosen.connect(self.scene.show_attitude)
