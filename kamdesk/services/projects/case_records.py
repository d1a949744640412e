"""One case in full, for one person: the form, the steps with who is asked, all opinions."""

from typing import cast

from sqlalchemy.orm import Session

from kamdesk.domain.errors import RuleError
from kamdesk.domain.ids import ApplicationId, FilingId, TaskId, UserId
from kamdesk.domain.people import Actor, Role
from kamdesk.domain.projects.approvers import candidates, may_approve
from kamdesk.domain.projects.case_records import CaseDetails, OwnTask, Signer, StepDetails
from kamdesk.domain.projects.cases import Case, Step, StepState, Task, TaskState
from kamdesk.domain.projects.rights import Right
from kamdesk.domain.projects.routes import CaseKind
from kamdesk.domain.projects.sheets import ApplicationSheet, FilingSheet
from kamdesk.services.projects import approvers, filing_records
from kamdesk.storage.fetch import fetch, missing
from kamdesk.storage.people import UserRecord
from kamdesk.storage.projects import application_records as application_rows
from kamdesk.storage.projects import approvals as table
from kamdesk.storage.projects import filing_records as filing_rows
from kamdesk.storage.projects import routes, sheets
from kamdesk.storage.projects.approvers import staff
from kamdesk.storage.projects.carriers import carrier_of_case
from kamdesk.storage.projects.case_records import opinions
from kamdesk.storage.projects.cases import CaseRecord
from kamdesk.storage.projects.filings import FilingRecord
from kamdesk.storage.projects.inbox import decidable
from kamdesk.storage.projects.listing import Viewer

Staff = tuple[Actor, ...]


def require_visible(session: Session, record: CaseRecord, viewer: Viewer) -> None:
    """Raise MissingRecordError where the case's filing or application is not to be seen."""
    if record.kind is CaseKind.FILING:
        seen = filing_rows.is_visible(session, FilingId(record.record_id), viewer)
    else:
        seen = application_rows.is_visible(session, ApplicationId(record.record_id), viewer)
    if not seen:
        raise missing()


def details_of(session: Session, record: CaseRecord, viewer: Viewer) -> CaseDetails:
    """Return everything about a case as the viewer may see it."""
    require_visible(session, record, viewer)
    case = table.load(session, record)
    people = staff(session)
    own = _own_task(session, record, case, viewer)
    return CaseDetails(
        id=record.id,
        version=record.version,
        kind=record.kind,
        record_id=record.record_id,
        state=record.state,
        round=record.round,
        route_version=routes.by_id(session, record.route_id).version,
        submitter_id=record.submitter_id,
        submitter=_name(session, record.submitter_id),
        sheet=_sheet(session, record, viewer.actor),
        steps=_steps(session, case, people),
        opinions=opinions(session, record.id),
        own_task=own,
        rights=_rights(
            record,
            case,
            own,
            carrier=carrier_of_case(session, record),
            viewer=viewer,
            people=people,
        ),
    )


def further_signers(session: Session, record: CaseRecord) -> tuple[Actor, ...]:
    """Return the approvers who are not asked in the open step and did not submit."""
    case = table.load(session, record)
    asked = {task.holder_id for task in case.live_tasks()} | {record.submitter_id}
    return tuple(each for each in staff(session) if may_approve(each) and each.id not in asked)


def needs_finding(case: Case, task: Task) -> bool:
    """Tell whether agreeing to `task` needs the result of the duplicate filter."""
    return case.steps[task.step].role is Role.MANAGEMENT and not task.added


def _own_task(session: Session, record: CaseRecord, case: Case, viewer: Viewer) -> OwnTask | None:
    ids = decidable(session, record.id, viewer)
    mine = [task for task in case.tasks if task.id in ids]
    if not mine:
        return None
    task = min(mine, key=lambda each: (each.holder_id != viewer.actor.id, each.key))
    foreign = task.holder_id != viewer.actor.id
    return OwnTask(
        task_id=cast("TaskId", task.id),
        step_title=case.steps[task.step].title,
        on_behalf_of=_name(session, task.holder_id) if foreign else "",
        needs_finding=needs_finding(case, task),
    )


def _rights(
    record: CaseRecord,
    case: Case,
    own: OwnTask | None,
    *,
    carrier: UserId,
    viewer: Viewer,
    people: Staff,
) -> frozenset[Right]:
    rights = {Right.DECIDE} if own else set()
    open_tasks = [task for task in case.tasks if task.state is TaskState.OPEN]
    if any(
        approvers.may_hand_on(viewer.actor, task, record.submitter_id, people)
        for task in open_tasks
    ):
        rights.add(Right.REASSIGN)
    if carrier == viewer.actor.id and open_tasks and not case.acted:
        rights.add(Right.WITHDRAW)
    return frozenset(rights)


def _sheet(session: Session, record: CaseRecord, actor: Actor) -> FilingSheet | ApplicationSheet:
    sheet = sheets.latest(session, record.id, record.kind).sheet
    if isinstance(sheet, ApplicationSheet):
        return sheet
    filing = fetch(session, FilingRecord, record.record_id)
    return filing_records.shown(session, filing, actor, sheet)


def _steps(session: Session, case: Case, people: Staff) -> tuple[StepDetails, ...]:
    return tuple(
        StepDetails(
            key=step.key,
            title=step.title,
            role=step.role,
            way=step.way,
            state=step.state,
            signers=_signers(session, case, position, people),
        )
        for position, step in enumerate(case.steps)
    )


def _signers(session: Session, case: Case, position: int, people: Staff) -> tuple[Signer, ...]:
    if case.steps[position].state is StepState.AHEAD:
        return tuple(
            Signer(person.id, person.name, TaskState.WAITING)
            for person in _next(case, case.steps[position], people)
        )
    return tuple(
        Signer(
            user_id=task.holder_id,
            name=_name(session, task.holder_id),
            state=task.state,
            added=task.added,
            task_id=task.id,
            left=task.state is TaskState.OPEN and approvers.left(task, people),
        )
        for task in case.tasks
        if task.step == position
    )


def _next(case: Case, step: Step, people: Staff) -> tuple[Actor, ...]:
    """Return who a step ahead would ask as the company stands now; nobody where none is left."""
    try:
        return candidates(
            people,
            step.role,
            department_id=case.department_id,
            submitter_id=case.submitter_id,
        )
    except RuleError:
        return ()


def _name(session: Session, user_id: UserId) -> str:
    return fetch(session, UserRecord, user_id).name
