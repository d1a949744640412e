"""A whole list: view tabs, buttons, filter row, table, detail pane, and the line of sums."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from kamdesk.domain.changes import Changes, Noun
from kamdesk.domain.errors import KamdeskError
from kamdesk.domain.lists import ListQuery, ListSource
from kamdesk.domain.permissions import Action, allowed
from kamdesk.domain.saved_views import ViewContent
from kamdesk.i18n import N_, _
from kamdesk.ui.bus import ChangeBus
from kamdesk.ui.jobs import Jobs
from kamdesk.ui.labels import plain_tip
from kamdesk.ui.lists.columns import Column
from kamdesk.ui.lists.copying import MOST_COPIED, copied_texts, put_on_clipboard
from kamdesk.ui.lists.looks import columns_shown, show_columns
from kamdesk.ui.lists.memory import ListMemory
from kamdesk.ui.lists.model import WindowModel, own_id
from kamdesk.ui.lists.reading import Answer, ListReader, PagesAhead, view_counts
from kamdesk.ui.lists.saved_views import SavedViews
from kamdesk.ui.lists.scope import scope_words
from kamdesk.ui.lists.status import BusySign, ListStatus
from kamdesk.ui.lists.tabs import View, ViewTabs
from kamdesk.ui.lists.taking import TakeAlong, Taken
from kamdesk.ui.lists.view import ListView
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.state import UiState
from kamdesk.ui.tokens import S
from kamdesk.ui.widgets.buttons import button
from kamdesk.ui.widgets.notices import EmptyState

RowT = TypeVar("RowT")


@dataclass(frozen=True, slots=True)
class ListSpec(Generic[RowT]):
    """What a list is: its columns, views and first order.

    `name` is where its looks are remembered and its saved views belong. `views` are the tabs; the
    first is shown at first. `empty` is the sentence when there are no records at all. `title` heads
    its files and papers; `export` is what is asked of who takes rows along, None where seeing them
    is enough.
    """

    name: str
    columns: tuple[Column[RowT], ...]
    views: tuple[View, ...] = ()
    sort: str = "id"
    descending: bool = False
    empty: str = ""
    empty_icon: str = "inbox"
    id_of: Callable[[RowT], int] = own_id
    title: str = N_("列表")
    export: Action | None = None


class ListPage(QWidget, Generic[RowT]):
    """Shows one list; the page around it adds buttons, a detail pane and what opening means."""

    opened = Signal(int)
    """Enter or double-click: the record's id."""
    current_changed = Signal(object)
    """The id under the cursor, or None."""
    status_changed = Signal(str)
    """The line of counts and sums."""
    loaded = Signal()
    """The list shows the answer of its latest query."""

    def __init__(
        self,
        spec: ListSpec[RowT],
        source: ListSource[RowT],
        *,
        jobs: Jobs,
        state: UiState,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.spec = spec
        self.toolbar = QHBoxLayout()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._next_step: tuple[str, Callable[[], object]] | None = None
        self.source = source
        self._jobs = jobs
        self._wanted: int | None = None
        self._nouns: tuple[Noun, ...] = ()
        self._stale = False
        self._led = False
        self.saved: SavedViews | None = None
        self.taking: TakeAlong | None = None
        model = WindowModel(spec.columns, source, id_of=spec.id_of)
        self.view: ListView[RowT] = ListView(model, self)
        model.setParent(self.view)
        self.tabs = ViewTabs(spec.views)
        self.empty = EmptyState(spec.empty_icon)
        self.busy = BusySign(self.view)
        self._reader = ListReader(source, jobs, self)
        self._status = ListStatus(self.view, source, jobs)
        self._ahead = PagesAhead(self.view, jobs)
        self._build()
        self._connect()
        self._memory = ListMemory(self.view, self.splitter, state.scoped(f"list/{spec.name}"))
        self._memory.restore()

    # -- what the page around it adds -------------------------------------------------

    def add_button(
        self, text: str, on_click: Callable[[], object], *, icon_name: str = "", shortcut: str = ""
    ) -> QPushButton:
        """Add a button to the right of the tabs."""
        made = button(text, on_click, icon_name=icon_name, shortcut=shortcut)
        self.toolbar.addWidget(made)
        return made

    def add_primary(
        self,
        text: str,
        on_click: Callable[[], object],
        *,
        icon_name: str = "plus",
        shortcut: str = "",
    ) -> QPushButton:
        """Add the one main button; an empty list offers it too."""
        made = button(text, on_click, icon_name=icon_name, primary=True, shortcut=shortcut)
        self.toolbar.addWidget(made)
        self._next_step = (text, on_click)
        return made

    def add_widget(self, widget: QWidget) -> None:
        """Add another widget to the toolbar."""
        self.toolbar.addWidget(widget)

    def add_menu_actions(self, *actions: QAction) -> None:
        """Add actions to the right-click menu (and their keys to the table)."""
        self.view.menu_actions.extend(actions)

    def set_detail(self, widget: QWidget, *, share: float = 0.36) -> None:
        """Show `widget` at the right of the table; `share` is its first part of the width."""
        self.splitter.addWidget(widget)
        self.splitter.setChildrenCollapsible(False)
        self._memory.restore_splitter(share)

    def equip(self, tools: PageTools) -> None:
        """Add what every list has: saved views beside the tabs, and the way into file and paper."""
        if tools.lists is None:
            return
        self.saved = views = SavedViews(
            self.spec.name, self, tools=tools, lists=tools.lists, window=self
        )
        self.toolbar.insertWidget(self.toolbar.indexOf(self.tabs) + 1, views.button)
        views.known.connect(self._on_views_known)
        self.view.header.columns_changed.connect(views.refresh)
        if self.spec.export is None or allowed(tools.actor, self.spec.export):
            self.taking = TakeAlong(
                self, self.spec.export, tools=tools, lists=tools.lists, window=self
            )
            at = self.toolbar.indexOf(self._columns) + 1
            self.toolbar.insertWidget(at, self.taking.button)
        views.read()

    def follow(self, bus: ChangeBus, *nouns: Noun) -> None:
        """Read again whenever one of `nouns` was written."""
        self._nouns = nouns
        bus.changed.connect(self._on_changed)

    # -- what it shows ----------------------------------------------------------------

    @property
    def query(self) -> ListQuery:
        """The filter, view and order on screen."""
        key, descending = self._memory.sort
        return ListQuery(
            filters=self.view.header.filters(),
            view=self.tabs.current,
            sort=key or self.spec.sort,
            descending=descending if key else self.spec.descending,
        )

    def reload(self, *, select: int | None = None) -> None:
        """Read the list again off the GUI thread; `select` names the record to move to."""
        self._stale = False
        if select is not None:
            self._wanted = select
        if self.saved is not None:
            self.saved.refresh()
            self._stale = not self.saved.are_known  # the default view comes first
        if not self._stale:
            self._reader.ask(self.query, top=max(self.view.rowAt(0), 0))

    def show_view(self, view: str, filters: dict[str, str] | None = None) -> None:
        """Show a view with `filters` (column key → text) in the boxes: the way in from figures."""
        self._led = True
        self.tabs.choose(view)
        self.view.header.set_filters(filters or {})
        self.reload()

    def content(self) -> ViewContent:
        """Return how the list looks now: what a saved view keeps."""
        key, descending = self._memory.sort
        return ViewContent(
            filters=self.view.header.filters(),
            view=self.tabs.current,
            sort=key,
            descending=descending,
            columns=columns_shown(self.view.header),
        )

    def show_content(self, content: ViewContent) -> None:
        """Look like a saved view; columns, tabs and filters that are no more are passed over."""
        self.tabs.choose(content.view)
        self.view.header.set_filters(content.filters)
        known = content.sort if content.sort in self.view.header.keys else ""
        self._memory.keep_sort(known, descending=content.descending)
        show_columns(self.view.header, content.columns)
        self.reload()

    def taken(self, *, selected: bool) -> Taken:
        """Return the rows on screen, or the selected ones, with the visible columns."""
        ids = self.view.selected() if selected else self.view.rows.ids
        return Taken(
            title=_(self.spec.title),
            columns=self.view.visible_columns(),
            ids=ids,
            scope=scope_words(self.spec, self.content(), chosen=len(ids) if selected else 0),
            source=self.source,
        )

    def selected_count(self) -> int:
        """Return how many records are selected."""
        return self.view.selected_count()

    def select_id(self, record_id: int) -> None:
        """Move to a record; when the present filter hides it, show everything first."""
        if not self.view.select_id(record_id):
            self.tabs.choose("")
            self.view.header.set_filters({})
            self.reload(select=record_id)

    def selected_ids(self) -> list[int]:
        """Return the ids of the selected records."""
        return self.view.selected_ids()

    def current_id(self) -> int | None:
        """Return the id under the cursor."""
        return self.view.current_id()

    def current_row(self) -> RowT | None:
        """Return the row under the cursor."""
        return self.view.current_row()

    # -- inside -----------------------------------------------------------------------

    def _build(self) -> None:
        self.toolbar.setSpacing(S)
        self.toolbar.addWidget(self.tabs)
        self.toolbar.addStretch()
        self._columns = button(_("列"), self._open_chooser, icon_name="columns-3")
        self._columns.setToolTip(plain_tip(_("显示哪些列") + "  F4"))
        self.toolbar.addWidget(self._columns)
        self.splitter.setHandleWidth(S + 4)
        self.splitter.addWidget(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(S)
        layout.addLayout(self.toolbar)
        layout.addWidget(self.splitter, 1)
        over = QVBoxLayout(self.view.viewport())
        over.addWidget(self.empty)
        self.empty.hide()

    def _open_chooser(self) -> None:
        below = self._columns.mapToGlobal(self._columns.rect().bottomLeft())
        self.view.header.column_menu().popup(below)

    def _sort_by_key(self) -> None:
        """Sort by the column whose filter box has the cursor, or offer the columns."""
        if not self.view.header.sort_by_focus():
            self.view.header.sort_menu().popup(self.view.viewport().mapToGlobal(QPoint(S, S)))

    def _connect(self) -> None:
        self.view.opened.connect(self.opened)
        self.view.current_changed.connect(self.current_changed)
        self.view.copy_wanted.connect(self._copy)
        self._status.said.connect(self.status_changed)
        self._reader.begun.connect(self._show_first)
        self._reader.answered.connect(self._show)
        self._reader.refused.connect(self._on_refused)
        self._reader.late.connect(self._show_busy)
        self._reader.rested.connect(self.busy.hide)
        self.view.header.filters_changed.connect(self.reload)
        self.view.header.sort_chosen.connect(self._on_sort)
        self.tabs.chosen.connect(self.reload)
        header = self.view.header
        for keys, act in (
            ("Ctrl+F", header.focus_first_box),
            ("F3", header.focus_first_box),
            ("Ctrl+Shift+F", header.clear_filters),
            ("F4", self._open_chooser),
            ("F6", self._sort_by_key),
        ):
            shortcut = QShortcut(QKeySequence(keys), self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _show_first(self, answer: Answer) -> None:
        """Show the beginning of an answer; what was selected may come with the rest."""
        nothing_before = not self.view.rows.ids
        self.view.show_first(answer.ids, answer.pages)
        if nothing_before and self._wanted is None:
            self._begin()
        self._show_empty(filled=True)

    def _show(self, answer: Answer) -> None:
        ids = answer.ids
        self.view.show_ids(ids, answer.pages)
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self.view.select_id(wanted)
        elif self.view.current_id() is None and ids:
            self._begin()
        self._show_empty(filled=bool(ids))
        self._count_views()
        self.loaded.emit()

    def _begin(self) -> None:
        """Move to the first record where one is shown beside the list."""
        if self.splitter.count() > 1:
            self.view.selectRow(0)

    def _show_empty(self, *, filled: bool) -> None:
        self.empty.setVisible(not filled)
        if filled:
            return
        if self.view.header.filters():
            text = _("没有符合筛选条件的记录。")
            self.empty.say("filter-x", text, _("清除筛选"), self.view.header.clear_filters)
        else:
            text, step = self.spec.empty and _(self.spec.empty), self._next_step
            self.empty.say(
                self.spec.empty_icon,
                text or _("这里还没有记录。"),
                step[0] if step else "",
                step[1] if step else None,
            )

    def _count_views(self) -> None:
        keys = [view.key for view in self.spec.views if view.counted]
        if keys:
            work = partial(view_counts, self.source, self.query, keys)
            self._jobs.run(self, work, self.tabs.show_counts, key="counts")

    def _on_refused(self, error: KamdeskError) -> None:
        self._jobs.messages.refuse(self, error)

    def _show_busy(self) -> None:
        self.busy.adjustSize()
        middle = self.view.viewport().geometry().center() - self.busy.rect().center()
        self.busy.move(middle)
        self.busy.show()

    def _copy(self, headers: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Read many selected rows off the GUI thread and put them on the clipboard."""
        columns, ids = self.view.visible_columns(), self.view.selected()[:MOST_COPIED]
        work = partial(copied_texts, columns, self.source, ids, headers=headers)
        self._jobs.run(self, work, put_on_clipboard, key="copy")

    def _on_views_known(self) -> None:
        """Open with the default view, unless somebody was led to another one meanwhile."""
        view = self.saved.default() if self.saved is not None else None
        if self.saved is not None and view is not None and not self._led:
            self.saved.show_view(view)
        elif self._stale:
            self.reload()

    def _on_sort(self, key: str, descending: bool) -> None:  # noqa: FBT001 - a signal's argument
        self._memory.keep_sort(key, descending=descending)
        self.reload()

    def _on_changed(self, changes: Changes) -> None:
        if changes.touches(*self._nouns):
            if self.isVisible():
                self.reload()
            else:
                self._stale = True

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        if self._stale:
            self.reload()

    def hideEvent(self, event: Any) -> None:
        self._memory.flush()
        self._status.give_up()
        self._stale = self._reader.give_up() or self._stale
        super().hideEvent(event)

    @property
    def status(self) -> str:
        """The line of counts and sums."""
        return self._status.text
