"""Approval: the inbox, one case, and every act of an approver."""

from datetime import datetime

from sqlalchemy.orm import Session

from kamdesk.domain import permissions
from kamdesk.domain.changes import Changes, Noun, changed
from kamdesk.domain.clock import Clock, day_of
from kamdesk.domain.errors import FieldError, RuleError
from kamdesk.domain.ids import CaseId, TaskId, UserId
from kamdesk.domain.lists import ListSource
from kamdesk.domain.people import Actor
from kamdesk.domain.permissions import Action
from kamdesk.domain.projects import approvals, forms
from kamdesk.domain.projects.approvers import find
from kamdesk.domain.projects.case_records import (
    CaseDetails,
    DoneRow,
    DuplicateFinding,
    InboxRow,
    SubmissionRow,
)
from kamdesk.domain.projects.cases import AGREEING, Act, Case, Decision, Task, open_task
from kamdesk.domain.projects.routes import CaseKind
from kamdesk.i18n import N_, _
from kamdesk.services.acting import acting
from kamdesk.services.lists import ViewedList, viewer
from kamdesk.services.projects import applications, approvers, case_records, cases, filings
from kamdesk.storage.fetch import fresh
from kamdesk.storage.projects import approvals as table
from kamdesk.storage.projects import inbox
from kamdesk.storage.projects.approvers import staff
from kamdesk.storage.projects.cases import CaseRecord, Entry
from kamdesk.storage.sessions import Sessions

_TOUCHED = (Noun.APPROVAL, Noun.FILING, Noun.APPLICATION, Noun.CONFLICT, Noun.PROJECT)


class ApprovalService:
    """What approvers see and do; nothing is ever decided by anybody but them."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def inbox_for(self, by: UserId) -> ListSource[InboxRow]:
        """Return the open tasks the person may decide today, their own and delegated ones."""
        return ViewedList(
            self._sessions,
            self._clock,
            by,
            Action.APPLICATION_VIEW,
            inbox.inbox_ids,
            inbox.inbox_rows,
        )

    def inbox_count(self, *, by: UserId) -> int:
        """Return how many tasks wait for the person; 0 for who approves nothing."""
        with self._sessions.read() as session:
            actor = acting(session, by, self._clock)
            if not permissions.allowed(actor, Action.APPROVAL_DECIDE):
                return 0
            looking = viewer(session, self._clock, by, Action.APPROVAL_DECIDE)
            return inbox.inbox_count(session, looking)

    def done_for(self, by: UserId) -> ListSource[DoneRow]:
        """Return what the person has done on others' submissions (已办)."""
        return ViewedList(
            self._sessions,
            self._clock,
            by,
            Action.APPLICATION_VIEW,
            inbox.done_ids,
            inbox.done_rows,
        )

    def submissions_for(self, by: UserId) -> ListSource[SubmissionRow]:
        """Return the cases the person submitted (我发起)."""
        return ViewedList(
            self._sessions,
            self._clock,
            by,
            Action.APPLICATION_VIEW,
            inbox.submission_ids,
            inbox.submission_rows,
        )

    def details(self, case_id: CaseId, *, by: UserId) -> CaseDetails:
        """Return one case; MissingRecordError where its record is not the person's to see."""
        with self._sessions.read() as session:
            looking = viewer(session, self._clock, by, Action.APPLICATION_VIEW)
            record = table.case_of(session, case_id)
            return case_records.details_of(session, record, looking)

    def signers_for(self, case_id: CaseId, *, by: UserId) -> tuple[Actor, ...]:
        """Return who may be given a task of the case, or be asked besides."""
        with self._sessions.read() as session:
            looking = viewer(session, self._clock, by, Action.APPLICATION_VIEW)
            record = table.case_of(session, case_id)
            case_records.require_visible(session, record, looking)
            return case_records.further_signers(session, record)

    def decide(
        self,
        task_id: TaskId,
        *,
        by: UserId,
        seen_version: int,
        decision: Decision,
        text: str = "",
        finding: DuplicateFinding | None = None,
    ) -> Changes:
        """Decide a task; the text is compulsory for everything but plain agreement.

        `seen_version` is the version of the case that the person has read. 销售管理部's steps
        need a duplicate finding with an agreement.
        """
        now = self._clock.now()
        with self._sessions.write() as session:
            actor = _approver(session, by)
            record, before, task = _seen(session, task_id, seen_version)
            delegation = approvers.signing(session, actor, record, task, day=day_of(now))
            approvers.refuse_carrier(session, actor, record)
            entry = Entry(
                act=Act(decision.value),
                person_id=actor.id,
                text=forms.reason(
                    text, N_("审批意见"), field="text", required=decision is not Decision.AGREE
                ),
                task_id=task_id,
                delegation_id=delegation.id if delegation else None,
                finding=_checked(finding, before, task, decision),
                digest=cases.digest_of(session, record),
            )
            after = approvals.decide(before, task.key, decision, staff(session))
            cases.write(session, record, entry, before=before, after=after, at=now)
            _carry(session, record, text=entry.text, actor=actor, at=now)
            return changed(*_TOUCHED, record_id=record.record_id)

    def transfer(
        self, task_id: TaskId, *, by: UserId, seen_version: int, to: UserId, reason: str
    ) -> Changes:
        """Hand a task over (转办); that of somebody who has left, 销售管理部 may hand on too."""
        now = self._clock.now()
        with self._sessions.write() as session:
            actor = _approver(session, by)
            record, before, task = _seen(session, task_id, seen_version)
            people = staff(session)
            delegation_id = None
            if not approvers.may_hand_on(actor, task, record.submitter_id, people):
                delegation = approvers.signing(session, actor, record, task, day=day_of(now))
                delegation_id = delegation.id if delegation else None
            target = find(people, to, record.submitter_id)
            entry = Entry(
                act=Act.TRANSFER,
                person_id=actor.id,
                text=forms.reason(reason, N_("转办原因")),
                task_id=task_id,
                delegation_id=delegation_id,
                target_id=target.id,
                digest=cases.digest_of(session, record),
            )
            after = approvals.transfer(before, task.key, target)
            cases.write(session, record, entry, before=before, after=after, at=now)
            return changed(Noun.APPROVAL, record_id=record.record_id)

    def add_signer(
        self,
        task_id: TaskId,
        *,
        by: UserId,
        seen_version: int,
        signer: UserId,
        act: Act,
        reason: str,
    ) -> Changes:
        """Ask somebody else before or after one's own decision (加签): ADD_BEFORE or ADD_AFTER."""
        now = self._clock.now()
        with self._sessions.write() as session:
            actor = _approver(session, by)
            record, before, task = _seen(session, task_id, seen_version)
            delegation = approvers.signing(session, actor, record, task, day=day_of(now))
            if act not in {Act.ADD_BEFORE, Act.ADD_AFTER}:
                raise RuleError(_("加签只能选择“前加签”或“后加签”。"))
            target = find(staff(session), signer, record.submitter_id)
            entry = Entry(
                act=act,
                person_id=actor.id,
                text=forms.reason(reason, N_("加签原因")),
                task_id=task_id,
                delegation_id=delegation.id if delegation else None,
                target_id=target.id,
                digest=cases.digest_of(session, record),
            )
            after = approvals.add_signer(before, task.key, target, act)
            cases.write(session, record, entry, before=before, after=after, at=now)
            return changed(Noun.APPROVAL, record_id=record.record_id)


def _approver(session: Session, by: UserId) -> Actor:
    actor = acting(session, by)
    permissions.require(actor, Action.APPROVAL_DECIDE)
    return actor


def _seen(session: Session, task_id: TaskId, seen_version: int) -> tuple[CaseRecord, Case, Task]:
    """Return a task that is open in a case nobody has acted on since it was read."""
    place = table.task_place(session, task_id)
    case = table.load(session, table.case_of(session, place.case_id))
    task = open_task(case, place.key)
    return fresh(session, CaseRecord, place.case_id, seen_version), case, task


def _checked(
    finding: DuplicateFinding | None, case: Case, task: Task, decision: Decision
) -> DuplicateFinding | None:
    if finding is None:
        if decision in AGREEING and case_records.needs_finding(case, task):
            raise FieldError({"finding": _("请选择查重结果：无重复，或疑似撞单。")})
        return None
    note = forms.reason(finding.note, N_("查重说明"), field="finding", required=False)
    return DuplicateFinding(finding.result, note)


def _carry(session: Session, record: CaseRecord, *, text: str, actor: Actor, at: datetime) -> None:
    if record.kind is CaseKind.FILING:
        filings.carry(session, record.record_id, record.state, text=text, actor=actor, at=at)
    else:
        applications.carry(session, record.record_id, record.state, text=text, by=actor.id, at=at)
