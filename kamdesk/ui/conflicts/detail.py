"""One conflict case beside the list: the two filings, and the ruling."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kamdesk.domain.people import Actor
from kamdesk.domain.permissions import Action, Subject, allowed
from kamdesk.domain.projects.conflicts import (
    RULING_TITLES,
    STATE_TITLES,
    Conflict,
    ConflictSide,
    ConflictState,
)
from kamdesk.domain.projects.filings import STATE_TITLES as FILING_STATES
from kamdesk.domain.projects.filings import FilingState
from kamdesk.i18n import N_, _
from kamdesk.ui.conflicts.columns import STATE_TONES
from kamdesk.ui.filings.columns import STATE_TONES as FILING_TONES
from kamdesk.ui.forms.form import scrolled
from kamdesk.ui.labels import Chip, chip, heading, plain_label, selectable_label
from kamdesk.ui.lists.columns import cell_text
from kamdesk.ui.tokens import L, S
from kamdesk.ui.widgets.buttons import button, link_button
from kamdesk.ui.widgets.cards import Card, Facts, clear_layout, horizontal_line, row_of
from kamdesk.ui.widgets.notices import EmptyState


class ConflictPane(Card):
    """Shows one case; asks for a ruling or to see one of the filings."""

    rule_wanted = Signal()
    filing_wanted = Signal(int)

    def __init__(self, actor: Actor) -> None:
        super().__init__()
        self._actor = actor
        self.name = selectable_label(role="h2")
        self.number = plain_label(role="muted")
        self.state = Chip()
        self.rule_button = button(
            _("裁定"),
            self.rule_wanted.emit,
            icon_name="stamp",
            primary=True,
            shortcut="Ctrl+Return",
        )
        self.sides = QVBoxLayout()
        self.sides.setSpacing(L)
        self.ruling = Facts()
        self.empty = EmptyState("swords", _("选择左侧的一件，这里显示双方备案和裁定。"))
        self._whole = QWidget()
        self._build()
        self.show_nothing()

    def show_nothing(self) -> None:
        """Show that nothing is chosen."""
        self._whole.hide()
        self.empty.show()

    def show_conflict(self, conflict: Conflict) -> None:
        """Show a case."""
        self.name.setText(conflict.client)
        self.number.setText(conflict.number)
        self.state.say(_(STATE_TITLES[conflict.state]), STATE_TONES[conflict.state])
        self.rule_button.setVisible(self._may_rule(conflict))
        clear_layout(self.sides)
        self._show_side(_("先备案"), conflict.first)
        self._show_side(_("后备案"), conflict.second)
        self.ruling.show_facts(_ruling_facts(conflict))
        self.empty.hide()
        self._whole.show()

    def _may_rule(self, conflict: Conflict) -> bool:
        filers = {conflict.first.filer_id, conflict.second.filer_id}
        waits = conflict.state is ConflictState.OPEN
        return waits and self._actor.id not in filers and allowed(self._actor, Action.CONFLICT_RULE)

    def _may_see(self, side: ConflictSide) -> bool:
        """Tell whether the filing itself may be read: a draft is its filer's alone."""
        if side.filer_id == self._actor.id:
            return True
        whose = Subject(side.filer_id, side.department_id, side.state)
        drafted = side.state is FilingState.DRAFT
        return not drafted and allowed(self._actor, Action.FILING_VIEW, whose)

    def _show_side(self, title: str, side: ConflictSide) -> None:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        state = chip(_(FILING_STATES[side.state]), FILING_TONES[side.state])
        see = link_button(_("查看备案"), lambda: self.filing_wanted.emit(side.filing_id))
        column.addLayout(row_of(heading(f"{title} · {side.filer}"), state, None, see))
        see.setVisible(self._may_see(side))
        facts = Facts()
        facts.show_facts(_side_facts(side))
        column.addWidget(facts)
        self.sides.addWidget(box)

    def _build(self) -> None:
        inner = QWidget()
        content = QVBoxLayout(inner)
        content.setContentsMargins(0, 0, 0, 0)
        content.setSpacing(L)
        content.addLayout(self.sides)
        content.addWidget(heading(_("裁定")))
        content.addWidget(self.ruling)
        content.addStretch()
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(self.name)
        column.addLayout(row_of(self.number, self.state, None, self.rule_button))
        column.addWidget(horizontal_line())
        column.addWidget(scrolled(inner, margin=S), 1)
        self.body.addWidget(self.empty, 1)
        self.body.addWidget(self._whole, 1)


def _side_facts(side: ConflictSide) -> dict[str, str]:
    return {
        _("备案号"): side.number,
        _("部门"): side.department,
        _("报备时间"): cell_text(side.submitted_at),
        _("保护期止"): cell_text(side.protected_until),
    }


_UNRULED = {
    ConflictState.OPEN: N_("等待销售管理部裁定；裁定前，后备案不能办结。"),
    ConflictState.LAPSED: N_("一方已撤回或终止，无需裁定。"),
}


def _ruling_facts(conflict: Conflict) -> dict[str, str]:
    if conflict.ruling is None:
        return {_("结论"): _(_UNRULED[conflict.state])}
    return {
        _("结论"): _(RULING_TITLES[conflict.ruling]),
        _("理由"): conflict.reason,
        _("裁定人"): f"{conflict.ruled_by} · {cell_text(conflict.ruled_at)}",
    }
