"""What a verdict rests on: its sentence, the figures, the rule, and the months as small bars."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from kamdesk.domain.classes.classification import (
    Evidence,
    rule_words,
    ten_thousands_down,
    tons_down,
)
from kamdesk.domain.money import format_amount
from kamdesk.domain.purchases.months import Month, MonthFigures
from kamdesk.i18n import N_, _
from kamdesk.ui.labels import heading
from kamdesk.ui.lists.columns import Column, cell_text
from kamdesk.ui.theme import current_tokens
from kamdesk.ui.tokens import M, S
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.cards import Facts
from kamdesk.ui.widgets.notices import Notice
from kamdesk.ui.widgets.small_table import SmallTable

_BAR = 3
"""Height of a bar in pixels."""
_TONS, _AMOUNT = 1, 2
"""The columns with bars."""
MONTHS: tuple[Column[MonthFigures], ...] = (
    Column("month", N_("月份"), lambda each: month_text(each.month), width=76),
    Column("tons", N_("采购量（吨）"), lambda each: each.tons, width=110, number=True),
    Column(
        "amount",
        N_("金额（元）"),
        lambda each: each.amount,
        text=lambda each: format_amount(each.amount),
        width=120,
        number=True,
    ),
    Column("lines", N_("笔数"), lambda each: each.lines, width=50, number=True),
)


def month_text(month: Month) -> str:
    """Return a month as 2026-11."""
    return f"{month // 100}-{month % 100:02}"


def evidence_facts(evidence: Evidence) -> dict[str, str]:
    """Return the figures and the rule as name and value."""
    period = evidence.period
    span = _("{first} 至 {last}，{months} 个月")
    return {
        _("统计期"): span.format(
            first=month_text(period.first), last=month_text(period.last), months=period.months
        ),
        _("采购量"): _("{tons} 吨").format(tons=cell_text(evidence.figures.tons)),
        _("月均用量"): _("{tons} 吨").format(tons=tons_down(evidence.usage)),
        _("销售额"): _("{amount} 万元").format(amount=ten_thousands_down(evidence.figures.amount)),
        _("规则"): rule_words(evidence.rule),
        _("规则版本"): version_text(evidence),
        _("截至"): evidence.as_of.isoformat(),
    }


def version_text(evidence: Evidence) -> str:
    """Return which version of the rule it was."""
    if not evidence.rule_id:
        return _("程序的初始规则")
    return _("第 {number} 号版本").format(number=evidence.rule_id)


class EvidenceView(QWidget):
    """Shows a verdict with its figures; the months where they are given."""

    def __init__(self) -> None:
        super().__init__()
        self.sentence = Notice()
        self.facts = Facts()
        self.title = heading(_("逐月采购"))
        self.months = MonthsTable()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(M)
        for widget in (self.sentence, self.facts, self.title, self.months):
            column.addWidget(widget)

    def show_evidence(self, evidence: Evidence, months: Sequence[MonthFigures] = ()) -> None:
        """Show a verdict; without `months` only the sums."""
        verdict = evidence.verdict
        self.sentence.say(verdict.sentence, Tone.OK if verdict.holds else Tone.NEUTRAL)
        self.facts.show_facts(evidence_facts(evidence))
        self.title.setVisible(bool(months))
        self.months.setVisible(bool(months))
        self.months.show_months(months)


class MonthsTable(SmallTable[MonthFigures]):
    """One line a month, as tall as its lines; a bar under each figure shows its share."""

    def __init__(self) -> None:
        super().__init__(MONTHS, name=_("逐月采购"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        for column in (_TONS, _AMOUNT):
            self.setItemDelegateForColumn(column, _BarDelegate(self, column))

    def show_months(self, months: Sequence[MonthFigures]) -> None:
        """Show `months`."""
        self.show_rows(months)
        height = self.verticalHeader().defaultSectionSize() * len(months)
        self.setFixedHeight(height + self.horizontalHeader().sizeHint().height() + S)

    def share(self, line: int, column: int) -> float:
        """Return how much of the largest month of a column a line is, 0 to 1."""
        values = [_figure(each, column) for each in self.rows()]
        most = max(values, default=Decimal(0))
        return float(max(values[line], Decimal(0)) / most) if most > 0 else 0.0


class _BarDelegate(QStyledItemDelegate):
    def __init__(self, table: MonthsTable, column: int) -> None:
        super().__init__(table)
        self._table = table
        self._column = column

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        cell: QRect = option.rect
        width = round((cell.width() - S) * self._table.share(index.row(), self._column))
        bar = QRect(cell.right() - S // 2 - width, cell.bottom() - _BAR, width, _BAR)
        painter.fillRect(bar, QColor(current_tokens().chart()[self._column - 1]))


def _figure(months: MonthFigures, column: int) -> Decimal:
    return months.tons if column == _TONS else months.amount
