"""A forgotten password: the recovery key and a new password."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kamdesk.domain.company import Account
from kamdesk.domain.errors import LoginError
from kamdesk.domain.recovery import read_recovery_key
from kamdesk.i18n import _
from kamdesk.ui.access.form_panel import FormPanel
from kamdesk.ui.access.passwords import new_password_fields
from kamdesk.ui.forms.choice_fields import ChoiceField
from kamdesk.ui.forms.text_fields import LineField


@dataclass(frozen=True, slots=True)
class Recovery:
    """What the panel asked for."""

    login: str
    key: str = field(repr=False)
    password: str = field(repr=False)


class RecoverPanel(FormPanel):
    """Asks whose password, for the printed key, and for the new password."""

    submitted = Signal(object)
    """A `Recovery`."""
    back = Signal()

    def __init__(self) -> None:
        super().__init__(
            _("用恢复密钥重设密码"),
            _("普通用户忘记密码请找系统管理员重设。管理员忘记密码时，用密封保管的恢复密钥。"),
            width=600,
        )
        self._names: dict[str, str] = {}
        self.user = ChoiceField("login", _("用户"), [], required=True)
        self.key = LineField(
            "recovery_key",
            _("恢复密钥"),
            required=True,
            max_length=80,
            hint=_("28 个字符，大小写和短横线不必一致。"),
            check=_key_fault,
        )
        self.password, self.again = new_password_fields(self._who)
        self.form.add(self.user, self.key, self.password, self.again)
        self.add_ways(self.submit, _("重设密码"), self.back.emit)
        self.again.editor.returnPressed.connect(self.submit)

    def welcome(self, accounts: Sequence[Account], *, login: str) -> None:
        """Offer `accounts` with `login` chosen and everything else empty."""
        self._names = {each.login: each.name for each in accounts}
        self.user.set_choices([(each.login, f"{each.name}　{each.login}") for each in accounts])
        empty = {"recovery_key": None, "password": None, "again": None}
        self.form.set_values({"login": login, **empty})
        self.notice.say("")

    def first_focus(self) -> QWidget:
        return self.key.editor

    def submit(self) -> None:
        """Hand the answers on where everything is right."""
        if self.isEnabled() and self.form.validate():
            values = self.form.values()
            self.set_busy(busy=True)
            key, password = values["recovery_key"], values["password"]
            self.submitted.emit(Recovery(values["login"], key, password))

    def _who(self) -> tuple[str, str]:
        login = self.user.value() or ""
        return login, self._names.get(login, "")


def _key_fault(text: str) -> str:
    try:
        read_recovery_key(text)
    except LoginError as error:
        return str(error)
    return ""
