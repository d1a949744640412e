"""待我审批: the list at the left, the paper in the middle, the flow at the right."""

from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout

from kamdesk.domain.changes import Changes, Noun
from kamdesk.domain.errors import KamdeskError
from kamdesk.domain.ids import ApplicationId, CaseId, FilingId
from kamdesk.domain.permissions import Action, allowed
from kamdesk.domain.projects.case_records import CaseDetails
from kamdesk.domain.projects.cases import Decision
from kamdesk.domain.projects.routes import CaseKind
from kamdesk.i18n import _
from kamdesk.services.projects.approvals import ApprovalService
from kamdesk.services.projects.paper import PaperService
from kamdesk.ui.approvals.acts import CaseActs
from kamdesk.ui.approvals.case_pane import CasePane
from kamdesk.ui.approvals.flow import FlowView
from kamdesk.ui.approvals.items import Item, ItemSource, done_item, submission_item, waiting_item
from kamdesk.ui.approvals.task_list import SUBMITTED, WAITING, Sources, TaskList
from kamdesk.ui.forms.form import scrolled
from kamdesk.ui.projects.tools import PageTools, Paper, preview_paper
from kamdesk.ui.shell.page import Page
from kamdesk.ui.tokens import M, S
from kamdesk.ui.widgets.cards import Card

_WIDTHS = (280, 640, 260)
_FOLLOWED = (Noun.APPROVAL, Noun.APPLICATION, Noun.FILING, Noun.CONFLICT)


class ApprovalsPage(Page):
    """Decides one case after another; the paper shown is the one that is printed."""

    help_topic: ClassVar[str] = "approvals"

    def __init__(
        self, approvals: ApprovalService, papers: PaperService, *, tools: PageTools
    ) -> None:
        super().__init__()
        self._approvals = approvals
        self._papers = papers
        self._tools = tools
        self._by = tools.actor.id
        self._case: CaseDetails | None = None
        self._asked: CaseId | None = None
        self._state = tools.state.scoped("approvals")
        decides = allowed(tools.actor, Action.APPROVAL_DECIDE)
        first = WAITING if decides else SUBMITTED
        self.list = TaskList(self._sources(), first=first, jobs=tools.jobs)
        self.pane = CasePane(tools)
        self.flow = FlowView()
        self.acts = CaseActs(approvals, tools, self)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._build()
        self._connect()

    @property
    def case(self) -> CaseDetails | None:
        """The case on show."""
        return self._case

    # -- what the frame asks ------------------------------------------------------------

    def activate(self) -> None:
        self.list.reload()
        self.list.view.setFocus()

    def refresh(self) -> None:
        self.list.reload()

    def open_record(self, kind: str, record_id: int) -> None:
        """Show a case by its id: at its line where it waits for me, else by itself."""
        if kind == "case":
            self.list.show_case(CaseId(record_id))
            self._read(CaseId(record_id))

    def status(self) -> str:
        return self.list.status

    # -- inside -------------------------------------------------------------------------

    def _sources(self) -> Sources:
        approvals, by, clock = self._approvals, self._by, self._tools.clock
        return Sources(
            waiting=ItemSource(
                approvals.inbox_for(by),
                lambda row: waiting_item(row, clock),
                sort="waiting_since",
            ),
            done=ItemSource(approvals.done_for(by), done_item, sort="at", descending=True),
            submitted=ItemSource(
                approvals.submissions_for(by),
                submission_item,
                sort="submitted_at",
                descending=True,
            ),
        )

    def _build(self) -> None:
        flow = Card(_("流程"))
        flow.body.addWidget(scrolled(self.flow, margin=S), 1)
        self.list.setMinimumWidth(250)
        self.pane.setMinimumWidth(480)
        flow.setMinimumWidth(220)
        for part, width in zip((self.list, self.pane, flow), _WIDTHS, strict=True):
            self.splitter.addWidget(part)
            self.splitter.setStretchFactor(self.splitter.count() - 1, width)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(M)
        if not self.splitter.restoreState(self._state.data("splitter")):
            self.splitter.setSizes(list(_WIDTHS))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)

    def _connect(self) -> None:
        self.list.current_changed.connect(self._on_item)
        self.list.status_changed.connect(self.status_changed)
        self.pane.decision_chosen.connect(self._decide)
        self.pane.transfer_wanted.connect(self._transfer)
        self.pane.signer_wanted.connect(self._add_signer)
        self.pane.print_wanted.connect(self._print)
        self.pane.record_wanted.connect(self._open_record)
        self.acts.acted.connect(self._on_acted)
        self.acts.stale.connect(self.refresh)
        self._tools.bus.changed.connect(self._on_changed)
        self.splitter.splitterMoved.connect(self._keep_splitter)

    def _keep_splitter(self) -> None:
        self._state.keep("splitter", self.splitter.saveState())

    def _on_item(self, item: Item | None) -> None:
        if item is not None:
            self._read(item.case_id)
        elif self._asked is None or self._case is not None:
            self._show(None)

    def _read(self, case_id: CaseId) -> None:
        if self._case is not None and self._case.id != case_id:
            self._show(None)
        self._asked = case_id
        approvals, by = self._approvals, self._by
        self._tools.jobs.run(
            self, lambda: approvals.details(case_id, by=by), self._show, self._refuse, key="case"
        )

    def _show(self, case: CaseDetails | None) -> None:
        before, self._case = self._case, case
        self.pane.show_case(case)
        self.flow.show_case(case)
        if case is None:
            self._asked = None
            self.pane.paper.show_nothing()
        elif before is None or (before.id, before.version) != (case.id, case.version):
            self.pane.paper.show_paper(partial(self._paper, case))

    def _refuse(self, error: KamdeskError) -> None:
        self._show(None)
        self.pane.say(str(error))

    def _paper(self, case: CaseDetails) -> Paper:
        """Return the case's paper; called in the worker."""
        if case.kind is CaseKind.FILING:
            return self._papers.filing_pdf(FilingId(case.record_id), by=self._by)
        return self._papers.application_pdf(ApplicationId(case.record_id), by=self._by)

    def _decide(self, decision: Decision) -> None:
        if self._case is not None and self._case.own_task is not None:
            self.acts.decide(self._case, self._case.own_task, decision)

    def _transfer(self) -> None:
        if self._case is not None:
            self.acts.transfer(self._case)

    def _add_signer(self) -> None:
        if self._case is not None and self._case.own_task is not None:
            self.acts.add_signer(self._case, self._case.own_task)

    def _print(self) -> None:
        if self._case is not None:
            make = partial(self._paper, self._case)
            preview_paper(self, self._tools, self._case.sheet.number, make)

    def _open_record(self) -> None:
        if self._case is not None:
            self.open_requested.emit(self._case.kind.value, self._case.record_id)

    def _on_acted(self, changes: Changes) -> None:
        following = self.list.next_id()
        self._tools.bus.announce(changes)
        self.list.reload(select=following)
        self.list.view.setFocus()

    def _on_changed(self, changes: Changes) -> None:
        if changes.touches(*_FOLLOWED) and self.isVisible():
            self.list.reload()
