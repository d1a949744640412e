"""Merging two clients that are one organisation: what is compared, chosen, moved, and undone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from kamdesk.domain.clients.clients import (
    FIELD_TITLES,
    ClientDraft,
    draft_of,
    draft_texts,
)
from kamdesk.domain.fields import FieldChecks
from kamdesk.domain.ids import ClientId, MergeId
from kamdesk.i18n import N_, _, listed

REASON_LIMIT: Final = 200
REASON_TITLE: Final = N_("合并理由")

_DECIDED: Final = frozenset({"classes", "grade"})

MOVED_TITLES: Final[Mapping[str, str]] = {
    "contacts": N_("联系人"),
    "filings": N_("备案"),
    "applications": N_("立项申请"),
    "conflicts": N_("撞单"),
    "purchases": N_("采购记录"),
    "attachments": N_("文件"),
    "clients": N_("下级客户"),
}
"""What moves with a merged client, by table."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which the two differ: what stands in each, for people."""

    field: str
    kept: str
    merged: str

    @property
    def title(self) -> str:
        """What the field is called."""
        return _(FIELD_TITLES[self.field])


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeSide:
    """One of the two."""

    id: ClientId
    number: str
    name: str
    owner: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MergePreview:
    """What merging two would do; `obstacles` are whole sentences, and forbid it.

    `moves` counts what moves by table; `proposed` names the fields that are empty in the kept one.
    """

    kept: MergeSide
    merged: MergeSide
    differences: tuple[Difference, ...]
    proposed: frozenset[str]
    moves: Mapping[str, int]
    obstacles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeDraft:
    """What somebody decides: which fields come from the merged one, and why they are one."""

    kept_id: ClientId
    merged_id: ClientId
    taken: frozenset[str]
    reason: str
    kept_version: int
    merged_version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeRow:
    """A merge that was done; `undone_at` None while it holds."""

    id: MergeId
    kept_id: ClientId
    kept: str
    merged_id: ClientId
    merged: str
    reason: str
    at: datetime
    by: str
    undone_at: datetime | None


def differences(
    kept: ClientDraft, merged: ClientDraft, parents: Mapping[str, str]
) -> tuple[Difference, ...]:
    """Return the fields that differ, in the form's order; `parents` names clients by id text.

    What was decided on a client (class, grade) is no field to choose.
    """
    mine, theirs = draft_texts(kept), draft_texts(merged)
    return tuple(
        Difference(field, _shown(field, text, parents), _shown(field, other, parents))
        for field, text, other in ((field, mine[field], theirs[field]) for field in mine)
        if other and text != other and field not in _DECIDED
    )


def proposed_fields(kept: ClientDraft, merged: ClientDraft) -> frozenset[str]:
    """Return the fields that are empty in the kept client and filled in the merged one."""
    mine, theirs = draft_texts(kept), draft_texts(merged)
    return frozenset(
        field
        for field, text in mine.items()
        if not text and theirs[field] and field not in _DECIDED
    )


def united(kept: ClientDraft, merged: ClientDraft, taken: frozenset[str]) -> ClientDraft:
    """Return the kept client's fields with those `taken` from the merged one."""
    theirs = draft_texts(merged)
    return draft_of(draft_texts(kept) | {field: theirs[field] for field in taken})


def lifted(
    taken: frozenset[str], kept: ClientDraft, merged: ClientDraft, *, ids: tuple[ClientId, ClientId]
) -> frozenset[str]:
    """Return the fields to take: right below the merged client, the kept one takes its place.

    And it never becomes its own parent. Of `ids` the kept client's comes first.
    """
    if kept.parent_id == ids[1]:
        return taken | {"parent_id"}
    return taken - {"parent_id"} if merged.parent_id == ids[0] else taken


def given_back(
    now: ClientDraft, before: ClientDraft, merged: ClientDraft, taken: frozenset[str]
) -> ClientDraft:
    """Return the kept client's fields as they were, but for those that were edited since."""
    present, old, theirs = draft_texts(now), draft_texts(before), draft_texts(merged)
    untouched = {field: old[field] for field in taken if present[field] == theirs[field]}
    return draft_of(present | untouched)


def checked_reason(reason: str) -> str:
    """Return the cleaned reason; FieldError without one."""
    checks = FieldChecks()
    clean = checks.line("reason", REASON_TITLE, reason, REASON_LIMIT, required=True)
    checks.done()
    return clean


def moves_text(moves: Mapping[str, int]) -> str:
    """Return what moves in words: 联系人 3、备案 1."""
    return listed(
        f"{_(title)} {moves[table]:,}" for table, title in MOVED_TITLES.items() if moves.get(table)
    )


def _shown(field: str, text: str, parents: Mapping[str, str]) -> str:
    return parents.get(text, text) if field == "parent_id" else text
