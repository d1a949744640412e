"""The last step: what the import did, and the rows that failed as a file to correct."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kamdesk.domain.clients.imports import ImportReport, Outcome
from kamdesk.i18n import _
from kamdesk.ui.clients.imports.check_page import CountsRow
from kamdesk.ui.labels import plain_label
from kamdesk.ui.tokens import M
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.buttons import button
from kamdesk.ui.widgets.cards import row_of
from kamdesk.ui.widgets.notices import Notice


class ResultPage(QWidget):
    """Shows the counts and offers the failed rows."""

    failures_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.notice = Notice()
        self.counts = CountsRow()
        self.failures_button = button(
            _("保存错误行文件…"), self.failures_wanted.emit, icon_name="download"
        )
        self.about = plain_label(
            _("文件的第一列“错误原因”写明每行的问题；改好后可直接再导入一次。"),
            role="muted",
            wrap=True,
        )
        self.saved = Notice()
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(M)
        page.addWidget(self.notice)
        page.addWidget(self.counts)
        page.addLayout(row_of(self.failures_button, None))
        page.addWidget(self.about)
        page.addWidget(self.saved)
        page.addStretch()

    def show_report(self, report: ImportReport) -> None:
        """Show what was done."""
        failed = report.counts.get(Outcome.ERROR, 0)
        written = report.counts.get(Outcome.NEW, 0) + report.counts.get(Outcome.UPDATE, 0)
        if failed:
            text = _("导入完成：写入 {written} 个客户，{failed} 行有错误没有导入。")
        else:
            text = _("导入完成：写入 {written} 个客户。")
        shown = text.format(written=f"{written:,}", failed=f"{failed:,}")
        self.notice.say(shown, Tone.WARN if failed else Tone.OK)
        self.counts.show_report(report)
        for widget in (self.failures_button, self.about):
            widget.setVisible(bool(failed))
        self.saved.say("")
