"""How a schedule stands on a day: planned and actual per cent by weight, lights of rows and whole.

All per cents are cut to two decimals, and gaps are taken between what is shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from kamdesk.domain.progress.lights import (
    LightRule,
    Progress,
    Verdict,
    judge,
    percent,
    planned_percent,
    worst,
)
from kamdesk.domain.progress.schedules import ScheduleRow
from kamdesk.domain.progress.workdays import WorkCalendar
from kamdesk.i18n import _

_NOTHING: Final = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleStanding:
    """A schedule on a day: per cents and light of the whole, and each row's light by its key."""

    planned: Decimal
    actual: Decimal
    whole: Verdict
    rows: Mapping[int, Verdict]


def planned_of(row: ScheduleRow, day: date, calendar: WorkCalendar) -> Decimal:
    """Return the planned per cent of a row on `day`; 0 where it has no planned days."""
    if row.planned_start is None or row.planned_end is None:
        return _NOTHING
    return planned_percent(row.planned_start, row.planned_end, day, calendar)


def planned_overall(rows: Sequence[ScheduleRow], day: date, calendar: WorkCalendar) -> Decimal:
    """Return the planned per cent of the whole on `day`, by weight; 0 without rows."""
    return _weighted(rows, [planned_of(row, day, calendar) for row in rows])


def actual_overall(rows: Sequence[ScheduleRow]) -> Decimal:
    """Return the per cent done of the whole, by weight; 0 without rows."""
    return _weighted(rows, [Decimal(row.percent) for row in rows])


def light_of(
    row: ScheduleRow, day: date, *, calendar: WorkCalendar, rule: LightRule, postponed: int = 0
) -> Verdict:
    """Return the light of a row that was `postponed` so many times."""
    progress = Progress(
        planned=planned_of(row, day, calendar),
        actual=Decimal(row.percent),
        due=row.planned_end,
        postponed=postponed,
        done=row.done,
    )
    return judge(progress, day, calendar=calendar, rule=rule)


def standing(
    rows: Sequence[ScheduleRow],
    day: date,
    *,
    calendar: WorkCalendar,
    rule: LightRule,
    postponed: Mapping[int, int],
) -> ScheduleStanding:
    """Return how the schedule stands; `postponed` has key of a row -> times, 0 where it lacks one.

    The light of the whole is the worst of its open rows' and of its own gap's; done where every
    row is done, green without rows.
    """
    planned, actual = planned_overall(rows, day, calendar), actual_overall(rows)
    own = judge(
        Progress(planned=planned, actual=actual, done=_all_done(rows)),
        day,
        calendar=calendar,
        rule=rule,
    )
    lights = {
        row.key: light_of(
            row, day, calendar=calendar, rule=rule, postponed=postponed.get(row.key, 0)
        )
        for row in rows
    }
    return ScheduleStanding(
        planned=planned, actual=actual, whole=_whole(rows, own, lights), rows=lights
    )


def _whole(rows: Sequence[ScheduleRow], own: Verdict, lights: Mapping[int, Verdict]) -> Verdict:
    """Return the worst, told by the whole's own gap where it is as bad, else by the first row."""
    light = worst([own.light, *(each.light for each in lights.values())])
    if own.light is light:
        return Verdict(light, _("整个进度表：{reason}").format(reason=own.reason))
    row = next(row for row in rows if lights[row.key].light is light)
    told = _("任务“{task}”：{reason}")
    return Verdict(light, told.format(task=row.task, reason=lights[row.key].reason))


def _all_done(rows: Sequence[ScheduleRow]) -> bool:
    return bool(rows) and all(row.done for row in rows)


def _weighted(rows: Sequence[ScheduleRow], shares: Sequence[Decimal]) -> Decimal:
    whole = sum(row.weight for row in rows)
    if whole <= 0:  # a draft with weights that its check refuses
        return _NOTHING
    part = sum((row.weight * share for row, share in zip(rows, shares, strict=True)), _NOTHING)
    return percent(part, 100 * whole)
