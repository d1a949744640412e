"""The tables of projects, the owners of their stages, hand-over slips, and their log."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from kamdesk.domain.clients.contacts import BuyingRole
from kamdesk.domain.ids import ApplicationId, ProjectId, SlipId, UserId
from kamdesk.domain.progress.project_records import SlipState
from kamdesk.domain.progress.projects import Known, LossReason, ProjectState, Slip, Standing
from kamdesk.domain.progress.stages import Stage
from kamdesk.storage.base import Base, Instant, Versioned, choice
from kamdesk.storage.clients.contacts import ContactRecord
from kamdesk.storage.projects.applications import ApplicationRecord
from kamdesk.storage.triggers import Trigger, append_only, refuse


class ProjectRecord(Versioned, Base):
    """A project; its client and whose it is stand in its application, and follow that."""

    __tablename__ = "projects"
    __table_args__ = (
        CheckConstraint("(state = 'lost') = (loss_reason IS NOT NULL)", name="loss"),
        CheckConstraint(
            "(state IN ('won', 'lost', 'cancelled')) = (ended_at IS NOT NULL)", name="ended"
        ),
        CheckConstraint("stage <> 'care' OR state = 'won'", name="care"),
        Index(None, "state", "stage"),
    )

    id: Mapped[ProjectId] = mapped_column(primary_key=True)
    application_id: Mapped[ApplicationId] = mapped_column(
        ForeignKey("applications.id"), unique=True
    )
    name: Mapped[str] = mapped_column(Text)
    state: Mapped[ProjectState] = mapped_column(choice(ProjectState, "state"))
    stage: Mapped[Stage] = mapped_column(choice(Stage, "stage"))
    stage_since: Mapped[datetime] = mapped_column(Instant)
    loss_reason: Mapped[LossReason | None] = mapped_column(choice(LossReason, "loss_reason"))
    started_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    updated_at: Mapped[datetime] = mapped_column(Instant)


class StageOwnerRecord(Base):
    """Who owns a stage of a project; who owned it before stands in the log."""

    __tablename__ = "stage_owners"
    __table_args__ = ({"sqlite_with_rowid": False},)

    project_id: Mapped[ProjectId] = mapped_column(ForeignKey("projects.id"), primary_key=True)
    stage: Mapped[Stage] = mapped_column(choice(Stage, "stage"), primary_key=True)
    user_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"), index=True)


class SlipRecord(Versioned, Base):
    """A hand-over slip: the stage it hands over, and what came of it."""

    __tablename__ = "stage_slips"
    __table_args__ = (
        CheckConstraint("(state = 'open') = (answered_at IS NULL)", name="answered"),
        Index(
            "uq_stage_slips_open", "project_id", unique=True, sqlite_where=text("state = 'open'")
        ),
    )

    id: Mapped[SlipId] = mapped_column(primary_key=True)
    project_id: Mapped[ProjectId] = mapped_column(ForeignKey("projects.id"), index=True)
    stage: Mapped[Stage] = mapped_column(choice(Stage, "stage"))
    giver_id: Mapped[UserId | None] = mapped_column(ForeignKey("users.id"))
    taker_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"), index=True)
    state: Mapped[SlipState] = mapped_column(choice(SlipState, "state"))
    note: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Instant)
    answer: Mapped[str] = mapped_column(Text)
    answered_at: Mapped[datetime | None] = mapped_column(Instant)


class ProjectEventRecord(Base):
    """A line of a project's log; stage and state are those after it."""

    __tablename__ = "project_events"
    __table_args__ = (Index(None, "project_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[ProjectId] = mapped_column(ForeignKey("projects.id"))
    at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"))
    step: Mapped[str] = mapped_column(Text)
    stage: Mapped[Stage] = mapped_column(choice(Stage, "stage"))
    state: Mapped[ProjectState] = mapped_column(choice(ProjectState, "state"))
    text: Mapped[str] = mapped_column(Text)


TRIGGERS: tuple[Trigger, ...] = (
    *append_only("project_events"),
    refuse(
        "stage_slips_final",
        table="stage_slips",
        event="UPDATE",
        when="OLD.state <> 'open'",
        message="a slip is answered once",
    ),
    refuse(
        "stage_slips_no_delete",
        table="stage_slips",
        event="DELETE",
        message="slips are kept",
    ),
    refuse(
        "projects_no_delete",
        table="projects",
        event="DELETE",
        message="projects are kept",
    ),
)


def standing_of(session: Session, record: ProjectRecord) -> Standing:
    """Return how a project stands."""
    slip = open_slip(session, record.id)
    waits = None if slip is None else Slip(slip.stage, slip.giver_id, slip.taker_id)
    return Standing(record.state, record.stage, owners_of(session, record.id), waits)


def owners_of(session: Session, project_id: ProjectId) -> dict[Stage, UserId]:
    """Return who owns the stages, in their order."""
    own = select(StageOwnerRecord).where(StageOwnerRecord.project_id == project_id)
    found = {each.stage: each.user_id for each in session.scalars(own)}
    return {stage: found[stage] for stage in Stage if stage in found}


def open_slip(session: Session, project_id: ProjectId) -> SlipRecord | None:
    """Return the slip that waits for its taker."""
    own = SlipRecord.project_id == project_id, SlipRecord.state == SlipState.OPEN
    return session.scalar(select(SlipRecord).where(*own))


def write_owners(session: Session, project_id: ProjectId, owners: Mapping[Stage, UserId]) -> None:
    """Let the stages be owned by `owners`, the others by nobody."""
    there = {
        each.stage: each
        for each in session.scalars(
            select(StageOwnerRecord).where(StageOwnerRecord.project_id == project_id)
        )
    }
    for stage in there.keys() - owners.keys():
        session.delete(there[stage])
    for stage, user_id in owners.items():
        if stage in there:
            there[stage].user_id = user_id
        else:
            session.add(StageOwnerRecord(project_id=project_id, stage=stage, user_id=user_id))


def known_at(session: Session, application_id: ApplicationId) -> Known:
    """Return what is known of the people at the client of a project's application."""
    client = select(ApplicationRecord.client_id).where(ApplicationRecord.id == application_id)
    present = select(ContactRecord.role, ContactRecord.sponsor, ContactRecord.champion).where(
        ContactRecord.client_id == client.scalar_subquery(),
        ContactRecord.archived.is_(other=False),
        ContactRecord.erased_at.is_(None),
    )
    people = session.execute(present).all()
    return Known(
        people=len(people),
        decider=any(each.role is BuyingRole.DECIDER for each in people),
        supporter=any(each.sponsor or each.champion for each in people),
    )
