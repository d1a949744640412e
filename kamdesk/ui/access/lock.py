"""The lock: after idle time or by hand the windows are covered until a password opens them."""

from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget

from kamdesk.domain.clock import Clock
from kamdesk.domain.errors import KamdeskError
from kamdesk.i18n import _
from kamdesk.ui.access.panel import Panel, centred
from kamdesk.ui.access.passwords import PasswordField
from kamdesk.ui.labels import plain_label
from kamdesk.ui.tokens import L
from kamdesk.ui.widgets.buttons import button, link_button
from kamdesk.ui.widgets.cards import row_of

_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
)
_LOOK_EVERY_MS = 5_000


class IdleWatch(QObject):
    """Tells when nobody has touched the program for a while; a suspended computer counts too."""

    idle = Signal()

    def __init__(self, app: QApplication, clock: Clock, *, minutes: int) -> None:
        super().__init__(app)
        self._clock = clock
        self._limit = timedelta(minutes=minutes)
        self._last: datetime = clock.now()
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        app.installEventFilter(self)

    def set_minutes(self, minutes: int) -> None:
        """Wait `minutes` from now on; 0 never tells."""
        self._limit = timedelta(minutes=minutes)

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.stop()
        self.deleteLater()

    def look(self) -> None:
        """Tell if the time is over."""
        if self._limit and self._clock.now() - self._last >= self._limit:
            self._last = self._clock.now()
            self.idle.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - Qt's signature
        if event.type() in _INPUT:
            self._last = self._clock.now()
        return False


class LockPanel(Panel):
    """Asks the person who was at work for the password again."""

    submitted = Signal(str)
    switched = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(
            _("已锁定"),
            _("{name} 的工作还在，输入密码继续。").format(name=name),
            width=440,
        )
        self.password = PasswordField("password", _("密码"))
        self.content.addWidget(plain_label(_("密码"), role="muted"))
        self.content.addWidget(self.password)
        self.unlock = button(_("解锁"), self.submit, primary=True)
        self.content.addWidget(self.unlock)
        self.body.addLayout(row_of(None, link_button(_("切换用户"), self.switched.emit)))
        self.password.editor.returnPressed.connect(self.submit)

    def first_focus(self) -> QWidget:
        return self.password.editor

    def submit(self) -> None:
        """Hand the password on."""
        if self.isEnabled() and self.password.validate():
            self.set_busy(busy=True)
            self.submitted.emit(self.password.value())

    def refuse(self, error: KamdeskError) -> None:
        self.set_busy(busy=False)
        self.password.set_value(None)
        self.password.show_error(str(error))
        self.password.focus_editor()


class Lock(QDialog):
    """Covers every window of the program; only the password or another user takes it away."""

    def __init__(self, main: QWidget, name: str) -> None:
        super().__init__(main, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle(_("已锁定"))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setAutoFillBackground(True)
        self._main = main
        self.panel = LockPanel(name)
        self._covers: list[QWidget] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(L, L, L, L)
        column.addWidget(centred(self.panel))
        self.setObjectName("lock")

    def shut(self) -> None:
        """Cover all windows and wait for the password."""
        for popup in iter(QApplication.activePopupWidget, None):
            popup.close()
        for widget in QApplication.topLevelWidgets():
            if widget.isVisible() and widget is not self:
                self._covers.append(_Cover(widget))
        self.setGeometry(self._main.geometry())
        self.open()
        self.panel.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def open_again(self) -> None:
        """Take the covers away."""
        for cover in self._covers:
            cover.deleteLater()
        self._covers.clear()
        self.done(QDialog.DialogCode.Accepted)
        self.deleteLater()

    def reject(self) -> None:
        """Stay: Esc opens nothing."""

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()


class _Cover(QWidget):
    """An opaque child over the whole of a window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAutoFillBackground(True)
        self.setGeometry(window.rect())
        window.installEventFilter(self)
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False
