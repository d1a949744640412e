"""The first screen of a new installation: a company of one's own, or the sample."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kamdesk.i18n import _
from kamdesk.ui.access.panel import Panel
from kamdesk.ui.labels import heading, plain_label
from kamdesk.ui.tokens import XS, L, M
from kamdesk.ui.widgets.buttons import button
from kamdesk.ui.widgets.cards import Card
from kamdesk.ui.widgets.notices import IconLabel


class WelcomePanel(Panel):
    """Offers to set up a company or to look at the sample company."""

    begins = True

    company_wanted = Signal()
    sample_wanted = Signal()

    def __init__(self, *, sample_exists: bool) -> None:
        super().__init__(
            _("欢迎使用大客户业务拓展工作台"),
            _("数据只保存在这台电脑上并加密，不需要联网。第一次使用请选择："),
            width=640,
        )
        self.content.setSpacing(M)
        self.company_button = button(_("新建公司"), self.company_wanted.emit, primary=True)
        self.sample_button = button(_("体验示例公司"), self.sample_wanted.emit)
        if sample_exists:
            self.sample_button.setText(_("打开示例公司"))
        own = _("填写公司名称和管理员，大约两分钟。")
        sample = _("虚构公司一年的客户、备案、立项和审批，可以随意修改。")
        self.content.addWidget(
            _choice("building-2", _("建立自己公司的数据"), own, self.company_button)
        )
        self.content.addWidget(
            _choice("book-open", _("先看看做好的例子"), sample, self.sample_button)
        )

    def first_focus(self) -> QWidget:
        return self.company_button


def _choice(icon_name: str, title: str, words: str, way: QPushButton) -> Card:
    way.setMinimumWidth(128)
    texts = QVBoxLayout()
    texts.setSpacing(XS)
    texts.addWidget(heading(title))
    texts.addWidget(plain_label(words, role="muted", wrap=True))
    line = QHBoxLayout()
    line.setSpacing(L)
    line.addWidget(IconLabel(icon_name, size=28, tone="accent"))
    line.addLayout(texts, 1)
    line.addWidget(way)
    card = Card()
    card.body.setContentsMargins(L, L, L, L)
    card.body.addLayout(line)
    return card
