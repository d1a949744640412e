"""The list of people at clients: ids for a filter and an order, rows in pages."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, asc, desc, exists, false, func, select
from sqlalchemy.orm import Session, aliased

from kamdesk.domain.clients.access import client_subject
from kamdesk.domain.errors import RuleError
from kamdesk.domain.ids import ContactId
from kamdesk.domain.lists import ListQuery
from kamdesk.domain.people import Actor
from kamdesk.domain.permissions import Reach
from kamdesk.domain.persons.masking import masked, sees_whole
from kamdesk.domain.persons.persons import ARCHIVED, EXPIRED, PersonRow
from kamdesk.i18n import _
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.clients.contacts import ContactRecord
from kamdesk.storage.clients.lists import OWNER, within_reach
from kamdesk.storage.filters import (
    choice_filter,
    date_filter,
    flag_filter,
    number_filter,
    text_filter,
)
from kamdesk.storage.persons.claims import ClaimRecord
from kamdesk.storage.projects.listing import Viewer

_SUPERIOR: Final = aliased(ContactRecord, name="superior")
_KEY: Final = exists().where(
    ClaimRecord.contact_id == ContactRecord.id, ClaimRecord.ended_on.is_(None)
)
_ORDERS: Final[Mapping[str, Sequence[Any]]] = {
    "id": (),
    "name": (ContactRecord.pinyin, ContactRecord.client_id),
    "client": (ClientRecord.pinyin, ClientRecord.id),
    "department": (ContactRecord.department,),
    "post": (ContactRecord.post,),
    "role": (ContactRecord.role,),
    "influence": (ContactRecord.influence,),
    "attitude": (ContactRecord.attitude,),
    "sponsor": (ContactRecord.sponsor,),
    "champion": (ContactRecord.champion,),
    "reports_to": (_SUPERIOR.pinyin,),
    "owner": (OWNER.name,),
    "keep_until": (ContactRecord.keep_until,),
}
_BESIDE: Final = {"client": 1, "owner": 2, "reports_to": 3}
"""How many of the tables beside a person's own an order looks at."""
_FILTERS: Final[Mapping[str, Callable[[str], ColumnElement[bool]]]] = {
    "name": partial(text_filter, (ContactRecord.name, ContactRecord.initials)),
    "client": lambda text: _at(text_filter((ClientRecord.spoken, ClientRecord.number), text)),
    "department": partial(text_filter, (ContactRecord.department,)),
    "post": partial(text_filter, (ContactRecord.post,)),
    "role": partial(choice_filter, ContactRecord.role),
    "influence": partial(number_filter, ContactRecord.influence),
    "attitude": partial(choice_filter, ContactRecord.attitude),
    "sponsor": partial(flag_filter, ContactRecord.sponsor),
    "champion": partial(flag_filter, ContactRecord.champion),
    "reports_to": lambda text: ContactRecord.reports_to_id.in_(
        select(_SUPERIOR.id).where(text_filter((_SUPERIOR.name, _SUPERIOR.initials), text))
    ),
    "owner": lambda text: _at(text_filter((OWNER.name, OWNER.login), text)),
    "keep_until": partial(date_filter, ContactRecord.keep_until),
}
"""A telephone number is not among them: who sees it in part could find out the rest by trying."""
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
    order = _ORDERS.get(query.sort)
    if order is None:
        raise RuleError(_("不能按“{column}”排序。").format(column=query.sort))
    turn = desc if query.descending else asc
    fitting = _joined(ContactRecord.id, looks=_BESIDE.get(query.sort, 0)).where(
        *_reached(looking),
        _view(query, looking.day),
        *(_condition(key, text) for key, text in query.filters.items() if text.strip()),
    )
    return array("q", session.scalars(fitting.order_by(*map(turn, order), turn(ContactRecord.id))))


def rows(session: Session, ids: Sequence[int], looking: Viewer) -> list[PersonRow]:
    """Return the rows of `ids` in the same order; those gone or out of reach are left out."""
    wanted = _joined(*_SHOWN, looks=3).where(
        ContactRecord.id.in_(ids), within_reach(looking.actor, looking.reach)
    )
    found = {row.id: _row(row, looking.actor) for row in session.execute(wanted)}
    return [found[ContactId(each)] for each in ids if each in found]


def _joined(*columns: Any, looks: int) -> Select[Any]:
    """Return a query of people with the first `looks` of client, its owner, and the superior.

    Most orders and filters need none: a million people are read from an index alone then.
    """
    joined = select(*columns).select_from(ContactRecord)
    if looks > 0:
        joined = joined.join(ClientRecord, ClientRecord.id == ContactRecord.client_id)
    if looks > 1:
        joined = joined.join(OWNER, OWNER.id == ClientRecord.owner_id, isouter=True)
    if looks > 2:
        superior = _SUPERIOR.id == ContactRecord.reports_to_id
        joined = joined.join(_SUPERIOR, superior, isouter=True)
    return joined


def _at(fitting: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the condition that a person's client, joined with its owner, fits."""
    owned = OWNER.id == ClientRecord.owner_id
    clients = select(ClientRecord.id).join(OWNER, owned, isouter=True).where(fitting)
    return ContactRecord.client_id.in_(clients)


def _reached(looking: Viewer) -> list[ColumnElement[bool]]:
    if looking.reach is Reach.ALL:
        return []
    return [_at(within_reach(looking.actor, looking.reach))]


def _view(query: ListQuery, day: date) -> ColumnElement[bool]:
    if query.view == EXPIRED:
        return and_(ContactRecord.keep_until < day, ContactRecord.erased_at.is_(None))
    if query.view == ARCHIVED:
        return ContactRecord.archived.is_(other=True)
    archived: ColumnElement[bool] = ContactRecord.archived.expression
    if query.sort == "client":
        # Hidden from the index of people, so that clients are walked in order: 2 s, not 19.
        archived = func.coalesce(archived, false())
    away = select(ClientRecord.id).where(ClientRecord.archived.is_(other=True))
    return and_(archived.is_(other=False), ContactRecord.client_id.not_in(away))


def _condition(key: str, text: str) -> ColumnElement[bool]:
    if key not in _FILTERS:
        raise RuleError(_("不能按“{column}”筛选。").format(column=key))
    return _FILTERS[key](text)


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
