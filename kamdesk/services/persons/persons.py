"""People at clients as one person may see them: the list, one of them, all of one client."""

from sqlalchemy.orm import Session

from kamdesk.domain.clock import Clock
from kamdesk.domain.ids import ClientId, ContactId, UserId
from kamdesk.domain.lists import ListSource
from kamdesk.domain.people import Actor
from kamdesk.domain.permissions import Action
from kamdesk.domain.persons.masking import masked_contact, sees_whole
from kamdesk.domain.persons.persons import ClientPeople, PersonDetails, PersonRow
from kamdesk.services.acting import acting
from kamdesk.services.clients.access import readable, subject_of
from kamdesk.services.lists import ViewedList
from kamdesk.storage.clients import contacts
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.clients.contacts import ContactRecord
from kamdesk.storage.fetch import fetch
from kamdesk.storage.people import UserRecord
from kamdesk.storage.persons import claims, persons
from kamdesk.storage.sessions import Sessions


class PersonService:
    """Reads people; numbers stand in part wherever the reader does not work with the client."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def list_for(self, by: UserId) -> ListSource[PersonRow]:
        """Return the windowed list of the people that `by` may see."""
        find, read = persons.ids, persons.rows
        return ViewedList(self._sessions, self._clock, by, Action.CLIENT_VIEW, find, read)

    def details(self, contact_id: ContactId, *, by: UserId) -> PersonDetails:
        """Return one person with the client and its other people."""
        with self._sessions.read() as session:
            return details_of(session, contact_id, actor=acting(session, by, self._clock))

    def of_client(self, client_id: ClientId, *, by: UserId) -> ClientPeople:
        """Return the people at a client."""
        with self._sessions.read() as session:
            actor = acting(session, by, self._clock)
            return _people_of(session, readable(session, client_id, actor=actor), actor)


def details_of(session: Session, contact_id: ContactId, *, actor: Actor) -> PersonDetails:
    """Return one person that the actor may see."""
    client_id = fetch(session, ContactRecord, contact_id).client_id
    client = readable(session, client_id, actor=actor)
    owner = None if client.owner_id is None else session.get(UserRecord, client.owner_id)
    people = _people_of(session, client, actor)
    return PersonDetails(
        contact=next(each for each in people.contacts if each.id == contact_id),
        client=client.name,
        client_number=client.number,
        owner=owner.name if owner else "",
        people=people,
    )


def _people_of(session: Session, client: ClientRecord, actor: Actor) -> ClientPeople:
    subject = subject_of(session, client, actor.day)
    found = contacts.of_client(session, client.id)
    if not sees_whole(actor, subject):
        found = [masked_contact(each) for each in found]
    return ClientPeople(
        client_id=client.id,
        contacts=tuple(found),
        claims=claims.of_client(session, client.id),
        subject=subject,
    )
