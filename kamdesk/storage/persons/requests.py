"""The register of what people ask about their own data, and its list."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any, Final

from sqlalchemy import ColumnElement, ForeignKey, Select, Text, asc, desc, select
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from kamdesk.domain.errors import RuleError
from kamdesk.domain.ids import ContactId, RequestId, UserId
from kamdesk.domain.lists import ListQuery
from kamdesk.domain.persons.requests import RequestKind, RequestRow, RequestState
from kamdesk.i18n import _
from kamdesk.storage.base import Base, Instant, choice
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.clients.contacts import ContactRecord
from kamdesk.storage.clients.lists import OWNER, within_reach
from kamdesk.storage.filters import choice_filter, date_filter, text_filter
from kamdesk.storage.people import UserRecord
from kamdesk.storage.projects.listing import Viewer


class RequestRecord(Base):
    """One request; a settled one is not changed any more."""

    __tablename__ = "person_requests"

    id: Mapped[RequestId] = mapped_column(primary_key=True)
    contact_id: Mapped[ContactId] = mapped_column(ForeignKey("contacts.id"), index=True)
    kind: Mapped[RequestKind] = mapped_column(choice(RequestKind, "kind"))
    state: Mapped[RequestState] = mapped_column(choice(RequestState, "state"))
    received_on: Mapped[date]
    at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"))
    settled_on: Mapped[date | None]
    settled_by_id: Mapped[UserId | None] = mapped_column(ForeignKey("users.id"))
    note: Mapped[str] = mapped_column(Text)


_BY: Final = aliased(UserRecord, name="registered_by")
_SETTLER: Final = aliased(UserRecord, name="settled_by")
_COLUMNS: Final[Mapping[str, Any]] = {
    "id": RequestRecord.id,
    "person": ContactRecord.name,
    "client": ClientRecord.name,
    "kind": RequestRecord.kind,
    "state": RequestRecord.state,
    "received_on": RequestRecord.received_on,
    "registered_by": _BY.name,
    "settled_on": RequestRecord.settled_on,
    "settled_by": _SETTLER.name,
    "note": RequestRecord.note,
}
_FILTERS: Final[Mapping[str, Callable[[str], ColumnElement[bool]]]] = {
    "kind": partial(choice_filter, RequestRecord.kind),
    "state": partial(choice_filter, RequestRecord.state),
    "received_on": partial(date_filter, RequestRecord.received_on),
    "settled_on": partial(date_filter, RequestRecord.settled_on),
}


def ids(session: Session, query: ListQuery, looking: Viewer) -> "array[int]":
    """Return the ids of the requests about people in the actor's reach, in the query's order."""
    if query.sort not in _COLUMNS:
        raise RuleError(_("不能按“{column}”排序。").format(column=query.sort))
    turn = desc if query.descending else asc
    fitting = _joined(RequestRecord.id).where(
        within_reach(looking.actor, looking.reach),
        *(_condition(key, text) for key, text in query.filters.items() if text.strip()),
    )
    ordered = fitting.order_by(turn(_COLUMNS[query.sort]), turn(RequestRecord.id))
    return array("q", session.scalars(ordered))


def rows(session: Session, ids: Sequence[int], looking: Viewer) -> list[RequestRow]:
    """Return the rows of `ids` in the same order; those out of reach are left out."""
    shown = [column.label(key) for key, column in _COLUMNS.items()]
    wanted = _joined(*shown, RequestRecord.contact_id, ContactRecord.client_id).where(
        RequestRecord.id.in_(ids), within_reach(looking.actor, looking.reach)
    )
    found = {row.id: _row(row) for row in session.execute(wanted)}
    return [found[RequestId(each)] for each in ids if each in found]


def open_ones(session: Session, contact_id: ContactId) -> Sequence[RequestRecord]:
    """Return what a person has asked for and nobody has settled."""
    waiting = (RequestRecord.contact_id == contact_id, RequestRecord.state == RequestState.OPEN)
    return session.scalars(select(RequestRecord).where(*waiting)).all()


def _joined(*columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(RequestRecord)
        .join(ContactRecord, ContactRecord.id == RequestRecord.contact_id)
        .join(ClientRecord, ClientRecord.id == ContactRecord.client_id)
        .join(OWNER, OWNER.id == ClientRecord.owner_id, isouter=True)
        .join(_BY, _BY.id == RequestRecord.by_id)
        .join(_SETTLER, _SETTLER.id == RequestRecord.settled_by_id, isouter=True)
    )


def _condition(key: str, text: str) -> ColumnElement[bool]:
    if key in _FILTERS:
        return _FILTERS[key](text)
    if key not in _COLUMNS:
        raise RuleError(_("不能按“{column}”筛选。").format(column=key))
    return text_filter((_COLUMNS[key],), text)


def _row(row: Any) -> RequestRow:
    return RequestRow(
        **{key: getattr(row, key) for key in _COLUMNS if key != "settled_by"},
        contact_id=row.contact_id,
        client_id=row.client_id,
        settled_by=row.settled_by or "",
    )
