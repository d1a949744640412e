"""The list at the left: three views, a filter box, and one card a line."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QVBoxLayout

from kamdesk.domain.ids import CaseId
from kamdesk.domain.lists import ListQuery, ListSource
from kamdesk.i18n import N_, _
from kamdesk.ui.approvals.item_delegate import ItemDelegate
from kamdesk.ui.approvals.items import Item
from kamdesk.ui.jobs import Jobs
from kamdesk.ui.lists.columns import Column
from kamdesk.ui.lists.model import WindowModel
from kamdesk.ui.lists.tabs import View, ViewTabs
from kamdesk.ui.tokens import S
from kamdesk.ui.widgets.cards import Card
from kamdesk.ui.widgets.notices import EmptyState

WAITING, DONE, SUBMITTED = "waiting", "done", "submitted"
VIEWS = (View(WAITING, N_("待我审批")), View(DONE, N_("已办")), View(SUBMITTED, N_("我发起")))
_EMPTY = {
    WAITING: N_("没有等待您审批的事项。"),
    DONE: N_("您还没有审批过。"),
    SUBMITTED: N_("您还没有提交过备案或立项申请。"),
}
_REST_MS = 200
_COLUMN: Column[Item] = Column("title", N_("待办"), value=lambda item: item.title)


@dataclass(frozen=True, slots=True)
class Sources:
    """What each view shows."""

    waiting: ListSource[Item]
    done: ListSource[Item]
    submitted: ListSource[Item]

    def of(self, view: str) -> ListSource[Item]:
        """Return the source of a view."""
        return {WAITING: self.waiting, DONE: self.done, SUBMITTED: self.submitted}[view]


class _Window:
    """The source of the view that is shown, exchanged together with its ids."""

    def __init__(self, source: ListSource[Item]) -> None:
        self.source = source

    def ids(self, query: ListQuery) -> "array[int]":
        return self.source.ids(query)

    def rows(self, ids: Sequence[int]) -> list[Item]:
        return self.source.rows(ids)


class TaskList(Card):
    """Shows one view's cards; arrows move, the filter box narrows by any words of the card."""

    current_changed = Signal(object)
    """The `Item` under the cursor, or None; told again after each reading."""
    status_changed = Signal(str)

    def __init__(self, sources: Sources, *, first: str = WAITING, jobs: Jobs) -> None:
        super().__init__()
        self.status = ""
        self._sources = sources
        self._jobs = jobs
        self._wanted: int | None = None
        self._case: CaseId | None = None
        self._window = _Window(sources.of(first))
        self.tabs = ViewTabs(VIEWS)
        self.tabs.choose(first)
        self.box = QLineEdit()
        self.view = QListView()
        self.rows = WindowModel((_COLUMN,), self._window, parent=self.view)
        self.empty = EmptyState("inbox")
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._build()
        self._connect()

    @property
    def current(self) -> Item | None:
        """The item under the cursor."""
        index = self.view.currentIndex()
        return self.rows.row_at(index.row()) if index.isValid() else None

    def reload(self, *, select: int | None = None) -> None:
        """Read the view again; `select` names the line to move to, else the present one stays."""
        view, words, case = self.tabs.current, self.box.text().strip(), self._case
        source = self._sources.of(view)
        query = ListQuery(filters={"words": words} if words else {})
        present = self.current
        self._wanted = select if select is not None else present.id if present else None

        def work() -> _Answer:
            ids = source.ids(query)
            return _Answer(view, ids, None if case is None else _line_of(source, ids, case))

        self._jobs.run(self, work, self._show, key="ids")

    def show_view(self, view: str) -> None:
        """Show another view from its first line."""
        self.tabs.choose(view)
        self._case = None
        self.view.setCurrentIndex(QModelIndex())
        self.reload()

    def show_case(self, case_id: CaseId) -> None:
        """Move to the line of a waiting case; without one, nothing is chosen in the list."""
        with QSignalBlocker(self.box):
            self.box.clear()
        self.tabs.choose(WAITING)
        self._case = case_id
        self.view.selectionModel().clear()
        self.reload()

    def next_id(self) -> int | None:
        """Return the id of the line below, or above at the end; None for a single line."""
        at, count = self.view.currentIndex().row(), self.rows.rowCount()
        if at < 0 or count < 2:
            return None
        return self.rows.id_at(at + 1 if at + 1 < count else at - 1)

    def _show(self, answer: "_Answer") -> None:
        self._window.source = self._sources.of(answer.view)
        self.rows.set_ids(answer.ids)
        if answer.view == WAITING and not self.box.text().strip():
            self.tabs.show_counts({WAITING: len(answer.ids)})
        self.status = _("共 {count} 条").format(count=f"{len(answer.ids):,}")
        self.status_changed.emit(self.status)
        self.empty.setVisible(not answer.ids)
        if not answer.ids:
            self._say_empty(answer.view)
        if self._case is not None and answer.line is None:
            return
        self._move_to(answer)

    def _move_to(self, answer: "_Answer") -> None:
        if not answer.ids:
            self.current_changed.emit(None)
            return
        line = answer.line
        if line is None:
            line = -1 if self._wanted is None else self.rows.line_of(self._wanted)
        self.view.setCurrentIndex(self.rows.index(max(line, 0), 0))

    def _say_empty(self, view: str) -> None:
        if self.box.text().strip():
            text = _("没有符合筛选条件的事项。")
            self.empty.say("filter-x", text, _("清除筛选"), self.box.clear)
        else:
            self.empty.say("circle-check" if view == WAITING else "inbox", _(_EMPTY[view]))

    def _build(self) -> None:
        self.box.setPlaceholderText(_("按编号、项目、申请人筛选"))
        self.box.setAccessibleName(_("筛选"))
        self.box.setClearButtonEnabled(True)
        self.view.setModel(self.rows)
        self.view.setItemDelegate(ItemDelegate(self.rows, self.view))
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setProperty("frameless", "true")
        self.view.setAccessibleName(_("审批事项"))
        self.body.setContentsMargins(S, S, S, S)
        self.body.addWidget(self.tabs)
        self.body.addWidget(self.box)
        self.body.addWidget(self.view, 1)
        over = QVBoxLayout(self.view.viewport())
        over.addWidget(self.empty)
        self.empty.hide()

    def _connect(self) -> None:
        self.tabs.chosen.connect(self.show_view)
        self.view.selectionModel().currentChanged.connect(self._on_current)
        self._rest.timeout.connect(self.reload)
        self.box.textChanged.connect(self._rest.start)
        self.box.returnPressed.connect(self.view.setFocus)
        for keys in ("Ctrl+F", "F3"):
            QShortcut(QKeySequence(keys), self, self.box.setFocus)

    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid():
            self._case = None
            self.current_changed.emit(self.current)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a reading gave: the ids of a view and, where a case was asked for, its line."""

    view: str
    ids: "array[int]"
    line: int | None


def _line_of(source: ListSource[Item], ids: Sequence[int], case_id: CaseId) -> int | None:
    rows = source.rows(ids)
    return next((at for at, item in enumerate(rows) if item.case_id == case_id), None)
