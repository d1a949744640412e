"""The typefaces of printed forms: loaded on first use, embedded as subsets, with a fallback order.

Fonts of the computer are never used: a signed form has to look the same everywhere.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from threading import Lock
from typing import Final

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics

from kamdesk.reports.embedding import EmbeddedFont
from kamdesk.resources import resource


class Typeface(StrEnum):
    """A shipped typeface; the value is the stem of its file."""

    SANS = "NotoSansSC-Regular"  # 黑体: labels
    SANS_BOLD = "NotoSansSC-Bold"
    SERIF = "NotoSerifSC-Regular"  # 宋体: what people filled in
    SERIF_BOLD = "NotoSerifSC-Bold"  # in place of 小标宋: titles
    KAI = "LXGWWenKai-Regular"  # 楷体: opinions and signatures


FALLBACK: Final = (Typeface.SANS, Typeface.SERIF, Typeface.KAI)
"""Where a character is looked for that the wanted typeface lacks."""

_loading: Final = Lock()  # a face loaded twice would drop the subsets of a form in the making


class CharacterWidths(dict[str, float]):
    """Advance widths in em by character, looked up once each; KeyError for what the face lacks."""

    def __init__(self, font: EmbeddedFont) -> None:
        super().__init__({"\n": 0.0})
        self._face = font.face

    def __missing__(self, char: str) -> float:
        code = ord(char)
        if not self._face.charToGlyph.get(code):
            raise KeyError(char)
        width: float = self._face.getCharWidth(code) / 1000
        self[char] = width
        return width


@dataclass(frozen=True, slots=True)
class Face:
    """A loaded typeface: its name in ReportLab and the widths of its characters."""

    name: str
    widths: CharacterWidths

    def has(self, char: str) -> bool:
        """Tell whether it can draw `char`."""
        try:
            self.widths[char]
        except KeyError:
            return False
        return True


def face(typeface: Typeface) -> Face:
    """Return a typeface, loading it at its first use (some 60 ms); safe from any thread."""
    with _loading:
        return _load(typeface)


@cache
def _load(typeface: Typeface) -> Face:
    rl_config.useA85 = 0  # binary streams: a sixth smaller, and no time spent on ASCII armour
    font = EmbeddedFont(typeface.value, str(resource("fonts", f"{typeface.value}.ttf")))
    pdfmetrics.registerFont(font)
    return Face(typeface.value, CharacterWidths(font))


def face_for(char: str) -> Face | None:
    """Return the first typeface of the fallback order that has `char`, or None."""
    return next((found for found in map(face, FALLBACK) if found.has(char)), None)
