"""The lines of a schedule on screen, and its versions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kamdesk.domain.progress.lights import LIGHT_LETTERS, Light, Verdict
from kamdesk.domain.progress.revisions import ScheduleChanges
from kamdesk.domain.progress.schedule_records import ProjectSchedule, ScheduleVersion
from kamdesk.domain.progress.schedules import FIELD_TITLES, ScheduleRow
from kamdesk.domain.progress.stages import STAGE_TITLES
from kamdesk.i18n import N_, _, listed
from kamdesk.ui.lists.columns import Column, cell_text
from kamdesk.ui.tone import Tone

LIGHT_TONES = {
    Light.DONE: Tone.NEUTRAL,
    Light.GREEN: Tone.OK,
    Light.YELLOW: Tone.WARN,
    Light.RED: Tone.BAD,
}


@dataclass(frozen=True, slots=True)
class Line:
    """A row with its number, its owner's name, the numbers it depends on, and its light."""

    number: int
    row: ScheduleRow
    owner: str
    after: str
    verdict: Verdict


def lines(schedule: ProjectSchedule) -> list[Line]:
    """Return the lines of a schedule."""
    numbers = {row.key: number for number, row in enumerate(schedule.rows, 1)}
    lights = schedule.standing.rows
    return [
        Line(
            numbers[row.key],
            row,
            schedule.names.get(row.owner, "") if row.owner is not None else "",
            listed(str(numbers[key]) for key in row.after if key in numbers),
            lights[row.key],
        )
        for row in schedule.rows
    ]


COLUMNS: tuple[Column[Line], ...] = (
    Column("number", N_("序号"), value=lambda line: line.number, width=44, number=True),
    Column(
        "light",
        N_("灯"),
        value=lambda line: _(LIGHT_LETTERS[line.verdict.light]),
        width=48,
        tone=lambda line: LIGHT_TONES[line.verdict.light],
    ),
    Column(
        "stage",
        FIELD_TITLES["stage"],
        value=lambda line: _(STAGE_TITLES[line.row.stage]) if line.row.stage else "",
        width=76,
    ),
    Column("task", FIELD_TITLES["task"], value=lambda line: line.row.task, width=200),
    Column("owner", FIELD_TITLES["owner"], value=lambda line: line.owner, width=84),
    Column(
        "planned_start",
        FIELD_TITLES["planned_start"],
        value=lambda line: line.row.planned_start,
        width=100,
    ),
    Column(
        "planned_end",
        FIELD_TITLES["planned_end"],
        value=lambda line: line.row.planned_end,
        width=100,
    ),
    Column(
        "actual_end", FIELD_TITLES["actual_end"], value=lambda line: line.row.actual_end, width=100
    ),
    Column(
        "percent",
        FIELD_TITLES["percent"],
        value=lambda line: line.row.percent,
        width=100,
        number=True,
    ),
    Column("after", FIELD_TITLES["after"], value=lambda line: line.after, width=72),
    Column("problem", FIELD_TITLES["problem"], value=lambda line: line.row.problem, width=150),
    Column("measure", FIELD_TITLES["measure"], value=lambda line: line.row.measure, width=150),
)
VERSIONS: tuple[Column[ScheduleVersion], ...] = (
    Column("revision", N_("版本"), value=lambda each: each.revision, width=62, number=True),
    Column("at", N_("时间"), value=lambda each: each.at, width=126),
    Column("by", N_("修改人"), value=lambda each: each.by, width=84),
    Column("note", N_("变更说明"), value=lambda each: each.note, width=220),
    Column("changes", N_("变更内容"), value=lambda each: change_words(each.changes), width=300),
)


def change_words(changes: ScheduleChanges) -> str:
    """Return what changed, in a line."""
    told = [_("新增“{task}”").format(task=row.task) for row in changes.added]
    told += [_("删除“{task}”").format(task=row.task) for row in changes.removed]
    for edit in changes.edited:
        fields = listed(_(FIELD_TITLES[each.field]) for each in edit.fields)
        told.append(_("“{task}”改了{fields}").format(task=edit.after.task, fields=fields))
    return listed(told)


def numbers_to_keys(text: str, rows: Sequence[ScheduleRow]) -> tuple[int, ...]:
    """Return the keys of the rows whose numbers stand in `text`; an unknown number is kept as -n.

    A key is never negative: the check of the rows then says that such a row is not there.
    """
    numbers = [int(each) for each in _digits(text)]
    return tuple(rows[each - 1].key if 0 < each <= len(rows) else -each for each in numbers)


def keys_to_numbers(keys: Iterable[int], rows: Sequence[ScheduleRow]) -> str:
    """Return the numbers of rows as one types them."""
    numbers = {row.key: number for number, row in enumerate(rows, 1)}
    return ",".join(str(numbers[key]) for key in keys if key in numbers)


def summary(schedule: ProjectSchedule) -> str:
    """Return how the whole stands, in a sentence."""
    text = _("计划 {planned}%，实际 {actual}%。{reason}")
    stands = schedule.standing
    whole = stands.whole.reason
    return text.format(
        planned=cell_text(stands.planned),
        actual=cell_text(stands.actual),
        reason=whole,
    )


def _digits(text: str) -> list[str]:
    return "".join(each if each.isdecimal() else " " for each in text).split()
