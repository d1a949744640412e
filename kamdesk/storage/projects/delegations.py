"""Delegations of approval: given once, revoked at most once, never deleted."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Select,
    Text,
    and_,
    case,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from kamdesk.domain.ids import DelegationId, UserId
from kamdesk.domain.projects.cases import TaskState
from kamdesk.domain.projects.delegations import Delegation
from kamdesk.domain.projects.routes import CaseKind
from kamdesk.storage.base import Base, Instant, Versioned, flag
from kamdesk.storage.people import UserRecord
from kamdesk.storage.projects.cases import CaseRecord, TaskRecord

_COLUMNS = {
    CaseKind.FILING: "covers_filings",
    CaseKind.APPLICATION: "covers_applications",
}


class DelegationRecord(Versioned, Base):
    """Who signs for whom, for which forms, from which day to which."""

    __tablename__ = "delegations"
    __table_args__ = (
        CheckConstraint("starts_on <= ends_on", name="period"),
        CheckConstraint("delegator_id <> agent_id", name="agent"),
    )

    id: Mapped[DelegationId] = mapped_column(primary_key=True)
    delegator_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"), index=True)
    agent_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"), index=True)
    covers_filings: Mapped[bool] = mapped_column(flag("covers_filings"))
    covers_applications: Mapped[bool] = mapped_column(flag("covers_applications"))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    reason: Mapped[str] = mapped_column(Text)
    given_at: Mapped[datetime] = mapped_column(Instant)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)


_delegator = aliased(UserRecord)
_agent = aliased(UserRecord)

_Found = Select[DelegationRecord, str, str]


def covered(kinds: Iterable[CaseKind]) -> dict[str, bool]:
    """Return the columns that say which forms are covered."""
    wanted = frozenset(kinds)
    return {column: kind in wanted for kind, column in _COLUMNS.items()}


def given_by(session: Session, user_id: UserId) -> tuple[Delegation, ...]:
    """Return what a person has delegated, newest period first."""
    return _all(session, _delegations().where(DelegationRecord.delegator_id == user_id))


def given_to(session: Session, user_id: UserId) -> tuple[Delegation, ...]:
    """Return what others delegated to a person, newest period first."""
    return _all(session, _delegations().where(DelegationRecord.agent_id == user_id))


def in_force(
    session: Session, *, agent_id: UserId, kind: CaseKind, day: date
) -> tuple[Delegation, ...]:
    """Return the delegations under which `agent_id` may sign a `kind` on `day`.

    A delegator who has left gives no authority any more.
    """
    held = _delegations().where(
        DelegationRecord.agent_id == agent_id,
        DelegationRecord.revoked_at.is_(None),
        DelegationRecord.starts_on <= day,
        DelegationRecord.ends_on >= day,
        _delegator.active,
    )
    return tuple(each for each in _all(session, held) if each.in_force(kind, day))


def decidable_by(user_id: UserId, day: date) -> ColumnElement[bool]:
    """Return the condition that a task, joined with its case, is open to a person on `day`.

    Their own, or that of somebody who delegated this kind of form to them for that day.
    """
    covered = case(
        (CaseRecord.kind == CaseKind.FILING, DelegationRecord.covers_filings),
        else_=DelegationRecord.covers_applications,
    )
    delegated = (
        select(DelegationRecord.id)
        .join(_delegator, _delegator.id == DelegationRecord.delegator_id)
        .where(
            DelegationRecord.delegator_id == TaskRecord.holder_id,
            DelegationRecord.agent_id == user_id,
            DelegationRecord.revoked_at.is_(None),
            DelegationRecord.starts_on <= day,
            DelegationRecord.ends_on >= day,
            _delegator.active,
            covered,
        )
        .correlate(TaskRecord, CaseRecord)
        .exists()
    )
    return and_(TaskRecord.state == TaskState.OPEN, or_(TaskRecord.holder_id == user_id, delegated))


def _delegations() -> _Found:
    return (
        select(DelegationRecord, _delegator.name, _agent.name)
        .join(_delegator, _delegator.id == DelegationRecord.delegator_id)
        .join(_agent, _agent.id == DelegationRecord.agent_id)
        .order_by(DelegationRecord.starts_on.desc(), DelegationRecord.id.desc())
    )


def _all(session: Session, found: _Found) -> tuple[Delegation, ...]:
    return tuple(_delegation(*row) for row in session.execute(found))


def _delegation(record: DelegationRecord, delegator: str, agent: str) -> Delegation:
    return Delegation(
        id=record.id,
        delegator_id=record.delegator_id,
        delegator_name=delegator,
        agent_id=record.agent_id,
        agent_name=agent,
        kinds=frozenset(kind for kind, column in _COLUMNS.items() if getattr(record, column)),
        starts_on=record.starts_on,
        ends_on=record.ends_on,
        reason=record.reason,
        given_at=record.given_at,
        revoked_at=record.revoked_at,
        version=record.version,
    )
