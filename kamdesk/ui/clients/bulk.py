"""The fields that can be set for many clients at once."""

from collections.abc import Sequence
from functools import partial

from kamdesk.domain.clients.bulk_edits import FIELDS, REMARK
from kamdesk.domain.clients.clients import (
    FIELD_TITLES,
    LIMITS,
    ORG_TYPES,
    SOURCES,
    TIER_TITLES,
    OwnerChoice,
)
from kamdesk.domain.people import Actor
from kamdesk.domain.permissions import allowed
from kamdesk.i18n import _
from kamdesk.services.clients.clients import ClientService
from kamdesk.ui.clients.fields import SuggestField
from kamdesk.ui.forms.choice_fields import ChoiceField, PickerField, PickItem
from kamdesk.ui.forms.field import Field
from kamdesk.ui.forms.text_fields import LineField, TextField
from kamdesk.ui.jobs import Jobs


def bulk_fields(
    clients: ClientService, owners: Sequence[OwnerChoice], *, actor: Actor, jobs: Jobs
) -> list[Field]:
    """Return the editors of what `actor` may set at all."""
    search = partial(_search, clients, actor)
    made: dict[str, Field] = {
        "owner_id": ChoiceField(
            "owner_id", _title("owner_id"), [(each.id, each.name) for each in owners]
        ),
        "tier": ChoiceField(
            "tier", _title("tier"), [(tier.value, _(title)) for tier, title in TIER_TITLES.items()]
        ),
        "industry": _line("industry"),
        "province": _line("province"),
        "city": _line("city"),
        "org_type": _suggest("org_type", ORG_TYPES),
        "source": _suggest("source", SOURCES),
        "parent_id": PickerField("parent_id", _title("parent_id"), search, jobs=jobs),
        REMARK: TextField(REMARK, _("追加备注"), max_length=LIMITS[REMARK], lines=2, required=True),
    }
    return [made[key] for key, action in FIELDS.items() if allowed(actor, action)]


def _search(clients: ClientService, actor: Actor, text: str) -> list[PickItem]:
    found = clients.choices(text, by=actor.id)
    return [PickItem(each.id, each.name, f"{each.number} {each.owner}") for each in found]


def _title(name: str) -> str:
    return _(FIELD_TITLES[name])


def _line(name: str) -> LineField:
    return LineField(name, _title(name), max_length=LIMITS[name])


def _suggest(name: str, words: Sequence[str]) -> SuggestField:
    return SuggestField(name, _title(name), [_(word) for word in words], max_length=LIMITS[name])
