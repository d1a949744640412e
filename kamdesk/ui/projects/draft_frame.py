"""The looks of a draft's editor: head with buttons, messages, the form, and its aside."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kamdesk.i18n import _
from kamdesk.ui.forms.form import scrolled, show_in_scroll_area
from kamdesk.ui.labels import Chip, plain_label
from kamdesk.ui.projects.draft_form import DraftForm
from kamdesk.ui.tokens import M, S
from kamdesk.ui.widgets.buttons import button, icon_button
from kamdesk.ui.widgets.cards import Card
from kamdesk.ui.widgets.notices import Notice

_ASIDE_WIDTH = 280
_WIDEST = 1180


class DraftFrame(QWidget):
    """Shows the form and asks for what its buttons and keys say."""

    back_wanted = Signal()
    save_wanted = Signal()
    submit_wanted = Signal()

    def __init__(self, form: DraftForm[Any], aside: Sequence[QWidget]) -> None:
        super().__init__()
        self.form = form
        self.title = plain_label(role="h2")
        self.state = Chip()
        self.said = plain_label(role="caption")
        self.returned = Notice()
        self.notice = Notice()
        self.sheet = Card()
        self.save_button = button(_("保存草稿"), self.save_wanted.emit, icon_name="save")
        self.submit_button = button(
            _("提交审批"),
            self.submit_wanted.emit,
            icon_name="send",
            primary=True,
            shortcut="Ctrl+Return",
        )
        self._build(aside)
        form.save_requested.connect(self.save_wanted)
        keypad = QShortcut(QKeySequence("Ctrl+Enter"), self)
        keypad.activated.connect(self.submit_button.click)

    def set_busy(self, *, busy: bool) -> None:
        """Take no second save or submission while one is under way."""
        self.save_button.setEnabled(not busy)
        self.submit_button.setEnabled(not busy)

    def go_to(self, key: str) -> None:
        """Put the cursor into a field."""
        self.form[key].focus_editor()
        show_in_scroll_area(self.form[key])

    def _build(self, aside: Sequence[QWidget]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addLayout(self._head())
        column.addWidget(self.returned)
        column.addWidget(self.notice)
        self.sheet.body.addWidget(scrolled(self.form, margin=M))
        self.sheet.setMaximumWidth(_WIDEST)
        body = QHBoxLayout()
        body.setSpacing(M)
        body.addWidget(self.sheet, 1)
        body.addWidget(_aside(aside))
        body.addStretch()
        column.addLayout(body, 1)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(S)
        back = icon_button("arrow-left", _("返回列表"), self.back_wanted.emit, shortcut="Esc")
        for widget in (back, self.title, self.state, self.said):
            head.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addStretch()
        head.addWidget(self.save_button)
        head.addWidget(self.submit_button)
        return head


def _aside(cards: Sequence[QWidget]) -> QWidget:
    aside = QWidget()
    column = QVBoxLayout(aside)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(M)
    for card in cards:
        column.addWidget(card)
    column.addStretch()
    area = scrolled(aside, margin=0)
    area.setFixedWidth(_ASIDE_WIDTH)
    return area
