"""The first sign-in with a password that an administrator gave: it has to be replaced."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kamdesk.i18n import _
from kamdesk.ui.access.form_panel import FormPanel
from kamdesk.ui.access.passwords import new_password_fields


class NewPasswordPanel(FormPanel):
    """Asks for the password that only its owner knows."""

    submitted = Signal(str)

    def __init__(self, *, login: str, name: str) -> None:
        super().__init__(
            _("{name}，请设置自己的密码").format(name=name),
            _("刚才用的是管理员给的临时密码。设好后请记住，管理员看不到您的密码。"),
        )
        self.password, self.again = new_password_fields(lambda: (login, name))
        self.form.add(self.password, self.again)
        self.add_ways(self.submit, _("保存并进入"), None)
        self.again.editor.returnPressed.connect(self.submit)

    def first_focus(self) -> QWidget:
        return self.password.editor

    def submit(self) -> None:
        """Hand the new password on where everything is right."""
        if self.isEnabled() and self.form.validate():
            self.set_busy(busy=True)
            self.submitted.emit(self.password.value())
