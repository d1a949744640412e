"""The pool's rule at each of its bounds."""

from datetime import date, timedelta

import pytest

from kamdesk.domain.errors import RuleError
from kamdesk.domain.ownership.pool import (
    Candidate,
    Holding,
    PoolRule,
    Quota,
    Standing,
    check_claim,
    last_quiet_day,
)
from kamdesk.domain.policies import policy_of, policy_texts

DAY = date(2026, 11, 2)
RULE = PoolRule()


def ago(days):
    return DAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("quiet", "standing", "left"),
    [
        (0, Standing.SAFE, 90),
        (74, Standing.SAFE, 16),
        (75, Standing.WARNED, 15),
        (89, Standing.WARNED, 1),
        (90, Standing.DUE, 0),
        (91, Standing.DUE, -1),
    ],
)
def test_a_client_is_warned_of_fifteen_days_ahead_and_due_after_ninety(quiet, standing, left):
    holding = Holding(owned_since=ago(quiet), last_contact_on=None)
    assert (holding.standing(RULE, DAY), holding.days_left(RULE, DAY)) == (standing, left)


@pytest.mark.parametrize(
    ("owned", "contact", "left"), [(200, 10, 80), (10, 200, 80), (10, None, 80), (0, 200, 90)]
)
def test_the_days_count_from_the_later_of_owning_and_contact(owned, contact, left):
    last = None if contact is None else ago(contact)
    assert Holding(owned_since=ago(owned), last_contact_on=last).days_left(RULE, DAY) == left


@pytest.mark.parametrize("spared", ["locked", "strategic", "busy"])
def test_locked_strategic_and_busy_clients_never_fall_due(spared):
    holding = Holding(owned_since=ago(1000), last_contact_on=None, **{spared: True})
    assert holding.standing(RULE, DAY) is Standing.EXEMPT
    assert holding.days_left(RULE, DAY) is None


def test_a_client_without_an_owner_is_in_the_pool_whatever_else_holds():
    holding = Holding(owned_since=None, last_contact_on=ago(500), busy=True)
    assert holding.standing(RULE, DAY) is Standing.IN_POOL


def test_a_warning_of_no_days_is_none():
    rule = PoolRule(warning_days=0)
    assert Holding(owned_since=ago(89), last_contact_on=None).standing(rule, DAY) is Standing.SAFE


@pytest.mark.parametrize("quiet", [74, 75, 89, 90])
def test_the_last_quiet_day_tells_the_same(quiet):
    standing = Holding(owned_since=ago(quiet), last_contact_on=None).standing(RULE, DAY)
    due = ago(quiet) <= last_quiet_day(RULE, DAY, warned=False)
    warned = ago(quiet) <= last_quiet_day(RULE, DAY, warned=True)
    assert due == (standing is Standing.DUE)
    assert warned == (standing in {Standing.DUE, Standing.WARNED})


def candidate(**changes):
    fields = {"owned": False, "locked": False, "archived": False, "left_on": None}
    return Candidate(id=1, name="甲公司", **{**fields, **changes})


def claim(*wanted, today=0, held=0, rule=RULE):
    quota = Quota(claimed_today=today, held=held)
    check_claim(rule, wanted or (candidate(),), quota, day=DAY)


def test_five_a_day_and_no_more():
    claim(today=4)
    with pytest.raises(RuleError, match="今天已领取 5 个"):
        claim(today=5)
    with pytest.raises(RuleError, match="今天已领取 4 个"):
        claim(candidate(), candidate(), today=4)


def test_two_hundred_held_and_no_more_unless_there_is_no_limit():
    claim(held=199)
    with pytest.raises(RuleError, match="最多 200 个客户，您现有 200 个"):
        claim(held=200)
    claim(held=5000, rule=PoolRule(holdings=0))


def test_a_former_owner_waits_thirty_days():
    claim(candidate(left_on=ago(30)))
    with pytest.raises(RuleError, match="2026-11-03 起才能再次领取"):
        claim(candidate(left_on=ago(29)))
    claim(candidate(left_on=DAY), rule=PoolRule(wait_days=0))


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"owned": True}, "不在公海"), ({"archived": True}, "不在公海"), ({"locked": True}, "已锁定")],
)
def test_what_is_not_free_is_not_claimed(changes, words):
    with pytest.raises(RuleError, match=words):
        claim(candidate(**changes))


def test_the_rule_is_kept_as_texts():
    rule = PoolRule(contact_days=60, warning_days=7, holdings=0)
    assert policy_of(PoolRule, policy_texts(rule)) == rule
    assert rule.faults() == {}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"contact_days": 0}, "contact_days"),
        ({"warning_days": -1}, "warning_days"),
        ({"warning_days": 90}, "warning_days"),
        ({"claims_per_day": 0}, "claims_per_day"),
        ({"wait_days": 4000}, "wait_days"),
        ({"holdings": -1}, "holdings"),
    ],
)
def test_a_rule_out_of_bounds_is_told(changes, field):
    assert set(PoolRule(**changes).faults()) == {field}
