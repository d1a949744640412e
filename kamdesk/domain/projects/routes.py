"""Approval routes as data: ordered steps with role, way and conditions, in versions."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Final

from kamdesk.domain.errors import RuleError
from kamdesk.domain.ids import RouteId
from kamdesk.domain.people import Role
from kamdesk.domain.projects.modes import DevelopmentMode
from kamdesk.i18n import N_, _

APPROVER_ROLES = frozenset(
    {Role.HEAD, Role.MANAGEMENT, Role.FINANCE, Role.EXECUTIVE_VP, Role.GENERAL_MANAGER}
)
"""Roles that a step may ask; the administrator approves nothing."""
TITLE_LIMIT = 30


class CaseKind(StrEnum):
    """What goes through approval."""

    FILING = "filing"
    APPLICATION = "application"


KIND_TITLES = {CaseKind.FILING: N_("项目备案"), CaseKind.APPLICATION: N_("立项申请")}


class Way(StrEnum):
    """How several holders of a step's role decide it."""

    ANY = "any"
    ALL = "all"
    IN_TURN = "in_turn"


WAY_TITLES = {
    Way.ANY: N_("一人同意即可（或签）"),
    Way.ALL: N_("全部同意（会签）"),
    Way.IN_TURN: N_("依次同意"),
}


class Fact(StrEnum):
    """What a condition may look at."""

    MODE = "mode"
    BUDGET = "budget"


class Operator(StrEnum):
    """How a condition compares; a mode is only compared for equality."""

    EQUAL = "="
    AT_LEAST = ">="
    ABOVE = ">"
    AT_MOST = "<="
    BELOW = "<"


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one submission; a filing has no budget."""

    mode: DevelopmentMode
    budget: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """One comparison, such as budget >= 50000 (yuan) or mode = joint."""

    fact: Fact
    operator: Operator
    value: str

    def holds(self, facts: Facts) -> bool:
        """Tell whether `facts` meet it."""
        if self.fact is Fact.MODE:
            return facts.mode.value == self.value
        if facts.budget is None:
            return False
        return _compare(facts.budget, self.operator, Decimal(self.value))


@dataclass(frozen=True, slots=True)
class RouteStep:
    """One step; it is needed always, or where any of its conditions holds."""

    key: str
    title: str
    role: Role
    way: Way = Way.ANY
    conditions: tuple[Condition, ...] = ()

    def needed(self, facts: Facts) -> bool:
        """Tell whether a submission with `facts` has to pass this step."""
        return not self.conditions or any(each.holds(facts) for each in self.conditions)


@dataclass(frozen=True, slots=True)
class Route:
    """A version of a kind's route; running cases keep the one they started with."""

    id: RouteId
    kind: CaseKind
    version: int
    steps: tuple[RouteStep, ...]
    made_at: datetime
    made_by: str


FINANCE_LIMIT: Final = Decimal(50_000)
"""Budget (yuan) from which the first route asks finance."""
GENERAL_MANAGER_LIMIT: Final = Decimal(200_000)
"""Budget (yuan) from which the first route asks the general manager."""


def default_steps(kind: CaseKind) -> tuple[RouteStep, ...]:
    """Return the first version of a route (product.md); later ones are the company's own."""
    head = RouteStep("head", _("业务部门负责人"), Role.HEAD)
    management = RouteStep("management", _("销售管理部"), Role.MANAGEMENT)
    if kind is CaseKind.FILING:
        return (head, management)
    over = (_budget_from(FINANCE_LIMIT),)
    joint = Condition(Fact.MODE, Operator.EQUAL, DevelopmentMode.JOINT.value)
    top = (joint, _budget_from(GENERAL_MANAGER_LIMIT))
    return (
        head,
        management,
        RouteStep("finance", _("财务部"), Role.FINANCE, conditions=over),
        RouteStep("executive_vp", _("常务副总"), Role.EXECUTIVE_VP),
        RouteStep("general_manager", _("总经理"), Role.GENERAL_MANAGER, conditions=top),
    )


def check_steps(kind: CaseKind, steps: Sequence[RouteStep]) -> None:
    """Refuse with RuleError a route that could let something pass unapproved."""
    _check_shape(steps)
    for step in steps:
        _check_step(kind, step)
    if all(step.conditions for step in steps):
        raise RuleError(_("流程中至少要有一个无条件的审批步骤，请补上。"))
    if kind is CaseKind.APPLICATION and not _covers_joint(steps):
        raise RuleError(_("合作开发须经公司批准，流程中必须有合作开发时到达总经理的步骤。"))
    if kind is CaseKind.FILING and not _has_always(steps, Role.MANAGEMENT):
        raise RuleError(_("项目备案须由销售管理部查重，流程中必须有无条件的销售管理部步骤。"))


def steps_to_json(steps: Sequence[RouteStep]) -> str:
    """Return the steps as the text that a route version keeps."""
    return json.dumps([_plain(step) for step in steps], ensure_ascii=False)


def steps_from_json(text: str) -> tuple[RouteStep, ...]:
    """Return the steps of a kept route version."""
    return tuple(
        RouteStep(
            key=each["key"],
            title=each["title"],
            role=Role(each["role"]),
            way=Way(each["way"]),
            conditions=tuple(
                Condition(Fact(fact), Operator(operator), value)
                for fact, operator, value in each["conditions"]
            ),
        )
        for each in json.loads(text)
    )


def _plain(step: RouteStep) -> dict[str, object]:
    conditions = [[each.fact, each.operator, each.value] for each in step.conditions]
    return {
        "key": step.key,
        "title": step.title,
        "role": step.role,
        "way": step.way,
        "conditions": conditions,
    }


def _budget_from(limit: Decimal) -> Condition:
    return Condition(Fact.BUDGET, Operator.AT_LEAST, str(limit))


def _compare(left: Decimal, operator: Operator, right: Decimal) -> bool:
    return {
        Operator.EQUAL: left == right,
        Operator.AT_LEAST: left >= right,
        Operator.ABOVE: left > right,
        Operator.AT_MOST: left <= right,
        Operator.BELOW: left < right,
    }[operator]


def _check_shape(steps: Sequence[RouteStep]) -> None:
    if not steps:
        raise RuleError(_("流程中至少要有一个审批步骤，请补上。"))
    if len({step.key for step in steps}) < len(steps):
        raise RuleError(_("流程中的步骤标识重复，请改成各不相同。"))


def _check_step(kind: CaseKind, step: RouteStep) -> None:
    if not step.key or not 0 < len(step.title.strip()) <= TITLE_LIMIT:
        raise RuleError(_("每个步骤都要有名称，且不超过 {limit} 个字。").format(limit=TITLE_LIMIT))
    if step.role not in APPROVER_ROLES:
        raise RuleError(
            _("步骤“{step}”不能由业务人员或系统管理员审批，请另选角色。").format(step=step.title)
        )
    if not all(_condition_fits(kind, each) for each in step.conditions):
        raise RuleError(
            _("步骤“{step}”的条件无法判断，请核对比较方式和数值。").format(step=step.title)
        )


def _condition_fits(kind: CaseKind, condition: Condition) -> bool:
    if condition.fact is Fact.MODE:
        modes = {mode.value for mode in DevelopmentMode}
        return condition.operator is Operator.EQUAL and condition.value in modes
    if kind is CaseKind.FILING:
        return False
    try:
        return Decimal(condition.value).is_finite()
    except InvalidOperation:
        return False


def _covers_joint(steps: Sequence[RouteStep]) -> bool:
    facts = Facts(DevelopmentMode.JOINT)
    return any(step.role is Role.GENERAL_MANAGER and step.needed(facts) for step in steps)


def _has_always(steps: Sequence[RouteStep], role: Role) -> bool:
    return any(step.role is role and not step.conditions for step in steps)
