"""The register of what people ask about their own data, and its list."""

from array import array
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ForeignKey, Select, Text, select
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from kamdesk.domain.ids import ContactId, RequestId, UserId
from kamdesk.domain.lists import ListQuery
from kamdesk.domain.persons.requests import RequestKind, RequestRow, RequestState
from kamdesk.storage.base import Base, Instant, choice
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.clients.contacts import ContactRecord
from kamdesk.storage.clients.lists import OWNER, within_reach
from kamdesk.storage.people import UserRecord
from kamdesk.storage.projects import listing
from kamdesk.storage.projects.listing import Box, Viewer


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
_BOXES: Final[Mapping[str, Box]] = {
    "person": listing.text_box(ContactRecord.name),
    "client": listing.client_box(),
    "kind": listing.choice_box(RequestRecord.kind),
    "state": listing.choice_box(RequestRecord.state),
    "received_on": listing.date_box(RequestRecord.received_on),
    "registered_by": listing.text_box(_BY.name),
    "settled_on": listing.date_box(RequestRecord.settled_on),
    "settled_by": listing.text_box(_SETTLER.name),
    "note": listing.text_box(RequestRecord.note),
}


def ids(session: Session, query: ListQuery, looking: Viewer) -> "array[int]":
    """Return the ids of the requests about people in reach, in the query's order."""
    base = _joined(RequestRecord.id).where(within_reach(looking.actor, looking.reach))
    return listing.ids(session, base, query, boxes=_BOXES, key=RequestRecord.id)


def rows(session: Session, ids: Sequence[int], looking: Viewer) -> list[RequestRow]:
    """Return the rows of `ids` in the same order; those out of reach are left out."""
    shown = (
        RequestRecord,
        ContactRecord.client_id,
        ContactRecord.name,
        ClientRecord.name,
        _BY.name,
        _SETTLER.name,
    )
    wanted = _joined(*shown).where(
        RequestRecord.id.in_(ids), within_reach(looking.actor, looking.reach)
    )
    return listing.in_order({row[0].id: _row(row) for row in session.execute(wanted)}, ids)


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


def _row(row: Any) -> RequestRow:
    record, client_id, person, client, registered_by, settled_by = row
    return RequestRow(
        id=record.id,
        contact_id=record.contact_id,
        client_id=client_id,
        person=person,
        client=client,
        kind=record.kind,
        state=record.state,
        received_on=record.received_on,
        registered_by=registered_by,
        settled_on=record.settled_on,
        settled_by=settled_by or "",
        note=record.note,
    )
