"""The log of a case, of all rounds, as screens and papers show it."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from kamdesk.domain.audit import AuditHead
from kamdesk.domain.changes import Noun
from kamdesk.domain.ids import CaseId
from kamdesk.domain.projects.case_records import DuplicateFinding, OpinionDetails
from kamdesk.storage.audit import AuditRecord
from kamdesk.storage.people import UserRecord
from kamdesk.storage.projects.cases import OpinionRecord, StepRecord, TaskRecord
from kamdesk.storage.projects.delegations import DelegationRecord
from kamdesk.storage.projects.sheets import revisions

_PERSON = aliased(UserRecord, name="person")
_DELEGATOR = aliased(UserRecord, name="delegator")
_TARGET = aliased(UserRecord, name="target")


def opinions(session: Session, case_id: CaseId) -> tuple[OpinionDetails, ...]:
    """Return every entry of a case's log, oldest first."""
    found = (
        select(
            OpinionRecord,
            StepRecord,
            DelegationRecord,
            TaskRecord.added,
            _PERSON.name,
            _DELEGATOR.name,
            _TARGET.name,
        )
        .join(_PERSON, _PERSON.id == OpinionRecord.person_id)
        .join(StepRecord, StepRecord.id == OpinionRecord.step_id, isouter=True)
        .join(TaskRecord, TaskRecord.id == OpinionRecord.task_id, isouter=True)
        .join(DelegationRecord, DelegationRecord.id == OpinionRecord.delegation_id, isouter=True)
        .join(_DELEGATOR, _DELEGATOR.id == DelegationRecord.delegator_id, isouter=True)
        .join(_TARGET, _TARGET.id == OpinionRecord.target_id, isouter=True)
        .where(OpinionRecord.case_id == case_id)
        .order_by(OpinionRecord.id)
    )
    rounds = revisions(session, case_id)
    return tuple(_opinion(row, rounds) for row in session.execute(found))


def approval_head(session: Session, noun: Noun, record_id: int) -> AuditHead | None:
    """Return the link of the audit chain that holds a record's last agreement."""
    agreed = (
        select(AuditRecord.seq, AuditRecord.digest)
        .where(
            AuditRecord.noun == noun.value,
            AuditRecord.record_id == record_id,
            AuditRecord.action.in_((f"{noun}.agree", f"{noun}.agree_conditionally")),
        )
        .order_by(AuditRecord.seq.desc())
    )
    row = session.execute(agreed.limit(1)).one_or_none()
    return None if row is None else AuditHead(row.seq, row.digest)


def _opinion(row: Any, rounds: dict[int, int]) -> OpinionDetails:
    opinion, step, delegation, added, person, delegator, target = row
    return OpinionDetails(
        round=opinion.round,
        revision=rounds[opinion.round],
        act=opinion.act,
        step_key=step.key if step else "",
        step_title=step.title if step else "",
        role=step.role if step else None,
        added=bool(added),
        person=person,
        on_behalf_of=delegator or "",
        delegated_from=delegation.starts_on if delegation else None,
        delegated_until=delegation.ends_on if delegation else None,
        target=target or "",
        text=opinion.text,
        finding=_finding(opinion),
        at=opinion.at,
    )


def _finding(opinion: OpinionRecord) -> DuplicateFinding | None:
    if opinion.finding is None:
        return None
    return DuplicateFinding(opinion.finding, opinion.finding_note or "")
