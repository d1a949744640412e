"""A table of a few dozen rows that are all there: no windowing, no filters."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from kamdesk.ui.labels import plain_tip
from kamdesk.ui.lists.columns import Column
from kamdesk.ui.theme import current_tokens
from kamdesk.ui.tokens import L, M
from kamdesk.ui.tone import ink

RowT = TypeVar("RowT")
Index = QModelIndex | QPersistentModelIndex


class SmallTable(QTableView, Generic[RowT]):
    """Shows rows by declared columns, the last one stretched; `empty` says why there is none."""

    opened = Signal()
    """Enter or double-click on the row under the cursor."""
    chosen = Signal()
    """The cursor came to another row."""

    def __init__(self, columns: Sequence[Column[RowT]], *, name: str, empty: str = "") -> None:
        super().__init__()
        self._empty = empty
        self._model: _Model[RowT] = _Model(columns, self)
        self.setModel(self._model)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + M + 2)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for at, column in enumerate(columns):
            self.setColumnWidth(at, column.width)
        self.activated.connect(lambda _index: self.opened.emit())
        self.selectionModel().currentRowChanged.connect(lambda _new, _old: self.chosen.emit())

    def rows(self) -> Sequence[RowT]:
        """Return what is shown."""
        return self._model.rows

    def show_rows(self, rows: Sequence[RowT], *, select: int | None = None) -> None:
        """Show `rows`; the cursor goes to line `select`, or stays where it was."""
        line = self.currentIndex().row() if select is None else select
        self._model.set_rows(rows)
        if rows:
            self.selectRow(min(max(line, 0), len(rows) - 1))
        self.chosen.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._model.rows and self._empty:
            painter = QPainter(self.viewport())
            painter.setPen(QColor(current_tokens().muted))
            middle = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.viewport().rect().adjusted(L, 0, -L, 0), middle, self._empty)

    def line(self) -> int:
        """Return the line of the cursor, -1 where there is none."""
        return self.currentIndex().row()

    def current(self) -> RowT | None:
        """Return the row under the cursor."""
        line = self.line()
        return self._model.rows[line] if 0 <= line < len(self._model.rows) else None


class _Model(QAbstractTableModel, Generic[RowT]):
    def __init__(self, columns: Sequence[Column[RowT]], parent: QTableView) -> None:
        super().__init__(parent)
        self._columns = columns
        self.rows: Sequence[RowT] = ()

    def set_rows(self, rows: Sequence[RowT]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        column, row = self._columns[index.column()], self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return column.shown(row)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(column.shown(row))
            case Qt.ItemDataRole.ForegroundRole:
                tone = column.tone(row) if column.tone else None
                return ink(tone, current_tokens()) if tone else None
            case Qt.ItemDataRole.TextAlignmentRole:
                return _side(column)
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(self._columns[section])
        return self._columns[section].label if role == Qt.ItemDataRole.DisplayRole else None


def _side(column: Column[Any]) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
