"""Cases on their way through approval: the rows of a case, its steps, tasks and log."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kamdesk.domain.ids import CaseId, DelegationId, DepartmentId, RouteId, TaskId, UserId
from kamdesk.domain.people import Role
from kamdesk.domain.projects.case_records import DuplicateFinding, Finding
from kamdesk.domain.projects.cases import Act, CaseState, StepState, TaskState
from kamdesk.domain.projects.routes import CaseKind, Way
from kamdesk.storage.base import Base, Instant, Versioned, choice, flag


class CaseRecord(Versioned, Base):
    """A filing or application in approval; `acts` counts what happened, so every act is a write."""

    __tablename__ = "approval_cases"
    __table_args__ = (UniqueConstraint("kind", "record_id"),)

    id: Mapped[CaseId] = mapped_column(primary_key=True)
    kind: Mapped[CaseKind] = mapped_column(choice(CaseKind, "kind"))
    record_id: Mapped[int]
    submitter_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"), index=True)
    department_id: Mapped[DepartmentId | None] = mapped_column(ForeignKey("departments.id"))
    route_id: Mapped[RouteId] = mapped_column(ForeignKey("approval_routes.id"))
    state: Mapped[CaseState] = mapped_column(choice(CaseState, "state"))
    round: Mapped[int]
    next_key: Mapped[int]
    acts: Mapped[int]


class StepRecord(Base):
    """A step of one round, in the words of the route it came from."""

    __tablename__ = "approval_steps"
    __table_args__ = (UniqueConstraint("case_id", "round", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[CaseId] = mapped_column(ForeignKey("approval_cases.id"))
    round: Mapped[int]
    position: Mapped[int]
    key: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    role: Mapped[Role] = mapped_column(choice(Role, "role"))
    way: Mapped[Way] = mapped_column(choice(Way, "way"))
    state: Mapped[StepState] = mapped_column(choice(StepState, "state"))


class TaskRecord(Base):
    """A person asked to decide; `waits_for` is the key of another task of the case."""

    __tablename__ = "approval_tasks"
    __table_args__ = (
        UniqueConstraint("case_id", "key"),
        Index(None, "holder_id", "state"),
    )

    id: Mapped[TaskId] = mapped_column(primary_key=True)
    case_id: Mapped[CaseId] = mapped_column(ForeignKey("approval_cases.id"))
    key: Mapped[int]
    step_id: Mapped[int] = mapped_column(ForeignKey("approval_steps.id"))
    holder_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"))
    state: Mapped[TaskState] = mapped_column(choice(TaskState, "state"))
    waits_for: Mapped[int | None]
    added: Mapped[bool] = mapped_column(flag("added"))
    opened_at: Mapped[datetime | None] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)


class OpinionRecord(Base):
    """An entry of a case's log: decisions with their opinion, and every other act."""

    __tablename__ = "approval_opinions"
    __table_args__ = (
        Index(None, "case_id", "round"),
        CheckConstraint(
            "length(text) > 0 OR act NOT IN ('agree_conditionally', 'return', 'refuse', 'rule')",
            name="reason",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[CaseId] = mapped_column(ForeignKey("approval_cases.id"))
    round: Mapped[int]
    step_id: Mapped[int | None] = mapped_column(ForeignKey("approval_steps.id"), index=True)
    task_id: Mapped[TaskId | None] = mapped_column(ForeignKey("approval_tasks.id"))
    act: Mapped[Act] = mapped_column(choice(Act, "act"))
    person_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"), index=True)
    delegation_id: Mapped[DelegationId | None] = mapped_column(ForeignKey("delegations.id"))
    target_id: Mapped[UserId | None] = mapped_column(ForeignKey("users.id"))
    text: Mapped[str] = mapped_column(Text)
    finding: Mapped[Finding | None] = mapped_column(choice(Finding, "finding"))
    finding_note: Mapped[str | None] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Instant)
    digest: Mapped[str] = mapped_column(Text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is written into the log about one act."""

    act: Act
    person_id: UserId
    digest: str
    text: str = ""
    task_id: TaskId | None = None
    delegation_id: DelegationId | None = None
    target_id: UserId | None = None
    finding: DuplicateFinding | None = None
