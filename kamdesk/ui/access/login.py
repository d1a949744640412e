"""Signing in."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from kamdesk.domain.errors import KamdeskError, LoginError
from kamdesk.i18n import _
from kamdesk.ui.access.panel import Panel
from kamdesk.ui.access.passwords import PasswordField
from kamdesk.ui.access.user_edit import UserEdit
from kamdesk.ui.labels import plain_label
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.buttons import button, link_button
from kamdesk.ui.widgets.cards import row_of
from kamdesk.ui.widgets.notices import Notice

if TYPE_CHECKING:  # loads the whole domain of people, for a type
    from kamdesk.domain.company import Account


class LoginPanel(Panel):
    """Asks who it is and for the password; what is wrong stands under the password."""

    begins = True

    submitted = Signal(str, str)
    """Login and password."""
    forgotten = Signal()

    def __init__(self) -> None:
        super().__init__(_("登录"), width=440)
        self.hint = Notice()
        self.user = UserEdit()
        self.password = PasswordField("password", _("密码"))
        self._wait = QTimer(self, interval=1000)
        self._wait.timeout.connect(self.tick)
        self._left = 0
        self.content.addWidget(self.hint)
        self.content.addWidget(plain_label(_("用户"), role="muted"))
        self.content.addWidget(self.user)
        self.content.addWidget(plain_label(_("密码"), role="muted"))
        self.content.addWidget(self.password)
        self.sign_in = button(_("登录"), self.submit, primary=True)
        self.content.addWidget(self.sign_in)
        self.ways = row_of(None, link_button(_("忘记密码？"), self.forgotten.emit))
        self.body.addLayout(self.ways)
        self.user.returnPressed.connect(self.password.focus_editor)
        self.password.editor.returnPressed.connect(self.submit)

    def offer(self, accounts: "Sequence[Account]", *, hint: str = "") -> None:
        """Offer all `accounts`, keeping what stands there; `hint` tells the sample's password."""
        self.user.offer(accounts, last=self.user.login())
        self.hint.say(hint, Tone.INFO)

    def offer_sample(self, on_click: Callable[[], object]) -> None:
        """Show the way to the sample company."""
        self.ways.insertWidget(0, link_button(_("体验示例公司"), on_click))

    def offer_way_back(self, on_click: Callable[[], object]) -> None:
        """Show the way out of the sample company."""
        self.ways.insertWidget(0, link_button(_("离开示例公司"), on_click))

    def first_focus(self) -> QWidget:
        return self.password.editor if self.user.text() else self.user

    def submit(self) -> None:
        """Hand on login and password, once both are there."""
        if not self.sign_in.isEnabled():
            return
        if not self.user.login():
            self.user.setFocus()
        elif self.password.validate():
            self.set_busy(busy=True)
            self.submitted.emit(self.user.login(), self.password.value())

    def refuse(self, error: KamdeskError) -> None:
        if not isinstance(error, LoginError):
            super().refuse(error)
            return
        self.set_busy(busy=False)
        self.notice.say("")
        self.password.set_value(None)
        self.password.show_error(str(error))
        self.password.focus_editor()
        if error.wait_seconds:
            self._left = error.wait_seconds
            self._tell_wait()
            self._wait.start()

    def tick(self) -> None:
        """Count a second of the wait down."""
        self._left -= 1
        self._tell_wait()

    def _tell_wait(self) -> None:
        waiting = self._left > 0
        self.sign_in.setEnabled(not waiting)
        text = _("请等待 {seconds} 秒").format(seconds=self._left) if waiting else _("登录")
        self.sign_in.setText(text)
        if not waiting:
            self._wait.stop()
