"""The rule of a client's health refuses what cannot be, in sentences."""

from dataclasses import replace

import pytest

from kamdesk.domain.clients.health_rules import HealthRule
from kamdesk.domain.policies import policy_of, policy_texts

RULE = HealthRule()


def test_the_default_rule_is_sound_and_survives_being_kept():
    assert RULE.faults() == {}
    changed = replace(RULE, trend=20, papers=20)
    assert policy_of(HealthRule, policy_texts(changed)) == changed


def test_weights_that_do_not_sum_to_a_hundred_are_refused_with_their_sum():
    assert replace(RULE, trend=31).faults() == {"trend": "五项权重之和必须是 100，现在是 101。"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"trend": -1}, "trend"),
        ({"fresh_days": 0}, "fresh_days"),
        ({"fall_percent": 101}, "fall_percent"),
        ({"stale_days": 30}, "stale_days"),
        ({"fair_from": 75}, "fair_from"),
        ({"least_known": 0}, "least_known"),
    ],
)
def test_each_limit_is_told_at_its_field(changes, field):
    assert list(replace(RULE, **changes).faults()) == [field]
