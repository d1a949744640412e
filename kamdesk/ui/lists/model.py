"""The windowed model: a vector of ids and a few cached pages; the rest stays in the database."""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from kamdesk.domain.lists import ListSource
from kamdesk.ui.labels import plain_tip
from kamdesk.ui.lists.columns import Column
from kamdesk.ui.theme import current_tokens
from kamdesk.ui.tone import Tone, ink

RowT = TypeVar("RowT")
PAGE = 64
KEPT_PAGES = 48
_KEPT_TEXTS = 4_000
Pages = Mapping[int, Sequence[RowT]]
"""The rows of pages by their numbers."""
NONE_READ: Pages[Any] = MappingProxyType({})
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
        """Return the page's rows; called in a worker."""
        return self.source.rows(self.ids)


def own_id(row: Any) -> int:
    """Return the `id` of a row: what most rows are known by."""
    return int(row.id)


class WindowModel(QAbstractTableModel, Generic[RowT]):
    """Shows the rows of a vector of ids, reading them in pages of 64 as they are looked at.

    With `fetch` set, painting never waits for the database: a page that is not there is asked for
    through it and shown when `put_page` brings it; of one that may have changed, the rows known so
    far are shown until then.
    """

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
        self.fetch: Callable[[PageRead[RowT]], None] | None = None
        self._source = source
        self._id_of = id_of
        self._ids = array("q")
        self._pages: OrderedDict[int, list[RowT | None]] = OrderedDict()
        self._old: set[int] = set()  # pages that were read before the present answer
        self._asked: set[int] = set()
        self._painted: set[int] = set()  # pages that were painted without their present rows
        self._texts: dict[tuple[int, int], str] = {}
        self._turn = 0
        self._inks: dict[Tone, QColor] = {}
        self._alignments = [_RIGHT if column.number else _LEFT for column in self.columns]

    @property
    def ids(self) -> "array[int]":
        """The ids shown, in order."""
        return self._ids

    def set_ids(self, ids: "array[int]", pages: Pages[RowT] = NONE_READ) -> None:
        """Show the rows of `ids` in their order; `pages` are those that were read with them."""
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        self._begin_turn(pages)
        self.endResetModel()

    def continue_with(self, ids: "array[int]", pages: Pages[RowT] = NONE_READ) -> bool:
        """Show `ids` without a reset where they are the present ones, or begin with them.

        Selection, cursor and scroll place then stay as they are, and the rows are read anew. False
        where the ids differ: nothing is done.
        """
        count = len(self._ids)
        if not count or len(ids) < count or ids[:count] != self._ids:
            return False
        if len(ids) > count:
            self.beginInsertRows(_ROOT, count, len(ids) - 1)
            self._ids = ids
            self.endInsertRows()
        self._pages.pop((count - 1) // PAGE, None)  # it was cut short by the end of the list
        self._begin_turn(pages)
        last = self.index(count - 1, len(self.columns) - 1)
        self.dataChanged.emit(self.index(0, 0), last)
        return True

    def ask(self, number: int) -> None:
        """Have a page read ahead through `fetch`, unless it is there or on its way."""
        ids = self._ids[max(number, 0) * PAGE : (number + 1) * PAGE]
        there = number in self._pages and number not in self._old
        if self.fetch is None or there or number in self._asked or not ids:
            return
        self._asked.add(number)
        self.fetch(PageRead(number, ids, self._turn, self._source))

    def put_page(self, page: PageRead[RowT], rows: Sequence[RowT] | None) -> None:
        """Keep the rows of a page that was asked for, unless the list has changed meanwhile.

        None means that it was not read after all: it may be asked for again.
        """
        if page.turn != self._turn:
            return
        self._asked.discard(page.number)
        if rows is None:
            return
        self._keep(page.number, page.ids, rows)
        if page.number in self._painted:
            self._painted.discard(page.number)
            first = page.number * PAGE
            last = self.index(first + len(page.ids) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(first, 0), last)

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
        """Return the row in `line`, read now if need be; None when its record is gone meanwhile."""
        number = line // PAGE
        page = self._pages.get(number)
        if page is None or number in self._old:
            ids = self._ids[number * PAGE : (number + 1) * PAGE]
            page = self._keep(number, ids, self._source.rows(ids))
        else:
            self._pages.move_to_end(number)
        return page[line - number * PAGE]

    def cell(self, line: int, at: int) -> tuple[str, QColor | None, bool]:
        """Return a cell's text, its colour where it has one, and whether it stands at the right."""
        text = self._texts.get((line, at))
        if text is None:
            text = self._text(line, at)
        ink = None if self.columns[at].tone is None else self._ink(line, at)
        return text, ink, self.columns[at].number

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role == _DISPLAY:
            place = (index.row(), index.column())
            text = self._texts.get(place)
            return self._text(*place) if text is None else text
        if role == _ALIGNMENT:
            return self._alignments[index.column()]
        if role == _FOREGROUND:
            return self._ink(index.row(), index.column())
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

    def _text(self, line: int, at: int) -> str:
        """Return a cell's text and keep it for the next repaint; empty until its row is there."""
        row = self._seen(line)
        if row is None:
            return ""
        if len(self._texts) >= _KEPT_TEXTS:
            self._texts.clear()
        text = self._texts[line, at] = self.columns[at].shown(row)
        return text

    def _seen(self, line: int) -> RowT | None:
        """Return what is known of the row in `line` without waiting for it."""
        if self.fetch is None:
            return self.row_at(line)
        number = line // PAGE
        page = self._pages.get(number)
        if page is None or number in self._old:
            self._painted.add(number)
            self.ask(number)
        return None if page is None else page[line - number * PAGE]

    def _ink(self, line: int, at: int) -> QColor | None:
        """Return the cell's colour when its column has a tone for it."""
        tone_of = self.columns[at].tone
        if tone_of is None:
            return None
        row = self._seen(line)
        tone = None if row is None else tone_of(row)
        if tone is None:
            return None
        if tone not in self._inks:
            self._inks[tone] = ink(tone, current_tokens())
        return self._inks[tone]

    def _keep(self, number: int, ids: Sequence[int], rows: Iterable[RowT]) -> list[RowT | None]:
        found = {self._id_of(row): row for row in rows}
        page = [found.get(record_id) for record_id in ids]
        if number in self._pages:
            self._texts.clear()
        self._pages[number] = page
        self._old.discard(number)
        if len(self._pages) > KEPT_PAGES:
            self._old.discard(self._pages.popitem(last=False)[0])
        return page

    def _begin_turn(self, pages: Pages[RowT]) -> None:
        """Take what was read before for old, except `pages`."""
        self._turn += 1
        self._old = set(self._pages)
        self._asked.clear()
        self._painted.clear()
        self._texts.clear()
        for number, rows in pages.items():
            self._keep(number, self._ids[number * PAGE : (number + 1) * PAGE], rows)
