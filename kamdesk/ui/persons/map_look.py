"""How the relationship map is drawn: fonts, the tone of an attitude, the ink of a line.

No meaning hangs on a colour alone: each box says its attitude in a word, each kind of line has its
own dashes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPen

from kamdesk.domain.clients.contacts import ATTITUDE_TITLES, Attitude
from kamdesk.domain.persons.maps import NO_ATTITUDE, FormalKind, LineKind
from kamdesk.domain.persons.relations import RelationKind
from kamdesk.i18n import _
from kamdesk.ui.theme import FAMILIES
from kamdesk.ui.tokens import Tokens
from kamdesk.ui.tone import Tone

NAME_SIZE: Final = 14
TEXT_SIZE: Final = 12
"""Pixels at 100 %."""

ATTITUDE_TONES: Final[Mapping[Attitude | None, Tone]] = {
    Attitude.SUPPORT: Tone.OK,
    Attitude.NEUTRAL: Tone.NEUTRAL,
    Attitude.OPPOSE: Tone.BAD,
}


@dataclass(frozen=True, slots=True)
class LineLook:
    """The token of a line's colour, its width in pixels, its dashes in widths."""

    ink: str
    width: float
    dashes: tuple[float, ...] = ()

    def pen(self, tokens: Tokens, *, wider: float = 0.0) -> QPen:
        """Return the pen."""
        pen = QPen(QColor(getattr(tokens, self.ink)), self.width + wider)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if self.dashes:
            pen.setDashPattern(self.dashes)
        return pen


LINE_LOOKS: Final[Mapping[LineKind, LineLook]] = {
    FormalKind.SUPERIOR: LineLook("text2", 1.5),
    FormalKind.ASSISTANT: LineLook("text2", 1.5, (1.5, 2.0)),
    FormalKind.OWNER: LineLook("info", 1.8),
    RelationKind.INFLUENCE: LineLook("accent", 1.8),
    RelationKind.CLOSE: LineLook("c2", 1.8, (8.0, 3.0)),
    RelationKind.CONFLICT: LineLook("bad", 1.8, (2.5, 2.0)),
    RelationKind.INTRODUCED: LineLook("c4", 1.8, (5.0, 2.5)),
    RelationKind.LIAISON: LineLook("info", 1.8, (8.0, 2.5, 1.5, 2.5)),
}


def map_font(size: int, *, bold: bool = False) -> QFont:
    """Return the map's face, `size` pixels high at 100 %."""
    font = QFont()
    font.setFamilies(FAMILIES)
    font.setPixelSize(size)
    font.setBold(bold)
    return font


def attitude_word(attitude: Attitude | None) -> str:
    """Return what an attitude is called."""
    return _(NO_ATTITUDE) if attitude is None else _(ATTITUDE_TITLES[attitude])
