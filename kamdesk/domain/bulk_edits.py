"""Bulk edits 批量修改: fields of many records set in one step, looked at before, undone as one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from kamdesk.domain.ids import BulkEditId

MOST: Final = 20_000
"""Records that one bulk edit takes."""
SHOWN: Final = 200
"""Records that a preview names; it counts them all."""

Texts = Mapping[str, str]
"""Field → the text that the history keeps of its value."""


@dataclass(frozen=True, slots=True)
class FieldStep:
    """One field of one record, in words: what stands there and what will."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class BulkLine:
    """A record that will change."""

    record_id: int
    name: str
    steps: tuple[FieldStep, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A record that stays as it is, and why, as a sentence."""

    record_id: int
    name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkPreview:
    """What a bulk edit would do: the first records of each kind, and how many there are."""

    lines: tuple[BulkLine, ...]
    changing: int
    left_out: tuple[LeftOut, ...]
    refused: int
    unchanged: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkEdit:
    """A bulk edit that was made: its fields' keys and how many records it changed."""

    id: BulkEditId
    fields: Sequence[str]
    count: int
    at: datetime
