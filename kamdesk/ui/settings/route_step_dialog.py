"""Asking for one step of an approval route: who, how several decide, and when it is needed."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QWidget

from kamdesk.domain.money import format_amount
from kamdesk.domain.people import ROLE_TITLES, Role
from kamdesk.domain.projects.modes import MODE_TITLES, DevelopmentMode
from kamdesk.domain.projects.routes import (
    APPROVER_ROLES,
    TITLE_LIMIT,
    WAY_TITLES,
    CaseKind,
    Condition,
    Fact,
    Operator,
    RouteStep,
    Way,
)
from kamdesk.i18n import N_, _
from kamdesk.ui.forms.choice_fields import ChoiceField
from kamdesk.ui.forms.dialog import FormDialog
from kamdesk.ui.forms.form import FormView
from kamdesk.ui.forms.number_fields import MoneyField
from kamdesk.ui.forms.text_fields import LineField
from kamdesk.ui.messages import Messages

OPERATOR_TITLES = {
    Operator.AT_LEAST: N_("不低于"),
    Operator.ABOVE: N_("高于"),
    Operator.AT_MOST: N_("不高于"),
    Operator.BELOW: N_("低于"),
    Operator.EQUAL: N_("等于"),
}


def step_dialog(
    kind: CaseKind, step: RouteStep | None, *, messages: Messages, parent: QWidget
) -> FormDialog:
    """Return a dialog for a new step (None) or one that is there; read it by `step_of`."""
    form = FormView()
    roles = [(role, _(ROLE_TITLES[role])) for role in Role if role in APPROVER_ROLES]
    ways = [(way, _(title)) for way, title in WAY_TITLES.items()]
    form.add(
        LineField("title", _("步骤名称"), required=True, max_length=TITLE_LIMIT),
        ChoiceField("role", _("审批角色"), roles, required=True),
        ChoiceField("way", _("多人时"), ways, required=True),
    )
    form.section(_("满足以下任一条件才需要本步骤；都不填则每次都要"))
    modes = [(mode, _(title)) for mode, title in MODE_TITLES.items()]
    form.add(ChoiceField("mode", _("开发模式为"), modes))
    if kind is CaseKind.APPLICATION:
        operators = [(each, _(title)) for each, title in OPERATOR_TITLES.items()]
        form.add(ChoiceField("operator", _("预算"), operators), MoneyField("budget", _("金额")))
    form.set_values(_values(step) if step else {"way": Way.ANY})
    title = _("修改步骤") if step else _("新增步骤")
    return FormDialog(title, form, messages=messages, save_text=_("确定"), parent=parent)


def step_of(values: Mapping[str, Any], *, key: str) -> RouteStep:
    """Return the step that the dialog's values say."""
    conditions = []
    if values["mode"] is not None:
        conditions.append(Condition(Fact.MODE, Operator.EQUAL, values["mode"].value))
    if values.get("budget") is not None:
        operator = values["operator"] or Operator.AT_LEAST
        conditions.append(Condition(Fact.BUDGET, operator, str(values["budget"])))
    title, role, way = values["title"], values["role"], values["way"]
    return RouteStep(key, title, role, way, tuple(conditions))


def condition_text(condition: Condition) -> str:
    """Return a condition in words."""
    if condition.fact is Fact.MODE:
        mode = _(MODE_TITLES[DevelopmentMode(condition.value)])
        return _("开发模式为{mode}").format(mode=mode)
    return _("预算{operator} {amount} 元").format(
        operator=_(OPERATOR_TITLES[condition.operator]),
        amount=format_amount(Decimal(condition.value)),
    )


def _values(step: RouteStep) -> dict[str, Any]:
    values: dict[str, Any] = {"title": step.title, "role": step.role, "way": step.way}
    for condition in step.conditions:
        if condition.fact is Fact.MODE:
            values["mode"] = DevelopmentMode(condition.value)
        else:
            values["operator"] = condition.operator
            values["budget"] = Decimal(condition.value)
    return values
