"""The table of merges, and moving what hangs on a client from one to another."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Text, or_, select, true, update
from sqlalchemy.orm import InstrumentedAttribute, Mapped, Session, aliased, mapped_column

from kamdesk.domain.changes import Noun
from kamdesk.domain.clients.clients import ClientDraft, draft_of, draft_texts
from kamdesk.domain.ids import ClientId, MergeId, UserId
from kamdesk.domain.ownership.merges import MergeRow
from kamdesk.domain.purchases.months import Month
from kamdesk.storage.attachments import AttachmentRecord
from kamdesk.storage.base import Base, Instant
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.clients.contacts import ContactRecord
from kamdesk.storage.own_fields import OwnValueRecord
from kamdesk.storage.people import UserRecord
from kamdesk.storage.projects.applications import ApplicationRecord
from kamdesk.storage.projects.conflicts import ConflictRecord
from kamdesk.storage.projects.filings import FilingRecord
from kamdesk.storage.purchases import months, purchases
from kamdesk.storage.purchases.purchases import PurchaseRecord
from kamdesk.storage.triggers import Trigger, refuse

Moved = Mapping[str, Sequence[int]]
"""What moved, by table: the ids of the rows."""


class MergeRecord(Base):
    """One client merged into another; drafts, taken fields and what moved are JSON."""

    __tablename__ = "client_merges"
    __table_args__ = (CheckConstraint("kept_id <> merged_id", name="two"),)

    id: Mapped[MergeId] = mapped_column(primary_key=True)
    kept_id: Mapped[ClientId] = mapped_column(ForeignKey("clients.id"), index=True)
    merged_id: Mapped[ClientId] = mapped_column(ForeignKey("clients.id"), index=True)
    kept_draft: Mapped[str] = mapped_column(Text)
    merged_draft: Mapped[str] = mapped_column(Text)
    taken: Mapped[str] = mapped_column(Text)
    moved: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"))
    undone_at: Mapped[datetime | None] = mapped_column(Instant)
    undone_by_id: Mapped[UserId | None] = mapped_column(ForeignKey("users.id"))


_TABLES: Final[Mapping[str, tuple[type[Any], InstrumentedAttribute[Any]]]] = {
    "contacts": (ContactRecord, ContactRecord.client_id),
    "filings": (FilingRecord, FilingRecord.client_id),
    "applications": (ApplicationRecord, ApplicationRecord.client_id),
    "conflicts": (ConflictRecord, ConflictRecord.client_id),
    "clients": (ClientRecord, ClientRecord.parent_id),
    "attachments": (AttachmentRecord, AttachmentRecord.record_id),
    "purchases": (PurchaseRecord, PurchaseRecord.client_id),
}
"""What moves: the column that names the client. Decisions taken on a client stay with it."""


def hanging_on(session: Session, client_id: ClientId) -> dict[str, list[int]]:
    """Return the ids of everything that hangs on a client, by table."""
    found = {
        table: list(session.scalars(select(model.id).where(column == client_id, _only(table))))
        for table, (model, column) in _TABLES.items()
    }
    return {table: ids for table, ids in found.items() if ids}


def move(
    session: Session, moved: Moved, *, source: ClientId, target: ClientId, present: Month
) -> None:
    """Hang what stands in `moved` and still hangs on `source` onto `target`.

    The year of both clients' figures ends with `present`.
    """
    if ids := moved.get("purchases"):
        purchases.move(session, ids, source=source, target=target)
        months.rebuild_some(session, (source, target), present=present)
    for table, ids in moved.items():
        if table == "purchases" or table not in _TABLES:
            continue
        model, column = _TABLES[table]
        session.execute(
            update(model)
            .where(model.id.in_(ids), column == source)
            .values({column.key: target})
            .execution_options(synchronize_session=False)
        )
    session.expire_all()


def fill_own_values(session: Session, *, source: ClientId, target: ClientId) -> Sequence[int]:
    """Move the own fields that `target` has nothing in; return their ids."""
    mine = select(OwnValueRecord.field_id).where(OwnValueRecord.client_id == target)
    fields = list(
        session.scalars(
            select(OwnValueRecord.field_id).where(
                OwnValueRecord.client_id == source, OwnValueRecord.field_id.not_in(mine)
            )
        )
    )
    move_own_values(session, fields, source=source, target=target)
    return fields


def move_own_values(
    session: Session, fields: Sequence[int], *, source: ClientId, target: ClientId
) -> None:
    """Move what `source` has in `fields` to `target`."""
    session.execute(
        update(OwnValueRecord)
        .where(OwnValueRecord.client_id == source, OwnValueRecord.field_id.in_(fields))
        .values(client_id=target)
    )


def record(
    session: Session,
    drafts: tuple[ClientDraft, ClientDraft],
    *,
    ids: tuple[ClientId, ClientId],
    taken: frozenset[str],
    moved: Moved,
    reason: str,
    at: datetime,
    by: UserId,
) -> MergeRecord:
    """Add a merge; of `drafts` and `ids` the kept client's comes first."""
    made = MergeRecord(
        kept_id=ids[0],
        merged_id=ids[1],
        kept_draft=json.dumps(draft_texts(drafts[0]), ensure_ascii=False),
        merged_draft=json.dumps(draft_texts(drafts[1]), ensure_ascii=False),
        taken=json.dumps(sorted(taken)),
        moved=json.dumps(moved),
        reason=reason,
        at=at,
        by_id=by,
    )
    session.add(made)
    session.flush()
    return made


def drafts_of(made: MergeRecord) -> tuple[ClientDraft, ClientDraft]:
    """Return both clients as they were before, the kept one first."""
    return draft_of(json.loads(made.kept_draft)), draft_of(json.loads(made.merged_draft))


def taken_of(made: MergeRecord) -> frozenset[str]:
    """Return the fields that came from the merged client."""
    return frozenset(json.loads(made.taken))


def moved_of(made: MergeRecord) -> Moved:
    """Return what moved."""
    moved: Moved = json.loads(made.moved)
    return moved


def later_than(session: Session, made: MergeRecord) -> MergeRecord | None:
    """Return a merge after `made` that still holds and concerns one of its two clients."""
    both = (made.kept_id, made.merged_id)
    concerns = or_(MergeRecord.kept_id.in_(both), MergeRecord.merged_id.in_(both))
    found = select(MergeRecord).where(
        MergeRecord.id > made.id, MergeRecord.undone_at.is_(None), concerns
    )
    return session.scalar(found.limit(1))


def rows(session: Session, *, limit: int) -> list[MergeRow]:
    """Return the merges, the newest first."""
    kept, merged = aliased(ClientRecord), aliased(ClientRecord)
    found = session.execute(
        select(MergeRecord, kept.name, merged.name, UserRecord.name)
        .join(kept, kept.id == MergeRecord.kept_id)
        .join(merged, merged.id == MergeRecord.merged_id)
        .join(UserRecord, UserRecord.id == MergeRecord.by_id)
        .order_by(MergeRecord.id.desc())
        .limit(limit)
    )
    return [
        MergeRow(
            id=made.id,
            kept_id=made.kept_id,
            kept=into,
            merged_id=made.merged_id,
            merged=gone,
            reason=made.reason,
            at=made.at,
            by=by,
            undone_at=made.undone_at,
        )
        for made, into, gone, by in found
    ]


def _only(table: str) -> ColumnElement[bool]:
    """Return what narrows a table that holds rows of other nouns too."""
    noun = AttachmentRecord.noun == Noun.CLIENT.value
    return noun if table == "attachments" else true()


TRIGGERS: tuple[Trigger, ...] = (
    refuse(
        "client_merges_undone_once",
        table="client_merges",
        event="UPDATE",
        when="OLD.undone_at IS NOT NULL OR NEW.undone_at IS NULL OR NEW.id <> OLD.id "
        "OR NEW.kept_id <> OLD.kept_id OR NEW.merged_id <> OLD.merged_id "
        "OR NEW.kept_draft <> OLD.kept_draft OR NEW.merged_draft <> OLD.merged_draft "
        "OR NEW.taken <> OLD.taken OR NEW.moved <> OLD.moved OR NEW.reason <> OLD.reason "
        "OR NEW.at <> OLD.at OR NEW.by_id <> OLD.by_id",
        message="a merge is only undone, once",
    ),
    refuse(
        "client_merges_no_delete",
        table="client_merges",
        event="DELETE",
        message="merges are kept",
    ),
)
