"""The lights at each of their bounds; waiting or falling behind never makes them better."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdesk.domain.progress.lights import (
    LIGHT_LETTERS,
    Light,
    LightRule,
    Progress,
    judge,
    percent,
    planned_percent,
    worst,
)
from kamdesk.domain.progress.workdays import WorkCalendar

RULE, PUBLIC = LightRule(), WorkCalendar()
DAY = date(2026, 11, 24)
"""A Tuesday in a month without days off."""
FAR = date(2026, 12, 31)

POINTS = st.decimals(0, 100, places=2)
DAYS = st.dates(date(2026, 1, 1), date(2027, 6, 1))
ORDER = list(Light)


def light(day=DAY, rule=RULE, **progress):
    fields = {"planned": Decimal(50), "actual": Decimal(50), "due": FAR, **progress}
    return judge(Progress(**fields), day, calendar=PUBLIC, rule=rule)


def behind(points, **changes):
    return light(planned=Decimal(60), actual=Decimal(60) - Decimal(points), **changes)


@pytest.mark.parametrize(
    ("gap", "expected"),
    [
        ("-40", Light.GREEN),
        ("0", Light.GREEN),
        ("9.99", Light.GREEN),
        ("10", Light.YELLOW),
        ("10.01", Light.YELLOW),
        ("29.99", Light.YELLOW),
        ("30", Light.YELLOW),
        ("30.01", Light.RED),
        ("60", Light.RED),
    ],
)
def test_the_gap_at_its_bounds(gap, expected):
    assert behind(gap).light is expected


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (date(2026, 11, 23), Light.RED),
        (date(2026, 11, 24), Light.YELLOW),
        (date(2026, 11, 27), Light.YELLOW),  # Friday, three workdays on
        (date(2026, 11, 29), Light.YELLOW),  # the Sunday after it
        (date(2026, 11, 30), Light.GREEN),  # Monday, the fourth
        (None, Light.GREEN),
    ],
)
def test_the_days_until_due_at_their_bounds(due, expected):
    assert light(due=due).light is expected


def test_the_days_until_due_jump_the_festival():
    assert light(date(2026, 2, 13), due=date(2026, 2, 25)).light is Light.YELLOW
    assert light(date(2026, 2, 13), due=date(2026, 2, 26)).light is Light.GREEN


@pytest.mark.parametrize(
    ("times", "expected"), [(0, Light.GREEN), (1, Light.GREEN), (2, Light.RED), (3, Light.RED)]
)
def test_two_postponements_are_red_whatever_the_gap(times, expected):
    assert light(postponed=times, actual=Decimal(90)).light is expected


def test_done_is_grey_however_late_and_often_put_off():
    verdict = light(due=DAY - timedelta(days=90), postponed=5, actual=Decimal(0), done=True)
    assert (verdict.light, verdict.reason) == (Light.DONE, "已完成。")


@pytest.mark.parametrize(
    ("verdict", "reason"),
    [
        (light(), "计划 50%，实际 50%，与计划一致。"),
        (behind("9.99"), "计划 60%，实际 50.01%，落后 9.99 个百分点。"),
        (behind("-5"), "计划 60%，实际 65%，超前 5 个百分点。"),
        (behind("10"), "计划 60%，实际 50%，落后 10 个百分点。差距达到 10 个百分点。"),
        (
            light(due=date(2026, 11, 26)),
            "计划 50%，实际 50%，与计划一致。计划 2026-11-26 完成，还剩 2 个工作日。",
        ),
        (
            behind("40", due=date(2026, 11, 20), postponed=2),
            (
                "计划 60%，实际 20%，落后 40 个百分点。计划 2026-11-20 完成，已逾期 4 天。"
                "差距超过 30 个百分点。已延期 2 次，延期满 2 次即为红灯。"
            ),
        ),
    ],
)
def test_the_reason_names_everything_that_lit_it(verdict, reason):
    assert verdict.reason == reason


def test_the_limits_are_settings():
    rule = LightRule(yellow_gap=5, red_gap=20, near_workdays=0, postponements=1)
    assert behind("5", rule=rule).light is Light.YELLOW
    assert behind("20.01", rule=rule).light is Light.RED
    assert light(rule=rule, postponed=1).light is Light.RED
    assert light(rule=rule, due=DAY + timedelta(days=1)).light is Light.GREEN
    assert light(rule=rule, due=DAY).light is Light.YELLOW


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"yellow_gap": 0}, "yellow_gap"),
        ({"red_gap": 101}, "red_gap"),
        ({"yellow_gap": 31}, "red_gap"),
        ({"near_workdays": -1}, "near_workdays"),
        ({"near_workdays": 61}, "near_workdays"),
        ({"postponements": 0}, "postponements"),
    ],
)
def test_a_rule_out_of_bounds_is_told(changes, field):
    assert set(LightRule(**changes).faults()) == {field}


def test_the_rule_as_it_comes_and_one_without_yellow_gaps_are_fine():
    assert RULE.faults() == {}
    assert LightRule(yellow_gap=30, red_gap=30).faults() == {}


def test_each_light_has_a_letter_of_its_own():
    assert [LIGHT_LETTERS[each] for each in ORDER] == ["完", "绿", "黄", "红"]


@pytest.mark.parametrize("place", range(4))
def test_the_worst_of_some_lights(place):
    assert worst(reversed(ORDER[: place + 1])) is ORDER[place]


def test_of_no_lights_there_is_no_worst():
    with pytest.raises(ValueError, match="empty"):
        worst([])


@pytest.mark.parametrize(
    ("day", "share"),
    [
        (date(2026, 2, 11), "0"),
        (date(2026, 2, 12), "20"),
        (date(2026, 2, 14), "60"),
        (date(2026, 2, 20), "60"),  # nothing moves during the festival
        (date(2026, 2, 24), "80"),
        (date(2026, 2, 25), "100"),
        (date(2026, 3, 25), "100"),
    ],
)
def test_the_planned_share_counts_workdays_with_both_ends(day, share):
    start, end = date(2026, 2, 12), date(2026, 2, 25)
    assert planned_percent(start, end, day, PUBLIC) == Decimal(share)


@pytest.mark.parametrize(("day", "share"), [(14, 0), (15, 0), (22, 0), (23, 100), (24, 100)])
def test_a_row_without_workdays_is_planned_done_at_its_end(day, share):
    start, end = date(2026, 2, 15), date(2026, 2, 23)
    assert planned_percent(start, end, date(2026, 2, day), PUBLIC) == share


@pytest.mark.parametrize(
    ("part", "whole", "shown"), [(1, 3, "33.33"), (2, 3, "66.66"), (1, 8, "12.50"), (7, 7, "100")]
)
def test_per_cents_are_cut_to_two_decimals(part, whole, shown):
    assert percent(part, whole) == Decimal(shown)


@given(
    planned=POINTS,
    less=POINTS,
    more=POINTS,
    due=st.none() | DAYS,
    day=DAYS,
    put_off=st.integers(0, 3),
)
def test_more_done_never_makes_it_worse(planned, less, more, due, day, put_off):
    less, more = sorted((less, more))
    slow, fast = (
        light(day, planned=planned, actual=actual, due=due, postponed=put_off).light
        for actual in (less, more)
    )
    assert worst([slow, fast]) is slow


@given(narrow=POINTS, wide=POINTS, due=st.none() | DAYS, day=DAYS)
def test_a_wider_gap_never_makes_it_better(narrow, wide, due, day):
    narrow, wide = sorted((narrow, wide))
    lights = [light(day, planned=gap, actual=Decimal(0), due=due).light for gap in (narrow, wide)]
    assert worst(lights) is lights[1]


@given(
    start=DAYS,
    length=st.integers(0, 200),
    offset=st.integers(-30, 230),
    later=st.integers(0, 60),
    actual=st.integers(0, 100),
)
def test_waiting_never_makes_it_better(start, length, offset, later, actual):
    end = start + timedelta(days=length)
    today = start + timedelta(days=offset)
    lights = [
        light(
            day, planned=planned_percent(start, end, day, PUBLIC), actual=Decimal(actual), due=end
        ).light
        for day in (today, today + timedelta(days=later))
    ]
    assert worst(lights) is lights[1]


@given(start=DAYS, length=st.integers(0, 200), offset=st.integers(-30, 230))
def test_the_planned_share_grows_from_nothing_to_all(start, length, offset):
    end = start + timedelta(days=length)
    day = start + timedelta(days=offset)
    share = planned_percent(start, end, day, PUBLIC)
    assert 0 <= share <= planned_percent(start, end, day + timedelta(days=1), PUBLIC) <= 100
    assert share == 0 or day >= start
    assert share == 100 or day < end
