"""A box of the relationship map: a contact, or our own side."""

from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsSceneMouseEvent,
    QStyleOptionGraphicsItem,
    QWidget,
)

from kamdesk.domain.clients.contacts import ROLE_TITLES
from kamdesk.domain.persons.layout import BADGE, HEIGHT, WIDTH
from kamdesk.domain.persons.maps import (
    CHAMPION_TITLE,
    MOST_INFLUENCE,
    OUR_SIDE,
    OUR_TITLE,
    SPONSOR_TITLE,
    MapOwner,
    MapPerson,
    Place,
)
from kamdesk.i18n import _, listed
from kamdesk.ui.labels import plain_tip
from kamdesk.ui.persons.map_look import (
    ATTITUDE_TONES,
    NAME_SIZE,
    TEXT_SIZE,
    attitude_word,
    map_font,
)
from kamdesk.ui.theme import current_tokens
from kamdesk.ui.tokens import Tokens
from kamdesk.ui.tone import Tone, ink, wash

_FRAME: Final = QRectF(-WIDTH / 2, -HEIGHT / 2, WIDTH, HEIGHT)
_INSIDE: Final = _FRAME.adjusted(10, 9, -10, -7)
_LINE: Final = (HEIGHT - 16) / 3
_ROUND: Final = 8.0
_DOT: Final = 7.0
_DOTS: Final = MOST_INFLUENCE * (_DOT + 3)


@dataclass(frozen=True, slots=True)
class BoxText:
    """What stands in a box; `dots` is None where there is no influence to show."""

    name: str
    badges: tuple[str, ...]
    about: str
    left: str
    dots: int | None
    right: str
    tone: Tone | None  # None: nothing is known yet

    def spoken(self) -> str:
        """Return the whole for a tool tip and for readers."""
        influence = _("影响力 {count}").format(count=self.dots) if self.dots else ""
        parts = (self.name, self.about, self.left, influence, self.right, *self.badges)
        return listed(part for part in parts if part)


def person_text(person: MapPerson) -> BoxText:
    """Return what stands in a contact's box."""
    badges = ((person.sponsor, SPONSOR_TITLE), (person.champion, CHAMPION_TITLE))
    return BoxText(
        name=person.name,
        badges=tuple(_(title) for held, title in badges if held),
        about=" · ".join(part for part in (person.department, person.post) if part),
        left=_(ROLE_TITLES[person.role]) if person.role else "",
        dots=person.influence,
        right=attitude_word(person.attitude),
        tone=ATTITUDE_TONES.get(person.attitude),
    )


def owner_text(owner: MapOwner | None) -> BoxText:
    """Return what stands in our own box."""
    if owner is None:
        return BoxText(_(OUR_TITLE), (), _("暂无负责人"), "", None, "", Tone.WARN)
    name = _("我方：{name}").format(name=owner.name)
    return BoxText(name, (), owner.department, _("客户负责人"), None, "", Tone.INFO)


class BoxItem(QGraphicsItem):
    """Draws one box about its middle; `movable` ones follow the mouse."""

    def __init__(self, key: int, text: BoxText, *, movable: bool) -> None:
        super().__init__()
        self.key = key
        self.text = text
        self.current = False
        """Whether the keyboard acts on it."""
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsSelectable)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsMovable, movable)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemSendsGeometryChanges)
        self.setToolTip(plain_tip(text.spoken()))
        self.setCursor(Qt.CursorShape.SizeAllCursor if movable else Qt.CursorShape.ArrowCursor)
        self.setZValue(3)

    @property
    def ours(self) -> bool:
        """Whether it is our own."""
        return self.key == OUR_SIDE

    def place(self) -> Place:
        """Return where it stands."""
        return Place(round(self.x()), round(self.y()))

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt's name
        return _FRAME.adjusted(-4, -4 - BADGE / 2, 4, 4)

    def itemChange(self, change: QGraphicsItem.GraphicsItemChange, value: Any) -> Any:  # noqa: N802 - Qt's name
        if change == QGraphicsItem.GraphicsItemChange.ItemPositionHasChanged:
            scene = self.scene()
            if scene is not None:
                scene.on_box_moved(self)  # type: ignore[attr-defined] # it stands on ours only
        return super().itemChange(change, value)

    def mouseDoubleClickEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        event.accept()  # the view opens it; a second press would begin another drag

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,  # noqa: ARG002 - Qt's signature
        widget: QWidget | None = None,  # noqa: ARG002 - Qt's signature
    ) -> None:
        tokens = current_tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, tokens)
        for number, badge in enumerate(self.text.badges):
            _paint_badge(painter, tokens, badge, at_right=number > 0)
        self._paint_name(painter, tokens)
        painter.setFont(map_font(TEXT_SIZE))
        painter.setPen(QColor(tokens.text2))
        _write(painter, _line(1), self.text.about)
        self._paint_last(painter, tokens)

    def _paint_ground(self, painter: QPainter, tokens: Tokens) -> None:
        tone = self.text.tone
        edge = QColor(tokens.border_input) if tone in {None, Tone.NEUTRAL} else ink(tone, tokens)
        pen = QPen(edge, 1.4)
        if tone is None:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setBrush(QColor(tokens.surface))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(_FRAME, _ROUND, _ROUND)
        painter.setBrush(QColor(tokens.surface) if tone is None else wash(tone, tokens))
        painter.setPen(pen)
        painter.drawRoundedRect(_FRAME, _ROUND, _ROUND)
        if self.current or self.isSelected():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 2.4))
            painter.drawRoundedRect(_FRAME.adjusted(-2, -2, 2, 2), _ROUND + 2, _ROUND + 2)

    def _paint_name(self, painter: QPainter, tokens: Tokens) -> None:
        line = _line(0)
        if self.text.dots is not None:
            line.setRight(line.right() - _DOTS - 6)
            start = QPointF(line.right() + 9, line.center().y())
            _paint_dots(painter, tokens, start, self.text.dots)
        painter.setFont(map_font(NAME_SIZE, bold=True))
        painter.setPen(QColor(tokens.text))
        _write(painter, line, self.text.name)

    def _paint_last(self, painter: QPainter, tokens: Tokens) -> None:
        line = _line(2)
        painter.setFont(map_font(TEXT_SIZE, bold=True))
        painter.setPen(ink(self.text.tone or Tone.NEUTRAL, tokens))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | _MIDDLE, self.text.right)
        room = QFontMetricsF(painter.font()).horizontalAdvance(self.text.right) + 8
        painter.setFont(map_font(TEXT_SIZE))
        painter.setPen(QColor(tokens.text))
        _write(painter, line.adjusted(0, 0, -room, 0), self.text.left)


_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter


def _line(number: int) -> QRectF:
    return QRectF(_INSIDE.left(), _INSIDE.top() + number * _LINE, _INSIDE.width(), _LINE)


def _write(painter: QPainter, line: QRectF, text: str) -> None:
    """Write a text, cut with … where it is longer than its line."""
    shown = QFontMetricsF(painter.font()).elidedText(
        text, Qt.TextElideMode.ElideRight, line.width()
    )
    painter.drawText(line, Qt.AlignmentFlag.AlignLeft | _MIDDLE, shown)


def _paint_badge(painter: QPainter, tokens: Tokens, word: str, *, at_right: bool) -> None:
    """Paint a word upon the upper border, clear of the middle, where lines come in."""
    painter.setFont(map_font(TEXT_SIZE - 1))
    width = QFontMetricsF(painter.font()).horizontalAdvance(word) + 8
    left = _INSIDE.right() - width if at_right else _INSIDE.left()
    ground = QRectF(left, _FRAME.top() - BADGE / 2, width, BADGE)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.accent))
    painter.drawRoundedRect(ground, 4, 4)
    painter.setPen(QColor(tokens.on_accent))
    painter.drawText(ground, Qt.AlignmentFlag.AlignCenter, word)


def _paint_dots(painter: QPainter, tokens: Tokens, start: QPointF, count: int) -> None:
    """Paint five dots, `count` of them full."""
    for at in range(MOST_INFLUENCE):
        full = at < count
        painter.setPen(QPen(QColor(tokens.text2 if full else tokens.border_input), 1))
        painter.setBrush(QColor(tokens.text2) if full else Qt.BrushStyle.NoBrush)
        x = start.x() + at * (_DOT + 3)
        painter.drawEllipse(QRectF(x, start.y() - _DOT / 2, _DOT, _DOT))
