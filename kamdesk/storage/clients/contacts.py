"""The table of contacts."""

from sqlalchemy import ForeignKey, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from kamdesk.domain.clients.contacts import BuyingRole, Contact, ContactDraft
from kamdesk.domain.ids import ClientId, ContactId
from kamdesk.storage.base import Base, Versioned, choice, flag


class ContactRecord(Versioned, Base):
    """A person at a client; `pinyin` and `initials` are derived from the name."""

    __tablename__ = "contacts"

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
