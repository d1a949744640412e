"""The recovery key: shown once, to be printed, written down and sealed."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from kamdesk.domain.errors import FileError
from kamdesk.i18n import _
from kamdesk.ui.access.door import KeepWays
from kamdesk.ui.access.panel import Panel
from kamdesk.ui.labels import plain_label
from kamdesk.ui.messages import Messages
from kamdesk.ui.tokens import L, M
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.buttons import button
from kamdesk.ui.widgets.cards import Card

_COLUMNS = 4


def slip(company: str, key: str, day: date) -> str:
    """Return the sheet that goes into the safe."""
    return "\n\n".join(
        (
            _("大客户业务拓展工作台 · 恢复密钥"),
            _("公司：{company}").format(company=company),
            _("日期：{day}").format(day=day.isoformat()),
            key,
            _("用途：所有管理员都忘记密码时，凭此密钥重新设置密码。"),
            _("请密封后交专人保管。任何人持此密钥都能打开公司的数据。"),
        )
    )


class RecoveryKeyPanel(Panel):
    """Shows the key in groups; goes on only after a promise to keep it."""

    kept = Signal()

    def __init__(
        self, company: str, key: str, day: date, *, messages: Messages, ways: KeepWays
    ) -> None:
        super().__init__(
            _("第 3 步，共 3 步：恢复密钥"),
            _("忘记密码时只有它能打开数据，程序不会再次显示。请现在打印或抄写，密封后妥善保管。"),
        )
        self._key = key
        self._slip = slip(company, key, day)
        self._messages = messages
        self._ways = ways
        self.content.addWidget(_groups(key))
        self.content.addLayout(self._buttons())
        self.promise = QCheckBox(_("我已打印或抄写并妥善保管"))
        self.next_button = button(_("开始使用"), self.kept.emit, primary=True)
        self.next_button.setEnabled(False)
        self.promise.toggled.connect(self.next_button.setEnabled)
        self.buttons.addWidget(self.promise)
        self.buttons.addStretch()
        self.buttons.addWidget(self.next_button)

    def first_focus(self) -> QWidget:
        return self.promise

    def may_close(self) -> bool:
        question = _("恢复密钥不会再次显示，还没有确认已妥善保管。要关闭程序吗？")
        return self.promise.isChecked() or self._messages.ask(self, question, yes=_("仍要关闭"))

    def copy(self) -> None:
        """Put the key on the clipboard."""
        QGuiApplication.clipboard().setText(self._key)
        self.notice.say(_("密钥已复制。粘贴保存后，请清空剪贴板。"), Tone.INFO)

    def save(self) -> None:
        """Ask for a file and write the sheet into it."""
        path = self._messages.save_file(
            self, _("保存恢复密钥"), suggestion=_("恢复密钥.txt"), kinds=_("文本文件 (*.txt)")
        )
        if path is None:
            return
        try:
            self._ways.write(path, self._slip.replace("\n", "\r\n").encode("utf-8-sig"))
        except FileError as error:
            self.notice.say(str(error), Tone.BAD)
        else:
            self.notice.say(_("已保存。请把文件移到别处保管，不要留在这台电脑上。"), Tone.INFO)

    def print_sheet(self) -> None:
        """Print the sheet."""
        self._ways.print_text(self._slip)

    def _buttons(self) -> QGridLayout:
        ways = QGridLayout()
        ways.setColumnStretch(3, 1)
        made = (
            button(_("打印…"), self.print_sheet, icon_name="printer"),
            button(_("保存为文件…"), self.save, icon_name="save"),
            button(_("复制"), self.copy, icon_name="copy"),
        )
        for at, way in enumerate(made):
            ways.addWidget(way, 0, at)
        return ways


def _groups(key: str) -> Card:
    card = Card()
    card.setAccessibleName(_("恢复密钥：{key}").format(key=key))
    grid = QGridLayout()
    grid.setHorizontalSpacing(L)
    grid.setVerticalSpacing(M)
    for at, group in enumerate(key.split("-")):
        label = plain_label(group, role="h1")
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        grid.addWidget(label, at // _COLUMNS, at % _COLUMNS)
    card.body.addLayout(grid)
    return card
