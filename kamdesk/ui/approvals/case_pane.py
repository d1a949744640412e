"""The middle of the page: what is decided on, its paper, and the buttons."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from kamdesk.domain.projects.case_records import CaseDetails
from kamdesk.domain.projects.cases import ACT_TITLES, Act, Decision
from kamdesk.domain.projects.rights import Right
from kamdesk.i18n import _
from kamdesk.ui.approvals.flow import CASE_STATES
from kamdesk.ui.approvals.paper_pane import PaperPane
from kamdesk.ui.labels import Chip, ElidedLabel
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.tokens import M, S
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.buttons import button, icon_button
from kamdesk.ui.widgets.cards import Card, horizontal_line, row_of
from kamdesk.ui.widgets.notices import Notice

_ICONS = {Decision.AGREE: "check", Decision.REFUSE: "x"}


class CasePane(Card):
    """Shows one case; asks for what its buttons say, and offers only what is open to the person."""

    decision_chosen = Signal(object)
    """The `Decision` wanted."""
    transfer_wanted = Signal()
    signer_wanted = Signal()
    print_wanted = Signal()
    record_wanted = Signal()

    def __init__(self, tools: PageTools) -> None:
        super().__init__()
        self.heading = ElidedLabel(role="h3")
        self.delegated = Chip()
        self.state = Chip()
        self.notice = Notice()
        self.paper = PaperPane(tools)
        self.decisions = {each: self._decision(each) for each in Decision}
        self.transfer = button(_("转办"), self.transfer_wanted.emit)
        self.add_signer = button(_("加签"), self.signer_wanted.emit)
        self.print_button = button(
            _("打印"), self.print_wanted.emit, icon_name="printer", shortcut="Ctrl+P"
        )
        self.record_button = icon_button("external-link", _("打开单据"), self.record_wanted.emit)
        self._build()
        self.show_case(None)

    def show_case(self, case: CaseDetails | None) -> None:
        """Show the words and buttons of `case`; the paper is shown by the page."""
        self.notice.say("")
        self._offer(case)
        if case is None:
            self.heading.setText("")
            self.state.say("")
            self.delegated.say("")
            return
        name = case.sheet.draft.project_name or case.sheet.client.name
        self.heading.setText(f"{case.sheet.number}　{name}".strip())
        title, tone = CASE_STATES[case.state]
        self.state.say(_(title), tone)
        principal = case.own_task.on_behalf_of if case.own_task else ""
        text = _("代 {name} 审批").format(name=principal) if principal else ""
        self.delegated.say(text, Tone.INFO)

    def say(self, text: str) -> None:
        """Show why a case cannot be shown."""
        self.notice.say(text, Tone.BAD)

    def _offer(self, case: CaseDetails | None) -> None:
        rights = case.rights if case else frozenset()
        for each in self.decisions.values():
            each.setVisible(Right.DECIDE in rights)
        self.transfer.setVisible(bool({Right.DECIDE, Right.REASSIGN} & rights))
        self.add_signer.setVisible(Right.DECIDE in rights)
        self.print_button.setVisible(case is not None)
        self.record_button.setVisible(case is not None)

    def _decision(self, decision: Decision) -> QPushButton:
        text = _(ACT_TITLES[Act(decision)])
        agree = decision is Decision.AGREE
        made = button(
            text,
            lambda: self.decision_chosen.emit(decision),
            icon_name=_ICONS.get(decision, ""),
            primary=agree,
            danger=decision is Decision.REFUSE,
            shortcut="Ctrl+Return" if agree else "",
        )
        if agree:
            made.setText(f"{text} Ctrl+Enter")
            keypad = QShortcut(QKeySequence("Ctrl+Enter"), made)
            keypad.activated.connect(made.click)
        return made

    def _build(self) -> None:
        self.body.setContentsMargins(M, S, M, M)
        head = QHBoxLayout()
        head.setSpacing(S)
        head.addWidget(self.heading, 1)
        for widget in (
            self.delegated,
            self.state,
            self.record_button,
            self.transfer,
            self.add_signer,
            self.print_button,
        ):
            head.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(head)
        self.body.addWidget(self.notice)
        self.body.addWidget(self.paper, 1)
        self.body.addWidget(horizontal_line())
        refuse, back = self.decisions[Decision.REFUSE], self.decisions[Decision.RETURN]
        conditionally = self.decisions[Decision.AGREE_CONDITIONALLY]
        agree = self.decisions[Decision.AGREE]
        zoom = self.paper.zoom_buttons
        self.body.addLayout(row_of(refuse, back, None, zoom, None, conditionally, agree))
