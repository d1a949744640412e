"""分类认定: the open proposals with their evidence, and the decisions taken."""

from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kamdesk.domain.changes import Changes, Noun
from kamdesk.domain.classes.decisions import DecisionRow
from kamdesk.domain.classes.proposals import ProposalRow, RunState
from kamdesk.domain.errors import KamdeskError
from kamdesk.domain.ids import ClassDecisionId, ClassRunId, ClientId
from kamdesk.domain.permissions import Action, allowed
from kamdesk.i18n import _, ngettext
from kamdesk.services.classes.classification import ClassificationService
from kamdesk.services.classes.proposals import ProposalService
from kamdesk.ui.classes.columns import DECISIONS, PROPOSALS
from kamdesk.ui.classes.panes import DecisionPane, ProposalPane
from kamdesk.ui.classes.wording import state_words
from kamdesk.ui.lists.page import ListPage
from kamdesk.ui.projects.record_acts import RecordActs
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.shell.page import Page
from kamdesk.ui.tokens import S
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.long_task import run_with_progress
from kamdesk.ui.widgets.notices import Notice

DECIDED = "decisions"
"""The hint that shows the decisions taken."""


class ClassesPage(Page):
    """Everybody sees their clients; who may decide computes, confirms and overrules here."""

    help_topic: ClassVar[str] = "classes"

    def __init__(
        self,
        proposals: ProposalService,
        classification: ClassificationService,
        *,
        tools: PageTools,
    ) -> None:
        super().__init__()
        self._proposals = proposals
        self._classification = classification
        self._tools = tools
        self._by = tools.actor.id
        self._state: RunState | None = None
        self.notice = Notice()
        self.open: ListPage[ProposalRow] = ListPage(
            PROPOSALS, proposals.list_for(self._by), jobs=tools.jobs, state=tools.state
        )
        self.taken: ListPage[DecisionRow] = ListPage(
            DECISIONS, classification.list_for(self._by), jobs=tools.jobs, state=tools.state
        )
        self.proposal, self.decision = ProposalPane(), DecisionPane()
        self.acts = RecordActs(tools, self)
        self.stack = QStackedWidget()
        self._build()
        self._connect()

    # -- what the frame asks ------------------------------------------------------------

    def activate(self) -> None:
        self._front.reload()
        self._front.view.setFocus()

    def refresh(self) -> None:
        self._front.reload()

    def status(self) -> str:
        return self._front.status

    def show_hint(self, hint: object) -> None:
        """Show the decisions for `DECIDED`, else the open proposals in the view `hint`."""
        self._show(self.taken if hint == DECIDED else self.open)
        if isinstance(hint, str) and hint != DECIDED:
            self.open.show_view(hint)

    # -- what the buttons do ------------------------------------------------------------

    def propose(self) -> None:
        """Compute for all clients, with progress and cancel."""

        def done(answer: tuple[Changes, int]) -> None:
            changes, count = answer
            self._tools.bus.announce(changes)
            told = ngettext(
                "已重新计算，有 {count} 条建议。", "已重新计算，有 {count} 条建议。", count
            )
            self._tools.messages.inform(self, told.format(count=f"{count:,}"))

        run_with_progress(
            self,
            self._tools.jobs,
            title=_("重新计算经济大客户"),
            work=lambda run: self._proposals.propose(
                by=self._by, report=run.report, cancelled=run.cancelled
            ),
            done=done,
        )

    def confirm(self) -> None:
        """Decide the selected proposals as they are proposed, after asking."""
        chosen, run = self._chosen()
        if not chosen or run is None:
            return
        question = ngettext(
            "按建议认定所选的 {count} 个客户吗？",
            "按建议认定所选的 {count} 个客户吗？",
            len(chosen),
        )
        self.acts.confirm(
            question.format(count=f"{len(chosen):,}"),
            partial(self._proposals.confirm, chosen, by=self._by, seen_run=run),
            yes=_("认定"),
            detail=_("客户类别随即改变；数据、规则和结论一并存档，不能修改。"),
        )

    def overrule(self) -> None:
        """Ask why the selected proposals are not followed."""
        chosen, run = self._chosen()
        if not chosen or run is None:
            return
        about = ngettext(
            "驳回后这 {count} 个客户保持现有类别；数据结论或规则改变之前不再建议。",
            "驳回后这 {count} 个客户保持现有类别；数据结论或规则改变之前不再建议。",
            len(chosen),
        )
        self.acts.ask_reason(
            _("驳回建议"),
            about.format(count=f"{len(chosen):,}"),
            lambda why: self._proposals.overrule(chosen, reason=why, by=self._by, seen_run=run),
        )

    # -- inside -------------------------------------------------------------------------

    @property
    def _front(self) -> ListPage[ProposalRow] | ListPage[DecisionRow]:
        return self.taken if self.stack.currentIndex() else self.open

    def _build(self) -> None:
        self.open.add_button(_("认定记录"), partial(self.show_hint, DECIDED), icon_name="history")
        if allowed(self._tools.actor, Action.CLASS_DECIDE):
            self.overrule_button = self.open.add_button(
                _("驳回…"), self.overrule, icon_name="circle-x"
            )
            self.confirm_button = self.open.add_button(
                _("确认所选"), self.confirm, icon_name="check", shortcut="Ctrl+Return"
            )
            self.open.add_primary(_("重新计算"), self.propose, icon_name="refresh-cw")
        self.taken.add_button(_("返回建议"), partial(self.show_hint, None), icon_name="arrow-left")
        self.open.set_detail(self.proposal, share=0.38)
        self.taken.set_detail(self.decision, share=0.38)
        for pane in (self.proposal, self.decision):
            pane.setMinimumWidth(400)
        first = QWidget()
        column = QVBoxLayout(first)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addWidget(self.notice)
        column.addWidget(self.open, 1)
        self.stack.addWidget(first)
        self.stack.addWidget(self.taken)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)

    def _connect(self) -> None:
        bus = self._tools.bus
        self.open.equip(self._tools)
        self.taken.equip(self._tools)
        self.open.follow(bus, Noun.CLASSIFICATION, Noun.CLIENT, Noun.POLICY, Noun.PURCHASE)
        self.taken.follow(bus, Noun.CLASSIFICATION, Noun.CLIENT)
        self.open.current_changed.connect(self._on_proposal)
        self.open.loaded.connect(self._on_loaded)
        self.taken.current_changed.connect(self._on_decision)
        self.taken.loaded.connect(self._on_taken_loaded)
        for listed in (self.open, self.taken):
            listed.status_changed.connect(self.status_changed)
        self.open.opened.connect(self._open_client)
        self.proposal.client_wanted.connect(self._open_client)
        self.decision.client_wanted.connect(self._open_client)

    def _show(self, listed: ListPage[ProposalRow] | ListPage[DecisionRow]) -> None:
        self.stack.setCurrentIndex(0 if listed is self.open else 1)
        listed.reload()
        listed.view.setFocus()

    def _chosen(self) -> tuple[list[ClientId], ClassRunId | None]:
        run = self._state.run if self._state else None
        ids = [ClientId(each) for each in self.open.selected_ids()]
        return ids, run.id if run else None

    def _on_loaded(self) -> None:
        self._on_proposal(self.open.current_id())
        work = partial(self._proposals.state, by=self._by)
        self._tools.jobs.run(self, work, self._show_state, key="state")

    def _on_taken_loaded(self) -> None:
        self._on_decision(self.taken.current_id())

    def _show_state(self, state: RunState) -> None:
        self._state = state
        tone = Tone.WARN if state.outdated or state.run is None else Tone.NEUTRAL
        self.notice.say(state_words(state), tone)

    def _on_proposal(self, client_id: int | None) -> None:
        if client_id is None:
            self.proposal.show_nothing()
            return
        work = partial(self._proposals.details, ClientId(client_id), by=self._by)
        self._tools.jobs.run(self, work, self.proposal.show_proposal, self._on_gone, key="proposal")

    def _on_decision(self, decision_id: int | None) -> None:
        if decision_id is None:
            self.decision.show_nothing()
            return
        work = partial(self._classification.decision, ClassDecisionId(decision_id), by=self._by)
        self._tools.jobs.run(self, work, self.decision.show_decision, key="decision")

    def _on_gone(self, _error: KamdeskError) -> None:
        """Show nothing: the proposal was decided since the list was read."""
        self.proposal.show_nothing()

    def _open_client(self, client_id: int) -> None:
        self.open_requested.emit("client", client_id)
