"""The roles of a user: one check box a role, with what it may do beneath."""

from collections.abc import Iterable

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from kamdesk.domain.people import ROLE_TITLES, Role
from kamdesk.i18n import N_, _
from kamdesk.ui.forms.field import Field
from kamdesk.ui.labels import plain_label, without_mnemonic
from kamdesk.ui.tokens import XL

EXPLANATIONS = {
    Role.SALES: N_("登记客户，填报备案和立项，跟进自己的项目。"),
    Role.HEAD: N_("审核本部门的备案和立项，管理本部门客户。"),
    Role.MANAGEMENT: N_("查重，管理全部备案，裁定撞单，导入客户。"),
    Role.FINANCE: N_("审核达到限额的预算。"),
    Role.EXECUTIVE_VP: N_("审批立项，批准再次延长备案。"),
    Role.GENERAL_MANAGER: N_("审批合作开发和大额预算，查看全部。"),
    Role.ADMINISTRATOR: N_("管理用户、设置和备份；不参与业务审批，不能兼任其他角色。"),
}


class RolesField(Field):
    """Any of the roles; the value is a frozenset."""

    def __init__(self, key: str, title: str) -> None:
        super().__init__(key, title, required=True)
        self.boxes: dict[Role, QCheckBox] = {}
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(1)
        for role in Role:
            box = QCheckBox(without_mnemonic(_(ROLE_TITLES[role])))
            box.toggled.connect(self.touched)
            words = plain_label(_(EXPLANATIONS[role]), role="caption", wrap=True)
            words.setContentsMargins(XL, 0, 0, 3)
            column.addWidget(box)
            column.addWidget(words)
            self.boxes[role] = box
        self.build(whole, editors=tuple(self.boxes.values()))
        for role, box in self.boxes.items():
            box.setAccessibleName(_("角色：{role}").format(role=_(ROLE_TITLES[role])))
            box.setAccessibleDescription(_(EXPLANATIONS[role]))

    def value(self) -> frozenset[Role] | None:
        return frozenset(role for role, box in self.boxes.items() if box.isChecked()) or None

    def set_value(self, value: Iterable[Role] | None) -> None:
        chosen = frozenset(value or ())
        for role, box in self.boxes.items():
            box.setChecked(role in chosen)
