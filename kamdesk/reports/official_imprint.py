"""The imprint (版记) at the foot of an official document's last page: copies, office, day."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kamdesk.reports.fonts import Typeface
from kamdesk.reports.official import HEIGHT, LEFT, TOP, WIDTH, GridRow, RowMaker
from kamdesk.reports.page import MM
from kamdesk.reports.sheet import Rule, Sheet
from kamdesk.reports.style import Align, TextStyle
from kamdesk.reports.text import paragraph

SMALL: Final = {align: TextStyle(Typeface.SERIF, 14, 24, align) for align in Align}
"""4号, of the imprint and of page numbers."""
SMALL_SIZE: Final = 14.0

_COPIES: Final = "抄送："
_PADDING: Final = 2.5  # points above and below the lines between two rules
_HEAVY: Final = 0.35 * MM  # the first and the last rule
_THIN: Final = 0.25 * MM


@dataclass(frozen=True, slots=True)
class Imprint:
    """The lines between the rules; their points are from the text area's left."""

    copies: tuple[GridRow, ...]
    office: tuple[GridRow, ...]

    @property
    def height(self) -> float:
        """Return the points it takes at the foot of the text area."""
        return sum(_height(part) for part in self._parts)

    @property
    def _parts(self) -> list[tuple[GridRow, ...]]:
        return [part for part in (self.copies, self.office) if part]

    def draw(self, sheet: Sheet) -> None:
        """Put it onto a page, its last rule on the text area's lower edge."""
        y = TOP + HEIGHT - self.height
        for number, part in enumerate(self._parts):
            _rule(sheet, y, _THIN if number else _HEAVY)
            for place, row in enumerate(part):
                top = y + _PADDING + place * SMALL[Align.LEFT].leading
                for left, line in row.pieces:
                    sheet.place(line, LEFT + left, top)
            y += _height(part)
        _rule(sheet, y, _HEAVY)


def imprint(make: RowMaker, *, copies: Sequence[str], issued_by: str, issued_on: str) -> Imprint:
    """Return the imprint of a document that goes to `copies`; without them it has one part."""
    sent = _labelled(make, _COPIES, "、".join(copies) + "。") if copies else []
    return Imprint(tuple(sent), tuple(_office(make, issued_by, issued_on)))


def _labelled(make: RowMaker, label: str, text: str) -> list[GridRow]:
    """Return `label`, one character in, and a text aligned behind it."""
    head = paragraph(label, SMALL[Align.LEFT], make.missing)
    left = SMALL_SIZE + head.width
    room = WIDTH - left - SMALL_SIZE
    first, *rest = paragraph(text, SMALL[Align.JUSTIFY], make.missing).lines(room)
    rows = [GridRow(((SMALL_SIZE, head.lines(WIDTH)[0]), (left, first)))]
    return rows + [GridRow(((left, line),)) for line in rest]


def _office(make: RowMaker, issued_by: str, issued_on: str) -> list[GridRow]:
    """Return the office left and the day right, each one character in."""
    day = paragraph(issued_on, SMALL[Align.RIGHT], make.missing)
    room = WIDTH - day.width - 3 * SMALL_SIZE
    names = paragraph(issued_by, SMALL[Align.LEFT], make.missing).lines(room)
    rows = [GridRow(((SMALL_SIZE, line),)) for line in names]
    right = (0.0, day.lines(WIDTH - SMALL_SIZE)[0])
    return [*rows[:-1], GridRow((*rows[-1].pieces, right))]


def _height(part: Sequence[GridRow]) -> float:
    return len(part) * SMALL[Align.LEFT].leading + 2 * _PADDING


def _rule(sheet: Sheet, y: float, weight: float) -> None:
    sheet.rules.append(Rule(LEFT, y, LEFT + WIDTH, y, weight))
