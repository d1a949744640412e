"""Lines of the relationship map, their words, and the frame around the client's people."""

from collections.abc import Sequence
from math import atan2, cos, dist, pi, sin
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from kamdesk.domain.persons.layout import FRAME_HEAD
from kamdesk.domain.persons.maps import LINE_TITLES, FormalKind, LineKind, MapLine
from kamdesk.domain.persons.wires import Box, Point, Way
from kamdesk.domain.persons.words import point_at
from kamdesk.i18n import _
from kamdesk.ui.labels import plain_tip
from kamdesk.ui.persons.map_look import LINE_LOOKS, TEXT_SIZE, map_font
from kamdesk.ui.theme import current_tokens

_ARROW: Final = 9.0
_TURN: Final = 8.0  # how round a bend is
_NEAR: Final = 10.0  # a line is hit by the mouse this near
_LONGEST_WORD: Final = 150.0


class LineItem(QGraphicsItem):
    """Draws one line; an informal one can be chosen."""

    def __init__(self, line: MapLine, tip: str) -> None:
        super().__init__()
        self.line = line
        self.way: Way = ()
        self._path = QPainterPath()
        self.setToolTip(plain_tip(tip))
        self.setZValue(1)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsSelectable, line.relation_id is not None)

    def go(self, way: Way) -> None:
        """Take another way."""
        if way == self.way:
            return
        self.prepareGeometryChange()
        self.way = way
        self._path = rounded(_shortened(way) if self.line.points else way)

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt's name
        return self._path.boundingRect().adjusted(-_ARROW, -_ARROW, _ARROW, _ARROW)

    def shape(self) -> QPainterPath:
        stroker = QPainterPathStroker()
        stroker.setWidth(_NEAR)
        return stroker.createStroke(self._path)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,  # noqa: ARG002 - Qt's signature
        widget: QWidget | None = None,  # noqa: ARG002 - Qt's signature
    ) -> None:
        if self.way:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_line(
                painter,
                self.line.kind,
                self._path,
                tip=self.way[-2:] if self.line.points else (),
                wider=1.4 if self.isSelected() else 0.0,
            )


class WordItem(QGraphicsItem):
    """The word on a line, on a ground that hides the line behind it."""

    def __init__(self, line: MapLine, paper: str = "surface_alt") -> None:
        super().__init__()
        self.line = line
        self._ground = paper
        metrics = QFontMetricsF(map_font(TEXT_SIZE))
        whole = metrics.elidedText(word_of(line), Qt.TextElideMode.ElideRight, _LONGEST_WORD)
        height = metrics.height() + 2.0
        self._texts = {
            (metrics.horizontalAdvance(text) + 8.0, height): text
            for text in (whole, _(LINE_TITLES[line.kind]))
        }
        self.sizes = tuple(self._texts)
        """Width and height of the ways to write it, the longest first."""
        self._size = self.sizes[0]
        self.setZValue(2)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def stand(self, ground: Box | None) -> None:
        """Stand on `ground`, or nowhere."""
        self.setVisible(ground is not None)
        if ground is not None:
            self.prepareGeometryChange()
            width = ground.right - ground.left
            self._size = min(self.sizes, key=lambda size: abs(size[0] - width))
            self.setPos(*ground.middle)

    @property
    def text(self) -> str:
        """What is written now."""
        return self._texts[self._size]

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt's name
        width, height = self._size
        return QRectF(-width / 2, -height / 2, width, height)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,  # noqa: ARG002 - Qt's signature
        widget: QWidget | None = None,  # noqa: ARG002 - Qt's signature
    ) -> None:
        tokens = current_tokens()
        painter.fillRect(self.boundingRect(), QColor(getattr(tokens, self._ground)))
        painter.setFont(map_font(TEXT_SIZE))
        painter.setPen(QColor(getattr(tokens, LINE_LOOKS[self.line.kind].ink)))
        painter.drawText(self.boundingRect(), Qt.AlignmentFlag.AlignCenter, self.text)


class FrameItem(QGraphicsItem):
    """The client as a whole: a frame around its people, with its name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._frame = QRectF()
        self.setZValue(0)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def hold(self, frame: Box) -> None:
        """Stand around `frame`."""
        self.prepareGeometryChange()
        self._frame = QRectF(QPointF(frame.left, frame.top), QPointF(frame.right, frame.bottom))

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt's name
        return self._frame.adjusted(-2, -2, 2, 2)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,  # noqa: ARG002 - Qt's signature
        widget: QWidget | None = None,  # noqa: ARG002 - Qt's signature
    ) -> None:
        tokens = current_tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.border), 1.2))
        painter.setBrush(QColor(tokens.surface_alt))
        painter.drawRoundedRect(self._frame, 10, 10)
        head = QRectF(self._frame.left() + 12, self._frame.top() + 2, 0, FRAME_HEAD)
        head.setRight(self._frame.right() - 12)
        painter.setFont(map_font(TEXT_SIZE, bold=True))
        painter.setPen(QColor(tokens.text2))
        shown = QFontMetricsF(painter.font()).elidedText(
            self._name, Qt.TextElideMode.ElideRight, head.width()
        )
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


def word_of(line: MapLine) -> str:
    """Return the word of a line; 上下级 and 协助 are told by how they are drawn."""
    if line.kind in {FormalKind.SUPERIOR, FormalKind.ASSISTANT}:
        return ""
    kind = _(LINE_TITLES[line.kind])
    return _("{kind}：{note}").format(kind=kind, note=line.note) if line.note else kind


def paint_line(
    painter: QPainter,
    kind: LineKind,
    path: QPainterPath,
    *,
    tip: Sequence[Point] = (),
    wider: float = 0.0,
) -> None:
    """Paint a line of a kind, with an arrow at the end of the piece `tip`."""
    look, tokens = LINE_LOOKS[kind], current_tokens()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(look.pen(tokens, wider=wider))
    painter.drawPath(path)
    if tip:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(tokens, look.ink)))
        painter.drawPolygon(_arrow(*tip))


def rounded(way: Way) -> QPainterPath:
    """Return a way with its bends made round."""
    path = QPainterPath()
    if not way:
        return path
    path.moveTo(*way[0])
    for before, corner, after in zip(way, way[1:], way[2:], strict=False):
        turn = min(_TURN, dist(before, corner) / 2, dist(corner, after) / 2)
        path.lineTo(*_towards(corner, before, turn))
        path.quadTo(QPointF(*corner), QPointF(*_towards(corner, after, turn)))
    path.lineTo(*way[-1])
    return path


def _shortened(way: Way) -> Way:
    """Return a way that ends within its arrow, so that no blunt end shows at the tip."""
    return (*way[:-1], _towards(way[-1], way[-2], _ARROW * 0.6)) if way else way


def _towards(start: Point, end: Point, length: float) -> Point:
    whole = dist(start, end)
    return point_at((start, end), min(length / whole, 1.0)) if whole else start


def _arrow(start: Point, tip: Point) -> QPolygonF:
    back = atan2(start[1] - tip[1], start[0] - tip[0])
    sides = (back - pi / 8, back + pi / 8)
    return QPolygonF(
        [
            QPointF(*tip),
            *(QPointF(tip[0] + _ARROW * cos(a), tip[1] + _ARROW * sin(a)) for a in sides),
        ]
    )
