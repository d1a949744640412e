"""The looks of the client editor: head with buttons, what there is to say, form and 查重."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kamdesk.i18n import _
from kamdesk.ui.clients.duplicates import DuplicatesCard
from kamdesk.ui.clients.form import ClientForm
from kamdesk.ui.forms.form import scrolled
from kamdesk.ui.labels import plain_label
from kamdesk.ui.tokens import M, S
from kamdesk.ui.widgets.buttons import button, icon_button
from kamdesk.ui.widgets.cards import Card
from kamdesk.ui.widgets.notices import Notice

_ASIDE_WIDTH = 300
_WIDEST = 1180


class EditorFrame(QWidget):
    """Shows the form and asks for what its buttons and keys say."""

    back_wanted = Signal()
    save_wanted = Signal()

    def __init__(self, title: str, form: ClientForm, duplicates: DuplicatesCard) -> None:
        super().__init__()
        self.form = form
        self.duplicates = duplicates
        self.title = plain_label(title, role="h2")
        self.said = plain_label(role="caption")
        self.notice = Notice()
        self.cancel_button = button(_("取消"), self.back_wanted.emit)
        self.save_button = button(_("保存"), self.save_wanted.emit, icon_name="save", primary=True)
        self.save_button.setToolTip(_("保存  Ctrl+S"))
        self._build()
        form.save_requested.connect(self.save_wanted)
        form.dirty_changed.connect(self._on_dirty)

    def set_busy(self, *, busy: bool) -> None:
        """Take no second save while one is under way."""
        self.save_button.setEnabled(not busy)

    def _on_dirty(self, dirty: bool) -> None:  # noqa: FBT001 - a signal's argument
        self.said.setText(_("有未保存的修改") if dirty else "")

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addLayout(self._head())
        column.addWidget(self.notice)
        sheet = Card()
        sheet.body.addWidget(scrolled(self.form, margin=M))
        sheet.setMaximumWidth(_WIDEST)
        aside = scrolled(self._aside(), margin=0)
        aside.setFixedWidth(_ASIDE_WIDTH)
        body = QHBoxLayout()
        body.setSpacing(M)
        body.addWidget(sheet, 1)
        body.addWidget(aside)
        body.addStretch()
        column.addLayout(body, 1)

    def _aside(self) -> QWidget:
        aside = QWidget()
        column = QVBoxLayout(aside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.duplicates)
        column.addStretch()
        return aside

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(S)
        back = icon_button("arrow-left", _("返回列表"), self.back_wanted.emit, shortcut="Esc")
        for widget in (back, self.title, self.said):
            head.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addStretch()
        head.addWidget(self.cancel_button)
        head.addWidget(self.save_button)
        return head
