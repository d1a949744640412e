"""The list of the pool: the clients in it, and those on their way there."""

from array import array
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, not_, or_, select
from sqlalchemy.orm import Session, aliased

from kamdesk.domain.lists import ListQuery
from kamdesk.domain.ownership.pool import PoolRow, PoolRule
from kamdesk.storage import policies
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.clients.lists import OWNER, within_reach
from kamdesk.storage.ownership.due import (
    COUNTED_FROM,
    HOLDING,
    falling_due,
    holding_of,
    is_busy,
)
from kamdesk.storage.ownership.owners import OwnerRecord
from kamdesk.storage.people import UserRecord
from kamdesk.storage.projects import listing
from kamdesk.storage.projects.listing import Viewer

FORMER = aliased(UserRecord, name="former")
_BOXES = {
    "name": listing.client_box(),
    "province": listing.text_box(ClientRecord.province),
    "city": listing.text_box(ClientRecord.city),
    "industry": listing.text_box(ClientRecord.industry),
    "owner": listing.text_box(OWNER.name),
    "former": listing.text_box(FORMER.name),
    "since": listing.date_box(OwnerRecord.starts_on),
    "last_contact_on": listing.date_box(ClientRecord.last_contact_on),
    "days_left": listing.date_box(COUNTED_FROM),
}


def in_pool() -> ColumnElement[bool]:
    """Return the condition that a client has no owner and may be claimed in principle."""
    return and_(ClientRecord.owner_id.is_(None), not_(ClientRecord.archived))


def ids(session: Session, query: ListQuery, viewer: Viewer) -> "array[int]":
    """Return the ids of the clients of a view that fit `query`, in its order."""
    rule = policies.current(session, PoolRule).policy
    base = _joined(ClientRecord.id).where(_view(query.view, viewer, rule))
    return listing.ids(session, base, query, boxes=_BOXES, key=ClientRecord.id)


def rows(session: Session, ids: Sequence[int], viewer: Viewer) -> list[PoolRow]:
    """Return the rows of `ids` in the same order; those neither in the pool nor in reach not."""
    rule = policies.current(session, PoolRule).policy
    shown = (
        ClientRecord.id,
        ClientRecord.name,
        ClientRecord.province,
        ClientRecord.city,
        ClientRecord.industry,
        *HOLDING,
        OWNER.name.label("owner"),
        FORMER.name.label("former"),
        OwnerRecord.starts_on,
        is_busy(viewer.day).label("engaged"),
        within_reach(viewer.actor, viewer.reach).label("near"),
    )
    seen = or_(in_pool(), within_reach(viewer.actor, viewer.reach))
    wanted = _joined(*shown).where(ClientRecord.id.in_(ids), seen)
    found = {row.id: _row(row, rule, viewer.day) for row in session.execute(wanted)}
    return listing.in_order(found, ids)


def _view(view: str, viewer: Viewer, rule: PoolRule) -> ColumnElement[bool]:
    near = within_reach(viewer.actor, viewer.reach)
    match view:
        case "pool":
            return in_pool()
        case "warned":
            return and_(near, falling_due(rule, viewer.day, warned=True))
        case "due":
            return and_(near, falling_due(rule, viewer.day, warned=False))
        case "locked":
            return and_(near, ClientRecord.locked, not_(ClientRecord.archived))
    raise listing.unknown_view(view)


def _joined(*columns: Any) -> Select[Any]:
    spell = and_(OwnerRecord.client_id == ClientRecord.id, OwnerRecord.ends_on.is_(None))
    return (
        select(*columns)
        .select_from(ClientRecord)
        .join(OWNER, OWNER.id == ClientRecord.owner_id, isouter=True)
        .join(OwnerRecord, spell, isouter=True)
        .join(FORMER, FORMER.id == OwnerRecord.former_id, isouter=True)
    )


def _row(row: Any, rule: PoolRule, day: date) -> PoolRow:
    holding = holding_of(row, engaged=row.engaged)
    return PoolRow(
        id=row.id,
        name=row.name,
        province=row.province,
        city=row.city,
        industry=row.industry,
        owner=row.owner or "",
        former=row.former or "",
        since=row.starts_on,
        last_contact_on=row.last_contact_on if row.near else None,
        days_left=holding.days_left(rule, day),
        standing=holding.standing(rule, day),
        locked=row.locked,
    )
