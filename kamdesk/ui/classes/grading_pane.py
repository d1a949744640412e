"""One client's grade: what it is now, its score part by part, the course, the decisions before."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kamdesk.domain.classes.grading import CRITERION_TITLES
from kamdesk.domain.classes.gradings import Grading, GradingSheet
from kamdesk.domain.clients.clients import FIELD_TITLES, TIER_TITLES
from kamdesk.domain.money import in_ten_thousands
from kamdesk.i18n import N_, _
from kamdesk.ui.classes.trend import ScoreTrend
from kamdesk.ui.clients.columns import GRADE_TONES
from kamdesk.ui.labels import chip, heading, plain_label, selectable_label
from kamdesk.ui.lists.columns import Column
from kamdesk.ui.tokens import S
from kamdesk.ui.widgets.buttons import button
from kamdesk.ui.widgets.cards import Facts, clear_layout, row_of
from kamdesk.ui.widgets.notices import EmptyState
from kamdesk.ui.widgets.small_table import SmallTable

COLUMNS: tuple[Column[Grading], ...] = (
    Column("at", N_("时间"), lambda each: each.at, width=118),
    Column("total", N_("得分"), lambda each: each.total, width=54, number=True),
    Column(
        "grade",
        N_("等级"),
        lambda each: each.grade.value,
        width=48,
        tone=lambda each: GRADE_TONES[each.grade],
    ),
    Column("by", N_("评级人"), lambda each: each.by, width=64),
    Column("reason", N_("理由"), lambda each: each.reason, width=120),
)


class GradingPane(QWidget):
    """Shows a `GradingSheet`; the button asks to grade."""

    grade_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.name = selectable_label(role="h2")
        self.chips = QHBoxLayout()
        self.grade_button = button(_("评级"), self.grade_wanted.emit, icon_name="gauge")
        self.parts = Facts()
        self.trend = ScoreTrend()
        self.past: SmallTable[Grading] = SmallTable(
            COLUMNS, name=_("评级记录"), empty=_("还没有评过级。")
        )
        self.empty = EmptyState("gauge", _("选择左侧的一个客户，这里显示它的评级。"))
        self._build()
        self.show_nothing()

    def show_nothing(self) -> None:
        """Show that nothing is chosen."""
        self._whole.hide()
        self.empty.show()

    def show_sheet(self, sheet: GradingSheet, *, may_grade: bool, named: bool = True) -> None:
        """Show a client's grade; `named` is false where its name stands above anyway."""
        self.name.setText(sheet.name)
        self.name.setVisible(named)
        self._show_chips(sheet)
        self.grade_button.setVisible(may_grade)
        self._show_parts(sheet.past[:1])
        scheme = sheet.scheme
        self.trend.setVisible(bool(sheet.past))
        self.trend.show_gradings(sheet.past, from_a=scheme.from_a, from_b=scheme.from_b)
        self.past.show_rows(sheet.past, select=0)
        self.empty.hide()
        self._whole.show()

    def _show_chips(self, sheet: GradingSheet) -> None:
        clear_layout(self.chips)
        if sheet.grade is None:
            self.chips.addWidget(chip(_("未评级")))
        else:
            text = _("{grade} 级").format(grade=sheet.grade.value)
            self.chips.addWidget(chip(text, GRADE_TONES[sheet.grade]))
        if sheet.tier is not None:
            self.chips.addWidget(chip(_(TIER_TITLES[sheet.tier])))
        if sheet.due_on is not None:
            text = f"{_(FIELD_TITLES['grade_due_on'])} {sheet.due_on}"
            self.chips.addWidget(plain_label(text, role="muted"))
        self.chips.addStretch()

    def _show_parts(self, last: Sequence[Grading]) -> None:
        self.parts.clear()
        for each in last:
            amount = _("近 12 个月 {amount} 万元").format(amount=in_ten_thousands(each.amount))
            for part in each.score.parts:
                text = _("{points} 分 × {weight}% = {brings}").format(
                    points=f"{part.points:.0f}", weight=part.weight, brings=f"{part.brings:.1f}"
                )
                value = f"{text}　{amount}" if part is each.score.parts[0] else text
                self.parts.add(_(CRITERION_TITLES[part.criterion]), selectable_label(value))
            total = _("{total}，{grade} 级").format(total=each.total, grade=each.proposed.value)
            self.parts.add(_("得分"), selectable_label(total, role="strong"))

    def _build(self) -> None:
        self.chips.setSpacing(S)
        self._whole = QWidget()
        inner = QVBoxLayout(self._whole)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(S)
        inner.addWidget(self.name)
        inner.addLayout(self.chips)
        inner.addLayout(row_of(self.grade_button, None))
        inner.addWidget(self.parts)
        inner.addWidget(self.trend)
        inner.addWidget(heading(_("评级记录")))
        inner.addWidget(self.past, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, S, 0, 0)
        column.addWidget(self.empty, 1)
        column.addWidget(self._whole, 1)
