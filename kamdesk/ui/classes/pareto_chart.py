"""The curve of contributions: how many clients make how much of what is sold."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from kamdesk.domain.classes.pareto import LEADING_SHARE, Pareto, curve
from kamdesk.i18n import _
from kamdesk.ui.theme import current_tokens
from kamdesk.ui.tokens import XL, L, M, S

_BARS = 30
_POINTS = 240
_FULL = 100
_QUARTERS = (0, 20, 40, 60, 80, 100)


class ParetoChart(QWidget):
    """Bars of the thirty largest clients, and the running share of all as a line, with 80 %."""

    def __init__(self) -> None:
        super().__init__()
        self._pareto: Pareto | None = None
        self.setMinimumHeight(240)
        self.setAccessibleName(_("贡献曲线"))

    def sizeHint(self) -> QSize:
        return QSize(560, 280)

    def show_pareto(self, pareto: Pareto) -> None:
        """Show an analysis."""
        self._pareto = pareto
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        pareto = self._pareto
        if pareto is None or not pareto.rows:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(XL * 2, M, -M, -XL - S)
        self._draw_scale(painter, area)
        self._draw_bars(painter, area, pareto)
        self._draw_curve(painter, area, pareto)

    def _draw_scale(self, painter: QPainter, area: QRectF) -> None:
        tokens = current_tokens()
        for share in _QUARTERS:
            y = area.bottom() - share / _FULL * area.height()
            leading = share == LEADING_SHARE
            pen = QPen(QColor(tokens.bad if leading else tokens.border), 1)
            pen.setStyle(Qt.PenStyle.DashLine if leading else Qt.PenStyle.SolidLine)
            painter.setPen(pen)
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(tokens.muted))
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, y - L, XL * 2 - S, L * 2), side, f"{share}%")

    def _draw_bars(self, painter: QPainter, area: QRectF, pareto: Pareto) -> None:
        tokens = current_tokens()
        count = len(pareto.rows)
        width = area.width() / count
        largest = float(pareto.rows[0].figure)
        for row in pareto.rows[:_BARS]:
            height = float(row.figure) / largest * area.height()
            left = area.left() + (row.rank - 1) * width
            colour = tokens.c1 if row.leading else tokens.c6
            bar = QRectF(left + width * 0.1, area.bottom() - height, max(width * 0.8, 1), height)
            painter.fillRect(bar, QColor(colour))

    def _draw_curve(self, painter: QPainter, area: QRectF, pareto: Pareto) -> None:
        tokens = current_tokens()
        count = len(pareto.rows)
        points = [QPointF(area.left(), area.bottom())]
        for row in curve(pareto.rows, _POINTS):
            x = area.left() + row.rank / count * area.width()
            points.append(QPointF(x, area.bottom() - float(row.running) / _FULL * area.height()))
        painter.setPen(QPen(QColor(tokens.c3), 2))
        painter.drawPolyline(QPolygonF(points))
        x = area.left() + pareto.leading / count * area.width()
        painter.setPen(QPen(QColor(tokens.bad), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        self._draw_ranks(painter, area, x, pareto)

    def _draw_ranks(self, painter: QPainter, area: QRectF, x: float, pareto: Pareto) -> None:
        tokens, top = current_tokens(), area.bottom() + S
        painter.setPen(QColor(tokens.text2))
        middle = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        text = _("前 {count} 个").format(count=f"{pareto.leading:,}")
        left = min(max(x - 60, area.left()), area.right() - 200)
        painter.drawText(QRectF(left, top, 120, XL), middle, text)
        text = _("共 {count} 个客户").format(count=f"{len(pareto.rows):,}")
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        painter.drawText(QRectF(area.right() - 160, top, 160, XL), right, text)
