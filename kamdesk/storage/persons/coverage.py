"""The list of clients whose key persons are not all known."""

from array import array
from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    exists,
    func,
    not_,
    or_,
    select,
)
from sqlalchemy.orm import Session

from kamdesk.domain.clients.contacts import BuyingRole
from kamdesk.domain.lists import ListQuery
from kamdesk.domain.persons.coverage import Coverage, GapRow, Part
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.clients.contacts import ContactRecord
from kamdesk.storage.clients.lists import OWNER, within_reach
from kamdesk.storage.projects import listing
from kamdesk.storage.projects.listing import Box, Viewer

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
_BOXES: Final[Mapping[str, Box]] = {
    "number": listing.text_box(ClientRecord.number),
    "name": listing.client_box(),
    "owner": listing.text_box(OWNER.name, OWNER.login),
    "people": listing.number_box(_PEOPLE),
}


def ids(session: Session, query: ListQuery, looking: Viewer) -> "array[int]":
    """Return the clients that somebody owns and that have a gap, in the query's order."""
    base = _joined(ClientRecord.id).where(
        within_reach(looking.actor, looking.reach),
        not_(ClientRecord.archived),
        or_(*map(_nobody, _PLAYED.values())),
    )
    return listing.ids(session, base, query, boxes=_BOXES, key=ClientRecord.id)


def rows(session: Session, ids: Sequence[int], looking: Viewer) -> list[GapRow]:
    """Return the rows of `ids` in the same order; those out of reach are left out."""
    shown = (ClientRecord.id, ClientRecord.number, ClientRecord.name, OWNER.name.label("owner"))
    counts = [_people(played).label(part.value) for part, played in _PLAYED.items()]
    wanted = _joined(*shown, _PEOPLE.label("people"), *counts).where(
        ClientRecord.id.in_(ids), within_reach(looking.actor, looking.reach)
    )
    return listing.in_order({row.id: _row(row) for row in session.execute(wanted)}, ids)


def _joined(*columns: Any) -> Select[Any]:
    return select(*columns).select_from(ClientRecord).join(OWNER, OWNER.id == ClientRecord.owner_id)


def _row(row: Any) -> GapRow:
    covered = frozenset(part for part in Part if getattr(row, part.value))
    return GapRow(
        id=row.id,
        number=row.number,
        name=row.name,
        owner=row.owner,
        coverage=Coverage(row.people, covered),
    )
