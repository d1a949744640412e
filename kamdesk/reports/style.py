"""How a text is set: typeface, size, line height, alignment."""

from dataclasses import dataclass
from enum import Enum, auto

from kamdesk.reports.fonts import Typeface


class Align(Enum):
    """Where the lines stand in their column."""

    LEFT = auto()
    CENTRE = auto()
    RIGHT = auto()
    JUSTIFY = auto()


@dataclass(frozen=True, slots=True)
class TextStyle:
    """A way to set text; sizes in points."""

    typeface: Typeface
    size: float
    leading: float
    align: Align = Align.LEFT

    @property
    def share(self) -> float:
        """Share of a line's free width that goes to its left."""
        if self.align is Align.CENTRE:
            return 0.5
        return 1.0 if self.align is Align.RIGHT else 0.0
