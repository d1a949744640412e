"""The course of a client's scores: a small line with the bounds of A and B."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from kamdesk.domain.classes.gradings import Grading
from kamdesk.domain.clock import day_of
from kamdesk.i18n import _, listed
from kamdesk.ui.theme import current_tokens
from kamdesk.ui.tokens import L, S

_HEIGHT = 132
_FULL = 100
_DOT = 4.0


class ScoreTrend(QWidget):
    """Draws the totals of gradings from left (the oldest) to right; says them to a reader too."""

    def __init__(self) -> None:
        super().__init__()
        self._past: Sequence[Grading] = ()
        self._bounds: tuple[int, int] = (80, 60)
        self.setMinimumHeight(_HEIGHT)

    def sizeHint(self) -> QSize:
        return QSize(240, _HEIGHT)

    def show_gradings(self, past: Sequence[Grading], *, from_a: int, from_b: int) -> None:
        """Show `past` (the newest first) with the bounds in force."""
        self._past = tuple(reversed(past))
        self._bounds = (from_a, from_b)
        words = listed(f"{day_of(each.at)} {each.total} {each.grade.value}" for each in self._past)
        self.setAccessibleName(_("得分走势"))
        self.setAccessibleDescription(words)
        self.setToolTip(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self.fontMetrics().height()
        area = QRectF(self.rect()).adjusted(L * 2, ink, -L, -ink - S)
        self._draw_bounds(painter, area)
        self._draw_line(painter, area)

    def _draw_bounds(self, painter: QPainter, area: QRectF) -> None:
        tokens = current_tokens()
        for bound, grade in zip(self._bounds, "AB", strict=True):
            y = _height_of(area, bound)
            painter.setPen(QPen(QColor(tokens.border_input), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(tokens.muted))
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, y - L, L * 2 - S, L * 2), side, f"{grade} {bound}")

    def _draw_line(self, painter: QPainter, area: QRectF) -> None:
        tokens = current_tokens()
        points = [
            QPointF(_place(area, at, len(self._past)), _height_of(area, each.total))
            for at, each in enumerate(self._past)
        ]
        painter.setPen(QPen(QColor(tokens.c1), 2))
        painter.drawPolyline(QPolygonF(points))
        painter.setBrush(QColor(tokens.c1))
        for point, each in zip(points, self._past, strict=True):
            painter.setPen(QColor(tokens.surface))
            painter.drawEllipse(point, _DOT, _DOT)
            painter.setPen(QColor(tokens.text2))
            _label(painter, point.x(), point.y() - L, f"{each.total} {each.grade.value}")
            painter.setPen(QColor(tokens.muted))
            _label(painter, point.x(), area.bottom() + L, f"{day_of(each.at):%y-%m}")


def _height_of(area: QRectF, total: Decimal | int) -> float:
    return area.bottom() - float(total) / _FULL * area.height()


def _place(area: QRectF, at: int, count: int) -> float:
    if count == 1:
        return area.center().x()
    return area.left() + L + at * (area.width() - 2 * L) / (count - 1)


def _label(painter: QPainter, x: float, y: float, text: str) -> None:
    painter.drawText(QRectF(x - 40, y - L, 80, L * 2), Qt.AlignmentFlag.AlignCenter, text)
