"""Pairs of clients that somebody told apart, and what the search for duplicates shows of a pair."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from kamdesk.domain.ids import ClientId, UserId
from kamdesk.domain.ownership.suspects import Pair, SuspectSide
from kamdesk.storage.base import Base, Instant
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.people import UserRecord

_CHUNK = 500


class DistinctRecord(Base):
    """Two clients that are not one, whatever the filter finds; the smaller id first."""

    __tablename__ = "distinct_clients"
    __table_args__ = (CheckConstraint("first_id < second_id", name="order"),)

    first_id: Mapped[ClientId] = mapped_column(ForeignKey("clients.id"), primary_key=True)
    second_id: Mapped[ClientId] = mapped_column(ForeignKey("clients.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"))


def told_apart(session: Session) -> set[Pair]:
    """Return every pair that somebody told apart."""
    found = session.execute(select(DistinctRecord.first_id, DistinctRecord.second_id))
    return {(first, second) for first, second in found}


def archived(session: Session) -> set[int]:
    """Return the ids of archived clients: they are compared with nothing."""
    return set(session.scalars(select(ClientRecord.id).where(ClientRecord.archived)))


def sides(session: Session, ids: Iterable[int]) -> dict[int, SuspectSide]:
    """Return what is shown of clients, by id."""
    wanted, found = sorted(set(ids)), {}
    for start in range(0, len(wanted), _CHUNK):
        rows = session.execute(
            select(ClientRecord.id, ClientRecord.number, ClientRecord.name, UserRecord.name)
            .join(UserRecord, UserRecord.id == ClientRecord.owner_id, isouter=True)
            .where(ClientRecord.id.in_(wanted[start : start + _CHUNK]))
        )
        for key, number, name, owner in rows:
            found[int(key)] = SuspectSide(id=key, number=number, name=name, owner=owner or "")
    return found
