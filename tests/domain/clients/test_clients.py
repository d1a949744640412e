"""What makes a client sound."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdesk.domain.clients.clients import (
    LIMITS,
    ClientClass,
    ClientDraft,
    Grade,
    check_draft,
    class_text,
    draft_of,
    draft_texts,
    number_of,
    refuse_cycle,
    serial_of,
)
from kamdesk.domain.errors import FieldError

TODAY = date(2026, 11, 2)


def wrong(draft):
    with pytest.raises(FieldError) as caught:
        check_draft(draft, today=TODAY)
    return caught.value.fields


def test_a_draft_comes_back_clean():
    draft = ClientDraft(name=" 甲公司\n", code="９１350100m000100y43", remark="一\r\n二")
    clean = check_draft(draft, today=TODAY)
    assert (clean.name, clean.code, clean.remark) == ("甲公司", "91350100M000100Y43", "一\n二")


def test_a_wrong_code_is_no_reason_to_refuse():
    assert check_draft(ClientDraft(name="甲", code="123"), today=TODAY).code == "123"


def test_everything_wrong_is_told_by_field():
    fields = wrong(
        ClientDraft(name="", city="长" * 31, website="没有点", established_on=date(2026, 11, 3))
    )
    assert set(fields) == {"name", "city", "website", "established_on"}
    assert fields["name"] == "请填写“客户名称”。"


@pytest.mark.parametrize("field", sorted(LIMITS.keys() - {"name"}))
def test_every_text_has_its_limit(field):
    assert field in wrong(ClientDraft(name="甲", **{field: "。" * (LIMITS[field] + 1)}))


DRAFTS = st.builds(
    ClientDraft,
    name=st.text(min_size=1),
    city=st.text(),
    classes=st.frozensets(st.sampled_from(ClientClass)),
    grade=st.none() | st.sampled_from(Grade),
    established_on=st.none() | st.dates(),
    parent_id=st.none() | st.integers(1),
)


@given(DRAFTS)
def test_the_texts_of_the_history_read_back(draft):
    assert draft_of(draft_texts(draft)) == draft


def test_numbers_count_up():
    assert number_of(1) == "KH000001"
    assert serial_of(number_of(1_234_567)) == 1_234_567


def test_classes_are_told_in_their_order():
    both = frozenset({ClientClass.STRATEGIC, ClientClass.ECONOMIC})
    assert class_text(both) == "经济大客户、战略客户"


def test_a_parent_may_not_stand_below():
    parents = {1: None, 2: 1, 3: 2}
    refuse_cycle(3, 1, parents.get)
    with pytest.raises(FieldError, match="上级客户不能是客户自己"):
        refuse_cycle(1, 3, parents.get)
    with pytest.raises(FieldError):
        refuse_cycle(2, 2, parents.get)
