"""The table of contacts."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from kamdesk.domain.clients.contacts import (
    Attitude,
    BuyingRole,
    Contact,
    ContactDraft,
    LegalBasis,
)
from kamdesk.domain.ids import ClientId, ContactId
from kamdesk.storage.base import Base, Instant, Versioned, choice, flag


class ContactRecord(Versioned, Base):
    """A person at a client; `pinyin` and `initials` are derived from the name."""

    __tablename__ = "contacts"
    __table_args__ = (CheckConstraint("influence BETWEEN 1 AND 5", name="influence"),)

    id: Mapped[ContactId] = mapped_column(primary_key=True)
    client_id: Mapped[ClientId] = mapped_column(ForeignKey("clients.id"), index=True)
    name: Mapped[str] = mapped_column(Text)
    post: Mapped[str] = mapped_column(Text)
    role: Mapped[BuyingRole | None] = mapped_column(choice(BuyingRole, "role"))
    phone: Mapped[str] = mapped_column(Text)
    email: Mapped[str] = mapped_column(Text)
    remark: Mapped[str] = mapped_column(Text)
    archived: Mapped[bool] = mapped_column(flag("archived"))
    pinyin: Mapped[str] = mapped_column(Text)
    initials: Mapped[str] = mapped_column(Text)
    department: Mapped[str] = mapped_column(Text, default="")
    influence: Mapped[int | None]
    attitude: Mapped[Attitude | None] = mapped_column(choice(Attitude, "attitude"))
    sponsor: Mapped[bool] = mapped_column(flag("sponsor"), default=False)
    champion: Mapped[bool] = mapped_column(flag("champion"), default=False)
    reports_to_id: Mapped[ContactId | None] = mapped_column(ForeignKey("contacts.id"))
    assistant_of_id: Mapped[ContactId | None] = mapped_column(ForeignKey("contacts.id"))
    source: Mapped[str] = mapped_column(Text, default="")
    legal_basis: Mapped[LegalBasis | None] = mapped_column(choice(LegalBasis, "legal_basis"))
    told_on: Mapped[date | None]
    keep_until: Mapped[date | None]
    erased_at: Mapped[datetime | None] = mapped_column(Instant)


def of_client(session: Session, client_id: ClientId) -> list[Contact]:
    """Return the contacts of a client: present ones first, by name."""
    mine = select(ContactRecord).where(ContactRecord.client_id == client_id)
    ordered = mine.order_by(ContactRecord.archived, ContactRecord.pinyin, ContactRecord.id)
    return [contact_of(record) for record in session.scalars(ordered)]


def contact_of(record: ContactRecord) -> Contact:
    """Return the frozen contact of a mapped row."""
    return Contact(
        id=record.id,
        client_id=record.client_id,
        draft=ContactDraft(
            name=record.name,
            post=record.post,
            role=record.role,
            phone=record.phone,
            email=record.email,
            remark=record.remark,
        ),
        archived=record.archived,
        version=record.version,
    )
