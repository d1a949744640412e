"""A person's numbers, whole, for as long as their window is open."""

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from kamdesk.domain.clients.contacts import FIELD_TITLES
from kamdesk.domain.persons.reveals import Reached
from kamdesk.i18n import _
from kamdesk.ui.tokens import XL, L, M
from kamdesk.ui.widgets.buttons import button
from kamdesk.ui.widgets.cards import Facts, row_of
from kamdesk.ui.widgets.notices import Notice

_WIDTH = 420


class NumbersDialog(QDialog):
    """Shows phone and e-mail; nothing of them is left on the screens behind."""

    def __init__(self, reached: Reached, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("完整号码：{name}").format(name=reached.name))
        self.facts = Facts()
        self.facts.show_facts(
            {_(FIELD_TITLES["phone"]): reached.phone, _(FIELD_TITLES["email"]): reached.email}
        )
        self.close_button = button(_("关闭"), self.accept, primary=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, L, XL, L)
        column.setSpacing(M)
        column.addWidget(self.facts)
        column.addWidget(Notice(_("本次查看已记录。关闭后号码重新隐藏。")))
        column.addLayout(row_of(None, self.close_button))
        self.setMinimumWidth(_WIDTH)
        self.close_button.setFocus()
