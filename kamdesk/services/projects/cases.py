"""A case's way, for filings and applications alike: submit, withdraw, rule out, and its trace."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy.orm import Session

from kamdesk.domain.changes import Noun
from kamdesk.domain.errors import NotAllowedError
from kamdesk.domain.ids import CaseId
from kamdesk.domain.people import Actor
from kamdesk.domain.projects import approvals
from kamdesk.domain.projects.cases import Act, Case, CaseState
from kamdesk.domain.projects.routes import CaseKind, Route
from kamdesk.domain.projects.sheets import ApplicationSheet, FilingSheet
from kamdesk.i18n import _
from kamdesk.services.projects import routes
from kamdesk.storage import audit
from kamdesk.storage.projects import approvals as table
from kamdesk.storage.projects import routes as route_table
from kamdesk.storage.projects import sheets
from kamdesk.storage.projects.approvers import staff
from kamdesk.storage.projects.carriers import carrier_of_case
from kamdesk.storage.projects.cases import CaseRecord, Entry

NOUNS = {CaseKind.FILING: Noun.FILING, CaseKind.APPLICATION: Noun.APPLICATION}


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A complete form on its way in; `case_id` is None the first time."""

    kind: CaseKind
    record_id: int
    case_id: CaseId | None
    sheet: FilingSheet | ApplicationSheet


def submit(session: Session, actor: Actor, submission: Submission, at: datetime) -> CaseId:
    """Start the case, or its next round, with the form frozen; returns the case's id."""
    begin = _start if submission.case_id is None else _restart
    record = begin(session, actor, submission, at)
    digest = sheets.keep(session, submission.sheet, case_id=record.id, round_=record.round, at=at)
    entry = Entry(act=Act.SUBMIT, person_id=actor.id, digest=digest)
    table.log(session, record, entry, at)
    _trace(session, record, entry, at)
    return record.id


def withdraw(session: Session, actor: Actor, case_id: CaseId, at: datetime) -> None:
    """Take a case back; refused to others than its carrier and once anybody has acted."""
    record = table.case_of(session, case_id)
    if carrier_of_case(session, record) != actor.id:
        raise NotAllowedError(_("只有提交人本人可以撤回申请。"))
    before = table.load(session, record)
    entry = Entry(act=Act.WITHDRAW, person_id=actor.id, digest=digest_of(session, record))
    write(session, record, entry, before=before, after=approvals.withdraw(before), at=at)


def rule_out(session: Session, actor: Actor, case_id: CaseId, *, reason: str, at: datetime) -> None:
    """End a case that a conflict ruling went against."""
    record = table.case_of(session, case_id)
    before = table.load(session, record)
    entry = Entry(act=Act.RULE, person_id=actor.id, text=reason, digest=digest_of(session, record))
    write(session, record, entry, before=before, after=approvals.rule_out(before), at=at)


def write(
    session: Session,
    record: CaseRecord,
    entry: Entry,
    *,
    before: Case,
    after: Case,
    at: datetime,
) -> None:
    """Write one act: its log entry, what it made of the case, its audit row."""
    table.log(session, record, entry, at)
    table.save(session, record, before=before, after=after, at=at)
    _trace(session, record, entry, at)


def digest_of(session: Session, record: CaseRecord) -> str:
    """Return the digest of the form that a case is about."""
    return sheets.digest_of(session, record.id, record.round)


def _start(session: Session, actor: Actor, submission: Submission, at: datetime) -> CaseRecord:
    route = routes.in_force(session, submission.kind, at)
    case = approvals.start(
        submission.kind,
        actor,
        route=route.steps,
        facts=submission.sheet.draft.facts(),
        staff=staff(session),
    )
    return table.add(session, case, record_id=submission.record_id, route_id=route.id, at=at)


def _restart(session: Session, actor: Actor, submission: Submission, at: datetime) -> CaseRecord:
    record = table.case_of(session, cast("CaseId", submission.case_id))
    before = table.load(session, record)
    route = _route_again(session, record, at)
    after = approvals.submit(
        before,
        actor,
        route=route.steps,
        facts=submission.sheet.draft.facts(),
        staff=staff(session),
    )
    record.route_id = route.id
    table.start_round(session, record, after, at)
    return record


def _route_again(session: Session, record: CaseRecord, at: datetime) -> Route:
    """Return the route of a case's next round: kept after a return, today's after a withdrawal."""
    if record.state is CaseState.RETURNED:
        return route_table.by_id(session, record.route_id)
    return routes.in_force(session, record.kind, at)


def _trace(session: Session, record: CaseRecord, entry: Entry, at: datetime) -> None:
    audit.append(
        session,
        at=at,
        actor_id=entry.person_id,
        action=f"{record.kind.value}.{entry.act.value}",
        noun=NOUNS[record.kind],
        record_id=record.record_id,
        payload={
            "case": record.id,
            "round": record.round,
            "state": record.state,
            "task": entry.task_id,
            "delegation": entry.delegation_id,
            "target": entry.target_id,
            "digest": entry.digest,
        },
    )
