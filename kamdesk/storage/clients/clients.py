"""The table of clients, and reading and writing single ones."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, func, insert, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from kamdesk.domain.clients.clients import (
    LIMITS,
    ClientClass,
    ClientDraft,
    Grade,
    PartnershipTier,
    number_of,
    serial_of,
)
from kamdesk.domain.clients.names import NameKeys, spoken
from kamdesk.domain.clock import day_of
from kamdesk.domain.ids import ClientId, UserId
from kamdesk.storage.base import MONEY, TONS, Base, Instant, Versioned, choice, flag

CLASS_COLUMNS: Mapping[ClientClass, str] = {each: f"is_{each.value}" for each in ClientClass}

WALKED: Final = (
    *("pinyin", "updated_at", "year_amount", "year_tons", "last_purchase_on"),
    *("grade", "industry", "province", "city"),
)
"""Columns in whose order a list is read from an index: those that it shows at first."""


class ClientRecord(Versioned, Base):
    """An organisation; `code` is NULL where unknown, so that it can be unique.

    The columns from `name_key` to `spoken` are derived from the name (`NameKeys`). `year_tons` and
    `year_amount` sum the purchases of the twelve months that end with the present one.
    """

    __tablename__ = "clients"
    __table_args__ = (
        CheckConstraint("id <> parent_id", name="parent"),
        # A list is read from an index alone: the view it is in, its order, whose the client is.
        Index(None, "archived", "id", "owner_id"),
        *(Index(None, "archived", order, "id", "owner_id") for order in WALKED),
        Index(None, "owner_id", "archived"),
        Index(
            "ix_clients_due",
            *("archived", "locked", "is_strategic", "owned_since", "last_contact_on", "owner_id"),
        ),
    )

    id: Mapped[ClientId] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str] = mapped_column(Text)
    code: Mapped[str | None] = mapped_column(Text, unique=True)
    short_name: Mapped[str] = mapped_column(Text)
    former_name: Mapped[str] = mapped_column(Text)
    is_economic: Mapped[bool] = mapped_column(flag("is_economic"))
    is_important: Mapped[bool] = mapped_column(flag("is_important"))
    is_group: Mapped[bool] = mapped_column(flag("is_group"))
    is_strategic: Mapped[bool] = mapped_column(flag("is_strategic"))
    grade: Mapped[Grade | None] = mapped_column(choice(Grade, "grade"))
    industry: Mapped[str] = mapped_column(Text)
    province: Mapped[str] = mapped_column(Text)
    city: Mapped[str] = mapped_column(Text)
    address: Mapped[str] = mapped_column(Text)
    phone: Mapped[str] = mapped_column(Text)
    website: Mapped[str] = mapped_column(Text)
    org_type: Mapped[str] = mapped_column(Text)
    established_on: Mapped[date | None]
    registered_capital: Mapped[str] = mapped_column(Text)
    business_scope: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    parent_id: Mapped[ClientId | None] = mapped_column(ForeignKey("clients.id"), index=True)
    remark: Mapped[str] = mapped_column(Text)
    owner_id: Mapped[UserId | None] = mapped_column(ForeignKey("users.id"))
    archived: Mapped[bool] = mapped_column(flag("archived"))
    created_at: Mapped[datetime] = mapped_column(Instant)
    created_by_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"))
    updated_at: Mapped[datetime] = mapped_column(Instant)
    name_key: Mapped[str] = mapped_column(Text, index=True)
    core: Mapped[str] = mapped_column(Text)
    sound: Mapped[str] = mapped_column(Text)
    place: Mapped[str] = mapped_column(Text)
    pinyin: Mapped[str] = mapped_column(Text)
    spoken: Mapped[str] = mapped_column(Text)
    tier: Mapped[PartnershipTier | None] = mapped_column(choice(PartnershipTier, "tier"))
    grade_due_on: Mapped[date | None]
    year_tons: Mapped[Decimal] = mapped_column(TONS, default=Decimal(0))
    year_amount: Mapped[Decimal] = mapped_column(MONEY, default=Decimal(0))
    last_purchase_on: Mapped[date | None]
    owned_since: Mapped[date | None]
    last_contact_on: Mapped[date | None]
    locked: Mapped[bool] = mapped_column(flag("locked"), default=False)
    merged_into_id: Mapped[ClientId | None] = mapped_column(ForeignKey("clients.id"))


def new_values(
    draft: ClientDraft, keys: NameKeys, *, owner_id: UserId | None, by: UserId, at: datetime
) -> dict[str, Any]:
    """Return the columns of a new client, its number left open."""
    return {
        **edited_values(draft, keys, at=at),
        "version": 1,
        "owner_id": owner_id,
        "owned_since": None if owner_id is None else day_of(at),
        "archived": False,
        "created_at": at,
        "created_by_id": by,
    }


def edited_values(draft: ClientDraft, keys: NameKeys, *, at: datetime) -> dict[str, Any]:
    """Return the columns that an edit writes."""
    return {
        **{name: getattr(draft, name) for name in LIMITS},
        **{column: each in draft.classes for each, column in CLASS_COLUMNS.items()},
        "code": draft.code or None,
        "grade": draft.grade,
        "established_on": draft.established_on,
        "parent_id": draft.parent_id,
        "updated_at": at,
        "name_key": keys.name_key,
        "core": keys.core,
        "sound": keys.sound,
        "place": keys.place,
        "pinyin": keys.pinyin,
        "spoken": spoken(keys, draft.name, draft.short_name, draft.former_name),
    }


def draft_of_record(record: Any) -> ClientDraft:
    """Return what was entered about a client, from its mapped or its plain row."""
    texts = {name: getattr(record, name) for name in LIMITS}
    return ClientDraft(
        **{**texts, "code": record.code or ""},
        classes=classes_of_record(record),
        grade=record.grade,
        established_on=record.established_on,
        parent_id=record.parent_id,
    )


def classes_of_record(record: Any) -> frozenset[ClientClass]:
    """Return the classes whose flags stand in a row."""
    return frozenset(each for each, column in CLASS_COLUMNS.items() if getattr(record, column))


def add_many(session: Session, values: Sequence[Mapping[str, Any]]) -> None:
    """Insert clients under the next numbers, without a mapped object for each."""
    serial = last_serial(session)
    numbered = [
        {**row, "number": number_of(serial + place)} for place, row in enumerate(values, start=1)
    ]
    if numbered:
        session.connection().execute(insert(ClientRecord.__table__), numbered)  # type: ignore[arg-type] # a mapped class's Table


def last_serial(session: Session) -> int:
    """Return the serial of the last number given, 0 before the first."""
    longest = func.length(ClientRecord.number).desc()
    newest = select(ClientRecord.number).order_by(longest, ClientRecord.number.desc()).limit(1)
    number = session.scalar(newest)
    return 0 if number is None else serial_of(number)


def last_id(session: Session) -> ClientId:
    """Return the id of the client registered last, 0 before the first."""
    return session.scalar(select(func.max(ClientRecord.id))) or ClientId(0)


def with_code(session: Session, code: str) -> ClientRecord | None:
    """Return the client that holds `code`."""
    return session.scalar(select(ClientRecord).where(ClientRecord.code == code))


def note_contact(session: Session, client_id: ClientId, day: date) -> None:
    """Note that somebody was in touch with a client on `day`; an earlier day changes nothing."""
    before = or_(ClientRecord.last_contact_on.is_(None), ClientRecord.last_contact_on < day)
    noted = update(ClientRecord).where(ClientRecord.id == client_id, before)
    session.execute(noted.values(last_contact_on=day))


def parent_of(session: Session, client_id: ClientId) -> ClientId | None:
    """Return the parent of a client."""
    return session.scalar(select(ClientRecord.parent_id).where(ClientRecord.id == client_id))
