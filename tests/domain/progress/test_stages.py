"""Six stages in their order, and at most two of them a person."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdesk.domain.ids import UserId
from kamdesk.domain.progress.stages import STAGE_ORDER, STAGE_TITLES, Stage, check_owners

LI, WANG = UserId(1), UserId(2)
OWNERS = st.dictionaries(st.sampled_from(Stage), st.none() | st.integers(1, 4).map(UserId))


def test_the_six_stages_of_the_procedure_in_order():
    titles = [STAGE_TITLES[stage] for stage in sorted(Stage, key=STAGE_ORDER.__getitem__)]
    assert titles == ["寻找", "意向接触", "深入沟通", "跟进", "成交", "维护"]
    assert list(STAGE_ORDER.values()) == [1, 2, 3, 4, 5, 6]


def test_three_people_may_share_them_two_each():
    pairs = zip(Stage, [LI, LI, WANG, WANG, UserId(3), UserId(3)], strict=True)
    assert check_owners(dict(pairs)) == {}


def test_a_third_stage_is_told_at_each_of_the_three_in_their_order():
    owners = {Stage.DEAL: LI, Stage.SEARCH: LI, Stage.CONTACT: LI, Stage.CARE: WANG}
    sentence = (
        "每人在一个项目里最多负责两个阶段："
        "同一人现负责寻找、意向接触、成交，请把其中 1 个改由他人负责。"
    )
    assert check_owners(owners) == dict.fromkeys(
        (Stage.SEARCH, Stage.CONTACT, Stage.DEAL), sentence
    )


def test_it_tells_how_many_to_give_away():
    faults = check_owners(dict.fromkeys(Stage, LI))
    assert set(faults) == set(Stage)
    assert "请把其中 4 个改由他人负责" in faults[Stage.CARE]


@pytest.mark.parametrize("owners", [{}, dict.fromkeys(Stage)])
def test_stages_without_an_owner_are_no_fault(owners):
    assert check_owners(owners) == {}


@given(owners=OWNERS)
def test_exactly_the_stages_of_those_with_more_than_two_are_told(owners):
    count = Counter(owner for owner in owners.values() if owner is not None)
    crowded = {stage for stage, owner in owners.items() if count[owner] > 2}
    assert set(check_owners(owners)) == crowded
