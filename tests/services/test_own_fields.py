"""Own fields: set by who sets the rules, filled in by who may edit the client."""

import pytest

from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.domain.errors import FieldError, NotAllowedError, RuleError, StaleRecordError
from kamdesk.domain.own_fields import OwnFieldDraft, OwnKind
from kamdesk.services.clients.clients import ClientService
from kamdesk.services.own_fields import OwnFieldService
from tests.office import clock, office, people, sessions

__all__ = ["clock", "office", "people", "sessions"]

STOCK = OwnFieldDraft(title="库存", kind=OwnKind.NUMBER, unit="吨")
TERMS = OwnFieldDraft(title="结算", kind=OwnKind.CHOICE, choices=("现款", "月结"), required=True)


@pytest.fixture
def own(sessions, clock):
    return OwnFieldService(sessions, clock)


@pytest.fixture
def client(sessions, clock, people):
    service = ClientService(sessions, clock)
    return service.create(ClientDraft(name="晋丰公司"), by=people.sales).record_id


@pytest.fixture
def two(own, people):
    """The keys of a number and of a choice."""
    return [f"own_{own.create(each, by=people.management).record_id}" for each in (STOCK, TERMS)]


def texts(own, client, people):
    return [each.text for each in own.values(client, by=people.sales)]


def test_values_are_written_and_who_changed_them(own, client, two, people):
    stock, terms = two
    own.save(client, {stock: "12.50", terms: "月结"}, seen={}, by=people.sales)
    assert texts(own, client, people) == ["12.5", "月结"]
    own.save(
        client, {stock: None, terms: "现款"}, seen={stock: "12.5", terms: "月结"}, by=people.head
    )
    assert texts(own, client, people) == ["", "现款"]
    last = own.changes(client, by=people.sales)[:2]
    assert {(each.field, each.old, each.new, each.by_name) for each in last} == {
        ("库存", "12.5", "", "陈静"),
        ("结算", "月结", "现款", "陈静"),
    }


def test_wrong_values_are_refused_and_nothing_is_written(own, client, two, people):
    stock, terms = two
    with pytest.raises(FieldError) as wrong:
        own.save(client, {stock: "多"}, seen={}, by=people.sales)
    assert set(wrong.value.fields) == {stock, terms}
    assert texts(own, client, people) == ["", ""]


def test_somebody_quicker_is_not_written_over(own, client, two, people):
    stock, terms = two
    own.save(client, {stock: "1", terms: "月结"}, seen={}, by=people.sales)
    with pytest.raises(RuleError, match="刚被别人修改"):
        own.save(client, {stock: "2", terms: "月结"}, seen={}, by=people.head)
    assert texts(own, client, people) == ["1", "月结"]


def test_who_may_not_is_refused(own, client, two, people):
    for refused in (people.sales, people.finance):
        with pytest.raises(NotAllowedError):
            own.create(STOCK, by=refused)
    with pytest.raises(NotAllowedError):
        own.save(client, {two[1]: "月结"}, seen={}, by=people.finance)
    with pytest.raises(NotAllowedError):
        own.values(client, by=people.sales2)


def test_a_title_is_borne_once_archived_ones_included(own, people):
    made = own.create(STOCK, by=people.management)
    own.archive(made.record_id, by=people.management, seen_version=1)
    with pytest.raises(FieldError, match="已有名为“库存”"):
        own.create(STOCK, by=people.management)


def test_a_kind_stays_once_somebody_has_a_value(own, client, two, people):
    field = own.fields(by=people.management)[0]
    as_text = OwnFieldDraft(title="库存", kind=OwnKind.TEXT)
    own.save(client, {two[0]: "5", two[1]: "月结"}, seen={}, by=people.sales)
    with pytest.raises(FieldError, match="已有 1 个客户"):
        own.edit(field.id, as_text, by=people.management, seen_version=field.version)
    with pytest.raises(StaleRecordError):
        own.edit(field.id, STOCK, by=people.management, seen_version=9)


def test_an_archived_field_keeps_its_values_and_asks_no_more(own, client, two, people):
    own.save(client, {two[0]: "5", two[1]: "月结"}, seen={}, by=people.sales)
    first, second = own.fields(by=people.management)
    own.archive(second.id, by=people.management, seen_version=second.version)
    own.archive(first.id, by=people.management, seen_version=first.version)
    values = own.values(client, by=people.sales)
    assert [(each.field.archived, each.text) for each in values] == [(True, "5"), (True, "月结")]
    own.save(client, {}, seen={}, by=people.sales)
    assert texts(own, client, people) == ["5", "月结"]


def test_fields_stand_in_the_order_given(own, two, people):
    first, second = own.fields(by=people.sales)
    own.arrange([second.id, first.id], by=people.management)
    assert [each.id for each in own.fields(by=people.sales)] == [second.id, first.id]
