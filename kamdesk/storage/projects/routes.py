"""Versions of the approval routes; a version is never changed, a newer one follows it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, Select, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from kamdesk.domain.ids import RouteId, UserId
from kamdesk.domain.projects.routes import (
    CaseKind,
    Route,
    RouteStep,
    steps_from_json,
    steps_to_json,
)
from kamdesk.storage.base import Base, Instant, choice
from kamdesk.storage.people import UserRecord


class RouteRecord(Base):
    """One version of a kind's route; `edition` counts from 1, nobody made the default one."""

    __tablename__ = "approval_routes"
    __table_args__ = (UniqueConstraint("kind", "edition"),)

    id: Mapped[RouteId] = mapped_column(primary_key=True)
    kind: Mapped[CaseKind] = mapped_column(choice(CaseKind, "kind"))
    edition: Mapped[int]
    steps: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(Instant)
    made_by_id: Mapped[UserId | None] = mapped_column(ForeignKey("users.id"))


def latest(session: Session, kind: CaseKind) -> Route | None:
    """Return the newest version of a kind's route, None before the first."""
    newest = _routes().where(RouteRecord.kind == kind).order_by(RouteRecord.edition.desc())
    row = session.execute(newest.limit(1)).one_or_none()
    return None if row is None else _route(row[0], row[1])


def by_id(session: Session, route_id: RouteId) -> Route:
    """Return the version that a case keeps."""
    row = session.execute(_routes().where(RouteRecord.id == route_id)).one()
    return _route(row[0], row[1])


def add(
    session: Session,
    kind: CaseKind,
    steps: Sequence[RouteStep],
    *,
    by: UserId | None,
    at: datetime,
) -> Route:
    """Write the next version of a kind's route and return it."""
    last = latest(session, kind)
    record = RouteRecord(
        kind=kind,
        edition=last.version + 1 if last else 1,
        steps=steps_to_json(steps),
        made_at=at,
        made_by_id=by,
    )
    session.add(record)
    session.flush()
    return by_id(session, record.id)


def versions(session: Session, kind: CaseKind) -> tuple[Route, ...]:
    """Return all versions of a kind's route, newest first."""
    found = _routes().where(RouteRecord.kind == kind).order_by(RouteRecord.edition.desc())
    return tuple(_route(*row) for row in session.execute(found))


def _routes() -> Select[RouteRecord, str]:
    return select(RouteRecord, UserRecord.name).join(
        UserRecord, UserRecord.id == RouteRecord.made_by_id, isouter=True
    )


def _route(record: RouteRecord, made_by: str | None) -> Route:
    return Route(
        id=record.id,
        kind=record.kind,
        version=record.edition,
        steps=steps_from_json(record.steps),
        made_at=record.made_at,
        made_by=made_by or "",
    )
