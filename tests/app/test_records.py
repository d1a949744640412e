"""Records as the search and the recent list show them."""

import pytest

from kamdesk.app.records import Records
from kamdesk.domain.clients.contacts import ContactDraft
from kamdesk.ui.recent import Opened
from tests.chain import chain, spoken_names
from tests.office import clock, office, people, sessions
from tests.ui.desk.conftest import services

__all__ = ["chain", "clock", "office", "people", "services", "sessions", "spoken_names"]


@pytest.fixture
def paper(chain, people):
    """A client with a filing and an application that were submitted."""
    client = chain.client()
    filing = chain.filed(client, people.sales)
    application = chain.application(client, people.sales)
    chain.send_application(application, people.sales)
    return {"client": client, "filing": filing, "application": application}


def opened(paper, clock):
    return [Opened(kind, record_id, clock.now()) for kind, record_id in paper.items()]


def test_search_hits_tell_kind_number_and_name(services, people, paper):
    hits = Records(services, people.sales).search("二期厂房")
    assert {(hit.kind, hit.group) for hit in hits} == {
        ("filing", "备案"),
        ("application", "立项申请"),
    }
    assert all("二期厂房钢材供应" in hit.title and "KD-" in hit.title for hit in hits)


def marked(text, marks):
    return [text[begin:end] for begin, end in marks]


def test_the_typed_words_are_marked_wherever_they_show(services, people, paper, chain):
    draft = ContactDraft(name="单雄信", post="总经理", phone="0571-88886666")
    services.contacts.create(paper["client"], draft, by=people.management)
    find = Records(services, people.management).search
    (client,) = find("宏图 hzht 文一")
    assert client.title == "KH000001　杭州宏图建设集团有限公司"
    assert marked(client.title, client.marks) == ["杭州宏图"]
    assert client.reason == "地址 文一路 1 号"
    assert marked(client.reason, client.reason_marks) == ["文一"]
    (person,) = find("宏图 sxx 6666")
    assert (person.kind, person.record_id, person.group) == ("client", paper["client"], "联系人")
    assert (person.title, person.reason) == ("单雄信　总经理", "电话 0571****6666")
    assert marked(person.title, person.marks) == ["单雄信"]
    assert marked(person.note, person.note_marks) == ["宏图"]
    assert marked(person.reason, person.reason_marks) == ["6666"]


def test_an_exact_number_has_a_group_of_its_own(services, people, paper):
    hits = Records(services, people.management).search("kh000001")
    assert [(hit.group, hit.record_id) for hit in hits] == [("编号", paper["client"])]
    assert marked(hits[0].title, hits[0].marks) == ["KH000001"]


def test_what_was_opened_is_shown_by_name_and_number(services, people, paper, clock):
    hits = Records(services, people.general_manager).hits(opened(paper, clock), most=8)
    assert [hit.kind for hit in hits] == ["client", "filing", "application"]
    assert hits[0].title == "杭州宏图建设集团有限公司"
    assert hits[1].note.startswith("KD-BB-")


def test_what_another_may_not_see_is_left_out(services, people, paper, clock):
    assert Records(services, people.sales3).hits(opened(paper, clock), most=8) == []


def test_no_more_than_wanted_are_looked_up(services, people, paper, clock):
    records = Records(services, people.general_manager)
    assert len(records.hits(opened(paper, clock), most=2)) == 2
