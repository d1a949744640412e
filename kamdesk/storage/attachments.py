"""The tables of attached files: what hangs on which record, and each content once, by its hash."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, Text, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from kamdesk.domain.attachments import Attachment
from kamdesk.domain.changes import Noun
from kamdesk.domain.errors import DatabaseError
from kamdesk.domain.ids import AttachmentId, UserId
from kamdesk.i18n import _
from kamdesk.storage.base import Base, Instant, Versioned, flag
from kamdesk.storage.people import UserRecord
from kamdesk.storage.triggers import Trigger, append_only, refuse


class FileContentRecord(Base):
    """A content, encrypted with the database as everything in it; never changed."""

    __tablename__ = "file_contents"

    digest: Mapped[str] = mapped_column(Text, primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class AttachmentRecord(Versioned, Base):
    """A file on a record; a removed one can be brought back."""

    __tablename__ = "attachments"
    __table_args__ = (Index(None, "noun", "record_id"),)

    id: Mapped[AttachmentId] = mapped_column(primary_key=True)
    noun: Mapped[str] = mapped_column(Text)  # free text: the list of nouns grows, the rows stay
    record_id: Mapped[int]
    name: Mapped[str] = mapped_column(Text)
    size: Mapped[int]
    digest: Mapped[str] = mapped_column(ForeignKey("file_contents.digest"), index=True)
    note: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"))
    removed: Mapped[bool] = mapped_column(flag("removed"))


def of_record(session: Session, noun: Noun, record_id: int) -> list[Attachment]:
    """Return what hangs on a record, the newest first, removed files last."""
    found = session.execute(
        select(AttachmentRecord, UserRecord.name)
        .join(UserRecord, UserRecord.id == AttachmentRecord.by_id)
        .where(AttachmentRecord.noun == noun.value, AttachmentRecord.record_id == record_id)
        .order_by(AttachmentRecord.removed, AttachmentRecord.id.desc())
    )
    return [
        Attachment(
            id=row.id,
            name=row.name,
            size=row.size,
            digest=row.digest,
            note=row.note,
            at=row.at,
            by=by,
            removed=row.removed,
            version=row.version,
        )
        for row, by in found
    ]


def keep(session: Session, content: bytes) -> str:
    """Keep a content, once however often it is added; return its digest."""
    digest = hashlib.sha256(content).hexdigest()
    if session.get(FileContentRecord, digest) is None:
        session.add(FileContentRecord(digest=digest, content=content))
        session.flush()
    return digest


def content_of(session: Session, digest: str) -> bytes:
    """Return a content; DatabaseError where it is not what was kept."""
    content = session.scalar(
        select(FileContentRecord.content).where(FileContentRecord.digest == digest)
    )
    if content is None or hashlib.sha256(content).hexdigest() != digest:
        raise DatabaseError(_("附件内容与保存时不一致，数据库可能已损坏。请从备份恢复。"))
    return content


def named(session: Session, noun: Noun, record_id: int, digest: str) -> Sequence[str]:
    """Return the names under which a content hangs on a record already."""
    same = select(AttachmentRecord.name).where(
        AttachmentRecord.noun == noun.value,
        AttachmentRecord.record_id == record_id,
        AttachmentRecord.digest == digest,
        AttachmentRecord.removed.is_(other=False),
    )
    return session.scalars(same).all()


def count(session: Session, noun: Noun, record_id: int) -> int:
    """Return how many files hang on a record, removed ones left out."""
    present = select(func.count()).where(
        AttachmentRecord.noun == noun.value,
        AttachmentRecord.record_id == record_id,
        AttachmentRecord.removed.is_(other=False),
    )
    return session.scalar(present) or 0


_MERGED = (
    "(OLD.noun = 'client' AND EXISTS (SELECT 1 FROM client_merges AS merge "
    "WHERE (merge.merged_id = OLD.record_id AND merge.kept_id = NEW.record_id) "
    "OR (merge.kept_id = OLD.record_id AND merge.merged_id = NEW.record_id)))"
)
"""A file may follow its client into the one it was merged into, and back."""

TRIGGERS: tuple[Trigger, ...] = (
    *append_only("file_contents"),
    refuse(
        "attachments_no_delete",
        table="attachments",
        event="DELETE",
        message="attachments are removed, not deleted",
    ),
    refuse(
        "attachments_identity",
        table="attachments",
        event="UPDATE OF noun, digest, size, at, by_id",
        message="attachments keep their content",
    ),
    refuse(
        "attachments_record",
        table="attachments",
        event="UPDATE OF record_id",
        when=f"NOT {_MERGED}",
        message="attachments keep their record",
    ),
)
