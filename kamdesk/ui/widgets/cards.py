"""Cards and what fills them: sections, figures, rows of name and value, lines."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kamdesk.ui.labels import Chip, heading, plain_label, selectable_label
from kamdesk.ui.tokens import XS, L, M, S
from kamdesk.ui.tone import Tone

_PRESS_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Card(QFrame):
    """A white frame with an optional heading; add to `body`, put small things beside the title."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(L, M, L, M)
        self.body.setSpacing(S)
        self.head = QHBoxLayout()
        self.head.setSpacing(S)
        self.title = heading(title)
        if title:
            self.head.addWidget(self.title)
            self.head.addStretch()
            self.body.addLayout(self.head)


class KpiCard(Card):
    """One figure with its name and a word on it; a click leads to the list behind it."""

    clicked = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self.figure = plain_label("—", role="kpi")
        self.note = Chip()
        self.body.setSpacing(XS)
        self.body.addWidget(plain_label(title, role="muted"))
        self.body.addWidget(self.figure)
        self.body.addWidget(self.note)
        Press(self, self.clicked)
        self.setAccessibleName(title)

    def say(self, figure: str, note: str = "", tone: Tone = Tone.NEUTRAL) -> None:
        """Show `figure` and the word on it."""
        self.figure.setText(figure)
        self.note.say(note, tone)


class Facts(QWidget):
    """Rows of name and value, names right-aligned; values can be marked and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(M)
        self._grid.setVerticalSpacing(XS + 2)
        self._grid.setColumnStretch(1, 1)

    def show_facts(self, facts: dict[str, str]) -> None:
        """Show `facts` (name → value) in place of those shown before; empty values as —."""
        self.clear()
        for name, value in facts.items():
            self.add(name, selectable_label(value or "—"))

    def add(self, name: str, value: QWidget) -> None:
        """Add one row whose value is a widget, such as a chip."""
        line, self._lines = self._lines, self._lines + 1
        top_right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(plain_label(name, role="muted"), line, 0, top_right)
        self._grid.addWidget(value, line, 1)

    def clear(self) -> None:
        """Take all rows away."""
        clear_layout(self._grid)
        self._lines = 0


def clear_layout(layout: QVBoxLayout | QHBoxLayout | QGridLayout) -> None:
    """Take every widget out of `layout` and delete it."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


def horizontal_line() -> QFrame:
    """Return a one-pixel line."""
    line = QFrame()
    line.setProperty("line", "true")
    line.setFixedHeight(1)
    return line


def row_of(*widgets: QWidget | None, spacing: int = S) -> QHBoxLayout:
    """Return the widgets side by side; None is a stretch."""
    row = QHBoxLayout()
    row.setSpacing(spacing)
    for widget in widgets:
        if widget is None:
            row.addStretch()
        else:
            row.addWidget(widget)
    return row


class ClickableLine(QWidget):
    """A line of a card that opens something: text left, a note or chip right."""

    clicked = Signal()

    def __init__(self, text: QLabel, *right: QWidget, on_click: Callable[[], object]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(S)
        row.addWidget(text, 1)
        for widget in right:
            row.addWidget(widget)
        Press(self, self.clicked)
        self.setAccessibleName(text.text())
        self.clicked.connect(on_click)


class Press(QObject):
    """Makes a widget answer to the mouse and, with the focus, to Enter and the space bar."""

    def __init__(self, widget: QWidget, clicked: SignalInstance) -> None:
        super().__init__(widget)
        self._clicked = clicked
        widget.setCursor(Qt.CursorShape.PointingHandCursor)
        widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        by_key = isinstance(event, QKeyEvent) and event.key() in _PRESS_KEYS
        if by_key and kind == QEvent.Type.KeyPress:
            self._clicked.emit()
            return True
        if isinstance(event, QMouseEvent) and kind == QEvent.Type.MouseButtonRelease:
            self._clicked.emit()
        return super().eventFilter(watched, event)
