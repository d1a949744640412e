"""Step 1: choose the table, by button or by dropping it; a template to fill in."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from kamdesk.i18n import _
from kamdesk.ui.labels import ElidedLabel, plain_label
from kamdesk.ui.tokens import XL, M, S
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.buttons import button, link_button
from kamdesk.ui.widgets.cards import Facts, row_of
from kamdesk.ui.widgets.notices import IconLabel, Notice


class FilePage(QWidget):
    """Asks for a file; shows what was read from it, or why it could not be read."""

    choose_wanted = Signal()
    template_wanted = Signal()
    dropped = Signal(object)
    """The `Path` of the file dropped."""

    def __init__(self, *, none_yet: str) -> None:
        """`none_yet` asks, before the template is offered, whether there is no file."""
        super().__init__()
        self._none_yet = none_yet
        self.setAcceptDrops(True)
        self.choose_button = button(
            _("选择文件…"), self.choose_wanted.emit, icon_name="folder-open", shortcut="Ctrl+O"
        )
        self.template_button = link_button(_("下载导入模板"), self.template_wanted.emit)
        self.notice = Notice()
        self.facts = Facts()
        self._build()

    def show_table(self, file_name: str, encoding: str, content: str) -> None:
        """Show what was read; `content` tells its size."""
        self.notice.say(_("文件已读取，请进入下一步。"), Tone.OK)
        self.facts.clear()
        self.facts.add(_("文件"), ElidedLabel(file_name))
        self.facts.add(_("编码"), plain_label(encoding))
        self.facts.add(_("内容"), plain_label(content))

    def refuse(self, sentence: str) -> None:
        """Show why a file was not read."""
        self.facts.clear()
        self.notice.say(sentence, Tone.BAD)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event.mimeData().urls()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event.mimeData().urls())
        if path is not None:
            event.acceptProposedAction()
            self.dropped.emit(path)

    def _build(self) -> None:
        zone = QFrame()
        zone.setProperty("card", "true")
        column = QVBoxLayout(zone)
        column.setContentsMargins(XL, XL, XL, XL)
        column.setSpacing(M)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(IconLabel("upload", size=36, tone="muted"), 0, middle)
        column.addWidget(plain_label(_("把表格文件拖到这里，或"), role="muted"), 0, middle)
        column.addWidget(self.choose_button, 0, middle)
        column.addWidget(
            plain_label(_("支持 Excel（.xlsx）和 CSV（UTF-8 或 GBK）"), role="caption"), 0, middle
        )
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(M)
        page.addWidget(zone)
        hint = plain_label(self._none_yet, role="muted")
        page.addLayout(row_of(hint, self.template_button, None, spacing=S))
        page.addWidget(self.notice)
        page.addWidget(self.facts)
        page.addStretch()


def _dropped(urls: list[QUrl]) -> Path | None:
    """Return the one file that is dropped, whatever its kind; the reader refuses wrong ones."""
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
