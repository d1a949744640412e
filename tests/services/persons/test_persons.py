"""The list of people, and one of them, as each person may see them."""

from datetime import date, timedelta

import pytest

from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.domain.clients.contacts import Attitude, BuyingRole, ContactDraft
from kamdesk.domain.clock import today
from kamdesk.domain.errors import NotAllowedError, RuleError
from kamdesk.domain.lists import ListQuery
from tests.services.persons.conftest import BOSS


@pytest.fixture
def read(persons):
    """Return the names in the list of somebody."""

    def names(by, **query):
        source = persons.list_for(by)
        return [row.name for row in source.rows(source.ids(ListQuery(**query)))]

    return names


def test_everybody_sees_the_people_of_their_own_clients(read, people, firm):
    for by in (people.sales, people.head, people.finance, people.general_manager):
        assert read(by, sort="name") == ["李秘", "王建国"]
    for by in (people.sales2, people.head2):
        assert read(by) == []
    with pytest.raises(NotAllowedError):
        read(people.administrator)


def test_numbers_stand_in_part_for_who_does_not_work_with_the_client(persons, people, firm):
    whole, part = ("13812341234", "wang@example.com"), ("138****1234", "w***@example.com")
    for by, (phone, email) in {
        people.sales: whole,
        people.head: whole,
        people.management: whole,
        people.finance: part,
        people.executive_vp: part,
        people.general_manager: part,
    }.items():
        source = persons.list_for(by)
        assert source.rows([firm.boss])[0].phone == phone
        contact = persons.details(firm.boss, by=by).contact
        assert (contact.draft.phone, contact.draft.email) == (phone, email)
        assert contact.masked == (phone == part[0])
        assert ("13812341234" in contact.draft.remark) == (phone == whole[0])


def test_a_number_cannot_be_found_out_by_filtering_or_sorting(read, people, firm):
    with pytest.raises(RuleError):
        read(people.finance, filters={"phone": "1381234"})
    with pytest.raises(RuleError):
        read(people.finance, sort="phone")


@pytest.mark.parametrize(
    ("key", "text", "found"),
    [
        ("name", "wjg", ["王建国"]),
        ("client", "jinfeng", ["李秘", "王建国"]),
        ("client", "别处", []),
        ("department", "财", ["李秘"]),
        ("post", "总", ["王建国"]),
        ("role", "decider", ["王建国"]),
        ("role", "none", ["李秘"]),
        ("influence", ">=4", ["王建国"]),
        ("attitude", "support", ["王建国"]),
        ("sponsor", "yes", ["王建国"]),
        ("champion", "no", ["李秘", "王建国"]),
        ("reports_to", "王", ["李秘"]),
        ("owner", "李明", ["李秘", "王建国"]),
        ("keep_until", "2030", ["王建国"]),
    ],
)
def test_each_box_filters(read, contacts, people, clients, key, text, found):
    client = clients.create(ClientDraft(name="晋丰公司"), by=people.sales).record_id
    boss = ContactDraft(
        name="王建国",
        post="总经理",
        role=BuyingRole.DECIDER,
        influence=5,
        attitude=Attitude.SUPPORT,
        sponsor=True,
        keep_until=date(2030, 1, 1),
    )
    key_of_boss = contacts.create(client, boss, by=people.sales).record_id
    other = ContactDraft(name="李秘", department="财务部", reports_to_id=key_of_boss)
    contacts.create(client, other, by=people.sales)
    assert read(people.sales, filters={key: text}, sort="name") == found


@pytest.mark.parametrize(
    "sort",
    ["id", "name", "client", "owner", "post", "role", "influence", "attitude", "reports_to"],
)
def test_each_column_sorts_both_ways(read, people, firm, sort):
    for by in (people.sales, people.management):  # who sees everybody reads another way
        up = read(by, sort=sort)
        assert sorted(up) == ["李秘", "王建国"]
        assert read(by, sort=sort, descending=True) == up[::-1]


def test_data_is_due_for_review_the_day_after_it_may_be_kept(read, contacts, people, firm, clock):
    day = today(clock)
    for name, until in (("甲", day - timedelta(days=1)), ("乙", day), ("丙", None)):
        contacts.create(firm.client, ContactDraft(name=name, keep_until=until), by=people.sales)
    assert read(people.sales, view="expired") == ["甲"]


def test_people_put_away_are_in_their_own_view_and_still_come_due(
    read, contacts, people, firm, clock
):
    day = today(clock) - timedelta(days=1)
    draft = ContactDraft(name="甲", keep_until=day)
    gone = contacts.create(firm.client, draft, by=people.sales).record_id
    contacts.archive(gone, by=people.sales, seen_version=1)
    assert "甲" not in read(people.sales)
    assert read(people.sales, view="archived") == ["甲"]
    assert read(people.sales, view="expired") == ["甲"]


def test_one_person_comes_with_the_client_and_its_people(persons, claims, people, firm):
    claims.name(firm.boss, by=people.sales)
    details = persons.details(firm.secretary, by=people.head)
    assert (details.client, details.owner) == ("晋丰公司", "李明")
    assert (details.contact.reports_to, details.contact.assistant_of) == ("王建国", "王建国")
    assert [each.draft.name for each in details.people.contacts] == ["李秘", "王建国"]
    assert [claim.name for claim in details.people.claims] == ["王建国"]
    assert [row.key for row in persons.list_for(people.head).rows([firm.boss, firm.secretary])] == [
        *(True, False)
    ]
    with pytest.raises(NotAllowedError):
        persons.details(firm.boss, by=people.sales2)
    assert BOSS.name == persons.of_client(firm.client, by=people.sales).contacts[1].draft.name
