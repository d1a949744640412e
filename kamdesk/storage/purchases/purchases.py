"""The table of purchases: a million rows come at once, so every column and index is kept small.

The natural key of a row, by which an import meets it again: with a document number the client, the
document, the product; without one the client, the day, the product, the contract. `nth` parts
rows that are alike in that.
"""

import json
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import (
    CheckConstraint,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    Text,
    TypeDecorator,
    func,
    select,
    text,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from kamdesk.domain.ids import ClientId, PurchaseId, PurchaseRunId, UserId
from kamdesk.domain.purchases.months import Month, month_of
from kamdesk.domain.purchases.purchases import PurchaseDraft
from kamdesk.storage.base import MONEY, TONS, Base, Instant, Versioned, flag
from kamdesk.storage.dialects import purchases as statements
from kamdesk.storage.purchases.months import Part

NOTHING: Final = Decimal(0)


class DayNumber(TypeDecorator[date]):
    """A day, kept as the whole number yyyymmdd: half the size of its text, and in order."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: date | None, _dialect: Dialect) -> int | None:
        return None if value is None else day_number(value)

    def process_result_value(self, value: Any | None, _dialect: Dialect) -> date | None:
        return None if value is None else date(value // 10_000, value // 100 % 100, value % 100)


def first_day(month: Month) -> date:
    """Return the first day of a month."""
    return date(month // 100, month % 100, 1)


def day_number(day: date) -> int:
    """Return a day as yyyymmdd."""
    return day.year * 10_000 + day.month * 100 + day.day


class PurchaseRecord(Versioned, Base):
    """A purchase, or with negative figures a return; a cancelled one (作废) counts nowhere.

    It was entered by a person at an instant, or by an import run.
    """

    __tablename__ = "purchases"
    __table_args__ = (
        CheckConstraint("(run_id IS NULL) = (entered_by_id IS NOT NULL)", name="origin"),
        Index(
            "ix_purchases_client_id_day",
            "client_id",
            "day",
            "tons",
            "amount",
            sqlite_where=text("cancelled = 0"),
        ),
        Index("ix_purchases_day", "day"),
        Index(
            "uq_purchases_document",
            "document",
            "client_id",
            "product",
            "nth",
            unique=True,
            sqlite_where=text("document <> ''"),
        ),
        Index(
            "uq_purchases_no_document",
            "client_id",
            "day",
            "product",
            "contract",
            "nth",
            unique=True,
            sqlite_where=text("document = ''"),
        ),
    )

    id: Mapped[PurchaseId] = mapped_column(primary_key=True)
    client_id: Mapped[ClientId] = mapped_column(ForeignKey("clients.id"))
    day: Mapped[date] = mapped_column(DayNumber)
    product: Mapped[str] = mapped_column(Text)
    contract: Mapped[str] = mapped_column(Text)
    document: Mapped[str] = mapped_column(Text)
    nth: Mapped[int]
    tons: Mapped[Decimal] = mapped_column(TONS)
    amount: Mapped[Decimal] = mapped_column(MONEY)
    cancelled: Mapped[bool] = mapped_column(flag("cancelled"))
    run_id: Mapped[PurchaseRunId | None] = mapped_column(ForeignKey("purchase_runs.id"))
    entered_by_id: Mapped[UserId | None] = mapped_column(ForeignKey("users.id"))
    entered_at: Mapped[datetime | None] = mapped_column(Instant)


def part_of(draft: PurchaseDraft, sign: int) -> Part:
    """Return a purchase as the summary adds it (`sign` 1) or takes it away (-1)."""
    return (
        draft.client_id,
        month_of(draft.day),
        sign * int(draft.tons.scaleb(TONS.places)),
        sign * int(draft.amount.scaleb(MONEY.places)),
        sign,
    )


def next_nth(session: Session, draft: PurchaseDraft, *, but: PurchaseId | None = None) -> int:
    """Return the number that parts a purchase from those with its natural key, 1 for the first."""
    last = select(func.max(PurchaseRecord.nth)).where(*same_key(draft))
    if but is not None:
        last = last.where(PurchaseRecord.id != but)
    return (session.scalar(last) or 0) + 1


def same_place(one: PurchaseDraft, other: PurchaseDraft) -> bool:
    """Tell whether two purchases have the same natural key."""
    return _key(one) == _key(other)


def _key(draft: PurchaseDraft) -> tuple[object, ...]:
    same = (draft.client_id, draft.product, draft.document)
    return same if draft.document else (*same, draft.day, draft.contract)


def same_key(draft: PurchaseDraft) -> tuple[Any, ...]:
    """Return the conditions for purchases with the natural key of `draft`."""
    same = (
        PurchaseRecord.client_id == draft.client_id,
        PurchaseRecord.product == draft.product,
        PurchaseRecord.document == draft.document,
    )
    if draft.document:
        return (*same, text("document <> ''"))
    day = (PurchaseRecord.day == draft.day, PurchaseRecord.contract == draft.contract)
    return (*same, *day, text("document = ''"))


def draft_of(record: PurchaseRecord) -> PurchaseDraft:
    """Return what was entered."""
    return PurchaseDraft(
        **{name: getattr(record, name) for name in PurchaseDraft.__dataclass_fields__}
    )


def move(session: Session, ids: Sequence[int], *, source: int, target: int) -> None:
    """Hang those of `ids` that are `source`'s on `target`; the summary is to follow for both."""
    values = {"ids": json.dumps(list(ids)), "source": source, "target": target}
    for statement in statements.MOVES:
        session.connection().exec_driver_sql(statement, values)
    session.expire_all()
