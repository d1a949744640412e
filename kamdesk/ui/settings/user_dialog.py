"""Asking for a user's name, department and roles, and showing a temporary password once."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from kamdesk.domain.people import (
    LONGEST_LOGIN,
    LONGEST_NAME,
    LONGEST_PHONE,
    Department,
    UserDraft,
    UserRow,
)
from kamdesk.i18n import _
from kamdesk.ui.forms.choice_fields import ChoiceField
from kamdesk.ui.forms.dialog import FormDialog
from kamdesk.ui.forms.form import FormView
from kamdesk.ui.forms.text_fields import LineField
from kamdesk.ui.labels import plain_label, selectable_label
from kamdesk.ui.messages import Messages
from kamdesk.ui.settings.roles_field import RolesField
from kamdesk.ui.tokens import XL, L, M
from kamdesk.ui.widgets.buttons import button
from kamdesk.ui.widgets.cards import row_of


def user_dialog(
    user: UserRow | None,
    departments: Sequence[Department],
    *,
    messages: Messages,
    parent: QWidget,
) -> FormDialog:
    """Return a dialog for a new user (None) or for one that is there; read it by `draft_of`."""
    form = FormView()
    login = LineField(
        "login",
        _("登录名"),
        required=True,
        max_length=LONGEST_LOGIN,
        hint=_("英文字母和数字，例如 zhang.san；以后不能修改。"),
    )
    places = [(each.id, each.name) for each in departments]
    form.add(
        login,
        LineField("name", _("姓名"), required=True, max_length=LONGEST_NAME),
        LineField("phone", _("电话"), max_length=LONGEST_PHONE),
        ChoiceField("department_id", _("部门"), places),
        RolesField("roles", _("角色")),
    )
    title = _("新增用户")
    if user is not None:
        title = _("修改用户：{name}").format(name=user.name)
        login.set_read_only(read_only=True)
        form.set_values({field.key: getattr(user, field.key) for field in form.fields()})
    return FormDialog(title, form, messages=messages, width=600, parent=parent)


def draft_of(values: Mapping[str, Any]) -> UserDraft:
    """Return what the dialog's values say."""
    return UserDraft(
        login=values["login"],
        name=values["name"],
        phone=values["phone"] or "",
        department_id=values["department_id"],
        roles=values["roles"],
    )


class TemporaryPasswordDialog(QDialog):
    """Shows a temporary password this once."""

    def __init__(self, name: str, password: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("临时密码"))
        self._password = password
        self.shown = selectable_label(password, role="h1", wrap=False)
        self.shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.shown.setAccessibleName(_("临时密码：{password}").format(password=password))
        said = _("请把临时密码当面告诉 {name}。首次登录时必须改成自己的密码；这里只显示这一次。")
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, L, XL, L)
        column.setSpacing(M)
        column.addWidget(plain_label(said.format(name=name), wrap=True))
        column.addWidget(self.shown)
        copy = button(_("复制"), self.copy, icon_name="copy")
        column.addLayout(row_of(copy, None, button(_("知道了"), self.accept, primary=True)))
        self.setMinimumWidth(420)

    def copy(self) -> None:
        """Put the password on the clipboard."""
        QGuiApplication.clipboard().setText(self._password)
