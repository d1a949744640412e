"""Tables within a form: a title, a head that is repeated on every page, rows of small print."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kamdesk.reports.blocks import Block
from kamdesk.reports.cells import CellMaker
from kamdesk.reports.fonts import Typeface
from kamdesk.reports.grid import UNITS, Cell, Row
from kamdesk.reports.style import Align, Ink, TextStyle

TEXT: Final = TextStyle(Typeface.SERIF, 9, 14, Align.JUSTIFY)
"""A column of sentences."""
SHORT: Final = TextStyle(Typeface.SERIF, 9, 14, Align.CENTRE)
"""A column of names, days and numbers."""

_TITLE: Final = TextStyle(Typeface.SANS_BOLD, 10, 14, Align.CENTRE)
_INKS: Final = {"红": Ink.RED, "黄": Ink.AMBER, "绿": Ink.GREEN}
_LIGHT: Final = {
    letter: TextStyle(Typeface.SANS_BOLD, 10, 14, Align.CENTRE, ink=ink)
    for letter, ink in _INKS.items()
}
_TITLE_HEIGHT: Final = 22.0


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, its units of a page's twelve, how it is set."""

    title: str
    units: float
    style: TextStyle = TEXT
    light: bool = False  # holds a light's letter, which gets its colour


def table(
    make: CellMaker, title: str, columns: Sequence[Column], texts: Sequence[Sequence[str]]
) -> list[Row]:
    """Return the rows of a table; one without rows says 无."""
    head = Row(tuple(make.label(each.title, each.units) for each in columns), stays=True)
    if not texts:
        return [_title(make, title), _row(make, (Column("", UNITS, SHORT),), ("无",), ())]
    heads = (_title(make, f"{title}（续）"), head)
    return [_title(make, title), head, *(_row(make, columns, each, heads) for each in texts)]


def _title(make: CellMaker, text: str) -> Row:
    block = Block(tuple(make.lines(text, _TITLE, UNITS)))
    return Row((Cell(UNITS, block, label=True),), minimum=_TITLE_HEIGHT, stays=True)


def _row(
    make: CellMaker, columns: Sequence[Column], texts: Sequence[str], heads: tuple[Row, ...]
) -> Row:
    cells = [
        Cell(column.units, Block(tuple(make.lines(text, _style(column, text), column.units))))
        for column, text in zip(columns, texts, strict=True)
    ]
    return Row(tuple(cells), heads=heads)


def _style(column: Column, text: str) -> TextStyle:
    return _LIGHT.get(text, column.style) if column.light else column.style
