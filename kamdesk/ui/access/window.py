"""The window before the desk: one panel at a time in its middle."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kamdesk import __version__
from kamdesk.i18n import Language, _, current_language
from kamdesk.ui.access.panel import Panel, empty_middle
from kamdesk.ui.labels import plain_label
from kamdesk.ui.tokens import XL, M, S
from kamdesk.ui.widgets.buttons import link_button
from kamdesk.ui.widgets.cards import row_of
from kamdesk.ui.widgets.notices import IconLabel

if TYPE_CHECKING:
    from kamdesk.ui.shell.help import HelpWindow

_FIRST_SIZE = (1080, 720)


class AccessWindow(QWidget):
    """Shows the panels of the first start and of signing in."""

    language_chosen = Signal(object)
    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.panel: Panel | None = None
        self.help: HelpWindow | None = None
        self._waiting: list[Callable[[], object]] | None = []
        self.setWindowTitle(_("大客户业务拓展工作台"))
        self.resize(*_FIRST_SIZE)
        room, self._room = empty_middle()
        self._area = QScrollArea()
        self._area.setWidget(room)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, M, XL, M)
        column.addLayout(_brand())
        column.addWidget(self._area, 1)
        column.addLayout(self._foot())
        QShortcut(QKeySequence("F1"), self, self.open_help)

    def show_panel(self, panel: Panel) -> None:
        """Put `panel` in the middle; the one before goes, unless it is to be kept."""
        if self.panel is not None:
            self.panel.hide()
            self._room.removeWidget(self.panel)
            if not self.panel.stays:
                self.panel.deleteLater()
        self.panel = panel
        self._room.insertWidget(1, panel, 0, Qt.AlignmentFlag.AlignHCenter)
        panel.show()
        self.switch.setVisible(panel.begins)
        if (editor := panel.first_focus()) is not None:
            editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_help(self) -> None:
        """Open the help page on signing in and the first start."""
        from kamdesk.ui.shell.help import HelpWindow  # noqa: PLC0415 - seldom needed

        if self.help is None:
            self.help = HelpWindow(self)
        self.help.show_topic("access")

    def when_painted(self, do: Callable[[], object]) -> None:
        """Do something once the window is on the screen, at once where it is already."""
        if self._waiting is None:
            do()
        else:
            self._waiting.append(do)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._waiting is not None:
            QTimer.singleShot(0, self, self._on_painted)

    def _on_painted(self) -> None:
        waiting, self._waiting = self._waiting or [], None
        for do in waiting:
            do()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.panel is not None and not self.panel.may_close():
            event.ignore()
            return
        event.accept()
        self.closing.emit()

    def _foot(self) -> QHBoxLayout:
        # Each language is called by its own name, whatever the present one is.
        other = (
            (Language.ENGLISH, "English")
            if current_language() is Language.CHINESE
            else (Language.CHINESE, _("中文（Chinese）"))
        )
        self.switch = link_button(other[1], lambda: self.language_chosen.emit(other[0]))
        version = plain_label(_("版本 {version}").format(version=__version__), role="caption")
        return row_of(version, None, self.switch)


def _brand() -> QHBoxLayout:
    name = plain_label(_("大客户业务拓展工作台"), role="h3")
    return row_of(
        IconLabel("handshake", size=22, tone="accent"),
        name,
        plain_label("KAM Desk", role="muted"),
        None,
        spacing=S,
    )
