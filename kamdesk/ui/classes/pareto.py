"""贡献分析: which clients make 80 % of what is bought."""

from decimal import Decimal
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout

from kamdesk.domain.changes import Changes, Noun
from kamdesk.domain.classes.pareto import Pareto, ParetoRow
from kamdesk.domain.money import in_ten_thousands, plain_number
from kamdesk.i18n import N_, _
from kamdesk.services.classes.pareto import ParetoService
from kamdesk.ui.classes.pareto_chart import ParetoChart
from kamdesk.ui.labels import plain_label
from kamdesk.ui.lists.columns import Column
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.shell.page import Page
from kamdesk.ui.tokens import M, S
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.cards import Card, row_of
from kamdesk.ui.widgets.notices import EmptyState, Notice
from kamdesk.ui.widgets.small_table import SmallTable

_SHOWN = 1000
_PERIODS = (
    (12, N_("近 12 个月")),
    (6, N_("近 6 个月")),
    (3, N_("近 3 个月")),
    (24, N_("近 24 个月")),
)
_MEASURES = ((False, N_("按采购额")), (True, N_("按吨数")))


def _leads(row: ParetoRow) -> Tone | None:
    return Tone.ACCENT if row.leading else None


class ParetoPage(Page):
    """The curve at the left, the ranked clients at the right; Enter opens a client."""

    help_topic: ClassVar[str] = "grading"

    def __init__(self, service: ParetoService, *, tools: PageTools) -> None:
        super().__init__()
        self._service = service
        self._tools = tools
        self._stale = True
        self._tons = False
        self._status = ""
        self.period = _box(_PERIODS, _("期间"))
        self.measure = _box(_MEASURES, _("口径"))
        self.words = Notice("", Tone.INFO)
        self.chart = ParetoChart()
        columns: tuple[Column[ParetoRow], ...] = (
            Column("rank", N_("名次"), lambda row: row.rank, width=52, number=True),
            Column("name", N_("客户名称"), lambda row: row.name, width=220, tone=_leads),
            Column("figure", N_("数额"), lambda row: row.figure, self._figure, 110, number=True),
            Column("share", N_("占比 %"), lambda row: row.share, width=70, number=True),
            Column("running", N_("累计 %"), lambda row: row.running, width=70, number=True),
            Column("owner", N_("负责人"), lambda row: row.owner, width=80),
        )
        self.table: SmallTable[ParetoRow] = SmallTable(columns, name=_("贡献排名"))
        self.empty = EmptyState("chart-column", _("这段时间没有采购记录。"))
        self._build()

    def activate(self) -> None:
        if self._stale:
            self.refresh()

    def refresh(self) -> None:
        """Analyse anew."""
        self._stale = False
        months, tons = self.period.currentData(), self.measure.currentData()
        by = self._tools.actor.id
        read = partial(self._service.analyse, by=by, months=months, tons=tons)
        self._tools.jobs.run(self, read, partial(self._show, tons=tons), key="pareto")

    def status(self) -> str:
        return self._status

    # -- inside -------------------------------------------------------------------------

    def _build(self) -> None:
        left, right = Card(_("贡献曲线")), Card(_("贡献排名"))
        left.body.addWidget(self.chart, 1)
        left.body.addWidget(
            plain_label(_("柱：前 30 个客户的数额；线：累计占比；虚线：80%。"), role="caption")
        )
        right.body.addWidget(self.table)
        both = QHBoxLayout()
        both.setSpacing(M)
        both.addWidget(left, 1)
        both.addWidget(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addLayout(row_of(self.period, self.measure, None))
        column.addWidget(self.words)
        column.addWidget(self.empty, 1)
        column.addLayout(both, 1)
        self._cards = (left, right)
        self.period.activated.connect(self.refresh)
        self.measure.activated.connect(self.refresh)
        self.table.opened.connect(self._open)
        self._tools.bus.changed.connect(self._on_changed)

    def _show(self, pareto: Pareto, *, tons: bool) -> None:
        self._tons = tons
        for card in self._cards:
            card.setVisible(bool(pareto.rows))
        self.empty.setVisible(not pareto.rows)
        self.chart.show_pareto(pareto)
        self.table.show_rows(pareto.rows[:_SHOWN], select=0)
        self.words.say(_words(pareto, self._total(pareto)) if pareto.rows else "", Tone.INFO)
        self._status = _("共 {count} 个客户").format(count=f"{len(pareto.rows):,}")
        if len(pareto.rows) > _SHOWN:
            self._status += _("，表中列出前 {shown} 个").format(shown=f"{_SHOWN:,}")
        self.status_changed.emit(self._status)

    def _total(self, pareto: Pareto) -> str:
        if self._tons:
            return _("{tons} 吨").format(tons=plain_number(pareto.total))
        return _("{amount} 万元").format(amount=in_ten_thousands(pareto.total))

    def _figure(self, row: ParetoRow) -> str:
        return f"{row.figure:,}" if self._tons else in_ten_thousands(row.figure)

    def _open(self) -> None:
        row = self.table.current()
        if row is not None:
            self.open_requested.emit("client", row.id)

    def _on_changed(self, changes: Changes) -> None:
        if changes.touches(Noun.PURCHASE, Noun.CLIENT):
            self._stale = True
            if self.isVisible():
                self.refresh()


def _words(pareto: Pareto, total: str) -> str:
    text = _("{count} 个客户（占 {share}%）贡献了总数（{total}）的 80%。").format(
        count=f"{pareto.leading:,}",
        share=pareto.leading_share.quantize(Decimal("0.1")),
        total=total,
    )
    if pareto.negative:
        text += _("另有 {count} 个客户退货多于采购，未计入。").format(count=pareto.negative)
    return text


def _box(entries: tuple[tuple[object, str], ...], name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    with QSignalBlocker(box):
        for value, title in entries:
            box.addItem(_(title), value)
    return box
