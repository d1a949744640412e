"""Labels that show a user's text literally: never markup, never a mnemonic."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kamdesk.ui.tone import Tone

_AS_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def plain_label(text: str = "", *, role: str = "", wrap: bool = False) -> QLabel:
    """Return a label that shows `text` as it stands.

    `role` is one of caption, muted, strong, h3, h2, h1, kpi, error, warning; nothing means body.
    """
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(wrap)
    if role:
        label.setProperty("role", role)
    return label


def selectable_label(text: str = "", *, role: str = "", wrap: bool = True) -> QLabel:
    """Return a plain label whose text can be marked and copied."""
    label = plain_label(text, role=role, wrap=wrap)
    flags = Qt.TextInteractionFlag
    label.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
    return label


def heading(text: str) -> QLabel:
    """Return the heading of a section or a card."""
    return plain_label(text, role="h3")


def chip(text: str, tone: Tone = Tone.NEUTRAL) -> "Chip":
    """Return a small word on a soft ground."""
    return Chip(text, tone)


class Chip(QLabel):
    """A word on a soft ground; its tone may change with its text."""

    def __init__(self, text: str = "", tone: Tone = Tone.NEUTRAL) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.say(text, tone)

    def say(self, text: str, tone: Tone = Tone.NEUTRAL) -> None:
        """Show `text` in `tone`; an empty text hides the chip."""
        self.setText(text)
        show_in_place(self, shown=bool(text))
        if self.property("chip") != tone.value:
            restyle(self, chip=tone.value)


class ElidedLabel(QLabel):
    """One line that ends in … when it is too long; the whole text is its tool tip."""

    def __init__(self, text: str = "", *, role: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        if role:
            self.setProperty("role", role)
        self.setText(text)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        super().setText(text)
        self.setToolTip(plain_tip(text))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.fontMetrics().lineSpacing())

    def minimumSizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.averageCharWidth() * 4, metrics.lineSpacing())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        area = self.contentsRect()
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, area.width()
        )
        painter.drawText(area, int(self.alignment()), shown)


def plain_tip(text: str) -> str:
    """Return `text` for a tool tip, safe from being read as markup and wrapped when long."""
    return f"<qt>{text.translate(_AS_TEXT)}</qt>" if text else ""


def without_mnemonic(text: str) -> str:
    """Return `text` for a button, tab or menu, where a single & would mark a key."""
    return text.replace("&", "&&")


def show_in_place(widget: QWidget, *, shown: bool) -> None:
    """Show or hide `widget`; one that stands nowhere yet is shown by its layout later."""
    if shown and widget.parentWidget() is None:
        # Shown now it would flash up as a window of its own.
        widget.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, on=False)
    else:
        widget.setVisible(shown)


def restyle(widget: QWidget, **properties: object) -> None:
    """Set style properties of `widget` and have the style sheet read again."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return  # the style sheet is read when it is first shown; the first window waits for less
    widget.style().unpolish(widget)
    widget.style().polish(widget)
