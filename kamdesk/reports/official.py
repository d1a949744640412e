"""The grid of an official document (公文, GB/T 9704-2012): 22 lines of 28 characters a page.

Every line of the body stands on the grid, whatever its typeface. A line that a closing mark would
make too long is treated as `kinsoku` says: one mark is pulled in, otherwise a character goes over;
either way the line is as wide as 28 characters.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from kamdesk.reports.fonts import Typeface
from kamdesk.reports.kinsoku import Line
from kamdesk.reports.page import MM
from kamdesk.reports.sheet import Sheet
from kamdesk.reports.style import Align, TextStyle
from kamdesk.reports.text import paragraph

LEFT: Final = 28 * MM
"""订口: points left of the text area."""
TOP: Final = 37 * MM
"""天头: points above it."""
WIDTH: Final = 156 * MM
HEIGHT: Final = 225 * MM
"""版心: the text area."""

LINES: Final = 22
CHARACTERS: Final = 28
LINE: Final = HEIGHT / LINES
"""Points from line to line."""
PITCH: Final = WIDTH / CHARACTERS
"""Points from character to character."""

INDENT: Final = "　　"
"""Before the first line of each paragraph."""


def _grid_style(typeface: Typeface, align: Align = Align.JUSTIFY) -> TextStyle:
    """Return 3号 (16 points), drawn together so that 28 characters fill a line."""
    return TextStyle(typeface, 16, LINE, align, tracking=PITCH - 16, pulls=True)


BODY: Final = _grid_style(Typeface.SERIF)
"""宋体, in place of 仿宋, which no free typeface has well."""
FIRST_LEVEL: Final = _grid_style(Typeface.SANS)
"""黑体: 一、"""
SECOND_LEVEL: Final = _grid_style(Typeface.KAI)
"""楷体: （一）"""
LABEL: Final = _grid_style(Typeface.SANS, Align.LEFT)
"""黑体: 出席："""
NAMES: Final = _grid_style(Typeface.SERIF, Align.LEFT)
"""What stands after a label."""
RIGHT: Final = _grid_style(Typeface.SERIF, Align.RIGHT)
CENTRE: Final = _grid_style(Typeface.SERIF, Align.CENTRE)


@dataclass(frozen=True, slots=True)
class GridRow:
    """One line of the grid: what stands on it, each with its points from the area's left."""

    pieces: tuple[tuple[float, Line], ...] = ()
    stays: bool = False  # a heading: never the last line of a page


class RowMaker:
    """Makes the lines of a document; `missing` collects what no font can draw."""

    def __init__(self, missing: set[str]) -> None:
        self.missing = missing

    def prose(self, text: str) -> list[GridRow]:
        """Return the lines of one or more paragraphs."""
        return [GridRow(((0.0, line),)) for line in self._paragraphs(text, BODY)]

    def heading(self, text: str, style: TextStyle) -> list[GridRow]:
        """Return the lines of a heading, which goes with what comes after it."""
        return [GridRow(((0.0, line),), stays=True) for line in self._paragraphs(text, style)]

    def labelled(self, label: str, groups: Iterable[Sequence[str]]) -> list[GridRow]:
        """Return `label`, two characters in, and names aligned below the first one.

        A group begins a line; within it lines break between names where they fit a line.
        """
        head = paragraph(INDENT + label, LABEL, self.missing)
        left = head.width
        room = WIDTH - left
        first, *rest = [line for group in groups for line in self._filled(group, room)]
        rows = [GridRow(((0.0, head.lines(WIDTH)[0]), (left, first)))]
        return rows + [GridRow(((left, line),)) for line in rest]

    def _paragraphs(self, text: str, style: TextStyle) -> Iterable[Line]:
        pieces = [piece for piece in text.splitlines() if piece.strip()]
        indented = "\n".join(INDENT + piece.strip() for piece in pieces)
        return paragraph(indented, style, self.missing).lines(WIDTH) if pieces else ()

    def _filled(self, items: Iterable[str], room: float) -> list[Line]:
        lines = [""]
        for item in items:
            longer = paragraph(lines[-1] + item, NAMES, set()).width
            if lines[-1] and longer > room:
                lines.append(item)
            else:
                lines[-1] += item
        return paragraph("\n".join(lines), NAMES, self.missing).lines(room)


def deal(rows: Sequence[GridRow], *, first: int, reserved: int) -> list[list[GridRow]]:
    """Deal lines out to pages: `first` fit the first page; the last one keeps `reserved` free.

    Where that makes a page of its own, two lines of text go onto it too.
    """
    pages: list[list[GridRow]] = []
    waiting, room = list(rows), first
    while waiting:
        count = _heading_kept(waiting, min(room, len(waiting)))
        pages.append(waiting[:count])
        waiting, room = _without_blank(waiting[count:]), LINES
    last = pages[-1]
    if len(last) + reserved > (first if len(pages) == 1 else LINES):
        count = _heading_kept(last, max(len(last) - 2, 1))
        pages[-1:] = [last[:count], last[count:]]
    return pages


def draw_rows(sheet: Sheet, rows: Sequence[GridRow], first: int) -> None:
    """Put lines onto the grid of a page from its line `first` (0 is the uppermost)."""
    for number, row in enumerate(rows, start=first):
        for left, line in row.pieces:
            sheet.place(line, LEFT + left, TOP + number * LINE)


def _heading_kept(rows: Sequence[GridRow], count: int) -> int:
    """Return how many of `rows` a page of `count` takes without ending in a heading."""
    taken = count
    while 1 < taken < len(rows) and rows[taken - 1].stays:
        taken -= 1
    return taken


def _without_blank(rows: list[GridRow]) -> list[GridRow]:
    """Return what a page begins with: never an empty line."""
    return rows[1:] if rows and not rows[0].pieces else rows
