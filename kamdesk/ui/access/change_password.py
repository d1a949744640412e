"""Changing one's own password."""

from PySide6.QtWidgets import QWidget

from kamdesk.i18n import _
from kamdesk.ui.access.passwords import PasswordField, new_password_fields
from kamdesk.ui.forms.dialog import FormDialog
from kamdesk.ui.forms.form import FormView
from kamdesk.ui.messages import Messages


def change_password_dialog(
    *, login: str, name: str, messages: Messages, parent: QWidget | None
) -> FormDialog:
    """Return a dialog that asks for the old password and twice for the new one.

    The values are `old`, `password` and `again`.
    """
    form = FormView()
    first, again = new_password_fields(lambda: (login, name))
    form.add(PasswordField("old", _("原密码")), first, again)
    return FormDialog(
        _("修改密码"), form, messages=messages, save_text=_("修改"), width=520, parent=parent
    )
