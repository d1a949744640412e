"""The table of informal lines: a line is entered and ended, never changed.

A changed one is ended and entered anew, so that who said what and when stays told. Only the note
can be emptied, where a person's data are erased.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from kamdesk.domain.ids import ClientId, ContactId, RelationId, UserId
from kamdesk.domain.persons.relations import Relation, RelationDraft, RelationKind
from kamdesk.storage.base import Base, Instant, choice
from kamdesk.storage.clients.contacts import ContactRecord
from kamdesk.storage.people import UserRecord
from kamdesk.storage.triggers import Trigger, refuse


class RelationRecord(Base):
    """A line to a contact; `source_id` is null where it begins on our side."""

    __tablename__ = "contact_relations"
    __table_args__ = (
        CheckConstraint("(source_id IS NULL) = (kind = 'liaison')", name="our_side"),
        CheckConstraint("source_id <> target_id", name="two_people"),
        CheckConstraint("(ended_at IS NULL) = (ended_by_id IS NULL)", name="ended"),
    )

    id: Mapped[RelationId] = mapped_column(primary_key=True)
    kind: Mapped[RelationKind] = mapped_column(choice(RelationKind, "kind"))
    source_id: Mapped[ContactId | None] = mapped_column(ForeignKey("contacts.id"), index=True)
    target_id: Mapped[ContactId] = mapped_column(ForeignKey("contacts.id"), index=True)
    note: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"))
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    ended_by_id: Mapped[UserId | None] = mapped_column(ForeignKey("users.id"))


def draft_of(record: RelationRecord) -> RelationDraft:
    """Return what was entered."""
    return RelationDraft(
        kind=record.kind,
        source_id=record.source_id,
        target_id=record.target_id,
        note=record.note,
    )


def holding(session: Session, target_id: ContactId) -> Sequence[RelationRecord]:
    """Return the lines that lead to a contact and hold now."""
    mine = select(RelationRecord).where(
        RelationRecord.target_id == target_id, RelationRecord.ended_at.is_(None)
    )
    return session.scalars(mine).all()


def of_client(session: Session, client_id: ClientId) -> tuple[Relation, ...]:
    """Return the lines to a client's contacts that hold now, in the order of their entry."""
    mine = (
        select(RelationRecord, UserRecord.name)
        .join(ContactRecord, ContactRecord.id == RelationRecord.target_id)
        .join(UserRecord, UserRecord.id == RelationRecord.by_id)
        .where(ContactRecord.client_id == client_id, RelationRecord.ended_at.is_(None))
        .order_by(RelationRecord.id)
    )
    return tuple(
        Relation(id=record.id, draft=draft_of(record), at=record.at, by_name=name)
        for record, name in session.execute(mine)
    )


def forget(session: Session, contact_id: ContactId, *, at: datetime, by: UserId) -> None:
    """End the lines of a contact whose data is erased and empty every note, old ones too."""
    ends = or_(RelationRecord.source_id == contact_id, RelationRecord.target_id == contact_id)
    session.execute(update(RelationRecord).where(ends).values(note=""))
    lines = update(RelationRecord).where(ends, RelationRecord.ended_at.is_(None))
    session.execute(lines.values(ended_at=at, ended_by_id=by))


_RELATIONS = "contact_relations"

TRIGGERS: tuple[Trigger, ...] = (
    refuse(
        "contact_relations_no_delete",
        table=_RELATIONS,
        event="DELETE",
        message="relations are ended, not deleted",
    ),
    refuse(
        "contact_relations_no_rewriting",
        table=_RELATIONS,
        event="UPDATE OF id, kind, source_id, target_id, at, by_id",
        message="a relation is entered once",
    ),
    refuse(
        "contact_relations_end_once",
        table=_RELATIONS,
        event="UPDATE OF ended_at, ended_by_id",
        when="OLD.ended_at IS NOT NULL",
        message="a relation ends once",
    ),
    refuse(
        "contact_relations_note",
        table=_RELATIONS,
        event="UPDATE OF note",
        when="NEW.note NOT IN ('', OLD.note)",
        message="a note can only be emptied",
    ),
)
