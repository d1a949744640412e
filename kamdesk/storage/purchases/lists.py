"""The list of purchases: ids for a filter and an order, rows in pages, counts of the views.

The ids come from the table of purchases alone wherever the query allows: a million rows are looked
through at once, and SQLite leaves out each outer join that nothing of the query needs.
"""

from array import array
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, func, not_, or_, select, true
from sqlalchemy.orm import Session, aliased

from kamdesk.domain.clients.access import client_subject
from kamdesk.domain.ids import ClientId
from kamdesk.domain.lists import ListQuery
from kamdesk.domain.permissions import Action, Reach, allowed
from kamdesk.domain.purchases.months import month_of, months_before
from kamdesk.domain.purchases.purchases import VIEWS, PurchaseRow
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.clients.lists import OWNER, within_reach
from kamdesk.storage.ownership.collaborators import edited_by
from kamdesk.storage.people import UserRecord
from kamdesk.storage.projects import listing
from kamdesk.storage.projects.listing import Viewer
from kamdesk.storage.purchases.months import YEAR
from kamdesk.storage.purchases.purchases import NOTHING, PurchaseRecord, first_day
from kamdesk.storage.purchases.runs import PurchaseRunRecord

_ENTERER = aliased(UserRecord, name="enterer")
_ENTERED_AT = func.coalesce(PurchaseRecord.entered_at, PurchaseRunRecord.started_at)
_RETURN = or_(PurchaseRecord.tons < NOTHING, PurchaseRecord.amount < NOTHING)
_BOXES: Final = {
    "day": listing.date_box(PurchaseRecord.day),
    "returned": listing.flag_box(_RETURN),
    "client": listing.client_box(),
    "product": listing.text_box(PurchaseRecord.product),
    "tons": listing.number_box(PurchaseRecord.tons),
    "amount": listing.number_box(PurchaseRecord.amount),
    "contract": listing.text_box(PurchaseRecord.contract),
    "document": listing.text_box(PurchaseRecord.document),
    "owner": listing.text_box(OWNER.name, OWNER.login),
    "entered_by": listing.text_box(_ENTERER.name, _ENTERER.login),
    "entered_at": listing.date_box(_ENTERED_AT),
    "file_name": listing.text_box(PurchaseRunRecord.file_name),
}
_SAME: Final = frozenset(PurchaseRow.__dataclass_fields__) - {
    "client",
    "owner",
    "file_name",
    "entered_by",
    "entered_at",
    "editable",
}
_PRODUCTS_OF: Final = 2_000
"""The newest purchases whose products are proposed."""


def ids(session: Session, query: ListQuery, viewer: Viewer) -> "array[int]":
    """Return the ids of the purchases of a view that fit `query`, in its order."""
    base = _joined(PurchaseRecord.id).where(_near(viewer), _view(query.view, viewer))
    return listing.ids(session, base, query, boxes=_BOXES, key=PurchaseRecord.id)


def rows(session: Session, ids: Sequence[int], viewer: Viewer) -> list[PurchaseRow]:
    """Return the rows of `ids` in the same order; those gone or out of reach are left out."""
    wanted = _rows(viewer).where(PurchaseRecord.id.in_(ids), _near(viewer))
    found = {each.id: _row(each, viewer) for each in session.execute(wanted)}
    return listing.in_order(found, ids)


def of_client(
    session: Session, client_id: ClientId, viewer: Viewer, *, limit: int
) -> list[PurchaseRow]:
    """Return a client's newest purchases that count, at most `limit`."""
    newest = (
        _rows(viewer)
        .where(PurchaseRecord.client_id == client_id, not_(PurchaseRecord.cancelled))
        .order_by(PurchaseRecord.day.desc(), PurchaseRecord.id.desc())
        .limit(limit)
    )
    return [_row(each, viewer) for each in session.execute(newest)]


def counts(session: Session, viewer: Viewer) -> dict[str, int]:
    """Return how many purchases each view holds."""
    sums = [func.count().filter(_view(view, viewer)).label(view) for view in VIEWS]
    found = session.execute(select(*sums).select_from(PurchaseRecord).where(_near(viewer)))
    return dict(found.mappings().one())


def products(session: Session) -> list[str]:
    """Return what was bought of late, in the order of their names."""
    newest = select(PurchaseRecord.product).order_by(PurchaseRecord.id.desc()).limit(_PRODUCTS_OF)
    return sorted(set(session.scalars(newest)))


def _near(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition that a purchase is of a client in reach."""
    if viewer.reach is Reach.ALL:
        return true()
    near = (
        select(ClientRecord.id)
        .join(OWNER, OWNER.id == ClientRecord.owner_id, isouter=True)
        .where(within_reach(viewer.actor, viewer.reach))
    )
    return PurchaseRecord.client_id.in_(near)


def _view(view: str, viewer: Viewer) -> ColumnElement[bool]:
    counting, month = not_(PurchaseRecord.cancelled), month_of(viewer.day)
    match view:
        case "all":
            return counting
        case "this_month":
            return and_(counting, PurchaseRecord.day >= first_day(month))
        case "year":
            first = months_before(month, YEAR - 1)
            return and_(counting, PurchaseRecord.day >= first_day(first))
        case "returns":
            return and_(counting, _RETURN)
        case "mine":
            mine = select(ClientRecord.id).where(ClientRecord.owner_id == viewer.actor.id)
            return and_(counting, PurchaseRecord.client_id.in_(mine))
        case "cancelled":
            return PurchaseRecord.cancelled.is_(other=True)
    raise listing.unknown_view(view)


def _rows(viewer: Viewer) -> Select[Any]:
    """Return the query of everything that `_row` needs."""
    return _joined(
        *(getattr(PurchaseRecord, name) for name in sorted(_SAME)),
        ClientRecord.name.label("client"),
        ClientRecord.archived,
        ClientRecord.owner_id,
        OWNER.name.label("owner"),
        OWNER.department_id,
        ClientRecord.id.in_(edited_by(viewer.actor)).label("shared"),
        PurchaseRunRecord.file_name,
        _ENTERER.name.label("entered_by"),
        _ENTERED_AT.label("entered_at"),
    )


def _joined(*columns: Any) -> Select[Any]:
    enterer = func.coalesce(PurchaseRecord.entered_by_id, PurchaseRunRecord.by_id)
    return (
        select(*columns)
        .select_from(PurchaseRecord)
        .join(ClientRecord, ClientRecord.id == PurchaseRecord.client_id, isouter=True)
        .join(OWNER, OWNER.id == ClientRecord.owner_id, isouter=True)
        .join(PurchaseRunRecord, PurchaseRunRecord.id == PurchaseRecord.run_id, isouter=True)
        .join(_ENTERER, _ENTERER.id == enterer, isouter=True)
    )


def _row(row: Any, viewer: Viewer) -> PurchaseRow:
    subject = client_subject(
        owner_id=row.owner_id,
        department_id=row.department_id,
        archived=row.archived,
        editors=frozenset({viewer.actor.id} if row.shared else ()),
    )
    return PurchaseRow(
        **{name: getattr(row, name) for name in _SAME},
        client=row.client,
        owner=row.owner or "",
        file_name=row.file_name or "",
        entered_by=row.entered_by,
        entered_at=row.entered_at,
        editable=not row.archived and allowed(viewer.actor, Action.PURCHASE_EDIT, subject),
    )
