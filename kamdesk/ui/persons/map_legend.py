"""The legend of the relationship map: each kind of line as it is drawn, with its word."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kamdesk.domain.persons.maps import LINE_TITLES, POINTING
from kamdesk.i18n import _, listed
from kamdesk.ui.persons.map_line import paint_line, rounded
from kamdesk.ui.theme import current_tokens
from kamdesk.ui.tokens import XS, L, S

_SAMPLE: Final = 38.0


class Legend(QWidget):
    """Runs in as many rows as its width asks for."""

    def __init__(self) -> None:
        super().__init__()
        self._words = [(kind, _(title)) for kind, title in LINE_TITLES.items()]
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(_("图例：{lines}").format(lines=listed(w for _k, w in self._words)))

    def sizeHint(self) -> QSize:
        return QSize(0, self._row_height())

    def heightForWidth(self, width: int) -> int:
        return round(max(place.bottom() for place in self._places(width)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for (kind, word), place in zip(self._words, self._places(self.width()), strict=True):
            y = place.center().y()
            way = ((place.left(), y), (place.left() + _SAMPLE, y))
            paint_line(painter, kind, rounded(way), tip=way if kind in POINTING else ())
            painter.setPen(QColor(current_tokens().text2))
            text = QRectF(place.topLeft() + QPointF(_SAMPLE + XS, 0), place.bottomRight())
            painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, word)

    def _row_height(self) -> int:
        return self.fontMetrics().height() + XS

    def _places(self, width: int) -> list[QRectF]:
        """Return the place of each entry in a widget of `width`."""
        places, x, y, height = [], 0.0, 0.0, self._row_height()
        for _kind, word in self._words:
            need = _SAMPLE + XS + self.fontMetrics().horizontalAdvance(word) + S
            if x and x + need > width:
                x, y = 0.0, y + height
            places.append(QRectF(x, y, need, height))
            x += need + L
        return places
