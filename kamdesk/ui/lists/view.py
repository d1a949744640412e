"""The table of a list: selection by record, copy to Excel, open by Enter, right-click menu."""

from array import array
from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QKeySequence, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView, QWidget

from kamdesk.i18n import _
from kamdesk.ui.lists.cells import CellDelegate
from kamdesk.ui.lists.columns import Column
from kamdesk.ui.lists.copying import as_html, as_tsv, put_on_clipboard
from kamdesk.ui.lists.header import ListHeader
from kamdesk.ui.lists.model import NONE_READ, Index, Pages, WindowModel
from kamdesk.ui.lists.selection import MOST_SPANS, count, ids_in, selection, spans, spans_of
from kamdesk.ui.tokens import M

RowT = TypeVar("RowT")
Marks = tuple[Sequence[int], int | None]
"""The ids selected and the one under the cursor."""
_COPIED_AT_ONCE = 1_000
"""More rows are read for the clipboard off the GUI thread."""


class ListView(QTableView, Generic[RowT]):
    """Shows a `WindowModel`; what is selected stays selected by record when the list changes."""

    opened = Signal(int)
    """Enter or double-click on a record: its id."""
    current_changed = Signal(object)
    """The id of the record under the cursor, or None."""
    selection_changed = Signal()
    copy_wanted = Signal(bool)
    """Many rows are to be copied, with or without their headers."""

    def __init__(self, model: WindowModel[RowT], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._restoring = False
        self._held: Marks | None = None
        self.rows: WindowModel[RowT] = model
        self.header = ListHeader(model.columns, self)
        self.menu_actions: list[QAction] = []
        self.setHorizontalHeader(self.header)
        self.setModel(model)
        self.cells = CellDelegate(model, self)
        self.setItemDelegate(self.cells)
        # Painting its titles, a header asks for every line of a column whether it is selected.
        self.header.setSelectionModel(QItemSelectionModel(model, self.header))
        self._set_up()
        self._build_copy_actions()
        self.header.restore_columns()
        self.header.left_downwards.connect(self._enter_from_filters)
        self.doubleClicked.connect(self._open)

    def selected_count(self) -> int:
        """Return how many records are selected."""
        return count(spans(self.selectionModel()))

    def selected(self) -> "array[int]":
        """Return the ids of the selected records, in the list's order."""
        return ids_in(spans(self.selectionModel()), self.rows.ids)

    def selected_ids(self) -> list[int]:
        """Return the same as a list."""
        return list(self.selected())

    def current_id(self) -> int | None:
        """Return the id of the record under the cursor."""
        index = self.currentIndex()
        return self.rows.id_at(index.row()) if index.isValid() else None

    def current_row(self) -> RowT | None:
        """Return the row under the cursor."""
        index = self.currentIndex()
        return self.rows.row_at(index.row()) if index.isValid() else None

    def select_id(self, record_id: int) -> bool:
        """Move to a record; tell whether the list has it."""
        line = self.rows.line_of(record_id)
        if line >= 0:
            self.selectRow(line)
            self.scrollTo(self.rows.index(line, 0))
        return line >= 0

    def show_first(self, ids: Any, pages: Pages[RowT] = NONE_READ) -> None:
        """Show the first records of an answer from the top; the rest follows with `show_ids`."""
        self._held = self._held or self._marks()
        self._replace(ids, pages, ([], None))
        self.scrollToTop()

    def show_ids(self, ids: Any, pages: Pages[RowT] = NONE_READ) -> None:
        """Show the records of `ids`, keeping selection, cursor and scroll place by record.

        `pages` are those whose rows were read with them.
        """
        held, self._held = self._held, None
        before = self.current_id() if held is None else held[1]
        if self.rows.continue_with(ids, pages):
            if held is not None:
                self._restore(held)
        else:
            self._replace(ids, pages, held or self._marks())
        if self.current_id() != before:
            self.current_changed.emit(self.current_id())
        self.selection_changed.emit()

    def visible_columns(self) -> list[Column[RowT]]:
        """Return the columns on screen from left to right."""
        header = self.header
        order = sorted(range(header.count()), key=header.visualIndex)
        return [self.rows.columns[at] for at in order if not header.isSectionHidden(at)]

    def copy(self, *, headers: bool = True) -> None:
        """Put the selected rows' visible columns on the clipboard; many are left to the page."""
        if self.selected_count() > _COPIED_AT_ONCE:
            self.copy_wanted.emit(headers)
            return
        lines = [
            line for top, bottom in spans(self.selectionModel()) for line in range(top, bottom + 1)
        ]
        rows = [row for row in map(self.rows.row_at, lines) if row is not None]
        if rows:
            columns = self.visible_columns()
            texts = (
                as_tsv(columns, rows, headers=headers),
                as_html(columns, rows, headers=headers),
            )
            put_on_clipboard(texts)

    def context_menu(self) -> QMenu:
        """Return the right-click menu: the page's actions, then copying."""
        menu = QMenu(self)
        menu.addActions(self.menu_actions)
        menu.addSeparator()
        menu.addActions(self.actions())
        return menu

    def moveCursor(  # noqa: N802 - Qt's name
        self, action: QAbstractItemView.CursorAction, keys: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go to the first or last record with Home and End: a line is one thing here."""
        column, last = max(self.currentIndex().column(), 0), self.rows.rowCount() - 1
        if action is QAbstractItemView.CursorAction.MoveHome and last >= 0:
            return self.rows.index(0, column)
        if action is QAbstractItemView.CursorAction.MoveEnd and last >= 0:
            return self.rows.index(last, column)
        return super().moveCursor(action, keys)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt's name
        """Leave the cursor where it is: looking for what is typed would read the whole list."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show the menu at the record under mouse or cursor."""
        index = self.indexAt(event.pos())
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
        if index.isValid():
            at = self.visualRect(index).center()
            keyed = event.reason() == QContextMenuEvent.Reason.Keyboard
            self.context_menu().popup(
                self.viewport().mapToGlobal(at) if keyed else event.globalPos()
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt's name
        super().currentChanged(current, previous)
        if not self._restoring and current.row() != previous.row():
            self._held = None
            self.current_changed.emit(self.current_id())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:  # noqa: N802 - Qt's name
        super().selectionChanged(selected, deselected)
        if not self._restoring:
            self._held = None
            self.selection_changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_lines()
            self.rows.forget_inks()
            self.cells.forget()

    def paintEvent(self, event: QPaintEvent) -> None:
        self.cells.begin(self._selected_in_sight())
        super().paintEvent(event)

    def updateGeometries(self) -> None:  # noqa: N802 - Qt's name
        super().updateGeometries()
        self.header.place_boxes()

    def _set_up(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        lines = self.verticalHeader()
        lines.hide()
        lines.setMinimumSectionSize(18)
        self._fit_lines()

    def _fit_lines(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + M)

    def _build_copy_actions(self) -> None:
        for title, keys, headers in (
            (_("复制（带表头）"), QKeySequence(QKeySequence.StandardKey.Copy), True),
            (_("复制（不带表头）"), QKeySequence("Ctrl+Shift+C"), False),
        ):
            action = QAction(title, self)
            action.setShortcut(keys)
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(lambda *, headers=headers: self.copy(headers=headers))
            self.addAction(action)

    def _selected_in_sight(self) -> set[int]:
        """Return the lines on screen that are selected."""
        first, last = self.rowAt(0), self.rowAt(self.viewport().height())
        last = self.rows.rowCount() - 1 if last < 0 else last
        return {
            line
            for top, bottom in spans(self.selectionModel())
            for line in range(max(top, first), min(bottom, last) + 1)
        }

    def _marks(self) -> Marks:
        """Return what is selected and where the cursor is, by record."""
        return self.selected(), self.current_id()

    def _replace(self, ids: Any, pages: Pages[RowT], marks: Marks) -> None:
        top = self.verticalScrollBar().value()
        self._restoring = True
        self.rows.set_ids(ids, pages)
        self._restoring = False
        self._restore(marks)
        self.verticalScrollBar().setValue(top)

    def _restore(self, marks: Marks) -> None:
        """Select and point at the records of `marks`, as far as the list has them."""
        chosen, current = marks
        top = self.verticalScrollBar().value()
        flags = QItemSelectionModel.SelectionFlag
        self._restoring = True
        if current is not None and (line := self.rows.line_of(current)) >= 0:
            self.selectionModel().setCurrentIndex(self.rows.index(line, 0), flags.NoUpdate)
        found = list(spans_of(self.rows.lines_of(chosen))) if chosen else []
        if len(found) > MOST_SPANS:
            found = []
        self.selectionModel().select(selection(self.rows, found), flags.ClearAndSelect)
        self._restoring = False
        self.verticalScrollBar().setValue(top)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.rows.id_at(index.row()))

    def _enter_from_filters(self) -> None:
        if self.rows.rowCount():
            self.setFocus()
            if not self.currentIndex().isValid():
                self.selectRow(0)
