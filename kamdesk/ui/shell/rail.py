"""The rail: the program's areas at the left edge, an icon above a word, a number where it waits."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QVBoxLayout

from kamdesk.i18n import _
from kamdesk.ui.icons import icon
from kamdesk.ui.labels import plain_tip, without_mnemonic
from kamdesk.ui.shell.page import PageSpec
from kamdesk.ui.theme import current_tokens
from kamdesk.ui.tokens import RAIL_WIDTH, XS, L, S

_MOST = 99


class Rail(QFrame):
    """One button a page; arrows move between them, Alt and a digit goes straight there."""

    chosen = Signal(str)

    def __init__(self, specs: Sequence[PageSpec]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self._buttons: dict[str, RailButton] = {}
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, S, 6, S)
        column.setSpacing(XS)
        upper = [spec for spec in specs if not spec.at_bottom]
        lower = [spec for spec in specs if spec.at_bottom]
        for number, spec in enumerate(upper, start=1):
            column.addWidget(self._button(spec, number))
        column.addStretch()
        for number, spec in enumerate(lower, start=len(upper) + 1):
            column.addWidget(self._button(spec, number))

    def keys(self) -> list[str]:
        """Return the pages' keys from top to bottom."""
        return list(self._buttons)

    def show_current(self, key: str) -> None:
        """Mark the page in front."""
        self._buttons[key].setChecked(True)

    def show_badge(self, key: str, count: int) -> None:
        """Write a number at a page's icon; 0 takes it away."""
        self._buttons[key].show_badge(count)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        focused = [at for at, one in enumerate(self._buttons.values()) if one.hasFocus()]
        if step is None or not focused:
            super().keyPressEvent(event)
            return
        buttons = list(self._buttons.values())
        buttons[(focused[0] + step) % len(buttons)].setFocus()

    def _fit(self) -> None:
        """Be wide enough for the longest word at the present type size."""
        longest = max((button.word_width() for button in self._buttons.values()), default=0)
        self.setFixedWidth(max(RAIL_WIDTH, longest + L))

    def _button(self, spec: PageSpec, number: int) -> "RailButton":
        made = RailButton(spec, number)
        made.clicked.connect(lambda _on: self.chosen.emit(spec.key))
        self._group.addButton(made)
        self._buttons[spec.key] = made
        return made


class RailButton(QToolButton):
    """A page's place in the rail."""

    def __init__(self, spec: PageSpec, number: int) -> None:
        super().__init__()
        self._badge = 0
        self._title = _(spec.title)
        self.setText(without_mnemonic(self._title))
        self.setIcon(icon(spec.icon))
        self.setIconSize(QSize(22, 22))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(54)
        self.setProperty("rail", "true")
        keys = f"Alt+{number % 10}" if number <= 10 else ""
        if keys:
            # Not the button's own shortcut, which waits for the animation of a press.
            QShortcut(QKeySequence(keys), self, self.click)
        self.setToolTip(plain_tip(f"{self._title}  {keys}".rstrip()))
        self.setAccessibleName(self._title)

    def word_width(self) -> int:
        """Return the width of the page's name."""
        self.ensurePolished()
        return self.fontMetrics().horizontalAdvance(self._title)

    def show_badge(self, count: int) -> None:
        """Write a number at the icon; 0 takes it away."""
        self._badge = count
        waiting = _("{page}，{count} 项待处理").format(page=self._title, count=count)
        self.setAccessibleName(waiting if count else self._title)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._badge:
            return
        text = str(self._badge) if self._badge <= _MOST else f"{_MOST}+"
        font = self.font()
        font.setPointSizeF(8)
        font.setBold(True)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font)
        width = max(16, painter.fontMetrics().horizontalAdvance(text) + 8)
        pill = QRect(self.width() // 2 + 4, 3, width, 16)
        tokens = current_tokens()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.bad))
        painter.drawRoundedRect(pill, 8, 8)
        painter.setPen(QColor(tokens.surface))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
