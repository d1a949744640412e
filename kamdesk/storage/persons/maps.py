"""The saved places of the relationship map, and the people who stand on it."""

from collections.abc import Mapping

from sqlalchemy import ForeignKey, delete, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from kamdesk.domain.ids import ClientId, ContactId
from kamdesk.domain.persons.maps import OUR_SIDE, MapOwner, MapPerson, Place
from kamdesk.storage.base import Base
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.clients.contacts import ContactRecord
from kamdesk.storage.people import DepartmentRecord, UserRecord


class ContactPlaceRecord(Base):
    """Where a contact's box stands."""

    __tablename__ = "contact_places"

    contact_id: Mapped[ContactId] = mapped_column(ForeignKey("contacts.id"), primary_key=True)
    x: Mapped[int]
    y: Mapped[int]


class OurPlaceRecord(Base):
    """Where our own box stands on a client's map."""

    __tablename__ = "our_places"

    client_id: Mapped[ClientId] = mapped_column(ForeignKey("clients.id"), primary_key=True)
    x: Mapped[int]
    y: Mapped[int]


def people_of(session: Session, client_id: ClientId) -> tuple[MapPerson, ...]:
    """Return the people on a client's map: neither archived nor erased, in order of entry."""
    shown = select(ContactRecord).where(
        ContactRecord.client_id == client_id,
        ~ContactRecord.archived,
        ContactRecord.erased_at.is_(None),
    )
    return tuple(map(_person, session.scalars(shown.order_by(ContactRecord.id))))


def owner_of(session: Session, client: ClientRecord) -> MapOwner | None:
    """Return who of ours owns a client."""
    named = (
        select(UserRecord.name, DepartmentRecord.name)
        .outerjoin(DepartmentRecord, DepartmentRecord.id == UserRecord.department_id)
        .where(UserRecord.id == client.owner_id)
    )
    found = session.execute(named).one_or_none()
    return None if found is None else MapOwner(found[0], found[1] or "")


def places_of(session: Session, client_id: ClientId) -> dict[int, Place]:
    """Return the saved places of a client's map by the key of the box."""
    theirs = (
        select(ContactPlaceRecord)
        .join(ContactRecord, ContactRecord.id == ContactPlaceRecord.contact_id)
        .where(ContactRecord.client_id == client_id)
    )
    places: dict[int, Place] = {
        record.contact_id: Place(record.x, record.y) for record in session.scalars(theirs)
    }
    ours = session.get(OurPlaceRecord, client_id)
    return places if ours is None else places | {OUR_SIDE: Place(ours.x, ours.y)}


def keep_places(session: Session, client_id: ClientId, places: Mapping[int, Place]) -> None:
    """Write `places` over the ones a client's map had."""
    theirs = select(ContactRecord.id).where(ContactRecord.client_id == client_id)
    session.execute(delete(ContactPlaceRecord).where(ContactPlaceRecord.contact_id.in_(theirs)))
    session.execute(delete(OurPlaceRecord).where(OurPlaceRecord.client_id == client_id))
    rows = [
        {"contact_id": key, "x": place.x, "y": place.y}
        for key, place in places.items()
        if key != OUR_SIDE
    ]
    if rows:
        session.execute(insert(ContactPlaceRecord), rows)
    if OUR_SIDE in places:
        ours = places[OUR_SIDE]
        session.execute(insert(OurPlaceRecord).values(client_id=client_id, x=ours.x, y=ours.y))


def _person(record: ContactRecord) -> MapPerson:
    return MapPerson(
        id=record.id,
        name=record.name,
        post=record.post,
        department=record.department,
        role=record.role,
        influence=record.influence,
        attitude=record.attitude,
        sponsor=record.sponsor,
        champion=record.champion,
        reports_to_id=record.reports_to_id,
        assistant_of_id=record.assistant_of_id,
    )
