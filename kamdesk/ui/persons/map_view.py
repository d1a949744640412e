"""The relationship map under the hands: boxes chosen, moved, opened, and joined by a line.

Tab and the arrows go from box to box, Ctrl+arrows move one, Enter opens it, L begins a line.
"""

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
)

from kamdesk.domain.persons.maps import Place
from kamdesk.i18n import _
from kamdesk.ui.persons.map_box import BoxItem
from kamdesk.ui.persons.map_canvas import MapCanvas
from kamdesk.ui.persons.map_line import LineItem
from kamdesk.ui.persons.map_scene import RelationScene
from kamdesk.ui.theme import current_tokens

_STEP: Final = 16  # map units that Ctrl+arrow moves a box
_ARROWS: Final[Mapping[int, tuple[int, int]]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class RelationView(MapCanvas):
    """Shows a `RelationScene`."""

    opened = Signal(int)
    """The key of the box that Enter or a double click opens."""
    moved = Signal(object)
    """Boxes were moved by hand; carries the places they had before."""
    let_go = Signal()
    """The button is up again."""
    connected = Signal(int, int)
    """The keys of the two boxes a line was drawn between."""
    connecting_changed = Signal(str)
    """What to do next while a line is drawn; empty at its end."""
    menu_wanted = Signal(object, QPoint)
    """A `BoxItem`, a `LineItem` or None, and where on the screen."""

    def __init__(self, scene: RelationScene) -> None:
        super().__init__(scene)
        self.map = scene
        self.connecting = False
        self.dragging = False
        """Whether the button is down on the map."""
        self.current: int | None = None
        """The key of the box that the keyboard acts on."""
        self._source: int | None = None
        self._pointer = QPointF()
        self._before: dict[int, Place] = {}
        self.setAccessibleName(_("关系图"))
        self._keys: dict[int, Callable[[], object]] = {
            Qt.Key.Key_L: self.toggle_connecting,
            Qt.Key.Key_Escape: self.stop_connecting,
            Qt.Key.Key_Return: self._enter,
            Qt.Key.Key_Enter: self._enter,
        }

    def refresh(self) -> None:
        if self.current not in self.map.boxes:
            self.current = None
        if self._source not in self.map.boxes:
            self._source = None
        self._mark()
        super().refresh()

    def choose(self, key: int | None) -> None:
        """Let the keyboard act on a box."""
        self.current = key
        self._mark()
        if key is not None:
            self.ensureVisible(self.map.boxes[key], 24, 24)
            self.setAccessibleDescription(self.map.boxes[key].text.spoken())

    def toggle_connecting(self) -> None:
        """Begin a line at the box that is chosen, or stop drawing one."""
        if self.connecting:
            self.stop_connecting()
        elif self._editable:
            self.connecting = True
            self.resting_cursor = Qt.CursorShape.CrossCursor
            self.rest()
            self.setFocus()
            self._take_source(self.current)

    def stop_connecting(self) -> None:
        """Draw no line after all."""
        self.connecting, self._source = False, None
        self.resting_cursor = Qt.CursorShape.ArrowCursor
        self.rest()
        self.connecting_changed.emit("")

    # -- inside -------------------------------------------------------------------------

    @property
    def _editable(self) -> bool:
        return self.map.shown is not None and self.map.shown.editable

    def _take_source(self, key: int | None) -> None:
        self._source = key
        hint = _("请点选关系的起点（Esc 取消）。")
        if key is not None:
            hint = _("从“{name}”到谁？请点选另一个人（Esc 取消）。")
            hint = hint.format(name=self.map.boxes[key].text.name)
            self._pointer = self.map.boxes[key].pos()
        self.connecting_changed.emit(hint)

    def _pick(self, key: int) -> None:
        """Take a box as the next end of the line that is drawn."""
        source = self._source
        if source is None:
            self._take_source(key)
        elif key != source:
            self.stop_connecting()
            self.connected.emit(source, key)

    def _enter(self) -> None:
        if self.current is not None:
            (self._pick if self.connecting else self.opened.emit)(self.current)

    def _mark(self) -> None:
        for key, box in self.map.boxes.items():
            box.current = key == self.current and self.hasFocus()
            box.update()

    def _in_order(self) -> list[int]:
        boxes = self.map.boxes
        return sorted(boxes, key=lambda key: (boxes[key].y(), boxes[key].x()))

    def _go(self, towards: tuple[int, int]) -> None:
        """Choose the nearest box in a direction."""
        if self.current is None:
            self.choose(next(iter(self._in_order()), None))
            return
        here = self.map.boxes[self.current].pos()
        reach: dict[float, int] = {}
        for key, box in self.map.boxes.items():
            way = box.pos() - here
            along = way.x() * towards[0] + way.y() * towards[1]
            aside = abs(way.x() * towards[1]) + abs(way.y() * towards[0])
            if along > 0:
                reach.setdefault(along + 2 * aside, key)
        if reach:
            self.choose(reach[min(reach)])

    def _shift(self, towards: tuple[int, int]) -> None:
        """Move the chosen box a step."""
        key = self.current
        if key is not None and self._editable:
            before = self.map.places()
            x, y = before[key]
            self.map.put({key: Place(x + towards[0] * _STEP, y + towards[1] * _STEP)})
            self._tell_moved(before)
            self.choose(key)

    def _tell_moved(self, before: dict[int, Place]) -> None:
        if self.map.places() != before:
            self.map.settle(before)
            self._give_room()
            self.moved.emit(before)

    def _box_at(self, at: QPoint) -> BoxItem | None:
        return next((item for item in self.items(at) if isinstance(item, BoxItem)), None)

    def _line_at(self, at: QPoint) -> LineItem | None:
        return next((item for item in self.items(at) if isinstance(item, LineItem)), None)

    # -- what Qt asks -------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if escape and event.type() == QEvent.Type.ShortcutOverride and self.connecting:
            event.accept()  # it ends the drawing here, and does nothing to the page around
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in _ARROWS:
            (self._shift if by_ctrl else self._go)(_ARROWS[event.key()])
        elif event.key() in self._keys and not by_ctrl:
            self._keys[event.key()]()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: N802, A002, FBT001 - Qt's signature
        order = self._in_order()
        at = order.index(self.current) if self.current in order else (-1 if next else len(order))
        at += 1 if next else -1
        if 0 <= at < len(order):
            self.choose(order[at])
            return True
        self.choose(None)
        return super().focusNextPrevChild(next)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        box = self._box_at(event.position().toPoint())
        if self._pans(event) or not (self.connecting or self._is_left(event)):
            super().mousePressEvent(event)
        elif not self.connecting:
            self.dragging, self._before = True, self.map.places()
            super().mousePressEvent(event)
            self.choose(box.key if box else None)
        elif box is not None and self._is_left(event):
            self._pick(box.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._pointer = self.mapToScene(event.position().toPoint())
        if self._source is not None:
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self.dragging and self._is_left(event):
            self.dragging = False
            self._tell_moved(self._before)
            self.let_go.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        box = self._box_at(event.position().toPoint())
        if box is not None and self._is_left(event) and not self.connecting:
            self.opened.emit(box.key)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        here, target = event.pos(), self.map.boxes.get(-1 if self.current is None else self.current)
        if event.reason() == QContextMenuEvent.Reason.Keyboard and target is not None:
            here = self.mapFromScene(target.pos())
            wanted: BoxItem | LineItem | None = target
        else:
            wanted = self._box_at(here) or self._line_at(here)
        self.menu_wanted.emit(wanted, self.viewport().mapToGlobal(here))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._mark()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._mark()

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:  # noqa: N802, ARG002 - Qt's signature
        box = None if self._source is None else self.map.boxes[self._source]
        if box is not None and not box.contains(box.mapFromScene(self._pointer)):
            painter.setPen(QPen(QColor(current_tokens().accent), 1.6, Qt.PenStyle.DashLine))
            painter.drawLine(box.pos(), self._pointer)

    def _is_left(self, event: QMouseEvent) -> bool:
        return event.button() == Qt.MouseButton.LeftButton
