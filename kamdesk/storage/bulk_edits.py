"""The tables of bulk edits: what each changed, and in which version it left every record."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ForeignKey, Index, Text, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from kamdesk.domain.bulk_edits import BulkEdit, Texts
from kamdesk.domain.changes import Noun
from kamdesk.domain.ids import BulkEditId, UserId
from kamdesk.storage.base import Base, Instant
from kamdesk.storage.triggers import Trigger, append_only, refuse


class BulkEditRecord(Base):
    """A bulk edit; `fields` is a JSON list of their keys, `undone_at` is set once, by its undo."""

    __tablename__ = "bulk_edits"
    __table_args__ = (Index(None, "by_id", "noun"),)

    id: Mapped[BulkEditId] = mapped_column(primary_key=True)
    noun: Mapped[str] = mapped_column(Text)
    fields: Mapped[str] = mapped_column(Text)
    count: Mapped[int]
    at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"))
    undone_at: Mapped[datetime | None] = mapped_column(Instant)


class BulkEditRowRecord(Base):
    """One record of a bulk edit: `before` is the JSON of its texts, `version` the one it left."""

    __tablename__ = "bulk_edit_rows"
    __table_args__ = ({"sqlite_with_rowid": False},)

    bulk_edit_id: Mapped[BulkEditId] = mapped_column(ForeignKey("bulk_edits.id"), primary_key=True)
    record_id: Mapped[int] = mapped_column(primary_key=True)
    before: Mapped[str] = mapped_column(Text)
    version: Mapped[int]


class Touched(NamedTuple):
    """A record that a bulk edit changed."""

    record_id: int
    before: Texts
    version: int


TRIGGERS: tuple[Trigger, ...] = (
    refuse(
        "bulk_edits_final",
        table="bulk_edits",
        event="UPDATE",
        when=(
            "OLD.undone_at IS NOT NULL OR NEW.undone_at IS NULL OR NEW.id <> OLD.id OR "
            "NEW.noun <> OLD.noun OR NEW.fields <> OLD.fields OR NEW.count <> OLD.count OR "
            "NEW.at <> OLD.at OR NEW.by_id <> OLD.by_id"
        ),
        message="a bulk edit is only ever marked as undone",
    ),
    refuse(
        "bulk_edits_no_delete",
        table="bulk_edits",
        event="DELETE",
        message="bulk_edits is append-only",
    ),
    *append_only("bulk_edit_rows"),
)


def add(
    session: Session,
    noun: Noun,
    fields: Sequence[str],
    touched: Sequence[Touched],
    *,
    at: datetime,
    by: UserId,
) -> BulkEditRecord:
    """Keep a bulk edit with the records it changed."""
    record = BulkEditRecord(
        noun=noun.value, fields=json.dumps(list(fields)), count=len(touched), at=at, by_id=by
    )
    session.add(record)
    session.flush()
    rows: list[dict[str, Any]] = [
        {
            "bulk_edit_id": record.id,
            "record_id": each.record_id,
            "before": json.dumps(dict(each.before), ensure_ascii=False),
            "version": each.version,
        }
        for each in touched
    ]
    session.execute(insert(BulkEditRowRecord), rows)
    return record


def touched_by(session: Session, bulk_edit_id: BulkEditId) -> Iterator[Touched]:
    """Return the records that a bulk edit changed."""
    own = select(BulkEditRowRecord).where(BulkEditRowRecord.bulk_edit_id == bulk_edit_id)
    for row in session.scalars(own.order_by(BulkEditRowRecord.record_id)):
        yield Touched(row.record_id, json.loads(row.before), row.version)


def latest(session: Session, noun: Noun, by: UserId) -> BulkEdit | None:
    """Return the person's last bulk edit of a noun, None where it was undone or there is none."""
    own = (BulkEditRecord.by_id == by, BulkEditRecord.noun == noun.value)
    newest = select(BulkEditRecord).where(*own).order_by(BulkEditRecord.id.desc()).limit(1)
    record = session.scalar(newest)
    if record is None or record.undone_at is not None:
        return None
    return BulkEdit(
        id=record.id, fields=tuple(json.loads(record.fields)), count=record.count, at=record.at
    )
