"""The company's data is in use by another program."""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QWidget

from kamdesk.i18n import _
from kamdesk.ui.access.panel import Panel
from kamdesk.ui.widgets.buttons import button


class OccupiedPanel(Panel):
    """Tells who is in, and offers to try again or to leave."""

    begins = True

    def __init__(self, told: str, again: Callable[[], object], leave: Callable[[], object]) -> None:
        super().__init__(_("数据正在使用中"), told, width=520)
        self.again_button: QPushButton = button(
            _("重试"), again, icon_name="refresh-cw", primary=True
        )
        self.buttons.addStretch()
        self.buttons.addWidget(button(_("退出"), leave))
        self.buttons.addWidget(self.again_button)

    def first_focus(self) -> QWidget:
        return self.again_button
