"""Conflict cases (撞单) between two filings of one client, and their rulings."""

from array import array
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Select,
    Text,
    and_,
    or_,
    select,
    true,
)
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from kamdesk.domain.ids import ClientId, ConflictId, FilingId, UserId
from kamdesk.domain.lists import ListQuery
from kamdesk.domain.permissions import Reach
from kamdesk.domain.projects.conflicts import (
    Conflict,
    ConflictRow,
    ConflictSide,
    ConflictState,
    Ruling,
)
from kamdesk.storage.base import Base, Instant, Versioned, choice
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.fetch import missing
from kamdesk.storage.people import DepartmentRecord, UserRecord
from kamdesk.storage.projects import listing
from kamdesk.storage.projects.carriers import carried_filing
from kamdesk.storage.projects.filings import FilingRecord
from kamdesk.storage.projects.listing import Viewer


class ConflictRecord(Versioned, Base):
    """Two claims on one client; `second_id` is the filing that was submitted later."""

    __tablename__ = "conflicts"
    __table_args__ = (
        CheckConstraint("first_id <> second_id", name="sides"),
        CheckConstraint(
            "(state = 'ruled') = (ruling IS NOT NULL AND ruled_by_id IS NOT NULL "
            "AND length(reason) > 0 AND state <> 'open')",
            name="ruling",
        ),
    )

    id: Mapped[ConflictId] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(Text, unique=True)
    client_id: Mapped[ClientId] = mapped_column(ForeignKey("clients.id"), index=True)
    first_id: Mapped[FilingId] = mapped_column(ForeignKey("filings.id"), index=True)
    second_id: Mapped[FilingId] = mapped_column(ForeignKey("filings.id"), index=True)
    state: Mapped[ConflictState] = mapped_column(choice(ConflictState, "state"))
    ruling: Mapped[Ruling | None] = mapped_column(choice(Ruling, "ruling"))
    reason: Mapped[str] = mapped_column(Text)
    ruled_by_id: Mapped[UserId | None] = mapped_column(ForeignKey("users.id"))
    opened_at: Mapped[datetime] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)


_FIRST = aliased(FilingRecord, name="first")
_SECOND = aliased(FilingRecord, name="second")
_FIRST_FILER = aliased(UserRecord, name="first_filer")
_SECOND_FILER = aliased(UserRecord, name="second_filer")
_BOXES = {
    "number": listing.text_box(ConflictRecord.number),
    "client": listing.client_box(),
    "first_filer": listing.text_box(_FIRST_FILER.name),
    "second_filer": listing.text_box(_SECOND_FILER.name),
    "state": listing.choice_box(ConflictRecord.state),
    "ruling": listing.choice_box(ConflictRecord.ruling),
    "opened_at": listing.date_box(ConflictRecord.opened_at),
    "ruled_at": listing.date_box(ConflictRecord.closed_at),
}


def between(session: Session, first_id: FilingId, second_id: FilingId) -> ConflictRecord | None:
    """Return the open or ruled conflict case between two filings, whichever was first."""
    pair = or_(
        and_(ConflictRecord.first_id == first_id, ConflictRecord.second_id == second_id),
        and_(ConflictRecord.first_id == second_id, ConflictRecord.second_id == first_id),
    )
    kept = ConflictRecord.state != ConflictState.LAPSED
    found = select(ConflictRecord).where(pair, kept).order_by(ConflictRecord.id.desc())
    return session.scalars(found).first()


def open_of(session: Session, filing_id: FilingId) -> list[ConflictRecord]:
    """Return the open conflict cases in which a filing is a side."""
    found = select(ConflictRecord).where(
        _involves(filing_id), ConflictRecord.state == ConflictState.OPEN
    )
    return list(session.scalars(found.order_by(ConflictRecord.id)))


def joint_partners(session: Session, filing_id: FilingId) -> str:
    """Return the names of those with whom a filing is shared by ruling (共同备案)."""
    other = aliased(FilingRecord)
    found = (
        select(UserRecord.name)
        .join(other, other.filer_id == UserRecord.id)
        .join(
            ConflictRecord,
            or_(
                and_(ConflictRecord.first_id == filing_id, ConflictRecord.second_id == other.id),
                and_(ConflictRecord.second_id == filing_id, ConflictRecord.first_id == other.id),
            ),
        )
        .where(ConflictRecord.ruling == Ruling.JOINT)
        .order_by(ConflictRecord.id)
    )
    return "、".join(session.scalars(found))


def one(session: Session, conflict_id: ConflictId) -> Conflict:
    """Return a conflict case with both sides, or raise MissingRecordError."""
    row = session.execute(_conflicts().where(ConflictRecord.id == conflict_id)).one_or_none()
    if row is None:
        raise missing()
    return _conflict(session, *row)


def of_filing(session: Session, filing_id: FilingId) -> tuple[Conflict, ...]:
    """Return all conflict cases in which a filing is a side, newest first."""
    found = _conflicts().where(_involves(filing_id)).order_by(ConflictRecord.id.desc())
    return tuple(_conflict(session, *row) for row in session.execute(found))


def is_visible(session: Session, conflict_id: ConflictId, viewer: Viewer) -> bool:
    """Tell whether the conflict case is in reach, as in the list."""
    own = listed(ConflictRecord.id).where(ConflictRecord.id == conflict_id, visible(viewer))
    return session.scalar(own) is not None


def ids(session: Session, query: ListQuery, viewer: Viewer) -> "array[int]":
    """Return the ids of the conflict cases in reach that fit `query`, in its order."""
    base = listed(ConflictRecord.id).where(visible(viewer), _view(query.view))
    return listing.ids(session, base, query, boxes=_BOXES, key=ConflictRecord.id)


def rows(session: Session, ids: Sequence[int], viewer: Viewer) -> list[ConflictRow]:
    """Return the rows of `ids` in the same order; those out of reach are left out."""
    shown = (ConflictRecord, ClientRecord.name, _FIRST_FILER.name, _SECOND_FILER.name)
    wanted = listed(*shown).where(ConflictRecord.id.in_(ids), visible(viewer))
    found = {row[0].id: _row(*row) for row in session.execute(wanted)}
    return listing.in_order(found, ids)


def listed(*columns: Any) -> Select[Any]:
    """Return `columns` of conflict cases with both filings and their filers."""
    return (
        select(*columns)
        .select_from(ConflictRecord)
        .join(ClientRecord, ClientRecord.id == ConflictRecord.client_id)
        .join(_FIRST, _FIRST.id == ConflictRecord.first_id)
        .join(_SECOND, _SECOND.id == ConflictRecord.second_id)
        .join(_FIRST_FILER, _FIRST_FILER.id == _FIRST.filer_id)
        .join(_SECOND_FILER, _SECOND_FILER.id == _SECOND.filer_id)
    )


def visible(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition that a conflict case of `listed` is the viewer's to see."""
    actor = viewer.actor
    if viewer.reach is Reach.ALL:
        return true()
    sides = (carried_filing(_FIRST), carried_filing(_SECOND))
    near = [side.by(actor.id) for side in sides]
    if viewer.reach is Reach.DEPARTMENT and actor.department_id is not None:
        near += [side.within(actor.department_id) for side in sides]
    return or_(*near)


def _view(view: str) -> ColumnElement[bool]:
    views = {"all": true(), "open": ConflictRecord.state == ConflictState.OPEN}
    if view not in views:
        raise listing.unknown_view(view)
    return views[view]


def _row(record: ConflictRecord, client: str, first: str, second: str) -> ConflictRow:
    return ConflictRow(
        id=record.id,
        number=record.number,
        client=client,
        first_filer=first,
        second_filer=second,
        state=record.state,
        ruling=record.ruling,
        opened_at=record.opened_at,
        ruled_at=record.closed_at if record.ruling else None,
    )


def _involves(filing_id: FilingId) -> ColumnElement[bool]:
    return or_(ConflictRecord.first_id == filing_id, ConflictRecord.second_id == filing_id)


def _conflicts() -> Select[ConflictRecord, str, str]:
    return (
        select(ConflictRecord, ClientRecord.name, UserRecord.name)
        .join(ClientRecord, ClientRecord.id == ConflictRecord.client_id)
        .join(UserRecord, UserRecord.id == ConflictRecord.ruled_by_id, isouter=True)
    )


def _conflict(
    session: Session, record: ConflictRecord, client: str, ruled_by: str | None
) -> Conflict:
    return Conflict(
        id=record.id,
        number=record.number,
        client_id=record.client_id,
        client=client,
        state=record.state,
        opened_at=record.opened_at,
        first=_side(session, record.first_id),
        second=_side(session, record.second_id),
        ruling=record.ruling,
        reason=record.reason,
        ruled_by=ruled_by or "",
        ruled_at=record.closed_at if record.ruling else None,
        version=record.version,
    )


def _side(session: Session, filing_id: FilingId) -> ConflictSide:
    found = (
        select(FilingRecord, UserRecord.name, DepartmentRecord.name)
        .join(UserRecord, UserRecord.id == FilingRecord.filer_id)
        .join(DepartmentRecord, DepartmentRecord.id == FilingRecord.department_id, isouter=True)
        .where(FilingRecord.id == filing_id)
    )
    filing, filer, department = session.execute(found).one()
    return ConflictSide(
        filing_id=filing.id,
        number=filing.number or "",
        filer_id=filing.filer_id,
        filer=filer,
        department_id=filing.department_id,
        department=department or "",
        state=filing.state,
        submitted_at=filing.submitted_at,
        protected_until=filing.protected_until,
    )
