"""Asking, before a backup takes the place of the data, for somebody who may do that."""

from PySide6.QtWidgets import QWidget

from kamdesk.i18n import _
from kamdesk.ui.access.passwords import PasswordField
from kamdesk.ui.forms.dialog import FormDialog
from kamdesk.ui.forms.form import FormView
from kamdesk.ui.forms.text_fields import LineField
from kamdesk.ui.messages import Messages
from kamdesk.ui.tone import Tone


def restore_dialog(
    file_name: str, *, login: str, messages: Messages, parent: QWidget
) -> FormDialog:
    """Return a dialog whose values are `login` and `password` of an administrator."""
    form = FormView()
    user = LineField("login", _("登录名"), required=True, hint=_("做这份备份时的系统管理员。"))
    form.add(user, PasswordField("password", _("密码"), hint=_("做这份备份时的密码。")))
    form.set_values({"login": login})
    dialog = FormDialog(
        _("恢复备份"),
        form,
        messages=messages,
        save_text=_("关闭公司并恢复"),
        width=520,
        parent=parent,
    )
    told = _(
        "将用备份“{file}”替换现在的数据：备份之后的修改都会丢失。"
        "现在的数据会移到 replaced 文件夹保留。"
    )
    dialog.notice.say(told.format(file=file_name), Tone.WARN)
    return dialog
