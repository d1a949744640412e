"""Acting on a case: opens the dialog, calls the service, tells what was written."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kamdesk.domain.changes import Changes
from kamdesk.domain.errors import KamdeskError, StaleRecordError
from kamdesk.domain.ids import CaseId, TaskId
from kamdesk.domain.people import Actor
from kamdesk.domain.projects.case_records import CaseDetails, OwnTask
from kamdesk.domain.projects.cases import Decision
from kamdesk.i18n import _
from kamdesk.services.projects.approvals import ApprovalService
from kamdesk.ui.approvals.decision import DecisionDialog
from kamdesk.ui.approvals.reassign import SignerDialog, TransferDialog
from kamdesk.ui.projects.asking import AskingDialog
from kamdesk.ui.projects.tools import PageTools


class CaseActs(QObject):
    """The decisions and hand-overs of the signed-in person; `window` carries the dialogs."""

    acted = Signal(object)
    """The `Changes` of what was written."""
    stale = Signal()
    """Somebody was faster, and the person asked to read again."""

    def __init__(self, approvals: ApprovalService, tools: PageTools, window: QWidget) -> None:
        super().__init__(window)
        self._approvals = approvals
        self._tools = tools
        self._window = window
        self._unsent: dict[CaseId, str] = {}

    def decide(self, case: CaseDetails, task: OwnTask, decision: Decision) -> None:
        """Ask for the opinion, and decide."""
        dialog = DecisionDialog(
            decision,
            about=_about(case),
            needs_finding=task.needs_finding,
            messages=self._tools.messages,
            parent=self._window,
        )
        dialog.form["text"].set_value(self._unsent.pop(case.id, None))

        def work(values: Mapping[str, Any]) -> Changes:
            return self._approvals.decide(
                task.task_id,
                by=self._tools.actor.id,
                seen_version=case.version,
                decision=decision,
                text=values["text"] or "",
                finding=dialog.finding(),
            )

        self._ask(dialog, case, work)

    def transfer(self, case: CaseDetails) -> None:
        """Ask whom to, and hand over the person's own task, or one that was left behind."""
        task_id = case.own_task.task_id if case.own_task else _left_task(case)
        if task_id is None:
            return

        def work(values: Mapping[str, Any]) -> Changes:
            return self._approvals.transfer(
                task_id,
                by=self._tools.actor.id,
                seen_version=case.version,
                to=values["to"],
                reason=values["reason"],
            )

        def ask(people: Sequence[Actor]) -> None:
            dialog = TransferDialog(
                people,
                about=_about(case),
                messages=self._tools.messages,
                parent=self._window,
            )
            self._ask(dialog, case, work)

        self._with_people(case, ask)

    def add_signer(self, case: CaseDetails, task: OwnTask) -> None:
        """Ask who signs too, and when, and put them into the step."""

        def work(values: Mapping[str, Any]) -> Changes:
            return self._approvals.add_signer(
                task.task_id,
                by=self._tools.actor.id,
                seen_version=case.version,
                signer=values["signer"],
                act=values["act"],
                reason=values["reason"],
            )

        def ask(people: Sequence[Actor]) -> None:
            dialog = SignerDialog(
                people,
                about=_about(case),
                messages=self._tools.messages,
                parent=self._window,
            )
            self._ask(dialog, case, work)

        self._with_people(case, ask)

    def _with_people(self, case: CaseDetails, ask: Callable[[Sequence[Actor]], None]) -> None:
        approvals, by = self._approvals, self._tools.actor.id
        self._tools.jobs.run(self, lambda: approvals.signers_for(case.id, by=by), ask)

    def _ask(
        self,
        dialog: AskingDialog,
        case: CaseDetails,
        work: Callable[[Mapping[str, Any]], Changes],
    ) -> None:
        def done(changes: Changes) -> None:
            dialog.accept()
            self.acted.emit(changes)

        def failed(error: KamdeskError) -> None:
            dialog.refuse(error)
            if isinstance(error, StaleRecordError):
                self._offer_reload(dialog, case, error)

        def submit(values: Mapping[str, Any]) -> None:
            self._tools.jobs.run(dialog, lambda: work(values), done, failed)

        dialog.submitted.connect(submit)
        dialog.open()

    def _offer_reload(
        self, dialog: AskingDialog, case: CaseDetails, error: StaleRecordError
    ) -> None:
        detail = _("重新读取后再处理；已填写的意见会保留。")
        if not self._tools.messages.ask(dialog, str(error), yes=_("重新读取"), detail=detail):
            return
        values = dialog.form.values()
        self._unsent[case.id] = values.get("text") or values.get("reason") or ""
        dialog.accept()
        self.stale.emit()


def _left_task(case: CaseDetails) -> TaskId | None:
    signers = (signer for step in case.steps for signer in step.signers)
    return next((signer.task_id for signer in signers if signer.left), None)


def _about(case: CaseDetails) -> str:
    name = case.sheet.draft.project_name or case.sheet.client.name
    about = f"{case.sheet.number}　{name}"
    principal = case.own_task.on_behalf_of if case.own_task else ""
    if not principal:
        return about
    return "\n".join((about, _("代 {name} 审批").format(name=principal)))
