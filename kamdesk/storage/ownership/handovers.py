"""The tables of hand-overs: each with its reason, and everything that moved, one row a thing."""

from array import array
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Index, Select, Text, func, or_, select, true
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from kamdesk.domain.clock import day_of
from kamdesk.domain.ids import HandoverId, UserId
from kamdesk.domain.lists import ListQuery
from kamdesk.domain.ownership.handovers import HandoverItem, HandoverRow, Moved, PaperHandover
from kamdesk.domain.permissions import Reach
from kamdesk.i18n import listed
from kamdesk.storage.base import Base, Instant, choice, flag
from kamdesk.storage.people import UserRecord
from kamdesk.storage.projects import listing
from kamdesk.storage.projects.listing import Viewer


class HandoverRecord(Base):
    """A hand-over from one person; `leaving` where they give up everything (离职移交)."""

    __tablename__ = "handovers"

    id: Mapped[HandoverId] = mapped_column(primary_key=True)
    leaving: Mapped[bool] = mapped_column(flag("leaving"))
    from_id: Mapped[UserId | None] = mapped_column(ForeignKey("users.id"), index=True)
    title: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"))


class HandoverItemRecord(Base):
    """One thing that moved, named as it was called then; nobody takes a delegation over."""

    __tablename__ = "handover_items"
    __table_args__ = (Index(None, "moved", "record_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    handover_id: Mapped[HandoverId] = mapped_column(ForeignKey("handovers.id"), index=True)
    moved: Mapped[Moved] = mapped_column(choice(Moved, "moved"))
    record_id: Mapped[int]
    name: Mapped[str] = mapped_column(Text)
    from_id: Mapped[UserId | None] = mapped_column(ForeignKey("users.id"))
    to_id: Mapped[UserId | None] = mapped_column(ForeignKey("users.id"))


FROM = aliased(UserRecord, name="from_person")
TO = aliased(UserRecord, name="taker")
BY = aliased(UserRecord, name="maker")
_BOXES = {
    "at": listing.date_box(HandoverRecord.at),
    "leaving": listing.flag_box(HandoverRecord.leaving),
    "title": listing.text_box(HandoverRecord.title),
    "person": listing.text_box(FROM.name),
    "reason": listing.text_box(HandoverRecord.reason),
    "by": listing.text_box(BY.name),
}


def ids(session: Session, query: ListQuery, viewer: Viewer) -> "array[int]":
    """Return the ids of the hand-overs in reach that fit `query`, in its order."""
    base = _joined(HandoverRecord.id).where(_visible(viewer))
    return listing.ids(session, base, query, boxes=_BOXES, key=HandoverRecord.id)


def rows(session: Session, ids: Sequence[int], viewer: Viewer) -> list[HandoverRow]:
    """Return the rows of `ids` in the same order; those out of reach are left out."""
    wanted = _joined(HandoverRecord, FROM.name, BY.name)
    wanted = wanted.where(HandoverRecord.id.in_(ids), _visible(viewer))
    takers, counts = _takers(session, ids), _counts(session, ids)
    found = {
        row[0].id: _row(row, takers.get(row[0].id, []), counts) for row in session.execute(wanted)
    }
    return listing.in_order(found, ids)


def is_visible(session: Session, handover_id: HandoverId, viewer: Viewer) -> bool:
    """Tell whether the hand-over is in reach, as in the list."""
    found = _joined(HandoverRecord.id).where(HandoverRecord.id == handover_id, _visible(viewer))
    return session.scalar(found) is not None


def items(session: Session, handover_id: HandoverId) -> list[HandoverItem]:
    """Return what moved, in the order in which it did."""
    found = (
        select(HandoverItemRecord, FROM.name, TO.name)
        .join(FROM, FROM.id == HandoverItemRecord.from_id, isouter=True)
        .join(TO, TO.id == HandoverItemRecord.to_id, isouter=True)
        .where(HandoverItemRecord.handover_id == handover_id)
        .order_by(HandoverItemRecord.id)
    )
    return [
        HandoverItem(moved=item.moved, name=item.name, person=person or "", taker=taker or "")
        for item, person, taker in session.execute(found)
    ]


def of_paper(session: Session, moved: Moved, record_id: int) -> tuple[PaperHandover, ...]:
    """Return how a paper was handed over, the latest first."""
    found = (
        select(HandoverRecord.at, HandoverRecord.reason, FROM.name, TO.name)
        .join(HandoverItemRecord, HandoverItemRecord.handover_id == HandoverRecord.id)
        .join(FROM, FROM.id == HandoverItemRecord.from_id)
        .join(TO, TO.id == HandoverItemRecord.to_id)
        .where(HandoverItemRecord.moved == moved, HandoverItemRecord.record_id == record_id)
        .order_by(HandoverRecord.id.desc())
    )
    return tuple(
        PaperHandover(day=day_of(at), person=person, taker=taker, reason=reason)
        for at, reason, person, taker in session.execute(found)
    )


def _joined(*columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(HandoverRecord)
        .join(FROM, FROM.id == HandoverRecord.from_id, isouter=True)
        .join(BY, BY.id == HandoverRecord.by_id)
    )


def _visible(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition that the viewer gave, took or arranged it, or oversees who gave."""
    actor = viewer.actor
    if viewer.reach is Reach.ALL:
        return true()
    taken = select(HandoverItemRecord.handover_id).where(HandoverItemRecord.to_id == actor.id)
    near = [
        HandoverRecord.from_id == actor.id,
        HandoverRecord.by_id == actor.id,
        HandoverRecord.id.in_(taken),
    ]
    if viewer.reach is Reach.DEPARTMENT and actor.department_id is not None:
        near.append(FROM.department_id == actor.department_id)
    return or_(*near)


def _takers(session: Session, ids: Sequence[int]) -> dict[int, list[str]]:
    found = (
        select(HandoverItemRecord.handover_id, TO.name)
        .join(TO, TO.id == HandoverItemRecord.to_id)
        .where(HandoverItemRecord.handover_id.in_(ids))
        .group_by(HandoverItemRecord.handover_id, TO.id)
        .order_by(func.min(HandoverItemRecord.id))
    )
    names: dict[int, list[str]] = {}
    for key, name in session.execute(found):
        names.setdefault(key, []).append(name)
    return names


def _counts(session: Session, ids: Sequence[int]) -> Counter[tuple[int, Moved]]:
    key = (HandoverItemRecord.handover_id, HandoverItemRecord.moved)
    found = select(*key, func.count()).where(key[0].in_(ids)).group_by(*key)
    return Counter({(each, moved): count for each, moved, count in session.execute(found)})


def _row(row: Any, takers: Sequence[str], counts: Counter[tuple[int, Moved]]) -> HandoverRow:
    record, person, by = row

    def count(*kinds: Moved) -> int:
        return sum(counts[record.id, kind] for kind in kinds)

    return HandoverRow(
        id=record.id,
        at=record.at,
        leaving=record.leaving,
        title=record.title,
        person=person or "",
        takers=listed(takers),
        clients=count(Moved.CLIENT),
        papers=count(Moved.FILING, Moved.APPLICATION),
        others=count(Moved.COLLABORATION, Moved.DELEGATION),
        reason=record.reason,
        by=by,
    )
