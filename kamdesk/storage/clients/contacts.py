"""The table of contacts."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, select
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

_ENTERED: Final = tuple(ContactDraft.__dataclass_fields__)


class ContactRecord(Versioned, Base):
    """A person at a client; `pinyin` and `initials` are derived from the name."""

    __tablename__ = "contacts"
    __table_args__ = (
        CheckConstraint("influence BETWEEN 1 AND 5", name="influence"),
        Index(None, "client_id", "archived", "role", "sponsor", "champion"),
        Index(None, "archived", "pinyin", "client_id"),
    )

    id: Mapped[ContactId] = mapped_column(primary_key=True)
    client_id: Mapped[ClientId] = mapped_column(ForeignKey("clients.id"))
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
    keep_until: Mapped[date | None] = mapped_column(index=True)
    erased_at: Mapped[datetime | None] = mapped_column(Instant)


def of_client(session: Session, client_id: ClientId) -> list[Contact]:
    """Return the contacts of a client: present ones first, by influence and name."""
    mine = select(ContactRecord).where(ContactRecord.client_id == client_id)
    order = (
        ContactRecord.archived,
        ContactRecord.influence.desc().nulls_last(),
        ContactRecord.pinyin,
        ContactRecord.id,
    )
    records = session.scalars(mine.order_by(*order)).all()
    names = {record.id: record.name for record in records}
    return [contact_of(record, names) for record in records]


def superiors(
    session: Session, client_id: ClientId
) -> dict[ContactId, tuple[ContactId | None, ContactId | None]]:
    """Return superior and principal of each person of a client whose data is not erased."""
    lines = select(
        ContactRecord.id, ContactRecord.reports_to_id, ContactRecord.assistant_of_id
    ).where(ContactRecord.client_id == client_id, ContactRecord.erased_at.is_(None))
    return {key: (reports, assists) for key, reports, assists in session.execute(lines)}


def contact_of(record: ContactRecord, names: Mapping[ContactId, str]) -> Contact:
    """Return the frozen contact of a mapped row; `names` are those of the client's people."""
    above = record.reports_to_id, record.assistant_of_id
    reports_to, assistant_of = (names.get(each, "") if each else "" for each in above)
    return Contact(
        id=record.id,
        client_id=record.client_id,
        draft=draft_of(record),
        archived=record.archived,
        version=record.version,
        reports_to=reports_to,
        assistant_of=assistant_of,
        erased=record.erased_at is not None,
    )


def draft_of(record: ContactRecord) -> ContactDraft:
    """Return what was entered about a contact."""
    return ContactDraft(**{name: getattr(record, name) for name in _ENTERED})


def fill(record: ContactRecord, draft: ContactDraft, pinyin: tuple[str, str]) -> None:
    """Write what was entered, and order key and initials of the name."""
    for name in _ENTERED:
        setattr(record, name, getattr(draft, name))
    record.pinyin, record.initials = pinyin
