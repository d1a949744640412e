"""Tones: what a colour means. A tone never stands alone, a word is always beside it."""

from enum import StrEnum

from PySide6.QtGui import QColor

from kamdesk.ui.tokens import Tokens


class Tone(StrEnum):
    """The meaning of a chip, a table cell or a notice."""

    NEUTRAL = "neutral"
    INFO = "info"
    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    ACCENT = "accent"


def ink(tone: Tone, tokens: Tokens) -> QColor:
    """Return the text colour of `tone`."""
    return QColor(tokens.text2 if tone is Tone.NEUTRAL else getattr(tokens, tone.value))


def wash(tone: Tone, tokens: Tokens) -> QColor:
    """Return the soft background colour of `tone`."""
    return QColor(getattr(tokens, f"{tone.value}_soft"))
