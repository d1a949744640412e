"""The history of fields: who changed what, from which text to which; rows are only ever added."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TypeAlias

from sqlalchemy import ColumnElement, ForeignKey, Index, Select, Text, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from kamdesk.domain.changes import Noun
from kamdesk.domain.history import FieldChange
from kamdesk.domain.ids import UserId
from kamdesk.storage.base import Base, Instant
from kamdesk.storage.people import UserRecord

Edit: TypeAlias = tuple[int, Mapping[str, str], Mapping[str, str]]
"""A record's id, its fields before and after."""


class HistoryRecord(Base):
    """One changed field of one record."""

    __tablename__ = "history"
    __table_args__ = (Index(None, "noun", "record_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    noun: Mapped[str] = mapped_column(Text)  # free text: the list of nouns grows, the rows stay
    record_id: Mapped[int]
    field: Mapped[str] = mapped_column(Text)
    old: Mapped[str] = mapped_column(Text)
    new: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"))


def record(
    session: Session,
    *,
    noun: Noun,
    record_id: int,
    before: Mapping[str, str],
    after: Mapping[str, str],
    at: datetime,
    by: UserId,
) -> None:
    """Write one row for each field of `after` that differs from `before` (missing means empty)."""
    record_many(session, noun=noun, edits=[(record_id, before, after)], at=at, by=by)


def record_many(
    session: Session, *, noun: Noun, edits: Iterable[Edit], at: datetime, by: UserId
) -> None:
    """Write the rows of several records at once, as `record` does."""
    rows = [
        {
            "noun": noun.value,
            "record_id": record_id,
            "field": field,
            "old": before.get(field, ""),
            "new": new,
            "at": at,
            "by_id": by,
        }
        for record_id, before, after in edits
        for field, new in after.items()
        if before.get(field, "") != new
    ]
    if rows:
        session.execute(insert(HistoryRecord), rows)


def of(session: Session, noun: Noun, record_id: int) -> list[FieldChange]:
    """Return the changes of one record, newest first."""
    mine = changes(HistoryRecord.noun == noun.value, HistoryRecord.record_id == record_id)
    return [FieldChange(*row) for row in session.execute(mine.order_by(HistoryRecord.id.desc()))]


def changes(*conditions: ColumnElement[bool]) -> Select[str, str, str, datetime, str]:
    """Return the columns of `FieldChange` of the rows that fit `conditions`."""
    return (
        select(
            HistoryRecord.field,
            HistoryRecord.old,
            HistoryRecord.new,
            HistoryRecord.at,
            UserRecord.name,
        )
        .join(UserRecord, UserRecord.id == HistoryRecord.by_id)
        .where(*conditions)
    )
