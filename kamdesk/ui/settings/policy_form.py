"""A form over one policy: fields are told once, their kinds are read from the policy's types."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import StrEnum
from typing import Any, get_type_hints

from kamdesk.domain.ids import PolicyId
from kamdesk.domain.money import plain_number
from kamdesk.domain.policies import Policy, PolicyVersion
from kamdesk.i18n import _, listed
from kamdesk.ui.forms.choice_fields import CheckField, ChoiceField
from kamdesk.ui.forms.field import Field
from kamdesk.ui.forms.form import FormView
from kamdesk.ui.forms.number_fields import DecimalField, MoneyField
from kamdesk.ui.forms.text_fields import LineField
from kamdesk.ui.lists.columns import cell_text


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyField:
    """One field of a policy on its form; all texts are marked with `N_`.

    `choices` are (value, title) where the policy holds one of several words. `money` takes yuan,
    and `1.2万`. `places` and `maximum` bound a number. `section` begins a part of the form.
    """

    key: str
    title: str
    hint: str = ""
    unit: str = ""
    money: bool = False
    places: int = 2
    maximum: Decimal = Decimal(999_999_999)
    choices: tuple[tuple[StrEnum, str], ...] = ()
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicySheet:
    """One policy in the settings: `words` tells a policy in one or two sentences."""

    kind: type[Policy]
    title: str
    explanation: str
    fields: tuple[PolicyField, ...]
    words: Callable[[Any], str] | None = None
    columns: int = 1


class PolicyForm(FormView):
    """The fields of a sheet, to and from a policy."""

    def __init__(self, sheet: PolicySheet) -> None:
        super().__init__(columns=sheet.columns)
        self._kind = sheet.kind
        self._hints = get_type_hints(sheet.kind)
        for spec in sheet.fields:
            if spec.section:
                self.section(_(spec.section))
            self.add(_field(spec, self._hints[spec.key]))

    def show_policy(self, policy: Policy) -> None:
        """Show what `policy` says and count as unchanged."""
        self.set_values({field.key: self._shown(policy, field.key) for field in self.fields()})

    def policy(self, seen: Policy) -> Policy:
        """Return the policy on the form; what is not on it stays as `seen` has it.

        Meant to be read after `validate`.
        """
        values = {field.name: getattr(seen, field.name) for field in fields(seen)}
        for key, value in self.values().items():
            values[key] = self._read(key, value)
        return self._kind(**values)

    def _shown(self, policy: Policy, key: str) -> Any:
        value = getattr(policy, key)
        return Decimal(value) if self._hints[key] is int else value

    def _read(self, key: str, value: Any) -> Any:
        if self._hints[key] is int:
            return int(value)
        return value or "" if self._hints[key] is str else value


def changed_fields(sheet: PolicySheet, new: Policy, old: Policy) -> str:
    """Return what a version changed: "月均用量 20 吨 → 25 吨", parted by commas."""
    differing = [spec for spec in sheet.fields if getattr(new, spec.key) != getattr(old, spec.key)]
    pair = _("{field} {old} → {new}")
    return listed(
        pair.format(field=_(spec.title), old=_told(spec, old), new=_told(spec, new))
        for spec in differing
    )


def told_versions(
    sheet: PolicySheet, versions: list[PolicyVersion[Any]]
) -> list[tuple[PolicyVersion[Any], str]]:
    """Return the versions, the newest first, each with what it changed; the defaults come last."""
    first: PolicyVersion[Any] = PolicyVersion(PolicyId(0), sheet.kind(), None, "")
    every = [*versions, first]
    pairs = itertools.pairwise(every)
    return [(new, changed_fields(sheet, new.policy, old.policy)) for new, old in pairs] + [
        (first, _("程序的初始规则"))
    ]


def _field(spec: PolicyField, hint: Any) -> Field:
    title, told = _(spec.title), _(spec.hint) if spec.hint else ""
    if spec.choices:
        choices = [(value, _(word)) for value, word in spec.choices]
        return ChoiceField(spec.key, title, choices, hint=told, required=True)
    if hint is bool:
        return CheckField(spec.key, title, hint=told)
    if hint is str:
        return LineField(spec.key, title, hint=told)
    if spec.money:
        return MoneyField(spec.key, title, hint=told, required=True)
    return DecimalField(
        spec.key,
        title,
        unit=_(spec.unit) if spec.unit else "",
        places=0 if hint is int else spec.places,
        maximum=spec.maximum,
        hint=told,
        required=True,
    )


def _told(spec: PolicyField, policy: Policy) -> str:
    value = getattr(policy, spec.key)
    if spec.choices:
        return _(dict(spec.choices)[value])
    unit = _("元") if spec.money else _(spec.unit) if spec.unit else ""
    told = plain_number(value) if isinstance(value, Decimal) else cell_text(value)
    return f"{told} {unit}".strip() or _("（空）")
