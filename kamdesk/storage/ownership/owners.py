"""The table of owners: for each client an unbroken row of spells, the last one open."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    Text,
    func,
    insert,
    literal,
    select,
    text,
)
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from kamdesk.domain.ids import ClientId, UserId
from kamdesk.domain.ownership.owners import Spell, Way
from kamdesk.storage.base import Base, Instant, choice
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.people import UserRecord


class OwnerRecord(Base):
    """A spell; `former_id` is who owned the client right before, for the pool's list."""

    __tablename__ = "client_owners"
    __table_args__ = (
        CheckConstraint("starts_on <= ends_on", name="order"),
        Index(
            "uq_client_owners_open", "client_id", unique=True, sqlite_where=text("ends_on IS NULL")
        ),
        Index(None, "owner_id", "starts_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[ClientId] = mapped_column(ForeignKey("clients.id"), index=True)
    owner_id: Mapped[UserId | None] = mapped_column(ForeignKey("users.id"))
    former_id: Mapped[UserId | None] = mapped_column(ForeignKey("users.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    way: Mapped[Way] = mapped_column(choice(Way, "way"))
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"))


def turn_over(session: Session, spell: OwnerRecord) -> None:
    """End a client's open spell on the day on which `spell` begins, and add that.

    With a clock that was set back it begins no earlier than the one before it did.
    """
    still_open = select(OwnerRecord).where(
        OwnerRecord.client_id == spell.client_id, OwnerRecord.ends_on.is_(None)
    )
    if before := session.scalar(still_open):
        before.ends_on = spell.starts_on = max(spell.starts_on, before.starts_on)
        session.flush()
    session.add(spell)
    session.flush()


def begin_after(
    session: Session, client_id: ClientId, *, way: Way, day: date, at: datetime, by: UserId
) -> None:
    """Begin the first spell of every client that was added after `client_id`."""
    first = select(
        ClientRecord.id,
        ClientRecord.owner_id,
        literal(day, OwnerRecord.starts_on.type),
        literal(way, OwnerRecord.way.type),
        literal("", Text()),
        literal(at, Instant()),
        literal(by),
    ).where(ClientRecord.id > client_id)
    columns = ("client_id", "owner_id", "starts_on", "way", "reason", "at", "by_id")
    session.execute(insert(OwnerRecord).from_select(columns, first, include_defaults=False))


def last_client(session: Session) -> ClientId:
    """Return the id of the client added last, 0 before the first."""
    return ClientId(session.scalar(select(func.max(ClientRecord.id))) or 0)


def of_client(session: Session, client_id: ClientId) -> list[Spell]:
    """Return a client's spells, the present one first."""
    owner, maker = aliased(UserRecord), aliased(UserRecord)
    rows = session.execute(
        select(OwnerRecord, owner.name, maker.name)
        .join(owner, owner.id == OwnerRecord.owner_id, isouter=True)
        .join(maker, maker.id == OwnerRecord.by_id)
        .where(OwnerRecord.client_id == client_id)
        .order_by(OwnerRecord.id.desc())
    )
    return [
        Spell(
            owner_id=row.owner_id,
            owner=name or "",
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            way=row.way,
            reason=row.reason,
            by=by,
        )
        for row, name, by in rows
    ]


def claimed_on(session: Session, user_id: UserId, day: date) -> int:
    """Return how many clients somebody claimed on `day`."""
    claims = select(func.count()).where(
        OwnerRecord.owner_id == user_id,
        OwnerRecord.starts_on == day,
        OwnerRecord.way == Way.CLAIM,
    )
    return session.scalars(claims).one()


def held_by(session: Session, user_id: UserId) -> int:
    """Return how many present clients somebody owns."""
    held = select(func.count()).where(
        ClientRecord.owner_id == user_id, ClientRecord.archived.is_(other=False)
    )
    return session.scalars(held).one()


def left_on(
    session: Session, client_ids: Sequence[ClientId], user_id: UserId
) -> dict[ClientId, date]:
    """Return the day on which somebody last ceased to own each of the clients."""
    rows = session.execute(
        select(OwnerRecord.client_id, func.max(OwnerRecord.ends_on))
        .where(OwnerRecord.client_id.in_(client_ids), OwnerRecord.owner_id == user_id)
        .group_by(OwnerRecord.client_id)
    )
    return {client_id: day for client_id, day in rows if day is not None}
