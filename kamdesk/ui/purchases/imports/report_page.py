"""Step 3: what the import would do, before anything is written; the last step shows it done."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kamdesk.domain.money import format_amount, plain_number
from kamdesk.domain.purchases.imports import Failure, PurchaseReport
from kamdesk.domain.purchases.runs import RunState
from kamdesk.i18n import N_, _, listed
from kamdesk.ui.labels import plain_label
from kamdesk.ui.lists.columns import Column
from kamdesk.ui.tokens import M, S
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.buttons import button
from kamdesk.ui.widgets.cards import KpiCard, row_of
from kamdesk.ui.widgets.notices import Notice
from kamdesk.ui.widgets.small_table import SmallTable

SHOWN = 500
_COUNTS = {
    "created": N_("新增"),
    "updated": N_("更新"),
    "skipped": N_("跳过"),
    "failed": N_("错误"),
    "new_clients": N_("新登记客户"),
}
_COLUMNS: tuple[Column[Failure], ...] = (
    Column("line", N_("行号"), value=lambda row: row.line, width=70, number=True),
    Column("reasons", N_("错误原因"), value=lambda row: " ".join(row.reasons), width=400),
    Column(
        "cells", N_("这一行的内容"), value=lambda row: listed(filter(None, row.cells)), width=300
    ),
)


class ReportPage(QWidget):
    """Counts, tons and amount, and the bad rows, which may be saved; a trial or a finished run."""

    failures_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.notice = Notice()
        self.cards = {name: KpiCard(_(title)) for name, title in _COUNTS.items()}
        self.about = plain_label(role="muted")
        self.table = SmallTable(_COLUMNS, name=_("错误行"), empty=_("没有错误行。"))
        self.failures_button = button(
            _("另存错误行…"), self.failures_wanted.emit, icon_name="download"
        )
        self.saved = Notice()
        self._build()

    def show_trial(self, report: PurchaseReport) -> None:
        """Show what the import would do."""
        self.notice.say(_("以下是试算结果，还没有写入任何数据。"), Tone.INFO)
        self._show(report)

    def show_result(self, report: PurchaseReport) -> None:
        """Show what the import did, or how far it came."""
        written = f"{report.created + report.updated:,}"
        if report.state is RunState.PAUSED:
            text = _(
                "导入已暂停：写入的 {written} 条保留在系统中。"
                "可在“导入记录”中继续导入，或撤销这次导入。"
            )
        elif report.failed:
            text = _("导入完成：写入 {written} 条采购记录，{failed} 行有错误没有导入。")
        else:
            text = _("导入完成：写入 {written} 条采购记录。")
        is_whole = report.state is RunState.DONE and not report.failed
        shown = text.format(written=written, failed=f"{report.failed:,}")
        self.notice.say(shown, Tone.OK if is_whole else Tone.WARN)
        self._show(report)

    # -- inside -------------------------------------------------------------------------

    def _build(self) -> None:
        cards = QHBoxLayout()
        cards.setSpacing(M)
        for card in self.cards.values():
            cards.addWidget(card, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(S)
        page.addWidget(self.notice)
        page.addLayout(cards)
        page.addWidget(self.about)
        page.addWidget(self.table, 1)
        page.addLayout(row_of(self.failures_button, None))
        page.addWidget(self.saved)

    def _show(self, report: PurchaseReport) -> None:
        for name, card in self.cards.items():
            card.say(f"{getattr(report, name):,}")
        self.about.setText(_about(report))
        self.table.show_rows(report.failures[:SHOWN], select=0)
        self.failures_button.setEnabled(bool(report.failed))
        self.saved.say("")


def _about(report: PurchaseReport) -> str:
    text = _("共 {rows} 行；采购量增加 {tons} 吨，金额增加 {amount} 元。")
    about = text.format(
        rows=f"{report.rows:,}",
        tons=plain_number(report.tons),
        amount=format_amount(report.amount),
    )
    if report.failed > SHOWN:
        more = _("下面只列出前 {count} 行。").format(count=SHOWN)
        return f"{about} {more}"
    return about
