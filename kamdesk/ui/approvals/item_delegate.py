"""Draws a line of the list at the left as a small card of three lines."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from kamdesk.ui.approvals.items import Item
from kamdesk.ui.lists.model import WindowModel
from kamdesk.ui.theme import current_tokens
from kamdesk.ui.tokens import XS, M, S
from kamdesk.ui.tone import Tone, ink, wash

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter


class ItemDelegate(QStyledItemDelegate):
    """Title in bold, number and person below, the figure left and the chips right at the foot."""

    def __init__(self, rows: WindowModel[Item], parent: QObject) -> None:
        super().__init__(parent)
        self._rows = rows

    def sizeHint(
        self,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002 - Qt's signature
    ) -> QSize:
        line = option.fontMetrics.height()
        return QSize(200, line * 3 + XS * 2 + S * 2 + XS)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        item = self._rows.row_at(index.row())
        if item is None:
            return
        area: QRect = option.rect.adjusted(0, 0, 0, -XS)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _draw_ground(painter, area, option.state)
        inner = area.adjusted(M, S, -M, -S)
        height = painter.fontMetrics().height()
        lines = [
            QRect(inner.left(), inner.top() + (height + XS) * at, inner.width(), height)
            for at in range(3)
        ]
        _draw_words(painter, lines, item)
        painter.restore()


def _draw_ground(painter: QPainter, area: QRect, state: QStyle.StateFlag) -> None:
    tokens = current_tokens()
    chosen = bool(state & QStyle.StateFlag.State_Selected)
    hovered = bool(state & QStyle.StateFlag.State_MouseOver)
    if not chosen and not hovered:
        return
    painter.setBrush(QColor(tokens.selection if chosen else tokens.hover))
    focused = chosen and bool(state & QStyle.StateFlag.State_HasFocus)
    painter.setPen(QColor(tokens.accent) if focused else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(area.adjusted(1, 0, -1, -1), 6, 6)


def _draw_words(painter: QPainter, lines: list[QRect], item: Item) -> None:
    tokens = current_tokens()
    plain = painter.font()
    bold = QFont(plain)
    bold.setWeight(QFont.Weight.DemiBold)
    painter.setFont(bold)
    _draw_line(painter, lines[0], item.title, QColor(tokens.text))
    painter.setFont(plain)
    _draw_line(painter, lines[1], item.line, QColor(tokens.text2))
    small = QFont(plain)
    small.setPointSizeF(max(plain.pointSizeF() - 1, 9))
    painter.setFont(small)
    room = _draw_chips(painter, lines[2], item.chips)
    painter.setFont(plain)
    _draw_line(painter, room, item.figure, QColor(tokens.text))


def _draw_line(painter: QPainter, area: QRect, text: str, colour: QColor) -> None:
    painter.setPen(colour)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, int(_LEFT), shown)


def _draw_chips(painter: QPainter, area: QRect, chips: tuple[tuple[str, Tone], ...]) -> QRect:
    """Draw the chips from the right and return what is left of the line."""
    tokens = current_tokens()
    right = area.right()
    for text, tone in reversed(chips):
        width = _chip_width(painter.fontMetrics(), text)
        place = QRect(right - width + 1, area.top() - 1, width, area.height() + 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(wash(tone, tokens))
        painter.drawRoundedRect(place, 4, 4)
        painter.setPen(ink(tone, tokens))
        painter.drawText(place, int(_CENTRE), text)
        right = place.left() - XS - 1
    return QRect(area.left(), area.top(), right - area.left(), area.height())


def _chip_width(metrics: QFontMetrics, text: str) -> int:
    return metrics.horizontalAdvance(text) + S * 2
