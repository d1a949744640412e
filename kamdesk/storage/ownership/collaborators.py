"""The table of collaborators: who works along on a client; rows are ended, never deleted."""

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, ForeignKey, Index, Select, and_, or_, select, text
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from kamdesk.domain.clock import day_of
from kamdesk.domain.ids import ClientId, CollaborationId, UserId
from kamdesk.domain.ownership.collaborators import Collaborator
from kamdesk.domain.people import Actor
from kamdesk.storage.base import Base, Instant, flag
from kamdesk.storage.people import DepartmentRecord, UserRecord


class CollaboratorRecord(Base):
    """Somebody who may see a client, or edit it too, until a day or without an end."""

    __tablename__ = "client_collaborators"
    __table_args__ = (
        Index(
            "uq_client_collaborators_open",
            "client_id",
            "user_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
        ),
        Index(None, "user_id", "client_id"),
    )

    id: Mapped[CollaborationId] = mapped_column(primary_key=True)
    client_id: Mapped[ClientId] = mapped_column(ForeignKey("clients.id"))
    user_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"))
    may_edit: Mapped[bool] = mapped_column(flag("may_edit"))
    until: Mapped[date | None]
    at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"))
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    ended_by_id: Mapped[UserId | None] = mapped_column(ForeignKey("users.id"))


class Sharing(NamedTuple):
    """Who may see a client beside its owner, and who may edit it."""

    readers: frozenset[UserId]
    editors: frozenset[UserId]


def in_force(day: date) -> ColumnElement[bool]:
    """Return the condition that a collaboration holds on `day`."""
    lasting = or_(CollaboratorRecord.until.is_(None), CollaboratorRecord.until >= day)
    return and_(CollaboratorRecord.ended_at.is_(None), lasting)


def shared_with(actor: Actor) -> Select[ClientId]:
    """Return the query of the ids of the clients on which `actor` works along on their day."""
    mine = CollaboratorRecord.user_id == actor.id
    return select(CollaboratorRecord.client_id).where(mine, in_force(actor.day))


def edited_by(actor: Actor) -> Select[ClientId]:
    """Return the query of the ids of those of them that `actor` may edit too."""
    return shared_with(actor).where(CollaboratorRecord.may_edit)


def sharing(session: Session, client_id: ClientId, day: date) -> Sharing:
    """Return who works along on a client on `day`."""
    rows = session.execute(
        select(CollaboratorRecord.user_id, CollaboratorRecord.may_edit).where(
            CollaboratorRecord.client_id == client_id, in_force(day)
        )
    ).all()
    return Sharing(
        frozenset(user_id for user_id, edits in rows if not edits),
        frozenset(user_id for user_id, edits in rows if edits),
    )


def of_client(session: Session, client_id: ClientId) -> list[Collaborator]:
    """Return the collaborators of a client that nobody has ended, the latest first."""
    person, maker = aliased(UserRecord), aliased(UserRecord)
    rows = session.execute(
        select(CollaboratorRecord, person.name, DepartmentRecord.name, maker.name)
        .join(person, person.id == CollaboratorRecord.user_id)
        .join(DepartmentRecord, DepartmentRecord.id == person.department_id, isouter=True)
        .join(maker, maker.id == CollaboratorRecord.by_id)
        .where(CollaboratorRecord.client_id == client_id, CollaboratorRecord.ended_at.is_(None))
        .order_by(CollaboratorRecord.id.desc())
    )
    return [
        Collaborator(
            id=row.id,
            user_id=row.user_id,
            name=name,
            department=department or "",
            may_edit=row.may_edit,
            until=row.until,
            since=day_of(row.at),
            by=by,
        )
        for row, name, department, by in rows
    ]


def open_one(session: Session, client_id: ClientId, user_id: UserId) -> CollaboratorRecord | None:
    """Return somebody's collaboration on a client that nobody has ended."""
    return session.scalar(
        select(CollaboratorRecord).where(
            CollaboratorRecord.client_id == client_id,
            CollaboratorRecord.user_id == user_id,
            CollaboratorRecord.ended_at.is_(None),
        )
    )


def all_open(session: Session, client_id: ClientId) -> list[CollaboratorRecord]:
    """Return a client's collaborations that nobody has ended."""
    of = CollaboratorRecord.client_id == client_id
    found = select(CollaboratorRecord).where(of, CollaboratorRecord.ended_at.is_(None))
    return list(session.scalars(found))


def open_of_user(session: Session, user_id: UserId, day: date) -> list[CollaboratorRecord]:
    """Return everything on which somebody works along on `day`."""
    mine = CollaboratorRecord.user_id == user_id
    found = select(CollaboratorRecord).where(mine, in_force(day))
    return list(session.scalars(found.order_by(CollaboratorRecord.id)))


def end(record: CollaboratorRecord, *, at: datetime, by: UserId) -> None:
    """End a collaboration now."""
    record.ended_at = at
    record.ended_by_id = by
