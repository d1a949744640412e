"""The grid of a form: rows of label and value cells, dealt out to pages and ruled.

A page's width is 12 units, so that rows with two and with three pairs of cells share their lines.
Consecutive rows with the same `group` share one merged label cell at their left. A table's rows
carry its head, which is repeated where they begin a page.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import Final

from kamdesk.reports.blocks import Block
from kamdesk.reports.sheet import Rect, Rule, Sheet

UNITS: Final = 12
"""Units of a page's width."""

PADDING: Final = 4.0
"""Points between a cell's left or right line and its text."""

_PADDING_Y: Final = 3.0
_THIN: Final = 0.5
_HEAVY: Final = 1.25
_WHOLE: Final = 0.35  # a row up to this share of a page moves to the next one undivided
_LEAST: Final = 60.0  # points: nothing is begun in less room at the end of a page
_MOST_EXTRA: Final = 64.0  # points that a row of stretch 1 may grow to fill its page


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, `units` wide; a label has a grey ground and is repeated where its row is divided."""

    units: float
    block: Block
    label: bool = False


@dataclass(frozen=True)
class Row:
    """A row of cells; all measures in points."""

    cells: tuple[Cell, ...]
    minimum: float = 21.0
    stretch: float = 0.0  # share it takes of the room that is left on its page
    group: Cell | None = None  # merged label at the left of this row and its neighbours
    heads: "tuple[Row, ...]" = ()  # repeated above it where it begins a further page
    stays: bool = False  # never the last row of a page: it goes with the row after it
    extra: float = 0.0  # what it got of that room

    @cached_property
    def height(self) -> float:
        """Points it takes."""
        content = max(cell.block.height for cell in self.cells) + 2 * _PADDING_Y
        return max(self.minimum, content) + self.extra

    def divide(self, room: float) -> "tuple[Row, Row] | None":
        """Return the part that fits into `room` points and the rest, or None if nothing fits."""
        heads, tails = [], []
        for cell in self.cells:
            parts = _divided(cell, room - 2 * _PADDING_Y)
            if parts is None:
                return None
            heads.append(replace(cell, block=parts[0]))
            tails.append(replace(cell, block=parts[1]))
        return (
            replace(self, cells=tuple(heads), minimum=0.0, stays=False),
            replace(self, cells=tuple(tails), minimum=0.0),
        )


def text_width(width: float, units: float) -> float:
    """Return the points that text has in a cell of `units` on a grid of `width` points."""
    return width * units / UNITS - 2 * PADDING


def paginate(rows: Iterable[Row], *, first: float, following: float) -> list[list[Row]]:
    """Deal rows out to pages that have `first` points of room, then `following` each.

    A row too tall for the rest of a page is divided between two lines; a small one moves whole.
    """
    waiting = deque(rows)
    pages: list[list[Row]] = []
    while waiting:
        room = following if pages else first
        heads = list(waiting[0].heads) if pages else []
        used = sum(head.height for head in heads)
        rest = _take_page(waiting, room - used, following - used)
        pages.append(_stretched([*heads, *rest], room))
    return pages


def draw_rows(sheet: Sheet, rows: Sequence[Row], *, left: float, top: float, width: float) -> None:
    """Draw a page's rows and their rules below `top`."""
    y = top
    for group, members in groupby(rows, attrgetter("group")):
        together = list(members)
        x, height = left, sum(row.height for row in together)
        if group is not None:
            x += _draw_cell(sheet, group, Rect(left, y, width, height))
            sheet.rules.append(Rule(x, y, x, y + height, _THIN))
        for row in together:
            if row is not together[0]:
                sheet.rules.append(Rule(x, y, left + width, y, _THIN))
            _draw_row(sheet, row, Rect(x, y, left + width - x, row.height), width)
            y += row.height
        sheet.rules.append(Rule(left, y, left + width, y, _THIN))
    _draw_frame(sheet, Rect(left, top, width, y - top))


def _divided(cell: Cell, room: float) -> tuple[Block, Block] | None:
    if cell.label:
        return (cell.block, cell.block) if cell.block.height <= room else None
    return cell.block.divide(room)


def _take_page(waiting: deque[Row], room: float, whole: float) -> list[Row]:
    """Take the rows of one page off `waiting`; never none."""
    page: list[Row] = []
    while waiting and waiting[0].height <= room:
        room -= waiting[0].height
        page.append(waiting.popleft())
    if waiting and (not page or (waiting[0].height > whole * _WHOLE and room >= _LEAST)):
        parts = waiting[0].divide(room)
        if parts:
            page.append(parts[0])
            waiting[0] = parts[1]
        elif not page:
            page.append(waiting.popleft())
    while waiting and len(page) > 1 and page[-1].stays:
        waiting.appendleft(page.pop())
    return page


def _stretched(page: list[Row], room: float) -> list[Row]:
    """Return the rows grown into what is left of their page."""
    free = room - sum(row.height for row in page)
    shares = sum(row.stretch for row in page)
    if free <= 0 or not shares:
        return page
    points = min(free / shares, _MOST_EXTRA)
    return [replace(row, extra=points * row.stretch) if row.stretch else row for row in page]


def _draw_row(sheet: Sheet, row: Row, box: Rect, width: float) -> None:
    """Draw a row's cells and the rules between them."""
    x = box.left
    for cell in row.cells:
        if x > box.left:
            sheet.rules.append(Rule(x, box.top, x, box.top + box.height, _THIN))
        x += _draw_cell(sheet, cell, Rect(x, box.top, width, box.height))


def _draw_cell(sheet: Sheet, cell: Cell, box: Rect) -> float:
    """Draw a cell of a grid `box.width` wide at the box's corner; return the cell's width."""
    width = box.width * cell.units / UNITS
    if cell.label:
        sheet.shades.append(Rect(box.left, box.top, width, box.height))
    cell.block.place(
        sheet,
        left=box.left + PADDING,
        top=box.top + _PADDING_Y,
        height=box.height - 2 * _PADDING_Y,
    )
    return width


def _draw_frame(sheet: Sheet, box: Rect) -> None:
    """Draw the heavier frame around a page's rows."""
    left, top, width, height = box
    right, bottom = left + width, top + height
    sheet.rules += [
        Rule(left, top, right, top, _HEAVY),
        Rule(left, bottom, right, bottom, _HEAVY),
        Rule(left, top - _HEAVY / 2, left, bottom + _HEAVY / 2, _HEAVY),
        Rule(right, top - _HEAVY / 2, right, bottom + _HEAVY / 2, _HEAVY),
    ]
