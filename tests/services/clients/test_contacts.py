"""Contacts through their service, on a real database."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.domain.clients.contacts import Attitude, BuyingRole, ContactDraft
from kamdesk.domain.clock import today
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


def test_a_superior_is_of_the_same_client_and_never_in_a_circle(contacts, clients, people, client):
    def new(name, where=client, **above):
        return contacts.create(where, ContactDraft(name=name, **above), by=people.sales).record_id

    boss = new("王总")
    middle = new("李部", reports_to_id=boss)
    secretary = new("赵秘", assistant_of_id=middle)
    other = clients.create(ClientDraft(name="乙公司"), by=people.sales).record_id
    refused = (
        (boss, ContactDraft(name="王总", reports_to_id=secretary), "循环"),
        (boss, ContactDraft(name="王总", assistant_of_id=boss), "本人"),
        (middle, ContactDraft(name="李部", reports_to_id=new("外人", other)), "同一客户"),
    )
    for key, draft, sentence in refused:
        with pytest.raises(FieldError, match=sentence):
            contacts.edit(key, draft, by=people.sales, seen_version=1)
    with pytest.raises(FieldError, match="同一客户"):
        new("孙", other, reports_to_id=boss)
    found = {
        each.draft.name: each.reports_to for each in contacts.of_client(client, by=people.sales)
    }
    assert found == {"王总": "", "李部": "王总", "赵秘": ""}


def test_changes_are_told_in_words_and_hidden_as_the_fields_are(contacts, people, client):
    boss = contacts.create(client, ContactDraft(name="王总"), by=people.sales).record_id
    key = contacts.create(client, ZHANG, by=people.sales).record_id
    later = replace(
        ZHANG,
        role=None,
        phone="13812341234",
        sponsor=True,
        attitude=Attitude.OPPOSE,
        reports_to_id=boss,
        told_on=date(2026, 10, 1),
    )
    contacts.edit(key, later, by=people.sales, seen_version=1)
    told = {each.field: (each.old, each.new) for each in contacts.history(key, by=people.head)}
    assert told == {
        "role": ("决策者", ""),
        "phone": ("0351-1234567", "13812341234"),
        "sponsor": ("", "是"),
        "attitude": ("", "反对"),
        "reports_to_id": ("", "王总"),
        "told_on": ("", "2026-10-01"),
    }
    seen = {each.field: each.new for each in contacts.history(key, by=people.finance)}
    assert seen["phone"] == "138****1234"
    with pytest.raises(NotAllowedError):
        contacts.history(key, by=people.sales2)


def test_data_is_kept_longer_for_a_reason(contacts, people, client, clock):
    key = contacts.create(client, ZHANG, by=people.sales).record_id
    day = today(clock)
    for until, why in ((day, "续约"), (None, "续约"), (day + timedelta(days=1), " ")):
        with pytest.raises(FieldError):
            contacts.keep(key, until, why, by=people.sales, seen_version=1)
    contacts.keep(key, day + timedelta(days=365), "仍在合作", by=people.sales, seen_version=1)
    (contact,) = contacts.of_client(client, by=people.sales)
    assert contact.draft.keep_until == day + timedelta(days=365)
    told = {each.field: each.new for each in contacts.history(key, by=people.sales)}
    assert told == {"keep_until": str(day + timedelta(days=365)), "keep_reason": "仍在合作"}


def test_numbers_reach_the_screen_in_part_only(contacts, people, client):
    contacts.create(client, ZHANG, by=people.sales)
    (seen,) = contacts.of_client(client, by=people.general_manager)
    assert (seen.draft.phone, seen.draft.email, seen.masked) == ("035****4567", "z***@jf.cn", True)
