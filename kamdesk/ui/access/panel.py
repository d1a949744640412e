"""The common look of the screens before the desk: one card with title, content and buttons."""

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kamdesk.domain.errors import KamdeskError
from kamdesk.ui.labels import plain_label
from kamdesk.ui.tokens import XL, L, M, S
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.cards import Card
from kamdesk.ui.widgets.notices import Notice


class Panel(Card):
    """Title, explanation, content, what went wrong, and a row of buttons."""

    stays: ClassVar[bool] = False
    """Whether the panel stays alive when another one is shown, for the way back."""

    begins: ClassVar[bool] = False
    """Whether nothing is lost when the window is built again, in another language."""

    def __init__(self, title: str, explanation: str = "", *, width: int = 560) -> None:
        super().__init__()
        self.setFixedWidth(width)
        self.body.setContentsMargins(XL + M, XL, XL + M, XL)
        self.body.setSpacing(S)
        self.headline = plain_label(title, role="h2", wrap=True)
        self.explanation = plain_label(explanation, role="muted", wrap=True)
        self.explanation.setVisible(bool(explanation))
        self.content = QVBoxLayout()
        self.content.setContentsMargins(0, L, 0, S)
        self.content.setSpacing(S)
        self.notice = Notice()
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(S)
        self.body.addWidget(self.headline)
        self.body.addWidget(self.explanation)
        self.body.addLayout(self.content)
        self.body.addWidget(self.notice)
        self.body.addLayout(self.buttons)

    def first_focus(self) -> QWidget | None:
        """Return the editor that the cursor stands in when the panel appears."""
        return None

    def may_close(self) -> bool:
        """Tell whether the window may be closed now; asks where something would be lost."""
        return True

    def refuse(self, error: KamdeskError) -> None:
        """Show why it was not done and take another try."""
        self.set_busy(busy=False)
        self.notice.say(str(error), Tone.BAD)

    def set_busy(self, *, busy: bool) -> None:
        """Take no second click while the first is worked on."""
        self.setEnabled(not busy)


def empty_middle() -> tuple[QWidget, QVBoxLayout]:
    """Return a room, and its column whose place 1 lies a little above the middle."""
    room = QWidget()
    room.setProperty("plain", "true")
    column = QVBoxLayout(room)
    column.addStretch(2)
    column.addStretch(3)
    return room, column


def centred(panel: Panel) -> QWidget:
    """Return `panel` in the middle of whatever room there is."""
    room, column = empty_middle()
    column.insertWidget(1, panel, 0, Qt.AlignmentFlag.AlignHCenter)
    return room
