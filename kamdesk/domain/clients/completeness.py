"""完整度: how much of a client's file is filled in, and what is missing (findings/features.md A 9).

Every item has a weight; the weights sum to 100, so that the sum of what is there is the percent.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from kamdesk.domain.clients.clients import FIELD_TITLES, ClientDraft
from kamdesk.domain.clients.contacts import BuyingRole, ContactDraft
from kamdesk.i18n import N_


class Place(Enum):
    """Where something is filled in."""

    FORM = auto()
    CONTACTS = auto()
    OWNER = auto()


@dataclass(frozen=True, slots=True)
class Filled:
    """What the file of a client holds; `contacts` are those not put away."""

    draft: ClientDraft
    owned: bool
    contacts: Sequence[ContactDraft]


@dataclass(frozen=True, slots=True)
class Gap:
    """Something missing: `title` is marked with `N_`, `field` is the form's where it has one."""

    title: str
    weight: int
    place: Place
    field: str = ""


@dataclass(frozen=True, slots=True)
class Completeness:
    """The percent (0–100) and what is missing, the heaviest first."""

    percent: int
    missing: tuple[Gap, ...]


FORM_WEIGHTS: Final[Mapping[str, int]] = {
    "code": 10,
    "industry": 8,
    "classes": 8,
    "grade": 6,
    "province": 3,
    "city": 3,
    "address": 6,
    "phone": 6,
    "org_type": 4,
    "source": 4,
    "business_scope": 4,
    "established_on": 3,
    "registered_capital": 3,
    "short_name": 2,
    "website": 2,
}
"""The fields of the form that count, by name."""

_OTHERS: Final[tuple[tuple[Gap, Callable[[Filled], bool]], ...]] = (
    (Gap(FIELD_TITLES["owner_id"], 10, Place.OWNER), lambda filled: filled.owned),
    (
        Gap(N_("有电话的联系人"), 10, Place.CONTACTS),
        lambda filled: any(contact.phone for contact in filled.contacts),
    ),
    (
        Gap(N_("决策者"), 8, Place.CONTACTS),
        lambda filled: any(contact.role is BuyingRole.DECIDER for contact in filled.contacts),
    ),
)


def completeness(filled: Filled) -> Completeness:
    """Return how complete a client's file is."""
    form = [
        Gap(FIELD_TITLES[name], weight, Place.FORM, name)
        for name, weight in FORM_WEIGHTS.items()
        if not getattr(filled.draft, name)
    ]
    missing = form + [gap for gap, present in _OTHERS if not present(filled)]
    missing.sort(key=lambda gap: -gap.weight)
    return Completeness(100 - sum(gap.weight for gap in missing), tuple(missing))
