"""How complete a client's file is, and what is named as missing."""

from dataclasses import replace
from datetime import date

import pytest

from kamdesk.domain.clients.clients import ClientClass, ClientDraft, Grade
from kamdesk.domain.clients.completeness import Filled, Place, completeness
from kamdesk.domain.clients.contacts import BuyingRole, ContactDraft

BARE = Filled(ClientDraft(name="华联商会"), owned=False, contacts=())
DECIDER = ContactDraft(name="王建国", phone="13812341234", role=BuyingRole.DECIDER)
WHOLE = ClientDraft(
    name="华联商会",
    code="91110000100001553R",
    short_name="华联",
    classes=frozenset({ClientClass.GROUP}),
    grade=Grade.A,
    industry="商会",
    province="山西省",
    city="太原市",
    address="迎泽大街 1 号",
    phone="0351-1234567",
    website="www.example.com",
    org_type="社会团体",
    established_on=date(2001, 3, 1),
    registered_capital="100 万元",
    business_scope="会员服务",
    source="转介绍",
)


def test_a_file_with_nothing_but_a_name_is_at_zero_and_all_is_missing():
    found = completeness(BARE)
    assert found.percent == 0
    assert sum(gap.weight for gap in found.missing) == 100


def test_a_full_file_is_at_a_hundred():
    found = completeness(Filled(WHOLE, owned=True, contacts=[DECIDER]))
    assert (found.percent, found.missing) == (100, ())


def test_the_heaviest_gap_comes_first():
    weights = [gap.weight for gap in completeness(BARE).missing]
    assert weights == sorted(weights, reverse=True)


@pytest.mark.parametrize("name", ["code", "industry", "classes", "grade", "established_on"])
def test_an_empty_field_is_named_with_its_place(name):
    empty = getattr(ClientDraft(name="x"), name)
    draft = replace(WHOLE, **{name: empty})
    (gap,) = completeness(Filled(draft, owned=True, contacts=[DECIDER])).missing
    assert (gap.place, gap.field) == (Place.FORM, name)


def test_a_contact_counts_for_its_phone_and_a_decider_for_the_part():
    filled = Filled(WHOLE, owned=True, contacts=[ContactDraft(name="李四", phone="1")])
    assert [gap.title for gap in completeness(filled).missing] == ["决策者"]
    filled = Filled(WHOLE, owned=True, contacts=[replace(DECIDER, phone="")])
    assert [gap.title for gap in completeness(filled).missing] == ["有电话的联系人"]


def test_nobody_responsible_is_a_gap_of_its_own_place():
    (gap,) = completeness(Filled(WHOLE, owned=False, contacts=[DECIDER])).missing
    assert (gap.title, gap.place) == ("负责人", Place.OWNER)
