"""The audit trail: rows that are only ever added, each holding the digest of the one before."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Index, Text, select, type_coerce
from sqlalchemy.orm import Mapped, Session, mapped_column

from kamdesk.domain.audit import Anchor, AuditHead, AuditReport
from kamdesk.domain.changes import Noun
from kamdesk.domain.ids import UserId
from kamdesk.storage.base import Base, Instant, instant_text

BEFORE_FIRST = "0" * 64


class AuditRecord(Base):
    """A link of the chain; `payload` is canonical JSON without personal data."""

    __tablename__ = "audit"
    __table_args__ = (Index(None, "noun", "record_id"),)

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Instant)
    actor_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"))
    action: Mapped[str] = mapped_column(Text)
    noun: Mapped[str] = mapped_column(Text)  # free text: the list of nouns grows, the rows stay
    record_id: Mapped[int]
    payload: Mapped[str] = mapped_column(Text)
    previous: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(Text, unique=True)


def append(
    session: Session,
    *,
    at: datetime,
    actor_id: UserId,
    action: str,
    noun: Noun,
    record_id: int,
    payload: Mapping[str, object],
) -> AuditHead:
    """Add a link for one business step and return the new head."""
    last = head(session) or AuditHead(0, BEFORE_FIRST)
    content = canonical(payload)
    digest = _digest(
        (last.seq + 1, instant_text(at), actor_id, action, noun, record_id, content, last.digest)
    )
    link = AuditRecord(
        seq=last.seq + 1,
        at=at,
        actor_id=actor_id,
        action=action,
        noun=noun.value,
        record_id=record_id,
        payload=content,
        previous=last.digest,
        digest=digest,
    )
    session.add(link)
    session.flush()
    return AuditHead(link.seq, digest)


def head(session: Session) -> AuditHead | None:
    """Return the last link, or None before the first."""
    newest = select(AuditRecord.seq, AuditRecord.digest).order_by(AuditRecord.seq.desc()).limit(1)
    row = session.execute(newest).one_or_none()
    return None if row is None else AuditHead(row.seq, row.digest)


def verify(session: Session, anchor: Anchor | None = None) -> AuditReport:
    """Recompute the whole chain; with an `anchor`, tell whether the link it names is still there.

    The chain alone does not show a cut tail or a chain forged anew from some row on: only an
    anchor from outside the file does.
    """
    count, last, anchored = 0, AuditHead(0, BEFORE_FIRST), False
    for *parts, digest in _links(session):
        seq, previous = parts[0], parts[-1]
        if seq != last.seq + 1 or previous != last.digest or digest != _digest(parts):
            kept = None if anchor is None else False
            return AuditReport(count, last if count else None, seq, kept)
        count, last = count + 1, AuditHead(seq, digest)
        if anchor is not None and seq == anchor.seq:
            anchored = digest.startswith(anchor.digits)
    return AuditReport(count, last if count else None, None, None if anchor is None else anchored)


def canonical(payload: Mapping[str, object]) -> str:
    """Return the one JSON text of `payload`: sorted keys, no spaces, decimals and days as text."""
    return json.dumps(
        dict(payload), sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain
    )


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of `data` in hex, as payloads name frozen content."""
    return hashlib.sha256(data).hexdigest()


def _links(session: Session) -> Iterator[Sequence[Any]]:
    """Return the chain's columns in the order in which they are digested, the digest last."""
    chain = select(
        AuditRecord.seq,
        type_coerce(AuditRecord.at, Text),
        AuditRecord.actor_id,
        AuditRecord.action,
        AuditRecord.noun,
        AuditRecord.record_id,
        AuditRecord.payload,
        AuditRecord.previous,
        AuditRecord.digest,
    )
    return iter(session.execute(chain.order_by(AuditRecord.seq).execution_options(yield_per=1000)))


def _digest(parts: Sequence[object]) -> str:
    return digest_of(json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode())


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, datetime):
        return instant_text(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no canonical form")
