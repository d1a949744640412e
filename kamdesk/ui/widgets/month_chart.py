"""A chart of months: bars with last year's behind them, and a line on an axis of its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from kamdesk.ui.labels import plain_tip
from kamdesk.ui.theme import current_tokens
from kamdesk.ui.tokens import XS, M, S, Tokens
from kamdesk.ui.widgets.axes import Axis, axes

_LEAST_HEIGHT = 200
_BAR, _GHOST = 0.42, 0.74
"""How much of a month's width its bar takes, and the one behind it."""
_DOT = 2.5


@dataclass(frozen=True, slots=True)
class ChartMonth:
    """One month: `mark` stands below it, `era` below the first of its kind (the year)."""

    mark: str
    era: str
    bar: float
    ghost: float
    line: float
    tip: str


@dataclass(frozen=True, slots=True)
class ChartTitles:
    """What the legend says; `left` and `right` stand above their axes."""

    bar: str
    ghost: str
    line: str
    left: str
    right: str


class MonthChart(QWidget):
    """Paints the months; hovering tells a month's figures, pressing picks it.

    For keys and readers the same figures stand in a table beside it.
    """

    picked = Signal(int)
    """The place of a month that was pressed."""

    def __init__(self, titles: ChartTitles, *, name: str) -> None:
        super().__init__()
        self._titles = titles
        self._months: Sequence[ChartMonth] = ()
        self._axes = axes((), ())
        self.marked = -1
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setMinimumHeight(_LEAST_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_months(self, months: Sequence[ChartMonth]) -> None:
        """Show `months` from left to right."""
        self._months = months
        bars = [value for each in months for value in (each.bar, each.ghost)]
        self._axes = axes(bars, [each.line for each in months])
        self.mark(-1)

    def mark(self, at: int) -> None:
        """Lay a ground under one month; -1 under none."""
        self.marked = at
        self.update()

    def place_of(self, x: float) -> int:
        """Return the place of the month at `x`, -1 beside them."""
        area = self._area()
        if not self._months or not area.left() <= x < area.right():
            return -1
        return int((x - area.left()) / area.width() * len(self._months))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._tell(event.pos(), event.globalPos())
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._tell(event.position().toPoint(), event.globalPosition().toPoint())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self.place_of(event.position().x())
        if at >= 0:
            self.picked.emit(at)

    def leaveEvent(self, event: QEvent) -> None:
        QToolTip.hideText()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPointSizeF(max(9, font.pointSizeF() - 1))
        painter.setFont(font)
        self._paint_axes(painter, tokens)
        self._paint_legend(painter, tokens)
        for at, month in enumerate(self._months):
            self._paint_month(painter, tokens, at, month)
        self._paint_line(painter, tokens)

    # -- places -------------------------------------------------------------------------

    def _area(self) -> QRectF:
        """Return where the months stand."""
        metrics = self.fontMetrics()
        side = metrics.horizontalAdvance("0,000,000")
        line = metrics.height()
        return QRectF(self.rect()).adjusted(side, line + M, -side, -(2 * line + XS))

    def _slot(self, at: int) -> QRectF:
        area = self._area()
        width = area.width() / len(self._months)
        return QRectF(area.left() + at * width, area.top(), width, area.height())

    def _bar(self, at: int, value: float, share: float) -> QRectF:
        slot, axis = self._slot(at), self._axes[0]
        left = slot.left() + slot.width() * (1 - share) / 2
        zero, end = _y(slot, axis, 0), _y(slot, axis, value)
        return QRectF(left, min(zero, end), slot.width() * share, abs(zero - end))

    def _tell(self, place: QPoint, on_screen: QPoint) -> None:
        at = self.place_of(place.x())
        if at < 0:
            QToolTip.hideText()
        else:
            QToolTip.showText(on_screen, plain_tip(self._months[at].tip), self)

    # -- painting -----------------------------------------------------------------------

    def _paint_axes(self, painter: QPainter, tokens: Tokens) -> None:
        area, (left, right) = self._area(), self._axes
        height = painter.fontMetrics().height()
        for low, high in zip(left.ticks(), right.ticks(), strict=True):
            y = _y(area, left, low)
            painter.setPen(QPen(QColor(tokens.border if low else tokens.border_input), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(tokens.muted))
            box = QRectF(0, y - height / 2, area.left() - S, height)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight, f"{low:,g}")
            box = QRectF(area.right() + S, y - height / 2, area.left(), height)
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft, f"{high:,g}")
        box = QRectF(0, 0, self.width(), height)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft, self._titles.left)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight, self._titles.right)

    def _paint_legend(self, painter: QPainter, tokens: Tokens) -> None:
        metrics = painter.fontMetrics()
        entries = (
            (self._titles.bar, tokens.c1),
            (self._titles.ghost, tokens.border),
            (self._titles.line, tokens.c3),
        )
        box, gap = metrics.ascent() - 2, 2 * M
        width = sum(metrics.horizontalAdvance(text) + box + S + gap for text, _c in entries) - gap
        x = (self.width() - width) / 2
        for text, colour in entries:
            painter.fillRect(QRectF(x, 3, box, box), QColor(colour))
            painter.setPen(QColor(tokens.text2))
            x += box + S
            painter.drawText(QPointF(x, metrics.ascent()), text)
            x += metrics.horizontalAdvance(text) + gap

    def _paint_month(self, painter: QPainter, tokens: Tokens, at: int, month: ChartMonth) -> None:
        slot, height = self._slot(at), painter.fontMetrics().height()
        if at == self.marked:
            painter.fillRect(slot, QColor(tokens.accent_soft))
        painter.fillRect(self._bar(at, month.ghost, _GHOST), QColor(tokens.border))
        painter.fillRect(self._bar(at, month.bar, _BAR), QColor(tokens.c1))
        below = QRectF(slot.left() - slot.width(), slot.bottom() + XS, slot.width() * 3, height)
        painter.setPen(QColor(tokens.text2))
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, month.mark)
        if at == 0 or month.era != self._months[at - 1].era:
            painter.setPen(QColor(tokens.muted))
            painter.drawText(below.translated(0, height), Qt.AlignmentFlag.AlignHCenter, month.era)

    def _paint_line(self, painter: QPainter, tokens: Tokens) -> None:
        slots = [self._slot(at) for at in range(len(self._months))]
        points = [
            QPointF(slot.center().x(), _y(slot, self._axes[1], month.line))
            for slot, month in zip(slots, self._months, strict=True)
        ]
        painter.setPen(QPen(QColor(tokens.c3), 2))
        painter.drawPolyline(points)
        painter.setBrush(QColor(tokens.c3))
        for point in points:
            painter.drawEllipse(point, _DOT, _DOT)


def _y(area: QRectF, axis: Axis, value: float) -> float:
    return area.bottom() - axis.height(value) * area.height()
