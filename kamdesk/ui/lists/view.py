"""The table of a list: selection by record, copy to Excel, open by Enter, right-click menu."""

from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView, QWidget

from kamdesk.i18n import _
from kamdesk.ui.lists.columns import Column
from kamdesk.ui.lists.copying import clipboard_data
from kamdesk.ui.lists.header import ListHeader
from kamdesk.ui.lists.model import Index, WindowModel
from kamdesk.ui.tokens import M

RowT = TypeVar("RowT")
_COPY_LIMIT = 20_000


class ListView(QTableView, Generic[RowT]):
    """Shows a `WindowModel`; what is selected stays selected by record when the list changes."""

    opened = Signal(int)
    """Enter or double-click on a record: its id."""
    current_changed = Signal(object)
    """The id of the record under the cursor, or None."""
    selection_changed = Signal()

    def __init__(self, model: WindowModel[RowT], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._restoring = False
        self.rows: WindowModel[RowT] = model
        self.header = ListHeader(model.columns, self)
        self.menu_actions: list[QAction] = []
        self.setHorizontalHeader(self.header)
        self.setModel(model)
        self._set_up()
        self._build_copy_actions()
        self.header.restore_columns()
        self.header.left_downwards.connect(self._enter_from_filters)
        self.doubleClicked.connect(self._open)

    def selected_ids(self) -> list[int]:
        """Return the ids of the selected records, in the list's order."""
        lines = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.rows.id_at(line) for line in lines]

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

    def show_ids(self, ids: Any) -> None:
        """Show the records of `ids`, keeping selection, cursor and scroll place by record."""
        current, selected = self.current_id(), self.selected_ids()
        top = self.verticalScrollBar().value()
        self._restoring = True
        self.rows.set_ids(ids)
        self._select(selected, current)
        self._restoring = False
        self.verticalScrollBar().setValue(top)
        if self.current_id() != current:
            self.current_changed.emit(self.current_id())
        self.selection_changed.emit()

    def visible_columns(self) -> list[Column[RowT]]:
        """Return the columns on screen from left to right."""
        header = self.header
        order = sorted(range(header.count()), key=header.visualIndex)
        return [self.rows.columns[at] for at in order if not header.isSectionHidden(at)]

    def copy(self, *, headers: bool = True) -> None:
        """Put the selected rows' visible columns on the clipboard."""
        lines = sorted(index.row() for index in self.selectionModel().selectedRows())
        rows = [self.rows.row_at(line) for line in lines[:_COPY_LIMIT]]
        present = [row for row in rows if row is not None]
        if present:
            data = clipboard_data(self.visible_columns(), present, headers=headers)
            QGuiApplication.clipboard().setMimeData(data)

    def context_menu(self) -> QMenu:
        """Return the right-click menu: the page's actions, then copying."""
        menu = QMenu(self)
        menu.addActions(self.menu_actions)
        menu.addSeparator()
        menu.addActions(self.actions())
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt's name
        super().currentChanged(current, previous)
        if not self._restoring and current.row() != previous.row():
            self.current_changed.emit(self.current_id())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:  # noqa: N802 - Qt's name
        super().selectionChanged(selected, deselected)
        if not self._restoring:
            self.selection_changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_lines()
            self.rows.forget_inks()

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
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
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

    def _select(self, selected: list[int], current: int | None) -> None:
        flags = QItemSelectionModel.SelectionFlag
        if current is not None and (line := self.rows.line_of(current)) >= 0:
            self.selectionModel().setCurrentIndex(self.rows.index(line, 0), flags.NoUpdate)
        choice = QItemSelection()
        for line in self.rows.lines_of(selected) if selected else ():
            index = self.rows.index(line, 0)
            choice.select(index, index)
        self.selectionModel().select(choice, flags.ClearAndSelect | flags.Rows)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.rows.id_at(index.row()))

    def _show_menu(self, place: QPoint) -> None:
        if self.indexAt(place).isValid():
            self.context_menu().popup(self.viewport().mapToGlobal(place))

    def _enter_from_filters(self) -> None:
        if self.rows.rowCount():
            self.setFocus()
            if not self.currentIndex().isValid():
                self.selectRow(0)
