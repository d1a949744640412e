"""采购: what a client bought in the last two years, by month and in single records."""

from collections.abc import Sequence
from decimal import Decimal
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QStackedWidget, QVBoxLayout

from kamdesk.domain.clients.clients import ClientDetails
from kamdesk.domain.money import format_amount, in_ten_thousands
from kamdesk.domain.permissions import Action, allowed
from kamdesk.domain.purchases.months import Month
from kamdesk.domain.purchases.purchases import PurchaseRow
from kamdesk.domain.purchases.trends import Trend, TrendMonth, change_percent
from kamdesk.i18n import N_, _
from kamdesk.services.purchases.trends import TrendService
from kamdesk.ui.clients.figures import Figure, amount_text, tons_text
from kamdesk.ui.clients.rights import subject_of
from kamdesk.ui.clients.tab import ClientTab
from kamdesk.ui.forms.choice_fields import PickItem
from kamdesk.ui.lists.columns import Column
from kamdesk.ui.lists.tabs import View, ViewTabs
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.purchases.acts import PurchaseActs, PurchaseServices
from kamdesk.ui.purchases.columns import OF_CLIENT
from kamdesk.ui.tokens import XL, S
from kamdesk.ui.widgets.buttons import button
from kamdesk.ui.widgets.cards import Card, row_of
from kamdesk.ui.widgets.month_chart import ChartMonth, ChartTitles, MonthChart
from kamdesk.ui.widgets.notices import EmptyState
from kamdesk.ui.widgets.small_table import SmallTable

_COLUMNS: tuple[Column[TrendMonth], ...] = (
    Column("month", N_("月份"), lambda row: month_text(row.now.month), width=90),
    Column("tons", N_("采购量（吨）"), lambda row: f"{row.now.tons:,.3f}", width=130, number=True),
    Column(
        "tons_before",
        N_("去年同月（吨）"),
        lambda row: f"{row.before.tons:,.3f}",
        width=130,
        number=True,
    ),
    Column(
        "amount",
        N_("采购额（元）"),
        lambda row: format_amount(row.now.amount),
        width=150,
        number=True,
    ),
    Column(
        "amount_before",
        N_("去年同月（元）"),
        lambda row: format_amount(row.before.amount),
        width=150,
        number=True,
    ),
    Column("lines", N_("采购记录数"), lambda row: row.now.lines, width=100, number=True),
)
_FIGURES = {
    "tons": N_("近 12 个月采购量"),
    "tons_before": N_("之前 12 个月采购量"),
    "amount": N_("近 12 个月采购额"),
    "amount_before": N_("之前 12 个月采购额"),
}
_RECORDS = "records"
_VIEWS = (
    View("months", N_("按月"), counted=False),
    View(_RECORDS, N_("采购记录"), counted=False),
)


class PurchasesTab(ClientTab):
    """Shows sums and chart over the months or the newest records; who may, enters more here.

    The month under the table's cursor is marked in the chart.
    """

    def __init__(self, trends: TrendService, services: PurchaseServices, tools: PageTools) -> None:
        super().__init__()
        self._trends = trends
        self._purchases = services.purchases
        self._tools = tools
        self._client: PickItem | None = None
        self.acts = PurchaseActs(services, tools, self)
        self.figures = {key: Figure(_(title)) for key, title in _FIGURES.items()}
        titles = ChartTitles(
            bar=_("采购量"),
            ghost=_("去年同月采购量"),
            line=_("采购额"),
            left=_("吨"),
            right=_("万元"),
        )
        self.chart = MonthChart(titles, name=_("每月采购"))
        self.table: SmallTable[TrendMonth] = SmallTable(_COLUMNS, name=_("每月采购"))
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.records: SmallTable[PurchaseRow] = SmallTable(OF_CLIENT, name=_("采购记录"))
        self.tabs = ViewTabs(_VIEWS)
        self.tables = QStackedWidget()
        self.enter_button = button(_("登记采购"), self._enter, icon_name="plus")
        self.empty = EmptyState("inbox")
        self._build()
        self.tabs.chosen.connect(self._bring)
        self.table.chosen.connect(self._on_chosen)
        self.chart.picked.connect(self._on_picked)
        self.records.opened.connect(self._on_record)

    def show_client(self, details: ClientDetails) -> None:
        self._client = PickItem(details.id, details.draft.name)
        writes = allowed(self._tools.actor, Action.PURCHASE_EDIT, subject_of(details))
        self.enter_button.setVisible(writes and not details.archived)
        by = self._tools.actor.id
        trend = partial(self._trends.of_client, details.id, by=by)
        records = partial(self._purchases.of_client, details.id, by=by)
        self._tools.jobs.run(self, lambda: (trend(), records()), self._show, key="trend")

    # -- inside -------------------------------------------------------------------------

    def _show(self, answer: tuple[Trend, Sequence[PurchaseRow]]) -> None:
        found, records = answer
        self._show_empty(filled=found.any or bool(records))
        self._show_sums(found)
        self.chart.show_months([_chart_month(each) for each in found.months])
        self.table.show_rows(tuple(reversed(found.months)), select=0)
        self.records.show_rows(records, select=0)

    def _show_empty(self, *, filled: bool) -> None:
        self.card.setVisible(filled)
        self.empty.setVisible(not filled)
        text, writes = _("该客户近两年没有采购记录。"), not self.enter_button.isHidden()
        step = _("登记采购") if writes else ""
        self.empty.say("inbox", text, step, self._enter if writes else None)

    def _show_sums(self, found: Trend) -> None:
        year, before = found.year, found.year_before
        self.figures["tons"].say(_compared(tons_text(year.tons), year.tons, before.tons))
        self.figures["tons_before"].say(tons_text(before.tons))
        self.figures["amount"].say(
            _compared(amount_text(year.amount), year.amount, before.amount),
            _("{amount} 元").format(amount=format_amount(year.amount)),
        )
        self.figures["amount_before"].say(
            amount_text(before.amount),
            _("{amount} 元").format(amount=format_amount(before.amount)),
        )

    def _enter(self) -> None:
        self.acts.enter(self._client)

    def _bring(self, view: str) -> None:
        self.tables.setCurrentWidget(self.records if view == _RECORDS else self.table)

    def _on_record(self) -> None:
        """Lead to the record in the list of all, where it is edited."""
        if record := self.records.current():
            self.opened.emit("purchase", record.id)

    def _on_chosen(self) -> None:
        line = self.table.line()
        self.chart.mark(len(self.table.rows()) - 1 - line if line >= 0 else -1)

    def _on_picked(self, at: int) -> None:
        self.table.selectRow(len(self.table.rows()) - 1 - at)

    def _build(self) -> None:
        figures = QHBoxLayout()
        figures.setSpacing(XL)
        for each in self.figures.values():
            figures.addWidget(each)
        figures.addStretch()
        self.card = Card()
        self.card.body.addLayout(figures)
        self.card.body.addWidget(self.chart, 3)
        self.card.body.addLayout(row_of(self.tabs, None, self.enter_button))
        self.tables.addWidget(self.table)
        self.tables.addWidget(self.records)
        self.card.body.addWidget(self.tables, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(self.card, 1)
        column.addWidget(self.empty, 1)


def month_text(month: Month) -> str:
    """Return a month as people write it: 2026-11."""
    return f"{month // 100}-{month % 100:02d}"


def _chart_month(each: TrendMonth) -> ChartMonth:
    now, before = each.now, each.before
    tip = _("{month}：{tons} 吨，{amount} 万元；去年同月 {before} 吨").format(
        month=month_text(now.month),
        tons=f"{now.tons:,.3f}",
        amount=in_ten_thousands(now.amount),
        before=f"{before.tons:,.3f}",
    )
    return ChartMonth(
        mark=str(now.month % 100),
        era=str(now.month // 100),
        bar=float(now.tons),
        ghost=float(before.tons),
        line=float(now.amount) / 10_000,
        tip=tip,
    )


def _compared(text: str, now: Decimal, before: Decimal) -> str:
    percent = change_percent(now, before)
    if percent is None:
        return text
    return _("{figure}（{change} %）").format(figure=text, change=f"{percent:+,}")
