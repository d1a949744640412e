"""A client with four people at it, and the services of its map."""

from dataclasses import dataclass

import pytest

from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.domain.clients.contacts import Attitude, ContactDraft
from kamdesk.domain.clients.names import Names
from kamdesk.domain.persons.relations import RelationDraft, RelationKind
from kamdesk.services.clients.clients import ClientService
from kamdesk.services.clients.contacts import ContactService
from kamdesk.services.persons.maps import MapService
from kamdesk.services.persons.relations import RelationService
from kamdesk.storage.clients.contacts import ContactRecord

NAMES = ("王建国", "张敏", "刘洋", "孙秘书")


@dataclass
class Mapped:
    """The client, its contacts by name, and the services on them."""

    sessions: object
    people: object
    client: int
    ids: dict
    clients: ClientService
    contacts: ContactService
    maps: MapService
    relations: RelationService

    def draft(self, kind=RelationKind.INFLUENCE, source="张敏", target="王建国", note=""):
        return RelationDraft(
            kind=kind,
            source_id=self.ids.get(source),
            target_id=self.ids[target],
            note=note,
        )

    def add(self, *args, by=None, **fields):
        by = by or self.people.sales
        return self.relations.add(self.client, self.draft(*args, **fields), by=by).record_id

    def shown(self, by=None):
        return self.maps.of_client(self.client, by=by or self.people.sales)

    def write(self, name, **fields):
        """Write columns of a contact that its own form fills elsewhere."""
        with self.sessions.write() as session:
            record = session.get(ContactRecord, self.ids[name])
            for column, value in fields.items():
                setattr(record, column, value)


@pytest.fixture(scope="session")
def names():
    return Names()


@pytest.fixture
def mapped(sessions, people, clock, names):
    clients = ClientService(sessions, clock, names)
    contacts = ContactService(sessions, clock, names)
    client = clients.create(ClientDraft(name="山西晋丰农产品有限公司"), by=people.sales).record_id
    ids = {
        name: contacts.create(
            client, ContactDraft(name=name, phone="13800001111"), by=people.sales
        ).record_id
        for name in NAMES
    }
    made = Mapped(
        sessions=sessions,
        people=people,
        client=client,
        ids=ids,
        clients=clients,
        contacts=contacts,
        maps=MapService(sessions, clock),
        relations=RelationService(sessions, clock),
    )
    made.write("王建国", attitude=Attitude.NEUTRAL, influence=5, sponsor=True)
    made.write("张敏", reports_to_id=ids["王建国"], attitude=Attitude.SUPPORT)
    made.write("孙秘书", assistant_of_id=ids["王建国"])
    return made
