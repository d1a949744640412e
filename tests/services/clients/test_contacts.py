"""Contacts through their service, on a real database."""

import pytest

from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.domain.clients.contacts import BuyingRole, ContactDraft
from kamdesk.domain.errors import FieldError, NotAllowedError, StaleRecordError
from kamdesk.storage.audit import AuditRecord

ZHANG = ContactDraft(
    name="张伟", post="采购部长", role=BuyingRole.DECIDER, phone="0351-1234567", email="z@jf.cn"
)


@pytest.fixture
def client(clients, people):
    return clients.create(ClientDraft(name="甲公司"), by=people.sales).record_id


def test_contacts_stand_in_order_of_their_names(contacts, people, client):
    for name in ("张伟", "单雄信", "李明"):
        contacts.create(client, ContactDraft(name=name), by=people.sales)
    assert [each.draft.name for each in contacts.of_client(client, by=people.sales)] == [
        "李明",
        "单雄信",
        "张伟",
    ]


def test_a_contact_is_edited_archived_and_restored(contacts, people, client):
    key = contacts.create(client, ZHANG, by=people.sales).record_id
    contacts.edit(key, ContactDraft(name="张伟"), by=people.sales, seen_version=1)
    with pytest.raises(StaleRecordError):
        contacts.edit(key, ZHANG, by=people.sales, seen_version=1)
    contacts.archive(key, by=people.sales, seen_version=2)
    (contact,) = contacts.of_client(client, by=people.sales)
    assert (contact.draft, contact.archived) == (ContactDraft(name="张伟"), True)
    contacts.restore(key, by=people.sales, seen_version=3)
    assert not contacts.of_client(client, by=people.sales)[0].archived


def test_a_wrong_contact_is_refused(contacts, people, client):
    with pytest.raises(FieldError, match="姓名"):
        contacts.create(client, ContactDraft(name=" "), by=people.sales)


def test_contacts_belong_to_who_owns_the_client(contacts, people, client):
    key = contacts.create(client, ZHANG, by=people.sales).record_id
    for stranger in (people.sales2, people.head2):
        with pytest.raises(NotAllowedError):
            contacts.of_client(client, by=stranger)
        with pytest.raises(NotAllowedError):
            contacts.edit(key, ZHANG, by=stranger, seen_version=1)
    with pytest.raises(NotAllowedError):  # finance sees, and does not write
        contacts.create(client, ZHANG, by=people.finance)


def test_the_audit_trail_holds_no_names_and_no_numbers(contacts, people, client, sessions):
    contacts.create(client, ZHANG, by=people.sales)
    with sessions.read() as session:
        link = session.get(AuditRecord, 2)
    assert link.action == "contact_create"
    assert "张" not in link.payload
    assert "1234567" not in link.payload
