"""Progress lights, worked out in this one place (product.md rules 7 and 8, paperwork.md 5).

The gap is planned % − actual % in points. Done is grey; otherwise red beyond `red_gap`, overdue or
postponed too often; yellow from `yellow_gap` on or due soon; green else.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal
from enum import StrEnum
from typing import Final

from kamdesk.domain.money import plain_number
from kamdesk.domain.progress.workdays import WorkCalendar
from kamdesk.i18n import N_, _

HUNDRED: Final = Decimal(100)
_CENT: Final = Decimal("0.01")
_MOST_WORKDAYS: Final = 60
_MOST_POSTPONEMENTS: Final = 20


class Light(StrEnum):
    """A light, the graver one last."""

    DONE = "done"
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


LIGHT_LETTERS: Final[Mapping[Light, str]] = {
    Light.DONE: N_("完"),
    Light.GREEN: N_("绿"),
    Light.YELLOW: N_("黄"),
    Light.RED: N_("红"),
}
"""What stands beside the colour, for black-and-white printers and colour-blind eyes."""
_GRAVITY: Final[Mapping[Light, int]] = {light: place for place, light in enumerate(Light)}


@dataclass(frozen=True, slots=True, kw_only=True)
class LightRule:
    """The limits of the lights: gaps in points, workdays until due, number of postponements.

    Yellow begins at `yellow_gap` itself, red beyond `red_gap`; `near_workdays` 0 warns on the
    planned last day only.
    """

    yellow_gap: int = 10
    red_gap: int = 30
    near_workdays: int = 3
    postponements: int = 2

    def faults(self) -> dict[str, str]:
        """Return what is wrong: field -> sentence."""
        bounds = {
            "yellow_gap": (1, 100),
            "red_gap": (1, 100),
            "near_workdays": (0, _MOST_WORKDAYS),
            "postponements": (1, _MOST_POSTPONEMENTS),
        }
        faults = {
            name: _("请填写 {low} 到 {high} 之间的整数。").format(low=low, high=high)
            for name, (low, high) in bounds.items()
            if not low <= getattr(self, name) <= high
        }
        if not faults and self.red_gap < self.yellow_gap:
            faults["red_gap"] = _("红灯的差距不能小于黄灯的差距。")
        return faults


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What decides a light: planned and actual %, the planned last day, times it was put off."""

    planned: Decimal
    actual: Decimal
    due: date | None = None
    postponed: int = 0
    done: bool = False

    @property
    def gap(self) -> Decimal:
        """Points behind the plan; negative ahead of it."""
        return self.planned - self.actual


@dataclass(frozen=True, slots=True)
class Verdict:
    """A light and why it is lit, in sentences."""

    light: Light
    reason: str


def worst(lights: Iterable[Light]) -> Light:
    """Return the gravest of `lights`; ValueError where there are none."""
    return max(lights, key=_GRAVITY.__getitem__)


def percent(part: Decimal | int, whole: Decimal | int) -> Decimal:
    """Return `part` of `whole` as per cent, rounded down to two decimals.

    Gaps are taken between such figures, so that they add up as they are shown.
    """
    return (HUNDRED * part / whole).quantize(_CENT, ROUND_FLOOR)


def planned_percent(start: date, end: date, day: date, calendar: WorkCalendar) -> Decimal:
    """Return how much should be done at the end of `day`: the share of the workdays gone.

    Both `start` and `end` are days of work on it; 0 before `start`, 100 from `end` on.
    """
    if day >= end:
        return HUNDRED
    whole = calendar.count(start, end)
    return percent(calendar.count(start, day), whole) if whole else Decimal(0)


def judge(progress: Progress, day: date, *, calendar: WorkCalendar, rule: LightRule) -> Verdict:
    """Return the light on `day` with everything that lit it.

    Overdue begins on the calendar day after the planned last one; workdays until due are those
    after `day`, the due day included.
    """
    if progress.done:
        return Verdict(Light.DONE, _("已完成。"))
    facts = _facts(progress)
    if causes := _red_causes(progress, day, rule):
        return Verdict(Light.RED, facts + causes)
    if causes := _yellow_causes(progress, day, calendar, rule):
        return Verdict(Light.YELLOW, facts + causes)
    return Verdict(Light.GREEN, facts)


def _facts(progress: Progress) -> str:
    if progress.gap > 0:
        told = _("计划 {planned}%，实际 {actual}%，落后 {points} 个百分点。")
    elif progress.gap < 0:
        told = _("计划 {planned}%，实际 {actual}%，超前 {points} 个百分点。")
    else:
        told = _("计划 {planned}%，实际 {actual}%，与计划一致。")
    return told.format(
        planned=plain_number(progress.planned),
        actual=plain_number(progress.actual),
        points=plain_number(abs(progress.gap)),
    )


def _red_causes(progress: Progress, day: date, rule: LightRule) -> str:
    causes = ""
    if progress.due is not None and day > progress.due:
        causes += _("计划 {due} 完成，已逾期 {days} 天。").format(
            due=progress.due, days=(day - progress.due).days
        )
    if progress.gap > rule.red_gap:
        causes += _("差距超过 {limit} 个百分点。").format(limit=rule.red_gap)
    if progress.postponed >= rule.postponements:
        causes += _("已延期 {count} 次，延期满 {limit} 次即为红灯。").format(
            count=progress.postponed, limit=rule.postponements
        )
    return causes


def _yellow_causes(progress: Progress, day: date, calendar: WorkCalendar, rule: LightRule) -> str:
    causes = ""
    if progress.gap >= rule.yellow_gap:
        causes += _("差距达到 {limit} 个百分点。").format(limit=rule.yellow_gap)
    if progress.due is None:
        return causes
    left = calendar.count(day + timedelta(days=1), progress.due)
    if left <= rule.near_workdays:
        causes += _("计划 {due} 完成，还剩 {left} 个工作日。").format(due=progress.due, left=left)
    return causes
