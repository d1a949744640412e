"""What changed between two versions of a schedule, and how often a row was put off."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields
from itertools import pairwise

from kamdesk.domain.progress.schedules import ScheduleRow

Rows = Sequence[ScheduleRow]


@dataclass(frozen=True, slots=True)
class FieldEdit:
    """A field of a row with its values before and after."""

    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class RowEdit:
    """A row in both versions, and its fields that differ, in the order of the fields."""

    before: ScheduleRow
    after: ScheduleRow
    fields: tuple[FieldEdit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleChanges:
    """What is new, gone or different; empty where only the order of the rows is another."""

    added: tuple[ScheduleRow, ...] = ()
    removed: tuple[ScheduleRow, ...] = ()
    edited: tuple[RowEdit, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.edited)


def changes(before: Rows, after: Rows) -> ScheduleChanges:
    """Return what changed; a row is the same in both versions by its key.

    Removed rows come in the order of `before`, all others in that of `after`.
    """
    old, new = {row.key: row for row in before}, {row.key: row for row in after}
    return ScheduleChanges(
        added=tuple(row for row in after if row.key not in old),
        removed=tuple(row for row in before if row.key not in new),
        edited=tuple(
            _edit(old[row.key], row) for row in after if row.key in old and old[row.key] != row
        ),
    )


def postponements(versions: Sequence[Rows]) -> dict[int, int]:
    """Return key of a row -> how often its planned end got later over `versions`, oldest first.

    Rows that were never put off are left out.
    """
    late = Counter(
        edit.after.key
        for before, after in pairwise(versions)
        for edit in changes(before, after).edited
        if _later(edit)
    )
    return dict(late)


def _later(edit: RowEdit) -> bool:
    old, new = edit.before.planned_end, edit.after.planned_end
    return old is not None and new is not None and new > old


def _edit(before: ScheduleRow, after: ScheduleRow) -> RowEdit:
    pairs = (
        FieldEdit(field.name, getattr(before, field.name), getattr(after, field.name))
        for field in fields(ScheduleRow)
    )
    return RowEdit(before, after, tuple(pair for pair in pairs if pair.before != pair.after))
