"""Fields of secrets: shown on demand, Caps Lock told, new ones typed twice."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from kamdesk.domain.passwords import SHORTEST, password_fault
from kamdesk.i18n import _
from kamdesk.ui.forms.text_fields import LineField
from kamdesk.ui.icons import icon

Who = Callable[[], tuple[str, str]]
"""Returns the login and the name of whom a new password is for."""


class CapsLockWatch(QObject):
    """Tells from what is typed whether Caps Lock is on; no system tells it to Qt."""

    changed = Signal(bool)

    def __init__(self, editor: QLineEdit) -> None:
        super().__init__(editor)
        self.on = False
        editor.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self._look_at(event)
        return super().eventFilter(watched, event)

    def _look_at(self, event: QKeyEvent) -> None:
        letter = event.text()
        if event.key() == Qt.Key.Key_CapsLock and self.on:
            self._tell(on=False)
        elif len(letter) == 1 and letter.isascii() and letter.isalpha():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._tell(on=letter.isupper() != shifted)

    def _tell(self, *, on: bool) -> None:
        if on != self.on:
            self.on = on
            self.changed.emit(on)


class PasswordField(LineField):
    """A password; an eye shows it while that is wanted."""

    def __init__(
        self, key: str, title: str, *, hint: str = "", check_new: Who | None = None
    ) -> None:
        super().__init__(key, title, secret=True, required=True, max_length=200, hint=hint)
        self._check = self._fault if check_new else None
        self._who = check_new
        self._eye = QAction(icon("eye"), _("显示密码"), self.editor)
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._show_letters)
        self.editor.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)
        self._caps = CapsLockWatch(self.editor)
        self._caps.changed.connect(self._tell_caps)

    def _fault(self, password: str) -> str:
        login, name = self._who() if self._who else ("", "")
        return password_fault(password, login=login, name=name) or ""

    def _show_letters(self, shown: bool) -> None:  # noqa: FBT001 - a signal's argument
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.editor.setEchoMode(mode)
        self._eye.setIcon(icon("eye-off" if shown else "eye"))

    def _tell_caps(self, on: bool) -> None:  # noqa: FBT001 - a signal's argument
        self.show_warning(_("大写锁定已打开。") if on else "")


def new_password_fields(who: Who, *, title: str = "") -> tuple[PasswordField, PasswordField]:
    """Return the fields `password` and `again`, the second checked against the first."""
    hint = _("至少 {count} 个字符，可以是一句好记的话；不要用姓名或登录名。").format(count=SHORTEST)
    first = PasswordField("password", title or _("新密码"), hint=hint, check_new=who)
    again = _Repeated(first)
    return first, again


class _Repeated(PasswordField):
    def __init__(self, first: PasswordField) -> None:
        super().__init__("again", _("再输一遍"))
        self._first = first
        self._check = self._differs

    def _differs(self, password: str) -> str:
        same = password == self._first.value()
        return "" if same else _("两次输入的密码不一样，请重新输入。")
