"""A window onto a scene that can be zoomed and panned; it knows nothing of what is drawn.

Ctrl+wheel and + − zoom, 0 shows at 100 %, F fits the window; the space bar with the mouse, or the
middle button, pans.
"""

from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView

from kamdesk.ui.theme import current_tokens
from kamdesk.ui.tokens import DEFAULT_POINTS

SMALLEST_ZOOM: Final = 25
LARGEST_ZOOM: Final = 300
"""Per cent."""
_LARGEST_FIT: Final = 115  # two boxes are not blown up to fill the window
_ZOOMS: Final = (25, 33, 50, 67, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300)
_NOTCH: Final = 120  # a wheel's step in eighths of a degree
_GROWTH: Final = 1.15  # by a wheel's step
_SCREEN_DPI: Final = 96
_MARGIN: Final = 16


class MapCanvas(QGraphicsView):
    """Shows a scene as a whole until somebody zooms."""

    zoomed = Signal(int)
    """Per cent."""

    def __init__(self, scene: QGraphicsScene) -> None:
        super().__init__(scene)
        self.zoom = 100
        self.fitted = True
        """Whether all of it is shown, whatever the window's size."""
        self.resting_cursor = Qt.CursorShape.ArrowCursor
        self._grip: QPoint | None = None  # where the view is held to pan it
        self._space = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setDragMode(QGraphicsView.DragMode.RubberBandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def refresh(self) -> None:
        """Take notice of what the scene shows now."""
        self._give_room()
        if self.fitted:
            self.fit()

    def set_zoom(self, per_cent: int) -> None:
        """Show at `per_cent`, within the limits."""
        self.fitted = False
        self._show_at(per_cent)

    def step_zoom(self, by: int) -> None:
        """Go to the next smaller (-1) or larger (1) usual zoom."""
        further = [one for one in _ZOOMS if (one - self.zoom) * by > 0]
        if further:
            self.set_zoom(min(further) if by > 0 else max(further))

    def fit(self) -> None:
        """Show all of it, now and whenever the window changes its size."""
        self.fitted = True
        content, room = self._content(), self.viewport().rect()
        share = min(room.width() / content.width(), room.height() / content.height())
        self._show_at(min(int(share / self._unit() * 100), _LARGEST_FIT))
        self.centerOn(content.center())

    def rest(self) -> None:
        """Let go of the view and show the cursor that belongs there."""
        self._grip = None
        cursor = Qt.CursorShape.OpenHandCursor if self._space else self.resting_cursor
        self.viewport().setCursor(cursor)

    # -- inside -------------------------------------------------------------------------

    def _content(self) -> QRectF:
        content = self.scene().itemsBoundingRect()
        return content.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)

    def _unit(self) -> float:
        """Return how many pixels a map unit takes at 100 %, by the person's type size."""
        return self.font().pointSizeF() / DEFAULT_POINTS * self.logicalDpiX() / _SCREEN_DPI

    def _show_at(self, per_cent: int) -> None:
        self.zoom = min(max(per_cent, SMALLEST_ZOOM), LARGEST_ZOOM)
        policy = Qt.ScrollBarPolicy
        bars = policy.ScrollBarAlwaysOff if self.fitted else policy.ScrollBarAsNeeded
        self.setHorizontalScrollBarPolicy(bars)
        self.setVerticalScrollBarPolicy(bars)
        scale = self._unit() * self.zoom / 100
        self.setTransform(QTransform.fromScale(scale, scale))
        self._give_room()
        self.zoomed.emit(self.zoom)

    def _give_room(self) -> None:
        """Let the view be panned until any corner of the map stands in the window's middle."""
        scale = self.transform().m11()
        across, down = (
            side / 2 / scale for side in (self.viewport().width(), self.viewport().height())
        )
        self.setSceneRect(self._content().adjusted(-across, -down, across, down))

    def _pans(self, event: QMouseEvent) -> bool:
        """Tell whether a press is meant to pan."""
        button = event.button()
        by_space = self._space and button == Qt.MouseButton.LeftButton
        return by_space or button == Qt.MouseButton.MiddleButton

    # -- what Qt asks -------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        turned = event.angleDelta().y() / _NOTCH
        if turned:
            step = round(self.zoom * 1.15**turned) - self.zoom
            self.set_zoom(self.zoom + (step or (1 if turned > 0 else -1)))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        key = event.key()
        if key == Qt.Key.Key_Space:
            self._space = True
            self.rest()
        elif plain and key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus}:
            self.step_zoom(-1 if key == Qt.Key.Key_Minus else 1)
        elif plain and key == Qt.Key.Key_0:
            self.set_zoom(100)
        elif plain and key == Qt.Key.Key_F:
            self.fit()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
            self.rest()
        super().keyReleaseEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._pans(event):
            self._grip = event.position().toPoint()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is None:
            super().mouseMoveEvent(event)
            return
        here = event.position().toPoint()
        way, self._grip = here - self._grip, here
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() - way.x())
        down.setValue(down.value() - way.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._grip is None:
            super().mouseReleaseEvent(event)
        else:
            self.rest()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._space = False
        self.rest()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.fitted:
            self.fit()
        else:
            self._give_room()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._show_at(self.zoom)
        self.viewport().update()

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:  # noqa: N802 - Qt's name
        painter.fillRect(rect, QColor(current_tokens().surface))
