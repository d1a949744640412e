"""What a screen says in place: a notice bar, and the state of having nothing to show."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from kamdesk.ui.icons import icon
from kamdesk.ui.labels import plain_label, restyle, show_in_place, without_mnemonic
from kamdesk.ui.tokens import L, M, S
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.buttons import button

_ICONS = {
    Tone.NEUTRAL: "info",
    Tone.INFO: "info",
    Tone.ACCENT: "info",
    Tone.OK: "circle-check",
    Tone.WARN: "triangle-alert",
    Tone.BAD: "circle-x",
}


class IconLabel(QLabel):
    """An icon standing by itself; it follows the theme."""

    def __init__(self, name: str, *, size: int = 16, tone: str = "text2") -> None:
        super().__init__()
        self._tone = tone
        self._name = name
        self.setFixedSize(size, size)

    def show_icon(self, name: str, *, tone: str) -> None:
        """Show another icon."""
        self._name, self._tone = name, tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        icon(self._name, tone=self._tone).paint(QPainter(self), self.rect())


class Notice(QFrame):
    """A sentence on a soft ground with its icon; hidden while there is nothing to say."""

    def __init__(self, text: str = "", tone: Tone = Tone.INFO) -> None:
        super().__init__()
        self._icon = IconLabel("info")
        self._text = plain_label(wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(M, S, M, S)
        row.setSpacing(S)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        self.say(text, tone)

    @property
    def text(self) -> str:
        """What is said now."""
        return self._text.text()

    def say(self, text: str, tone: Tone = Tone.INFO) -> None:
        """Show `text`; an empty one hides the notice."""
        self._text.setText(text)
        self._icon.show_icon(_ICONS[tone], tone="text2" if tone is Tone.NEUTRAL else tone.value)
        restyle(self, notice=tone.value)
        show_in_place(self, shown=bool(text))


class EmptyState(QWidget):
    """Nothing to show: an icon, a sentence that says why, and the next thing to do."""

    def __init__(self, icon_name: str = "inbox", text: str = "") -> None:
        super().__init__()
        self._icon = IconLabel(icon_name, size=40, tone="muted")
        self._text = plain_label(text, role="muted", wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._on_click: Callable[[], object] | None = None
        self.button: QPushButton = button("", self._clicked)
        self.button.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(L, L, L, L)
        column.setSpacing(M)
        column.addStretch()
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._text)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()

    def say(
        self,
        icon_name: str,
        text: str,
        action: str = "",
        on_click: Callable[[], object] | None = None,
    ) -> None:
        """Show why there is nothing and, with `action`, a button for what to do."""
        self._icon.show_icon(icon_name, tone="muted")
        self._text.setText(text)
        self._on_click = on_click
        self.button.setText(without_mnemonic(action))
        self.button.setVisible(bool(action))

    def _clicked(self) -> None:
        if self._on_click is not None:
            self._on_click()
