"""Relations 关系: informal lines between the people at one client, and to our own side.

The formal lines, 上下级 and 协助, stand in the contacts themselves.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from kamdesk.domain.fields import FieldChecks
from kamdesk.domain.ids import ContactId, RelationId
from kamdesk.i18n import N_, _


class RelationKind(StrEnum):
    """How one person stands to another."""

    INFLUENCE = "influence"
    CLOSE = "close"
    CONFLICT = "conflict"
    INTRODUCED = "introduced"
    LIAISON = "liaison"


KIND_TITLES: Final[Mapping[RelationKind, str]] = {
    RelationKind.INFLUENCE: N_("影响"),
    RelationKind.CLOSE: N_("关系密切"),
    RelationKind.CONFLICT: N_("有矛盾"),
    RelationKind.INTRODUCED: N_("引荐"),
    RelationKind.LIAISON: N_("对接"),
}
DIRECTED: Final = frozenset({RelationKind.INFLUENCE, RelationKind.INTRODUCED})
"""The kinds that lead from one person to the other; the rest hold both ways."""

FIELD_TITLES: Final[Mapping[str, str]] = {
    "source_id": N_("从"),
    "target_id": N_("到"),
    "kind": N_("关系"),
    "note": N_("说明"),
}
NOTE_LIMIT: Final = 60
"""The most characters of a note: it has to be read on the map and on one line of paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationDraft:
    """What somebody enters about a line; without `source_id` it begins on our side (对接)."""

    kind: RelationKind
    source_id: ContactId | None
    target_id: ContactId
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A line that holds now; `at` (UTC) and `by_name` tell when and by whom it was entered."""

    id: RelationId
    draft: RelationDraft
    at: datetime
    by_name: str


def check_relation(draft: RelationDraft) -> RelationDraft:
    """Return `draft` with a clean note and its ends in order; FieldError where it makes no sense.

    A line that holds both ways begins at the contact who was registered first, so that it can be
    compared with others of its kind.
    """
    checks = FieldChecks()
    note = checks.line("note", FIELD_TITLES["note"], draft.note, NOTE_LIMIT)
    ours, liaison = draft.source_id is None, draft.kind is RelationKind.LIAISON
    if draft.source_id == draft.target_id:
        checks.refuse("target_id", _("关系的两端不能是同一个人，请另选一人。"))
    if ours and not liaison:
        checks.refuse("kind", _("我方与联系人之间的关系只能是“对接”，请改选“对接”。"))
    if liaison and not ours:
        checks.refuse("kind", _("“对接”只用于我方与联系人之间，请另选一种关系。"))
    checks.done()
    return _ordered(replace(draft, note=note))


def same_line(first: RelationDraft, second: RelationDraft) -> bool:
    """Tell whether two checked drafts say the same of the same people, whatever their notes."""
    return replace(first, note="") == replace(second, note="")


def _ordered(draft: RelationDraft) -> RelationDraft:
    source, target = draft.source_id, draft.target_id
    if source is None or draft.kind in DIRECTED or source < target:
        return draft
    return replace(draft, source_id=target, target_id=source)
