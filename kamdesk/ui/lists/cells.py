"""Paints the cells of a list, with their texts laid out once.

Qt's own delegate asks the model seven questions a cell and lays the text out each time.
"""

from collections import OrderedDict
from collections.abc import Container
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter, QPalette, QStaticText
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kamdesk.ui.lists.model import WindowModel

_KEPT = 4_000
_INSET = 8
"""Pixels beside a text: the theme's padding and the style's own margin."""


class CellDelegate(QStyledItemDelegate):
    """Text, its colour and the ground of selected lines: the style adds nothing to a list."""

    def __init__(self, rows: WindowModel[Any], parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = rows
        self._view = parent
        self._known: OrderedDict[tuple[str, int], tuple[str | QStaticText, int]] = OrderedDict()
        self.begin(())
        self.forget()

    def begin(self, selected: Container[int]) -> None:
        """Prepare for painting a frame in which the lines `selected` are so."""
        self._selected = selected
        palette = self._view.palette()
        self._plain = palette.color(QPalette.ColorRole.Text)
        self._behind = palette.color(QPalette.ColorRole.Highlight)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        line = index.row()
        rect: Any = option.rect
        selected = line in self._selected
        if selected:
            painter.fillRect(rect, self._behind)
        text, ink, to_right = self._rows.cell(line, index.column())
        if text:
            painter.setPen(ink or self._plain)
            self._draw(painter, rect.getRect(), text, to_right=to_right)

    def forget(self) -> None:
        """Lay the texts out anew: the font has changed."""
        self._metrics = self._view.fontMetrics()
        self._height, self._ascent = self._metrics.height(), self._metrics.ascent()
        self._known.clear()

    def _draw(
        self, painter: QPainter, rect: tuple[int, int, int, int], text: str, *, to_right: bool
    ) -> None:
        """Draw a text; from the second time on as it was laid out then."""
        left, top, width, height = rect
        x, y, room = left + _INSET, top + (height - self._height) // 2, width - 2 * _INSET
        found = self._known.get((text, room))
        if found is None:
            shown, free = self._fitted(text, room, to_right=to_right)
            painter.drawText(x + free, y + self._ascent, shown)
            if len(self._known) >= _KEPT:  # one goes for one that comes: no frame frees them all
                self._known.popitem(last=False)
            self._known[text, room] = shown, free
            return
        drawn, free = found
        if isinstance(drawn, str):
            drawn = QStaticText(drawn)
            drawn.setTextFormat(Qt.TextFormat.PlainText)
            self._known[text, room] = drawn, free
        painter.drawStaticText(x + free, y, drawn)

    def _fitted(self, text: str, room: int, *, to_right: bool) -> tuple[str, int]:
        """Return the text as far as there is room, and the pixels to leave free before it."""
        if not to_right and len(text) * self._height <= room:  # no sign is wider than it is high
            return text, 0
        width = self._metrics.horizontalAdvance(text)
        if width > room:
            return self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, room), 0
        return text, room - width if to_right else 0
