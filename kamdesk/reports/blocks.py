"""What a cell holds: lines that may go on over the page's end, and a tail that stays whole."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from kamdesk.reports.kinsoku import Line
from kamdesk.reports.sheet import Sheet

_LONGEST_TAIL: Final = 200.0  # points; a longer one may break over pages like the rest


@dataclass(frozen=True)
class Block:
    """The content of a cell.

    `lines` run from the top (or stand in the middle), `tail` stands at the cell's lower edge and
    is never divided; it goes with at least the last of the lines.
    """

    lines: tuple[Line, ...] = ()
    tail: tuple[Line, ...] = ()
    centred: bool = True  # up and down
    minimum: float = 0.0  # points, padding not counted

    @cached_property
    def height(self) -> float:
        """Points it needs, padding not counted."""
        return max(self.minimum, height_of(self.lines) + height_of(self.tail))

    def divide(self, room: float) -> "tuple[Block, Block] | None":
        """Return what fits into `room` points and the rest, or None if not a line fits."""
        if height_of(self.lines) + height_of(self.tail) <= room:
            return self, Block()
        count = min(_count_fitting(self.lines, room), len(self.lines) - bool(self.tail))
        if count < 1:
            return None
        return (
            Block(self.lines[:count], centred=False),
            replace(self, lines=self.lines[count:], minimum=0.0, centred=False),
        )

    def place(self, sheet: Sheet, *, left: float, top: float, height: float) -> None:
        """Put it into a cell's inner area of `height` points."""
        free = height - height_of(self.lines) - height_of(self.tail)
        y = top + (free / 2 if self.centred and not self.tail else 0.0)
        for line in self.lines:
            sheet.place(line, left, y)
            y += line.leading
        y = top + height - height_of(self.tail)
        for line in self.tail:
            sheet.place(line, left, y)
            y += line.leading


def height_of(lines: Sequence[Line]) -> float:
    """Return the points that lines take below each other."""
    return sum(line.leading for line in lines)


def with_tail(lines: Sequence[Line], tail: Sequence[Line], *, minimum: float) -> Block:
    """Return a block that keeps `tail` whole, unless it is so long that it has to break too."""
    if height_of(tail) > _LONGEST_TAIL:
        return Block((*lines, *tail), centred=False, minimum=minimum)
    return Block(tuple(lines), tuple(tail), centred=False, minimum=minimum)


def _count_fitting(lines: Sequence[Line], room: float) -> int:
    """Return how many of the first lines fit into `room` points."""
    used = 0.0
    for count, line in enumerate(lines):
        used += line.leading
        if used > room:
            return count
    return len(lines)
