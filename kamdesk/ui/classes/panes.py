"""One proposal, and one decision, beside their lists."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kamdesk.domain.classes.decisions import WAY_TITLES, ClassDecision, basis_texts, outcome_text
from kamdesk.domain.classes.proposals import Proposal
from kamdesk.domain.clients.clients import CLASS_TITLES, class_text
from kamdesk.i18n import _
from kamdesk.ui.classes.columns import OUTCOME_TONES, OUTCOMES, WAY_TONES
from kamdesk.ui.classes.evidence import EvidenceView
from kamdesk.ui.forms.form import scrolled
from kamdesk.ui.labels import Chip, heading, plain_label, selectable_label
from kamdesk.ui.lists.columns import cell_text
from kamdesk.ui.tokens import L, S
from kamdesk.ui.widgets.buttons import link_button
from kamdesk.ui.widgets.cards import Card, Facts, horizontal_line, row_of
from kamdesk.ui.widgets.notices import EmptyState


class _Pane(Card):
    """A client's name, a link to it, chips beneath it, and what a subclass adds to `content`."""

    client_wanted = Signal(int)
    """The id of the client whose link was pressed."""

    def __init__(self, empty: EmptyState) -> None:
        super().__init__()
        self._client_id = 0
        self.name = selectable_label(role="h2")
        self.open = link_button(_("打开客户"), lambda: self.client_wanted.emit(self._client_id))
        self.number = plain_label(role="muted")
        self.first, self.second = Chip(), Chip()
        self.evidence = EvidenceView()
        self.empty = empty
        self._whole, inner = QWidget(), QWidget()
        self.content = QVBoxLayout(inner)
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.setSpacing(L)
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(self.name)
        column.addLayout(row_of(self.number, self.first, self.second, None, self.open))
        column.addWidget(horizontal_line())
        column.addWidget(scrolled(inner, margin=S), 1)
        self.body.addWidget(self.empty, 1)
        self.body.addWidget(self._whole, 1)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Show that nothing is chosen."""
        self._whole.hide()
        self.empty.show()

    def _show_client(self, client_id: int, name: str) -> None:
        self._client_id = client_id
        self.name.setText(name)
        self.empty.hide()
        self._whole.show()


class ProposalPane(_Pane):
    """Shows what is proposed and why."""

    def __init__(self) -> None:
        super().__init__(EmptyState("scale", _("选择左侧的一条建议，这里显示依据。")))
        self.content.addWidget(self.evidence)
        self.content.addStretch()

    def show_proposal(self, proposal: Proposal) -> None:
        """Show a proposal with its evidence."""
        row = proposal.row
        self._show_client(row.id, row.client)
        self.number.setText(row.number)
        told = _("建议认定") if row.grants else _("建议取消")
        self.first.say(told, OUTCOME_TONES[row.grants])
        self.second.say(class_text(row.classes) or _("未分类"))
        self.evidence.show_evidence(proposal.standing.evidence, proposal.standing.months)


class DecisionPane(_Pane):
    """Shows what was decided, by whom, and what it rests on."""

    def __init__(self) -> None:
        super().__init__(EmptyState("stamp", _("选择左侧的一条认定，这里显示当时的依据。")))
        self.facts = Facts()
        self.proof = QWidget()
        proof = QVBoxLayout(self.proof)
        proof.setContentsMargins(0, 0, 0, 0)
        proof.addWidget(heading(_("当时的数据")))
        proof.addWidget(self.evidence)
        self.content.addWidget(self.facts)
        self.content.addWidget(self.proof)
        self.content.addStretch()

    def show_decision(self, decision: ClassDecision) -> None:
        """Show a decision with its evidence."""
        self._show_client(decision.client_id, decision.client)
        self.number.setText(_(CLASS_TITLES[decision.client_class]))
        self.first.say(_(OUTCOMES[decision.holds]), OUTCOME_TONES[decision.holds])
        self.second.say(_(WAY_TITLES[decision.way]), WAY_TONES[decision.way])
        self.facts.show_facts(decision_facts(decision))
        self.proof.setVisible(decision.evidence is not None)
        if decision.evidence is not None:
            self.evidence.show_evidence(decision.evidence)


def decision_facts(decision: ClassDecision) -> dict[str, str]:
    """Return who decided when, and the parts of the basis."""
    return {
        _("结论"): outcome_text(decision.client_class, holds=decision.holds),
        _("认定人"): f"{decision.by} · {cell_text(decision.at)}",
        **basis_texts(decision.basis),
    }
