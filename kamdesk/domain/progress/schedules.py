"""攻关进度表 (form KD-03, paperwork.md 2.3): its rows, and what keeps them from being saved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from kamdesk.domain.fields import FieldChecks
from kamdesk.domain.ids import UserId
from kamdesk.domain.progress.dependencies import dependency_fault
from kamdesk.domain.progress.stages import Stage
from kamdesk.domain.texts import LINE_LIMIT
from kamdesk.i18n import N_, _

CELL_LIMIT: Final = 500
"""Characters of a text of several lines in a row."""
MOST_WEIGHT: Final = 100
COMPLETE: Final = 100
"""Per cent of a row that is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleRow:
    """A row as it is filled in; a draft may lack anything but its key.

    `key` stays the row's own through all versions of its schedule. `percent` is how much is done,
    `weight` how much the row counts beside the others, `after` the keys of the rows it depends on.
    Planned and actual ends are the last day of work.
    """

    key: int
    task: str = ""
    stage: Stage | None = None
    key_person: str = ""
    owner: UserId | None = None
    helpers: str = ""
    planned_start: date | None = None
    planned_end: date | None = None
    actual_start: date | None = None
    actual_end: date | None = None
    weight: int = 1
    percent: int = 0
    after: tuple[int, ...] = ()
    problem: str = ""
    measure: str = ""
    remark: str = ""

    @property
    def done(self) -> bool:
        """Whether nothing of it is left to do."""
        return self.percent >= COMPLETE

    @property
    def start(self) -> date | None:
        """When it began, or is planned to begin."""
        return self.actual_start or self.planned_start

    @property
    def end(self) -> date | None:
        """When it ended, or is planned to end."""
        return self.actual_end or self.planned_end


FIELD_TITLES: Final[Mapping[str, str]] = {
    "stage": N_("阶段"),
    "task": N_("攻关任务/目标"),
    "key_person": N_("客户关键人"),
    "owner": N_("我方责任人"),
    "helpers": N_("协助部门"),
    "planned_start": N_("计划开始"),
    "planned_end": N_("计划完成"),
    "actual_start": N_("实际开始"),
    "actual_end": N_("实际完成"),
    "weight": N_("任务权重"),
    "percent": N_("完成率（%）"),
    "after": N_("前置任务"),
    "problem": N_("存在问题"),
    "measure": N_("解决措施/需支持"),
    "remark": N_("备注"),
}
"""What each field is called on screen and in refusals, in print order."""

_LINES: Final = ("task", "key_person", "helpers")
_BOXES: Final = ("problem", "measure", "remark")
_COMPULSORY: Final = ("planned_start", "planned_end")
_BOUNDS: Final = {"weight": (1, MOST_WEIGHT), "percent": (0, COMPLETE)}


def check_rows(rows: Sequence[ScheduleRow]) -> dict[int, dict[str, str]]:
    """Return what is wrong: key of a row -> field -> sentence; rows without a fault are left out.

    ValueError where two rows have one key.
    """
    after, names = {row.key: row.after for row in rows}, _names(rows)
    if len(after) < len(rows):
        raise ValueError("two rows of a schedule have one key")
    faults = {}
    for row in rows:
        checks = FieldChecks()
        _clean_texts(checks, row)
        _check_numbers(checks, row)
        _check_dates(checks, row)
        checks.refuse("after", dependency_fault(row.key, after, names))
        if checks.errors:
            faults[row.key] = checks.errors
    return faults


def tidy_rows(rows: Sequence[ScheduleRow]) -> tuple[ScheduleRow, ...]:
    """Return `rows`, which `check_rows` found no fault with, as they are kept: texts cleaned."""
    return tuple(_tidy(row) for row in rows)


def early_starts(rows: Sequence[ScheduleRow]) -> dict[int, dict[str, str]]:
    """Return warnings: key of a row -> field -> that it starts before what it depends on has ended.

    Actual days count where there are any, planned ones else; starting on the very last day of the
    other row is no warning.
    """
    by_key = {row.key: row for row in rows}
    names = _names(rows)
    warnings = {}
    for row in rows:
        others = [by_key[key] for key in row.after if key in by_key and key != row.key]
        ends = [(other.end, other.key) for other in others if other.end is not None]
        if row.start is None or not ends or max(ends)[0] <= row.start:
            continue
        end, key = max(ends)
        field = "planned_start" if row.actual_start is None else "actual_start"
        warnings[row.key] = {field: _early(row.start, names[key], end)}
    return warnings


def _tidy(row: ScheduleRow) -> ScheduleRow:
    texts = _clean_texts(FieldChecks(), row)
    return replace(row, after=tuple(dict.fromkeys(row.after)), **texts)  # type: ignore[arg-type] # texts by name


def _early(start: date, task: str, end: date) -> str:
    return _("{start} 开始，早于前置任务“{task}”的完成日 {end}，请核对。").format(
        start=start, task=task, end=end
    )


def _names(rows: Sequence[ScheduleRow]) -> dict[int, str]:
    return {
        row.key: row.task.strip() or _("第 {number} 行").format(number=number)
        for number, row in enumerate(rows, 1)
    }


def _clean_texts(checks: FieldChecks, row: ScheduleRow) -> dict[str, str]:
    clean = {
        name: checks.line(
            name, FIELD_TITLES[name], getattr(row, name), LINE_LIMIT, required=name == "task"
        )
        for name in _LINES
    }
    for name in _BOXES:
        clean[name] = checks.body(name, FIELD_TITLES[name], getattr(row, name), CELL_LIMIT)
    return clean


def _check_numbers(checks: FieldChecks, row: ScheduleRow) -> None:
    for name, (low, high) in _BOUNDS.items():
        if not low <= getattr(row, name) <= high:
            told = _("请填写 {low} 到 {high} 之间的整数。")
            checks.refuse(name, told.format(low=low, high=high))


def _check_dates(checks: FieldChecks, row: ScheduleRow) -> None:
    for name in _COMPULSORY:
        if getattr(row, name) is None:
            checks.refuse(name, _("请填写“{title}”。").format(title=_(FIELD_TITLES[name])))
    if row.planned_start and row.planned_end and row.planned_end < row.planned_start:
        checks.refuse("planned_end", _("计划完成不能早于计划开始。"))
    if row.actual_start and row.actual_end and row.actual_end < row.actual_start:
        checks.refuse("actual_end", _("实际完成不能早于实际开始。"))
    if row.actual_end and not row.done:
        checks.refuse("actual_end", _("完成率达到 100% 才能填写实际完成；尚未完成请清空它。"))
    if row.done and not row.actual_end:
        checks.refuse("actual_end", _("完成率为 100% 时请填写实际完成。"))
