"""The table of policies: rows are only ever added, the newest of a kind is in force."""

import json
from datetime import datetime

from sqlalchemy import ForeignKey, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from kamdesk.domain.ids import PolicyId, UserId
from kamdesk.domain.policies import (
    Policy,
    PolicyKind,
    PolicyT,
    PolicyVersion,
    policy_of,
    policy_texts,
)
from kamdesk.storage.base import Base, Instant, choice
from kamdesk.storage.people import UserRecord
from kamdesk.storage.triggers import Trigger, append_only


class PolicyRecord(Base):
    """One version of a policy; `content` maps its fields to their texts, as JSON."""

    __tablename__ = "policies"

    id: Mapped[PolicyId] = mapped_column(primary_key=True)
    kind: Mapped[PolicyKind] = mapped_column(choice(PolicyKind, "kind"), index=True)
    content: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"))


def current(session: Session, kind: type[PolicyT]) -> PolicyVersion[PolicyT]:
    """Return the version in force; before anybody set one, the defaults."""
    found = versions(session, kind, limit=1)
    return found[0] if found else PolicyVersion(PolicyId(0), kind(), None, "")


def versions(
    session: Session, kind: type[PolicyT], *, limit: int | None = None
) -> list[PolicyVersion[PolicyT]]:
    """Return every version that was set, the newest first."""
    rows = session.execute(
        select(PolicyRecord, UserRecord.name)
        .join(UserRecord, UserRecord.id == PolicyRecord.by_id)
        .where(PolicyRecord.kind == kind.kind)
        .order_by(PolicyRecord.id.desc())
        .limit(limit)
    )
    return [
        PolicyVersion(row.id, policy_of(kind, json.loads(row.content)), row.at, name)
        for row, name in rows
    ]


def keep(session: Session, policy: Policy, *, at: datetime, by: UserId) -> PolicyRecord:
    """Add `policy` as the version in force from now on."""
    content = json.dumps(policy_texts(policy), ensure_ascii=False, sort_keys=True)
    record = PolicyRecord(kind=policy.kind, content=content, at=at, by_id=by)
    session.add(record)
    session.flush()
    return record


TRIGGERS: tuple[Trigger, ...] = append_only("policies")
