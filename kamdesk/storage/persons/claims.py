"""The table of claims: who is and was a client's key person."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Text, select, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from kamdesk.domain.ids import ClientId, ContactId, UserId
from kamdesk.domain.persons.claims import Claim
from kamdesk.storage.base import Base, Instant
from kamdesk.storage.clients.contacts import ContactRecord
from kamdesk.storage.people import UserRecord

_HOLDS = text("ended_on IS NULL")


class ClaimRecord(Base):
    """A key person from a day on; a row ends once and is not changed otherwise."""

    __tablename__ = "key_person_claims"
    __table_args__ = (
        Index(
            "uq_key_person_claims_holding",
            "client_id",
            unique=True,
            sqlite_where=_HOLDS,
            postgresql_where=_HOLDS,
        ),
        Index(None, "client_id"),
        Index(None, "contact_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[ClientId] = mapped_column(ForeignKey("clients.id"))
    contact_id: Mapped[ContactId] = mapped_column(ForeignKey("contacts.id"))
    since: Mapped[date]
    ended_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"))


def holding(session: Session, client_id: ClientId) -> ClaimRecord | None:
    """Return the claim that holds now."""
    open_one = (ClaimRecord.client_id == client_id, ClaimRecord.ended_on.is_(None))
    return session.scalar(select(ClaimRecord).where(*open_one))


def forget(session: Session, contact_id: ContactId, *, day: date) -> None:
    """End what a person claims and empty the reasons that may speak of them.

    Those are the reason of their own claim, and of the one that followed it.
    """
    own = select(ClaimRecord).where(ClaimRecord.contact_id == contact_id)
    for claim in session.scalars(own).all():
        after = (
            select(ClaimRecord.id)
            .where(ClaimRecord.client_id == claim.client_id, ClaimRecord.id > claim.id)
            .order_by(ClaimRecord.id)
            .limit(1)
        )
        spoken_of = [claim.id, *session.scalars(after)]
        emptied = update(ClaimRecord).where(ClaimRecord.id.in_(spoken_of)).values(reason="")
        session.execute(emptied)
        if claim.ended_on is None:
            claim.ended_on = day
    session.flush()


def of_client(session: Session, client_id: ClientId) -> tuple[Claim, ...]:
    """Return the claims on a client, the newest first."""
    rows = session.execute(
        select(ClaimRecord, ContactRecord.name, UserRecord.name)
        .join(ContactRecord, ContactRecord.id == ClaimRecord.contact_id)
        .join(UserRecord, UserRecord.id == ClaimRecord.by_id)
        .where(ClaimRecord.client_id == client_id)
        .order_by(ClaimRecord.id.desc())
    )
    return tuple(
        Claim(
            client_id=record.client_id,
            contact_id=record.contact_id,
            name=name,
            since=record.since,
            ended_on=record.ended_on,
            reason=record.reason,
            by_name=by_name,
        )
        for record, name, by_name in rows
    )
