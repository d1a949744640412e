"""How a text is set: typeface, size, line height, alignment, colour."""

from dataclasses import dataclass
from enum import Enum, auto

from kamdesk.reports.fonts import Typeface


class Align(Enum):
    """Where the lines stand in their column."""

    LEFT = auto()
    CENTRE = auto()
    RIGHT = auto()
    JUSTIFY = auto()


class Ink(Enum):
    """A colour of print: its red, green and blue from 0 to 1."""

    BLACK = (0.0, 0.0, 0.0)
    RED = (0.86, 0.09, 0.1)  # of an official document's head; a red light
    AMBER = (0.74, 0.47, 0.0)  # a yellow light: yellow itself cannot be read on white
    GREEN = (0.05, 0.5, 0.22)


@dataclass(frozen=True, slots=True)
class TextStyle:
    """A way to set text; sizes in points."""

    typeface: Typeface
    size: float
    leading: float
    align: Align = Align.LEFT
    ink: Ink = Ink.BLACK
    tracking: float = 0.0  # points added to the width of every character
    pulls: bool = False  # takes one closing mark too many into a full line, see `kinsoku`

    @property
    def share(self) -> float:
        """Share of a line's free width that goes to its left."""
        if self.align is Align.CENTRE:
            return 0.5
        return 1.0 if self.align is Align.RIGHT else 0.0
