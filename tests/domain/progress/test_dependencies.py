"""Circles among what rows depend on: found where they are, told by name, and only there."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdesk.domain.progress.dependencies import circle_through, dependency_fault

KEYS = range(8)
GRAPHS = st.fixed_dictionaries({key: st.lists(st.sampled_from(KEYS)).map(tuple) for key in KEYS})
FORWARD = st.fixed_dictionaries(
    {key: st.lists(st.integers(0, 7).filter(key.__gt__)).map(tuple) if key else st.just(())
     for key in KEYS}
)  # fmt: skip
NAMES = {1: "技术交流", 2: "方案汇报", 3: "报价", 4: "合同谈判"}


def reachable(after, start):
    """Return what `start` leads to, by widening until nothing is new."""
    found = set(after[start])
    while (wider := found | {other for key in found for other in after[key]}) != found:
        found = wider
    return found


def fault(key, after):
    return dependency_fault(key, after, NAMES)


def test_a_circle_is_told_by_the_names_of_its_rows():
    after = {1: (2,), 2: (3,), 3: (1,), 4: (1,)}
    told = "前置任务绕成了一圈：方案汇报 → 报价 → 技术交流 → 方案汇报。请去掉其中一处。"
    assert fault(2, after) == told


def test_a_row_that_only_leads_into_a_circle_is_not_at_fault():
    after = {1: (2,), 2: (1,), 3: (), 4: (1, 3)}
    assert fault(4, after) == ""
    assert fault(1, after) != ""


@pytest.mark.parametrize(
    ("others", "words"),
    [((1,), "不能依赖自己"), ((9,), "不在本进度表中"), ((2, 9), "不在本进度表中")],
)
def test_itself_and_unknown_rows_are_refused(others, words):
    assert words in fault(1, {1: others, 2: (), 3: (), 4: ()})


def test_two_rows_after_the_same_one_are_no_circle():
    assert [fault(key, {1: (), 2: (1,), 3: (1,), 4: (2, 3)}) for key in NAMES] == [""] * 4


def test_a_long_chain_is_followed_to_its_end():
    size = 5000
    after = {key: ((key + 1) % size,) for key in range(size)}
    assert len(circle_through(0, after)) == size + 1


@given(after=GRAPHS, key=st.sampled_from(KEYS))
def test_a_circle_is_found_exactly_where_a_row_leads_back_to_itself(after, key):
    circle = circle_through(key, after)
    assert bool(circle) == (key in reachable(after, key))


@given(after=GRAPHS, key=st.sampled_from(KEYS))
def test_what_is_found_is_a_circle_that_meets_each_row_once(after, key):
    circle = circle_through(key, after)
    assert all(later in after[earlier] for earlier, later in pairwise(circle))
    assert len(set(circle)) == max(len(circle) - 1, 0)
    assert not circle or circle[0] == circle[-1] == key


@given(after=FORWARD)
def test_rows_that_depend_on_earlier_ones_only_make_no_circle(after):
    assert [key for key in after if circle_through(key, after)] == []
