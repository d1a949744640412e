"""The list of clients whose key persons are not all known."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    asc,
    desc,
    exists,
    func,
    not_,
    or_,
    select,
)
from sqlalchemy.orm import Session

from kamdesk.domain.clients.contacts import BuyingRole
from kamdesk.domain.errors import RuleError
from kamdesk.domain.ids import ClientId
from kamdesk.domain.lists import ListQuery
from kamdesk.domain.persons.coverage import Coverage, GapRow, Part
from kamdesk.i18n import _
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.clients.contacts import ContactRecord
from kamdesk.storage.clients.lists import OWNER, within_reach
from kamdesk.storage.filters import number_filter, text_filter
from kamdesk.storage.projects.listing import Viewer

_PLAYED: Final[Mapping[Part, ColumnElement[bool]]] = {
    Part.DECIDER: ContactRecord.role == BuyingRole.DECIDER,
    Part.SPONSOR: ContactRecord.sponsor.is_(other=True),
    Part.CHAMPION: ContactRecord.champion.is_(other=True),
}


def _people(*played: ColumnElement[bool]) -> ScalarSelect[int]:
    """Return how many present people of a client play a part; counted from an index alone."""
    own = (ContactRecord.client_id == ClientRecord.id, ContactRecord.archived.is_(other=False))
    return select(func.count()).where(*own, *played).correlate(ClientRecord).scalar_subquery()


def _nobody(played: ColumnElement[bool]) -> ColumnElement[bool]:
    own = (ContactRecord.client_id == ClientRecord.id, ContactRecord.archived.is_(other=False))
    return not_(exists().where(*own, played))


_PEOPLE: Final = _people()
_ORDERS: Final[Mapping[str, Any]] = {
    "id": ClientRecord.id,
    "number": ClientRecord.number,
    "name": ClientRecord.pinyin,
    "owner": OWNER.name,
    "people": _PEOPLE,
}
_FILTERS: Final[Mapping[str, Callable[[str], ColumnElement[bool]]]] = {
    "number": partial(text_filter, (ClientRecord.number,)),
    "name": partial(text_filter, (ClientRecord.spoken,)),
    "owner": partial(text_filter, (OWNER.name, OWNER.login)),
    "people": partial(number_filter, _PEOPLE),
}


def ids(session: Session, query: ListQuery, looking: Viewer) -> "array[int]":
    """Return the clients that somebody owns and that have a gap, in the query's order."""
    if query.sort not in _ORDERS:
        raise RuleError(_("不能按“{column}”排序。").format(column=query.sort))
    turn = desc if query.descending else asc
    fitting = _joined(ClientRecord.id).where(
        within_reach(looking.actor, looking.reach),
        not_(ClientRecord.archived),
        or_(*map(_nobody, _PLAYED.values())),
        *(_condition(key, text) for key, text in query.filters.items() if text.strip()),
    )
    ordered = fitting.order_by(turn(_ORDERS[query.sort]), turn(ClientRecord.id))
    return array("q", session.scalars(ordered))


def rows(session: Session, ids: Sequence[int], looking: Viewer) -> list[GapRow]:
    """Return the rows of `ids` in the same order; those out of reach are left out."""
    shown = (ClientRecord.id, ClientRecord.number, ClientRecord.name, OWNER.name.label("owner"))
    counts = [_people(played).label(part.value) for part, played in _PLAYED.items()]
    wanted = _joined(*shown, _PEOPLE.label("people"), *counts).where(
        ClientRecord.id.in_(ids), within_reach(looking.actor, looking.reach)
    )
    found = {row.id: _row(row) for row in session.execute(wanted)}
    return [found[ClientId(each)] for each in ids if each in found]


def _joined(*columns: Any) -> Select[Any]:
    return select(*columns).select_from(ClientRecord).join(OWNER, OWNER.id == ClientRecord.owner_id)


def _condition(key: str, text: str) -> ColumnElement[bool]:
    if key not in _FILTERS:
        raise RuleError(_("不能按“{column}”筛选。").format(column=key))
    return _FILTERS[key](text)


def _row(row: Any) -> GapRow:
    covered = frozenset(part for part in Part if getattr(row, part.value))
    return GapRow(
        id=row.id,
        number=row.number,
        name=row.name,
        owner=row.owner,
        coverage=Coverage(row.people, covered),
    )
