"""A policy is written as texts and read again, as what it was."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

import pytest

from kamdesk.domain.policies import PolicyKind, policy_of, policy_texts


class Joint(StrEnum):
    AND = "and"
    OR = "or"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    kind: ClassVar[PolicyKind] = PolicyKind.CLASSIFICATION
    tons: Decimal = Decimal("20.000")
    days: int = 90
    joint: Joint = Joint.AND
    strict: bool = False
    note: str = ""

    def faults(self):
        return {}


def test_every_kind_of_field_comes_back():
    rule = Rule(tons=Decimal("12.5"), days=7, joint=Joint.OR, strict=True, note="从严")
    assert policy_of(Rule, policy_texts(rule)) == rule


def test_a_field_that_is_not_kept_takes_its_default_and_an_unknown_one_is_passed_over():
    assert policy_of(Rule, {"days": "30", "gone": "1"}) == Rule(days=30)


def test_a_field_of_another_type_is_a_defect():
    @dataclass(frozen=True)
    class Wrong:
        kind: ClassVar[PolicyKind] = PolicyKind.POOL
        what: tuple[int, ...] = ()

    with pytest.raises(TypeError, match="holds no"):
        policy_of(Wrong, {"what": "()"})
