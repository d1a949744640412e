"""Policies: rules with numbers that a company sets for itself, each version kept for good.

A policy is a frozen dataclass of whole numbers, decimals, flags, choices and texts, with a
default for each field. The version in force when something was decided stays readable.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar, Generic, Protocol, TypeVar, get_type_hints

from kamdesk.domain.ids import PolicyId


class PolicyKind(StrEnum):
    """What a policy is about."""

    CLASSIFICATION = "classification"
    GRADING = "grading"
    POOL = "pool"
    HEALTH = "health"


class Policy(Protocol):
    """A frozen dataclass with a default for every field."""

    kind: ClassVar[PolicyKind]
    __dataclass_fields__: ClassVar[dict[str, Any]]

    def faults(self) -> dict[str, str]:
        """Return what is wrong: field -> sentence."""
        ...


PolicyT = TypeVar("PolicyT", bound=Policy)


@dataclass(frozen=True, slots=True)
class PolicyVersion(Generic[PolicyT]):
    """A policy as it was set; `id` 0 and no person for the defaults, before anybody set one."""

    id: PolicyId
    policy: PolicyT
    at: datetime | None
    by: str


def policy_texts(policy: Policy) -> dict[str, str]:
    """Return the fields as the texts that are kept; `policy_of` reads them again."""
    return {field.name: str(getattr(policy, field.name)) for field in fields(policy)}


def policy_of(kind: type[PolicyT], texts: Mapping[str, str]) -> PolicyT:
    """Return the policy that `policy_texts` wrote; fields that are not in it take their default."""
    hints = get_type_hints(kind)
    known = {field.name for field in fields(kind)}
    return kind(
        **{name: _value(hints[name], text) for name, text in texts.items() if name in known}
    )


def _value(wanted: Any, text: str) -> object:
    if wanted is bool:
        return text == "True"
    if wanted is int or wanted is Decimal or (isinstance(wanted, type) and issubclass(wanted, str)):
        return wanted(text)
    raise TypeError(f"a policy holds no {wanted}")
