"""The windowed model: a vector of ids and a few cached pages; the rest stays in the database."""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from kamdesk.domain.lists import ListSource
from kamdesk.ui.labels import plain_tip
from kamdesk.ui.lists.columns import Column
from kamdesk.ui.theme import current_tokens
from kamdesk.ui.tone import Tone, ink

RowT = TypeVar("RowT")
PAGE = 128
KEPT_PAGES = 64
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

# Roles arrive as plain ints, 2,500 times a repaint: they are compared as such.
_DISPLAY = Qt.ItemDataRole.DisplayRole.value
_TOOL_TIP = Qt.ItemDataRole.ToolTipRole.value
_ALIGNMENT = Qt.ItemDataRole.TextAlignmentRole.value
_FOREGROUND = Qt.ItemDataRole.ForegroundRole.value
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class PageRead(Generic[RowT]):
    """The reading of one page off the GUI thread; `turn` tells whether it came too late."""

    number: int
    ids: Sequence[int]
    turn: int
    source: ListSource[RowT]

    def rows(self) -> list[RowT]:
        """Return the page's rows; called in the worker."""
        return self.source.rows(self.ids)


def own_id(row: Any) -> int:
    """Return the `id` of a row: what most rows are known by."""
    return int(row.id)


class WindowModel(QAbstractTableModel, Generic[RowT]):
    """Shows the rows of a vector of ids, reading them in pages of 128 as they are looked at."""

    def __init__(
        self,
        columns: Sequence[Column[RowT]],
        source: ListSource[RowT],
        *,
        id_of: Callable[[RowT], int] = own_id,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._source = source
        self._id_of = id_of
        self._ids = array("q")
        self._pages: OrderedDict[int, list[RowT | None]] = OrderedDict()
        self._turn = 0
        self._inks: dict[Tone, QColor] = {}
        self._alignments = [_RIGHT if column.number else _LEFT for column in self.columns]

    @property
    def ids(self) -> "array[int]":
        """The ids shown, in order."""
        return self._ids

    def set_ids(self, ids: "array[int]") -> None:
        """Show the rows of `ids` in their order."""
        self.beginResetModel()
        self._ids = ids
        self._forget_pages()
        self.endResetModel()

    def continue_with(self, ids: "array[int]") -> bool:
        """Show `ids` without a reset where they are the present ones, or begin with them.

        Selection, cursor and scroll place then stay as they are, and the rows are read anew. False
        where the ids differ: nothing is done.
        """
        count = len(self._ids)
        if not count or len(ids) < count or ids[:count] != self._ids:
            return False
        self._forget_pages()
        if len(ids) > count:
            self.beginInsertRows(_ROOT, count, len(ids) - 1)
            self._ids = ids
            self.endInsertRows()
        last = self.index(count - 1, len(self.columns) - 1)
        self.dataChanged.emit(self.index(0, 0), last)
        return True

    def missing_page(self, number: int) -> "PageRead[RowT] | None":
        """Return the work that reads a page into the cache ahead, None where it is there."""
        ids = self._ids[max(number, 0) * PAGE : (number + 1) * PAGE]
        if number in self._pages or not ids:
            return None
        return PageRead(number, ids, self._turn, self._source)

    def put_page(self, page: "PageRead[RowT]", rows: Sequence[RowT]) -> None:
        """Keep the rows of a page that was read ahead, unless the list has changed meanwhile."""
        if page.turn == self._turn and page.number not in self._pages:
            self._keep(page.number, page.ids, rows)

    def forget_inks(self) -> None:
        """Take the colours from the theme anew."""
        self._inks.clear()

    def id_at(self, row: int) -> int:
        """Return the id of the record in line `row`."""
        return self._ids[row]

    def line_of(self, record_id: int) -> int:
        """Return the line of a record, -1 when it is not in the list."""
        try:
            return self._ids.index(record_id)
        except ValueError:
            return -1

    def lines_of(self, record_ids: Iterable[int]) -> list[int]:
        """Return the lines of those records that are in the list, ascending."""
        wanted = frozenset(record_ids)
        return [line for line, record_id in enumerate(self._ids) if record_id in wanted]

    def row_at(self, line: int) -> RowT | None:
        """Return the row in `line`; None when its record is gone meanwhile."""
        number = line // PAGE
        page = self._pages.get(number)
        if page is None:
            page = self._read(number)
        else:
            self._pages.move_to_end(number)
        return page[line - number * PAGE]

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role == _DISPLAY:
            row = self.row_at(index.row())
            return "" if row is None else self.columns[index.column()].shown(row)
        if role == _ALIGNMENT:
            return self._alignments[index.column()]
        if role == _FOREGROUND:
            return self._ink(index)
        if role == _TOOL_TIP:
            row = self.row_at(index.row())
            return None if row is None else plain_tip(self.columns[index.column()].shown(row))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role in (_DISPLAY, _TOOL_TIP):
            return self.columns[section].label
        return self._alignments[section] if role == _ALIGNMENT else None

    def _ink(self, index: Index) -> QColor | None:
        """Return the cell's colour when its column has a tone for it."""
        tone_of = self.columns[index.column()].tone
        if tone_of is None:
            return None
        row = self.row_at(index.row())
        tone = None if row is None else tone_of(row)
        if tone is None:
            return None
        if tone not in self._inks:
            self._inks[tone] = ink(tone, current_tokens())
        return self._inks[tone]

    def _read(self, number: int) -> list[RowT | None]:
        ids = self._ids[number * PAGE : (number + 1) * PAGE]
        return self._keep(number, ids, self._source.rows(ids))

    def _keep(self, number: int, ids: Sequence[int], rows: Iterable[RowT]) -> list[RowT | None]:
        found = {self._id_of(row): row for row in rows}
        page = [found.get(record_id) for record_id in ids]
        self._pages[number] = page
        if len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)
        return page

    def _forget_pages(self) -> None:
        self._turn += 1
        self._pages.clear()
