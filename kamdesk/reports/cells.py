"""Makes the cells and rows that forms are written with."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from kamdesk.domain.clock import CHINA
from kamdesk.reports.blocks import Block
from kamdesk.reports.fonts import Typeface
from kamdesk.reports.grid import Cell, Row, text_width
from kamdesk.reports.kinsoku import Line
from kamdesk.reports.style import Align, TextStyle
from kamdesk.reports.text import TICKED, UNTICKED, paragraph

LABEL_UNITS: Final = 2
"""Units of a label cell."""

LABEL: Final = TextStyle(Typeface.SANS, 9.5, 12.5, Align.CENTRE)
"""黑体: names of fields."""
VALUE: Final = TextStyle(Typeface.SERIF, 10, 14)
"""宋体: what people filled in, short."""
PROSE: Final = TextStyle(Typeface.SERIF, 10, 15, Align.JUSTIFY)
"""宋体: what people filled in, long."""

BLANK_DAY: Final = "　　年　　月　　日"
"""Room to write a date by hand."""

_LONGEST_TITLE: Final = 40  # characters of a label that somebody typed
_LABEL_LENGTH: Final = 7  # characters on a label's line
_ENDINGS: Final = ("审批意见", "意见", "批示")
_SPREAD: Final = 4  # em: shorter labels are spread to this width

Field = tuple[str, str, int]
"""A label, its value and the units of the value's cell."""


class CellMaker:
    """Makes cells for a grid of `width` points; `missing` collects what no font can draw."""

    def __init__(self, *, width: float, missing: set[str]) -> None:
        self._width = width
        self.missing = missing

    def lines(self, text: str, style: TextStyle, units: float) -> list[Line]:
        """Break a text to a cell of `units`."""
        return paragraph(text, style, self.missing).lines(text_width(self._width, units))

    def label(self, text: str, units: float = LABEL_UNITS) -> Cell:
        """Return the cell of a field's fixed name."""
        return _fixed_label(text, units, self._width)

    def title(self, text: str) -> Cell:
        """Return the label cell of a name that somebody typed, cut if it is endless."""
        short = text if len(text) <= _LONGEST_TITLE else text[: _LONGEST_TITLE - 1] + "…"
        lines = self.lines(_folded(short), LABEL, LABEL_UNITS)
        return Cell(LABEL_UNITS, Block(tuple(lines)), label=True)

    def value(self, text: str, units: float) -> Cell:
        """Return the cell of a short value."""
        return Cell(units, Block(tuple(self.lines(text, VALUE, units))))

    def fields(self, *fields: Field, stretch: float = 0.0, minimum: float = 21.0) -> Row:
        """Return a row of labels and short values."""
        cells: list[Cell] = []
        for label, text, units in fields:
            cells += (self.label(label), self.value(text, units))
        return Row(tuple(cells), stretch=stretch, minimum=minimum)

    def area(self, label: str, text: str, *, minimum: float, units: int = 10) -> Row:
        """Return a row for long text, at least `minimum` points high."""
        block = Block(tuple(self.lines(text, PROSE, units)), centred=False)
        return Row((self.label(label), Cell(units, block)), minimum=minimum, stretch=1.0)

    def group(self, label: str, rows: Sequence[Row]) -> list[Row]:
        """Return the rows with one merged label at their left."""
        cell = self.label(label)
        return [replace(row, group=cell) for row in rows]


@lru_cache(maxsize=256)  # the same few dozen on every form
def _fixed_label(text: str, units: float, width: float) -> Cell:
    lines = paragraph(text, LABEL, set()).lines(text_width(width, units))
    if 1 < len(text) < _SPREAD:
        lines = [_spread(line, len(text)) for line in lines]
    return Cell(units, Block(tuple(lines)), label=True)


def _spread(line: Line, count: int) -> Line:
    """Spread the characters of a short label evenly (分散对齐)."""
    gap = (_SPREAD - count) / (count - 1) * line.size
    run = line.runs[0]
    return line._replace(runs=(run._replace(x=run.x - gap * (count - 1) / 2, spacing=gap),))


def _folded(title: str) -> str:
    """Put the last word of a long opinion title onto a line of its own."""
    ending = next((word for word in _ENDINGS if title.endswith(word)), "")
    if not ending or len(title) <= _LABEL_LENGTH:
        return title
    return f"{title.removesuffix(ending)}\n{ending}"


def choices(options: Sequence[str], chosen: Sequence[str]) -> str:
    """Return tick boxes in a line; what was chosen beside the options comes after them."""
    others = [choice for choice in chosen if choice not in options]
    return "  ".join(tick(option, on=option in chosen) for option in (*options, *others))


def tick(text: str, *, on: bool) -> str:
    """Return a tick box and its words."""
    return (TICKED if on else UNTICKED) + text


def day(value: date | None, blank: str = "") -> str:
    """Return a day as forms print it (2026-07-01)."""
    return value.isoformat() if value else blank


def minute(value: datetime | None) -> str:
    """Return an instant in China's time, to the minute (2026-07-01 15:08)."""
    return f"{value.astimezone(CHINA):%Y-%m-%d %H:%M}" if value else ""
