"""Bulk edits of contacts: previewed with reasons, written with histories, undone as one."""

from datetime import date

import pytest

from kamdesk.domain.changes import Noun
from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.domain.clients.contacts import Attitude, ContactDraft, LegalBasis
from kamdesk.domain.errors import FieldError
from kamdesk.services.bulk_edits import BulkEditService
from kamdesk.services.clients.clients import ClientService
from kamdesk.services.clients.contacts import ContactService
from kamdesk.services.persons.bulk_edits import ContactBulk

DRAFTS = (
    ContactDraft(name="单雄信", post="总经理", attitude=Attitude.SUPPORT),
    ContactDraft(name="秦琼"),
    ContactDraft(name="罗成", told_on=date(2026, 10, 1)),
    ContactDraft(name="程咬金"),
)


@pytest.fixture
def contacts(sessions, clock, people):
    """Three people at sales' client, the last but one told in October, and one at sales3's."""
    clients = ClientService(sessions, clock)
    service = ContactService(sessions, clock)
    for name, owner in (("甲公司", people.sales), ("乙公司", people.sales3)):
        clients.create(ClientDraft(name=name), by=people.management, owner_id=owner)
    for draft, client in zip(DRAFTS, (1, 1, 1, 2), strict=True):
        service.create(client, draft, by=people.management)
    return service


@pytest.fixture
def bulk(sessions, clock, contacts):
    return BulkEditService(sessions, clock, [ContactBulk()])


@pytest.fixture
def look(bulk, people):
    def make(ids, by=people.management, **values):
        return bulk.preview(Noun.CONTACT, ids, values, by=by)

    return make


@pytest.fixture
def run(bulk, look, people):
    def make(ids, by=people.management, **values):
        expected = look(ids, by=by, **values).changing
        return bulk.run(Noun.CONTACT, ids, values, by=by, expected=expected)

    return make


def drafts(contacts, client_id, by):
    return {each.draft.name: each.draft for each in contacts.of_client(client_id, by=by)}


def test_a_preview_tells_old_and_new_in_words_and_what_stays(look, contacts, people):
    contacts.archive(2, by=people.management, seen_version=1)
    preview = look([1, 2, 3, 4], by=people.sales, attitude="support")
    (line,) = preview.lines
    assert line.name == "罗成"
    assert [(step.old, step.new) for step in line.steps] == [("", "支持")]
    assert preview.unchanged == 1
    assert {left.name: left.reason for left in preview.left_out} == {
        "秦琼": "已归档，请先恢复。",
        "程咬金": "您不能对它“修改客户”。",
    }


def test_days_that_contradict_each_other_are_told(look):
    preview = look([1, 3], keep_until="2026-09-30")
    assert [line.name for line in preview.lines] == ["单雄信 总经理"]
    assert "不能早于告知日期" in preview.left_out[0].reason
    assert "不能晚于今天" in look([1], told_on="2027-01-01").left_out[0].reason
    with pytest.raises(FieldError, match="不能早于告知日期"):
        look([1], told_on="2026-10-02", keep_until="2026-10-01")


def test_many_are_changed_with_histories_and_given_back(run, bulk, contacts, people):
    values = {"legal_basis": "contract", "keep_until": "2028-12-31", "source": " 展会 "}
    run([1, 2, 3], **values)
    found = drafts(contacts, 1, people.management)
    assert {each.legal_basis for each in found.values()} == {LegalBasis.CONTRACT}
    assert {each.source for each in found.values()} == {"展会"}
    told = {(each.field, each.new) for each in contacts.history(2, by=people.management)}
    assert ("legal_basis", "本人为合同一方") in told
    made = bulk.latest(Noun.CONTACT, by=people.management)
    assert made.count == 3
    bulk.undo(made.id, by=people.management)
    assert drafts(contacts, 1, people.management) == {each.name: each for each in DRAFTS[:3]}


def test_a_field_can_be_emptied(run, contacts, people):
    run([1, 2], attitude="")
    assert drafts(contacts, 1, people.management)["单雄信"].attitude is None
