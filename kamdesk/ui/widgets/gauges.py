"""Shares at a glance: a ring with its number and word, and a thin bar."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kamdesk.ui.labels import Chip, plain_label
from kamdesk.ui.theme import current_tokens
from kamdesk.ui.tokens import S
from kamdesk.ui.tone import Tone, ink
from kamdesk.ui.widgets.cards import Press

_RING = 44
_PEN = 5
_BAR = 6


class Ring(QWidget):
    """A share of 100 as an arc with its number inside; — where there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.share: int | None = None
        self._tone = Tone.ACCENT
        self.setFixedSize(_RING, _RING)

    def say(self, share: int | None, tone: Tone) -> None:
        """Show `share` (0–100) in `tone`."""
        self.share, self._tone = share, tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(_PEN / 2, _PEN / 2, -_PEN / 2, -_PEN / 2)
        painter.setPen(QPen(QColor(tokens.neutral_soft), _PEN))
        painter.drawEllipse(area)
        if self.share:
            pen = QPen(ink(self._tone, current_tokens()), _PEN, c=Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawArc(area, 90 * 16, round(-self.share * 3.6 * 16))
        font = QFont(self.font())
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(tokens.text if self.share is not None else tokens.muted))
        text = "—" if self.share is None else str(self.share)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, text)


class Gauge(QWidget):
    """A ring with its name and a word beside it; a click asks for more."""

    clicked = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.ring = Ring()
        self.word = Chip()
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(plain_label(name, role="caption"))
        texts.addWidget(self.word, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S)
        row.addWidget(self.ring)
        row.addLayout(texts)
        Press(self, self.clicked)

    def say(self, share: int | None, word: str, tone: Tone) -> None:
        """Show `share` of 100 and what to think of it."""
        self.ring.say(share, tone)
        self.word.say(word, tone)
        number = "" if share is None else str(share)
        self.setAccessibleName(f"{self._name} {number} {word}")


class ShareBar(QWidget):
    """A share of a whole as a thin bar; only its ground where there is none."""

    def __init__(self, share: float | None, tone: Tone = Tone.ACCENT) -> None:
        super().__init__()
        self._share = share
        self._tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(_BAR * 10, _BAR)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(current_tokens().neutral_soft))
        area = QRectF(self.rect())
        painter.drawRoundedRect(area, _BAR / 2, _BAR / 2)
        if self._share:
            area.setWidth(max(_BAR, area.width() * min(1.0, self._share)))
            painter.setBrush(ink(self._tone, current_tokens()))
            painter.drawRoundedRect(area, _BAR / 2, _BAR / 2)
