"""Reading a case as the engine's value, and writing back what an act made of it."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from kamdesk.domain.ids import CaseId, RouteId, TaskId
from kamdesk.domain.projects.cases import Case, Step, Task, TaskState
from kamdesk.storage.fetch import fetch, missing
from kamdesk.storage.projects.cases import (
    CaseRecord,
    Entry,
    OpinionRecord,
    StepRecord,
    TaskRecord,
)


class TaskPlace(NamedTuple):
    """Where a task belongs."""

    case_id: CaseId
    key: int


def task_place(session: Session, task_id: TaskId) -> TaskPlace:
    """Return the case and key of a task, or raise MissingRecordError."""
    found = select(TaskRecord.case_id, TaskRecord.key).where(TaskRecord.id == task_id)
    row = session.execute(found).one_or_none()
    if row is None:
        raise missing()
    return TaskPlace(row.case_id, row.key)


def load(session: Session, record: CaseRecord) -> Case:
    """Return the case of `record` with the steps and tasks of its present round."""
    steps = _step_rows(session, record.id, record.round)
    positions = {step.id: step.position for step in steps}
    tasks = select(TaskRecord).where(TaskRecord.step_id.in_(positions)).order_by(TaskRecord.key)
    return Case(
        kind=record.kind,
        submitter_id=record.submitter_id,
        department_id=record.department_id,
        state=record.state,
        round=record.round,
        steps=tuple(Step(row.key, row.title, row.role, row.way, row.state) for row in steps),
        tasks=tuple(_task(row, positions[row.step_id]) for row in session.scalars(tasks)),
        next_key=record.next_key,
    )


def add(
    session: Session, case: Case, *, record_id: int, route_id: RouteId, at: datetime
) -> CaseRecord:
    """Write a new case with its first round."""
    record = CaseRecord(
        kind=case.kind,
        record_id=record_id,
        submitter_id=case.submitter_id,
        department_id=case.department_id,
        route_id=route_id,
        state=case.state,
        round=case.round,
        next_key=case.next_key,
        acts=1,
    )
    session.add(record)
    session.flush()
    _write_round(session, record.id, case, at)
    return record


def start_round(session: Session, record: CaseRecord, case: Case, at: datetime) -> None:
    """Write the new round of a case that is submitted again."""
    record.department_id = case.department_id
    _write_case(session, record, case)
    _write_round(session, record.id, case, at)


def save(session: Session, record: CaseRecord, *, before: Case, after: Case, at: datetime) -> None:
    """Write what an act changed within the present round; the case's version counts up."""
    ids = {row.position: row.id for row in _step_rows(session, record.id, record.round)}
    known = {task.key: task for task in before.tasks}
    for task in after.tasks:
        if task.key not in known:
            _add_task(session, task, case_id=record.id, step_id=ids[task.step], at=at)
        elif task != known[task.key]:
            _change_task(session, record.id, task, at)
    for position, (old, new) in enumerate(zip(before.steps, after.steps, strict=True)):
        if old != new:
            _change_step(session, ids[position], new)
    _write_case(session, record, after)


def log(session: Session, record: CaseRecord, entry: Entry, at: datetime) -> None:
    """Add an entry to the log of a case's present round."""
    step_id = None
    if entry.task_id is not None:
        found = select(TaskRecord.step_id).where(TaskRecord.id == entry.task_id)
        step_id = session.scalars(found).one()
    finding = entry.finding
    values = {
        "case_id": record.id,
        "round": record.round,
        "step_id": step_id,
        "task_id": entry.task_id,
        "act": entry.act,
        "person_id": entry.person_id,
        "delegation_id": entry.delegation_id,
        "target_id": entry.target_id,
        "text": entry.text,
        "finding": finding.result if finding else None,
        "finding_note": finding.note if finding else None,
        "at": at,
        "digest": entry.digest,
    }
    session.execute(insert(OpinionRecord).values(values))


def case_of(session: Session, case_id: CaseId) -> CaseRecord:
    """Return the mapped row of a case, or raise MissingRecordError."""
    return fetch(session, CaseRecord, case_id)


def _step_rows(session: Session, case_id: CaseId, round_: int) -> list[StepRecord]:
    found = select(StepRecord).where(StepRecord.case_id == case_id, StepRecord.round == round_)
    ordered = found.order_by(StepRecord.position).execution_options(populate_existing=True)
    return list(session.scalars(ordered))


def _task(row: TaskRecord, position: int) -> Task:
    return Task(
        key=row.key,
        step=position,
        holder_id=row.holder_id,
        state=row.state,
        waits_for=row.waits_for,
        added=row.added,
        id=row.id,
    )


def _write_case(session: Session, record: CaseRecord, case: Case) -> None:
    record.state = case.state
    record.round = case.round
    record.next_key = case.next_key
    record.acts += 1
    session.flush()


def _write_round(session: Session, case_id: CaseId, case: Case, at: datetime) -> None:
    steps = [
        StepRecord(
            case_id=case_id,
            round=case.round,
            position=position,
            key=step.key,
            title=step.title,
            role=step.role,
            way=step.way,
            state=step.state,
        )
        for position, step in enumerate(case.steps)
    ]
    session.add_all(steps)
    session.flush()
    for task in case.tasks:
        _add_task(session, task, case_id=case_id, step_id=steps[task.step].id, at=at)


def _add_task(session: Session, task: Task, *, case_id: CaseId, step_id: int, at: datetime) -> None:
    session.add(
        TaskRecord(
            case_id=case_id,
            key=task.key,
            step_id=step_id,
            holder_id=task.holder_id,
            state=task.state,
            waits_for=task.waits_for,
            added=task.added,
            opened_at=at if task.state is TaskState.OPEN else None,
            closed_at=None,
        )
    )
    session.flush()


def _change_task(session: Session, case_id: CaseId, task: Task, at: datetime) -> None:
    over = task.state in {TaskState.DONE, TaskState.CLOSED}
    times = (
        {"closed_at": at} if over else {"opened_at": at if task.state is TaskState.OPEN else None}
    )
    session.execute(
        update(TaskRecord)
        .where(TaskRecord.case_id == case_id, TaskRecord.key == task.key)
        .values(state=task.state, waits_for=task.waits_for, **times)
        .execution_options(synchronize_session=False)
    )


def _change_step(session: Session, step_id: int, step: Step) -> None:
    session.execute(
        update(StepRecord)
        .where(StepRecord.id == step_id)
        .values(state=step.state)
        .execution_options(synchronize_session=False)
    )
