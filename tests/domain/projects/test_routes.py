"""Routes: conditions, the default one, and what no route may lack."""

from dataclasses import replace
from decimal import Decimal

import pytest

from kamdesk.domain.errors import RuleError
from kamdesk.domain.people import Role
from kamdesk.domain.projects.modes import DevelopmentMode
from kamdesk.domain.projects.routes import (
    CaseKind,
    Condition,
    Fact,
    Facts,
    Operator,
    RouteStep,
    Way,
    check_steps,
    default_steps,
    steps_from_json,
    steps_to_json,
)

SELF, JOINT = DevelopmentMode.SELF, DevelopmentMode.JOINT
APPLICATION = default_steps(CaseKind.APPLICATION)
FILING = default_steps(CaseKind.FILING)


def asked(mode, budget):
    facts = Facts(mode, Decimal(budget))
    return [step.key for step in APPLICATION if step.needed(facts)]


@pytest.mark.parametrize(
    ("mode", "budget", "further"),
    [
        (SELF, "49999.99", ["executive_vp"]),
        (SELF, "50000.00", ["finance", "executive_vp"]),
        (SELF, "199999.99", ["finance", "executive_vp"]),
        (SELF, "200000.00", ["finance", "executive_vp", "general_manager"]),
        (JOINT, "0", ["executive_vp", "general_manager"]),
        (JOINT, "50000", ["finance", "executive_vp", "general_manager"]),
    ],
)
def test_money_and_mode_decide_who_is_asked(mode, budget, further):
    assert asked(mode, budget) == ["head", "management", *further]


def test_a_filing_passes_its_head_and_sales_management():
    assert [step.role for step in FILING] == [Role.HEAD, Role.MANAGEMENT]


@pytest.mark.parametrize(
    ("operator", "below", "at", "above"),
    [
        (Operator.EQUAL, False, True, False),
        (Operator.AT_LEAST, False, True, True),
        (Operator.ABOVE, False, False, True),
        (Operator.AT_MOST, True, True, False),
        (Operator.BELOW, True, False, False),
    ],
)
def test_every_comparison_of_the_budget(operator, below, at, above):
    condition = Condition(Fact.BUDGET, operator, "100")
    held = [condition.holds(Facts(SELF, Decimal(value))) for value in ("99.99", "100", "100.01")]
    assert held == [below, at, above]
    assert not condition.holds(Facts(SELF, None))


def test_steps_survive_being_kept():
    steps = (*APPLICATION[:-1], replace(APPLICATION[-1], way=Way.IN_TURN))
    assert steps_from_json(steps_to_json(steps)) == steps


def refused(kind, steps):
    with pytest.raises(RuleError) as caught:
        check_steps(kind, steps)
    return str(caught.value)


def test_the_default_routes_are_sound():
    check_steps(CaseKind.APPLICATION, APPLICATION)
    check_steps(CaseKind.FILING, FILING)


def test_a_route_needs_a_step():
    assert "至少要有一个审批步骤" in refused(CaseKind.FILING, ())


def test_a_route_needs_a_step_without_condition():
    only = [step for step in APPLICATION if step.conditions]
    assert "无条件" in refused(CaseKind.APPLICATION, only)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.SALES])
def test_neither_administrator_nor_salesperson_approves(role):
    steps = (*APPLICATION, RouteStep("more", "复核", role))
    assert "业务人员或系统管理员" in refused(CaseKind.APPLICATION, steps)


def test_joint_development_has_to_reach_the_general_manager():
    assert "总经理" in refused(CaseKind.APPLICATION, APPLICATION[:-1])


def test_a_filing_has_to_pass_sales_management():
    assert "销售管理部" in refused(CaseKind.FILING, FILING[:1])


def test_two_steps_may_not_share_a_key():
    assert "重复" in refused(CaseKind.APPLICATION, (*APPLICATION, APPLICATION[0]))


@pytest.mark.parametrize("title", ["", "   ", "长" * 31])
def test_a_step_needs_a_short_title(title):
    steps = (*APPLICATION, RouteStep("more", title, Role.FINANCE))
    assert "名称" in refused(CaseKind.APPLICATION, steps)


@pytest.mark.parametrize(
    ("kind", "condition"),
    [
        (CaseKind.APPLICATION, Condition(Fact.BUDGET, Operator.ABOVE, "很多")),
        (CaseKind.APPLICATION, Condition(Fact.BUDGET, Operator.ABOVE, "NaN")),
        (CaseKind.APPLICATION, Condition(Fact.MODE, Operator.EQUAL, "alone")),
        (CaseKind.APPLICATION, Condition(Fact.MODE, Operator.ABOVE, "joint")),
        (CaseKind.FILING, Condition(Fact.BUDGET, Operator.ABOVE, "1")),
    ],
)
def test_a_condition_that_cannot_be_judged_is_refused(kind, condition):
    steps = (
        *default_steps(kind),
        RouteStep("more", "复核", Role.FINANCE, conditions=(condition,)),
    )
    assert "条件无法判断" in refused(kind, steps)
