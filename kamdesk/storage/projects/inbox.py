"""What waits for a person, what they have done, and what they submitted, as lists."""

from array import array
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session, aliased

from kamdesk.domain.ids import CaseId, TaskId
from kamdesk.domain.lists import ListQuery
from kamdesk.domain.people import Actor
from kamdesk.domain.projects.case_records import DoneRow, InboxRow, SubmissionRow
from kamdesk.domain.projects.cases import Act, StepState, TaskState
from kamdesk.storage.people import DepartmentRecord, UserRecord
from kamdesk.storage.projects import listing
from kamdesk.storage.projects.cases import CaseRecord, OpinionRecord, StepRecord, TaskRecord
from kamdesk.storage.projects.delegations import decidable_by
from kamdesk.storage.projects.listing import Viewer
from kamdesk.storage.projects.sheets import SheetRecord

SUBMITTER = aliased(UserRecord, name="submitter")
HOLDER = aliased(UserRecord, name="holder")

_SHARED = {
    "kind": listing.choice_box(CaseRecord.kind),
    "number": listing.text_box(SheetRecord.number),
    "client": listing.text_box(SheetRecord.client),
    "project_name": listing.text_box(SheetRecord.project_name),
    "submitter": listing.text_box(SUBMITTER.name),
    "submitted_at": listing.date_box(SheetRecord.submitted_at),
}
_INBOX = {
    **_SHARED,
    "department": listing.text_box(DepartmentRecord.name),
    "step_title": listing.text_box(StepRecord.title),
    "amount": listing.number_box(SheetRecord.amount),
    "waiting_since": listing.date_box(TaskRecord.opened_at),
    "on_behalf_of": listing.text_box(HOLDER.name),
}
_DONE = {
    **_SHARED,
    "step_title": listing.text_box(StepRecord.title),
    "act": listing.choice_box(OpinionRecord.act),
    "text": listing.text_box(OpinionRecord.text),
    "at": listing.date_box(OpinionRecord.at),
    "state": listing.choice_box(CaseRecord.state),
}
_OPEN_STEP = (
    select(StepRecord.title)
    .where(StepRecord.case_id == CaseRecord.id, StepRecord.state == StepState.OPEN)
    .correlate(CaseRecord)
    .scalar_subquery()
)
_WAITING_FOR = (
    select(func.aggregate_strings(HOLDER.name, "、"))
    .join(TaskRecord, TaskRecord.holder_id == HOLDER.id)
    .where(TaskRecord.case_id == CaseRecord.id, TaskRecord.state == TaskState.OPEN)
    .correlate(CaseRecord)
    .scalar_subquery()
)
_SUBMITTED = {
    **_SHARED,
    "state": listing.choice_box(CaseRecord.state),
    "step_title": listing.text_box(_OPEN_STEP),
    "waiting_for": listing.text_box(_WAITING_FOR),
}


def inbox_ids(session: Session, query: ListQuery, viewer: Viewer) -> "array[int]":
    """Return the ids of the open tasks the actor may decide on `day`."""
    base = _inbox(viewer, TaskRecord.id)
    return listing.ids(session, base, query, boxes=_INBOX, key=TaskRecord.id)


def inbox_count(session: Session, viewer: Viewer) -> int:
    """Return how many tasks wait for the actor."""
    count: int = session.scalars(_inbox(viewer, func.count())).one()
    return count


def inbox_rows(session: Session, ids: Sequence[int], viewer: Viewer) -> list[InboxRow]:
    """Return the rows of those tasks that the actor may still decide."""
    shown = (TaskRecord, CaseRecord, SheetRecord, SUBMITTER.name, DepartmentRecord.name)
    wanted = _inbox(viewer, *shown, StepRecord.title, HOLDER.name)
    found = {
        row[0].id: _inbox_row(row, viewer.actor)
        for row in session.execute(wanted.where(TaskRecord.id.in_(ids)))
    }
    return listing.in_order(found, ids)


def decidable(session: Session, case_id: CaseId, viewer: Viewer) -> frozenset[TaskId]:
    """Return the ids of a case's open tasks that the viewer may decide."""
    return frozenset(
        session.scalars(_inbox(viewer, TaskRecord.id).where(TaskRecord.case_id == case_id))
    )


def done_ids(session: Session, query: ListQuery, viewer: Viewer) -> "array[int]":
    """Return the ids of the log entries the actor made on others' submissions."""
    return listing.ids(
        session, _done(viewer.actor, OpinionRecord.id), query, boxes=_DONE, key=OpinionRecord.id
    )


def done_rows(session: Session, ids: Sequence[int], viewer: Viewer) -> list[DoneRow]:
    """Return the rows of those log entries."""
    shown = (OpinionRecord, CaseRecord, SheetRecord, SUBMITTER.name, StepRecord.title)
    wanted = _done(viewer.actor, *shown).where(OpinionRecord.id.in_(ids))
    found = {row[0].id: _done_row(row) for row in session.execute(wanted)}
    return listing.in_order(found, ids)


def submission_ids(session: Session, query: ListQuery, viewer: Viewer) -> "array[int]":
    """Return the ids of the cases the actor submitted."""
    base = _submitted(viewer.actor, CaseRecord.id)
    return listing.ids(session, base, query, boxes=_SUBMITTED, key=CaseRecord.id)


def submission_rows(session: Session, ids: Sequence[int], viewer: Viewer) -> list[SubmissionRow]:
    """Return the rows of those cases."""
    wanted = _submitted(viewer.actor, CaseRecord, SheetRecord, _OPEN_STEP, _WAITING_FOR)
    found = {
        row[0].id: _submission_row(row)
        for row in session.execute(wanted.where(CaseRecord.id.in_(ids)))
    }
    return listing.in_order(found, ids)


def _inbox(viewer: Viewer, *columns: Any) -> Select[Any]:
    department = DepartmentRecord.id == CaseRecord.department_id
    return (
        select(*columns)
        .select_from(TaskRecord)
        .join(CaseRecord, CaseRecord.id == TaskRecord.case_id)
        .join(StepRecord, StepRecord.id == TaskRecord.step_id)
        .join(SheetRecord, _newest_sheet())
        .join(SUBMITTER, SUBMITTER.id == CaseRecord.submitter_id)
        .join(HOLDER, HOLDER.id == TaskRecord.holder_id)
        .join(DepartmentRecord, department, isouter=True)
        .where(
            CaseRecord.submitter_id != viewer.actor.id, decidable_by(viewer.actor.id, viewer.day)
        )
    )


def _done(actor: Actor, *columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(OpinionRecord)
        .join(CaseRecord, CaseRecord.id == OpinionRecord.case_id)
        .join(SheetRecord, _newest_sheet())
        .join(SUBMITTER, SUBMITTER.id == CaseRecord.submitter_id)
        .join(StepRecord, StepRecord.id == OpinionRecord.step_id, isouter=True)
        .where(
            OpinionRecord.person_id == actor.id,
            OpinionRecord.act.not_in((Act.SUBMIT, Act.WITHDRAW)),
        )
    )


def _submitted(actor: Actor, *columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(CaseRecord)
        .join(SheetRecord, _newest_sheet())
        .join(SUBMITTER, SUBMITTER.id == CaseRecord.submitter_id)
        .where(CaseRecord.submitter_id == actor.id)
    )


def _newest_sheet() -> ColumnElement[bool]:
    return and_(SheetRecord.case_id == CaseRecord.id, SheetRecord.round == CaseRecord.round)


def _inbox_row(row: Any, actor: Actor) -> InboxRow:
    task, case_, sheet, submitter, department, step_title, holder = row
    return InboxRow(
        task_id=task.id,
        case_id=case_.id,
        case_version=case_.version,
        kind=case_.kind,
        record_id=case_.record_id,
        number=sheet.number,
        client=sheet.client,
        project_name=sheet.project_name,
        submitter=submitter,
        department=department or "",
        step_title=step_title,
        amount=sheet.amount,
        submitted_at=sheet.submitted_at,
        waiting_since=task.opened_at,
        on_behalf_of="" if task.holder_id == actor.id else holder,
    )


def _done_row(row: Any) -> DoneRow:
    opinion, case_, sheet, submitter, step_title = row
    return DoneRow(
        id=opinion.id,
        case_id=case_.id,
        kind=case_.kind,
        record_id=case_.record_id,
        number=sheet.number,
        client=sheet.client,
        project_name=sheet.project_name,
        submitter=submitter,
        step_title=step_title or "",
        act=opinion.act,
        text=opinion.text,
        at=opinion.at,
        state=case_.state,
    )


def _submission_row(row: Any) -> SubmissionRow:
    case_, sheet, step_title, waiting_for = row
    return SubmissionRow(
        case_id=case_.id,
        kind=case_.kind,
        record_id=case_.record_id,
        number=sheet.number,
        client=sheet.client,
        project_name=sheet.project_name,
        state=case_.state,
        step_title=step_title or "",
        waiting_for=waiting_for or "",
        submitted_at=sheet.submitted_at,
    )
