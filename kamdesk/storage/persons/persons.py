"""The list of people at clients: ids for a filter and an order, rows in pages."""

from array import array
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, exists, select
from sqlalchemy.orm import Session, aliased

from kamdesk.domain.clients.access import client_subject
from kamdesk.domain.lists import ListQuery
from kamdesk.domain.people import Actor
from kamdesk.domain.permissions import Reach
from kamdesk.domain.persons.masking import masked, sees_whole
from kamdesk.domain.persons.persons import ARCHIVED, EXPIRED, PersonRow
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.clients.contacts import ContactRecord
from kamdesk.storage.clients.lists import OWNER, within_reach
from kamdesk.storage.filters import text_filter
from kamdesk.storage.persons.claims import ClaimRecord
from kamdesk.storage.projects import listing
from kamdesk.storage.projects.listing import Box, Viewer

_SUPERIOR: Final = aliased(ContactRecord, name="superior")
_KEY: Final = exists().where(
    ClaimRecord.contact_id == ContactRecord.id, ClaimRecord.ended_on.is_(None)
)


def _at(fitting: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the condition that a person's client, joined with its owner, fits."""
    owned = OWNER.id == ClientRecord.owner_id
    clients = select(ClientRecord.id).join(OWNER, owned, isouter=True).where(fitting)
    return ContactRecord.client_id.in_(clients)


def _under(text: str) -> ColumnElement[bool]:
    """Return the condition that a person reports to somebody called like `text`."""
    named = text_filter((_SUPERIOR.name, _SUPERIOR.initials), text)
    return ContactRecord.reports_to_id.in_(select(_SUPERIOR.id).where(named))


_BOXES: Final[Mapping[str, Box]] = {
    "name": Box(
        ContactRecord.pinyin, partial(text_filter, (ContactRecord.name, ContactRecord.initials))
    ),
    "client": Box(
        ClientRecord.pinyin,
        lambda text: _at(text_filter((ClientRecord.spoken, ClientRecord.number), text)),
    ),
    "department": listing.text_box(ContactRecord.department),
    "post": listing.text_box(ContactRecord.post),
    "role": listing.choice_box(ContactRecord.role),
    "influence": listing.number_box(ContactRecord.influence),
    "attitude": listing.choice_box(ContactRecord.attitude),
    "sponsor": listing.flag_box(ContactRecord.sponsor),
    "champion": listing.flag_box(ContactRecord.champion),
    "reports_to": Box(_SUPERIOR.pinyin, _under),
    "owner": Box(OWNER.name, lambda text: _at(text_filter((OWNER.name, OWNER.login), text))),
    "keep_until": listing.date_box(ContactRecord.keep_until),
}
"""A telephone number is not among them: who sees it in part could find out the rest by trying."""
_BESIDE: Final = {"client": 1, "owner": 2, "reports_to": 3}
"""How many of the tables beside a person's own an order looks at."""
_AS_THEY_ARE: Final = (
    *("id", "client_id", "name", "department", "post", "role", "influence", "attitude"),
    *("sponsor", "champion", "keep_until"),
)
_SHOWN: Final = (
    *(getattr(ContactRecord, name) for name in _AS_THEY_ARE),
    ContactRecord.phone,
    ContactRecord.erased_at,
    ClientRecord.name.label("client"),
    ClientRecord.owner_id,
    ClientRecord.archived.label("put_away"),
    OWNER.name.label("owner"),
    OWNER.department_id,
    _SUPERIOR.name.label("reports_to"),
    _KEY.label("key"),
)


def ids(session: Session, query: ListQuery, looking: Viewer) -> "array[int]":
    """Return the ids of the people in reach that fit `query`, in its order."""
    everybody = looking.reach is Reach.ALL and not any(query.filters.values())
    looks = _BESIDE.get(query.sort, 0)
    base = _joined(ContactRecord.id, looks=looks, walk=everybody)
    base = base.where(*_reached(looking), _view(query.view, looking.day))
    return listing.ids(session, base, query, boxes=_BOXES, key=ContactRecord.id)


def rows(session: Session, ids: Sequence[int], looking: Viewer) -> list[PersonRow]:
    """Return the rows of `ids` in the same order; those gone or out of reach are left out."""
    wanted = _joined(*_SHOWN, looks=3).where(
        ContactRecord.id.in_(ids), within_reach(looking.actor, looking.reach)
    )
    found = {row.id: _row(row, looking.actor) for row in session.execute(wanted)}
    return listing.in_order(found, ids)


def _joined(*columns: Any, looks: int, walk: bool = False) -> Select[Any]:
    """Return a query of people with the first `looks` of client, its owner, and the superior.

    Most orders and filters need none: a million people are read from an index alone then. `walk`
    has the clients read in their order, with the people of each: 3 s for a million, not 19.
    """
    joined = select(*columns).select_from(ContactRecord)
    if looks > 0:
        key = ClientRecord.id + 0 if walk else ClientRecord.id
        joined = joined.join(ClientRecord, key == ContactRecord.client_id)
    if looks > 1:
        joined = joined.join(OWNER, OWNER.id == ClientRecord.owner_id, isouter=True)
    if looks > 2:
        superior = _SUPERIOR.id == ContactRecord.reports_to_id
        joined = joined.join(_SUPERIOR, superior, isouter=True)
    return joined


def _reached(looking: Viewer) -> list[ColumnElement[bool]]:
    if looking.reach is Reach.ALL:
        return []
    return [_at(within_reach(looking.actor, looking.reach))]


def _view(view: str, day: date) -> ColumnElement[bool]:
    if view == EXPIRED:
        return and_(ContactRecord.keep_until < day, ContactRecord.erased_at.is_(None))
    if view == ARCHIVED:
        return ContactRecord.archived.is_(other=True)
    away = select(ClientRecord.id).where(ClientRecord.archived.is_(other=True))
    return and_(ContactRecord.archived.is_(other=False), ContactRecord.client_id.not_in(away))


def _row(row: Any, actor: Actor) -> PersonRow:
    subject = client_subject(
        owner_id=row.owner_id, department_id=row.department_id, archived=row.put_away
    )
    return PersonRow(
        **{name: getattr(row, name) for name in _AS_THEY_ARE},
        client=row.client,
        key=row.key,
        reports_to=row.reports_to or "",
        phone=row.phone if sees_whole(actor, subject) else masked(row.phone),
        owner=row.owner or "",
        erased=row.erased_at is not None,
    )
