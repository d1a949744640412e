"""Policies are set in versions; who may not, and who read an older one, is refused."""

from dataclasses import dataclass
from typing import ClassVar

import pytest

from kamdesk.domain.errors import FieldError, NotAllowedError, StaleRecordError
from kamdesk.domain.policies import PolicyKind
from kamdesk.services.policies import PolicyService
from tests.office import clock, office, people, sessions

__all__ = ["clock", "office", "people", "sessions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    kind: ClassVar[PolicyKind] = PolicyKind.POOL
    days: int = 90

    def faults(self):
        return {"days": "天数要大于 0。"} if self.days < 1 else {}


@pytest.fixture
def policies(sessions, clock):
    return PolicyService(sessions, clock)


def test_before_anybody_set_one_the_defaults_hold(policies):
    version = policies.current(Rule)
    assert (version.id, version.policy, version.by) == (0, Rule(), "")


def test_each_version_is_kept_with_its_day_and_person(policies, people, clock):
    first = policies.save(Rule(days=60), seen=0, by=people.management).record_id
    policies.save(Rule(days=30), seen=first, by=people.administrator)
    versions = policies.versions(Rule, by=people.sales)
    assert [(each.policy.days, each.by) for each in versions] == [(30, "管理员"), (60, "周岚")]
    assert versions[0].at == clock.now()
    assert policies.current(Rule) == versions[0]


def test_the_same_again_is_no_new_version(policies, people):
    assert policies.save(Rule(), seen=0, by=people.management).record_id is None
    assert policies.versions(Rule, by=people.management) == []


def test_a_wrong_field_an_older_screen_and_a_salesperson_are_refused(policies, people):
    with pytest.raises(FieldError, match="大于 0"):
        policies.save(Rule(days=0), seen=0, by=people.management)
    with pytest.raises(NotAllowedError):
        policies.save(Rule(days=5), seen=0, by=people.sales)
    policies.save(Rule(days=5), seen=0, by=people.management)
    with pytest.raises(StaleRecordError):
        policies.save(Rule(days=6), seen=0, by=people.management)
