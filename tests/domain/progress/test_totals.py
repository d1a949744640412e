"""Per cents of a whole schedule by weight, and which light it shows for what reason."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdesk.domain.progress.lights import Light, LightRule, worst
from kamdesk.domain.progress.schedules import ScheduleRow
from kamdesk.domain.progress.totals import (
    actual_overall,
    light_of,
    planned_of,
    planned_overall,
    standing,
)
from kamdesk.domain.progress.workdays import WorkCalendar

PUBLIC, RULE = WorkCalendar(), LightRule()
START, END = date(2026, 11, 2), date(2026, 11, 27)
"""Twenty workdays, five a week."""
HALF = date(2026, 11, 13)

DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def row(key=1, percent=0, **changes):
    fields = {"task": f"任务{key}", "planned_start": START, "planned_end": END}
    return ScheduleRow(key=key, percent=percent, **{**fields, **changes})


def done(key, **changes):
    return row(key, 100, actual_end=END, **changes)


def stand(*rows, day=HALF, **postponed):
    put_off = {int(key.removeprefix("row")): times for key, times in postponed.items()}
    return standing(rows, day, calendar=PUBLIC, rule=RULE, postponed=put_off)


def test_half_the_workdays_are_half_the_plan():
    assert planned_of(row(), HALF, PUBLIC) == 50
    assert planned_of(row(planned_end=None), HALF, PUBLIC) == 0
    assert planned_of(row(planned_start=None), HALF, PUBLIC) == 0


def test_rows_count_by_their_weight():
    rows = [row(1, 90, weight=1), row(2, 30, weight=2)]
    assert actual_overall(rows) == 50
    later = row(2, planned_start=END, weight=3)
    assert planned_overall([row(1, weight=1), later], HALF, PUBLIC) == Decimal("12.5")


def test_what_does_not_come_out_even_is_cut_to_two_decimals():
    assert actual_overall([row(1, 50), row(2, 50), row(3, 0)]) == Decimal("33.33")


@pytest.mark.parametrize("rows", [[], [row(weight=0)]])
def test_without_rows_or_weights_nothing_is_planned_or_done(rows):
    assert actual_overall(rows) == planned_overall(rows, END, PUBLIC) == 0


def test_a_schedule_without_rows_is_green():
    assert stand().whole.light is Light.GREEN


def test_it_is_done_where_every_row_is():
    assert stand(done(1), done(2)).whole.light is Light.DONE
    assert stand(done(1), row(2, 50)).whole.light is Light.GREEN


def test_the_worst_open_row_lights_the_whole_and_is_named():
    ahead = row(1, 100, weight=50, actual_end=HALF)
    late = row(2, 19, weight=1)
    whole = stand(ahead, late).whole
    assert whole.light is Light.RED
    assert whole.reason == (
        "任务“任务2”：计划 50%，实际 19%，落后 31 个百分点。差距超过 30 个百分点。"
    )


def test_a_row_that_is_done_lights_nothing_however_late():
    late = done(1, planned_end=date(2026, 11, 6))
    assert stand(late, row(2, 50), row1=4).whole.light is Light.GREEN


def test_the_gap_of_the_whole_is_told_where_it_is_as_bad_as_the_rows():
    shown = stand(row(1, 40), row(2, 38))
    assert (shown.planned, shown.actual) == (50, 39)
    assert shown.whole.light is Light.YELLOW
    assert shown.whole.reason == (
        "整个进度表：计划 50%，实际 39%，落后 11 个百分点。差距达到 10 个百分点。"
    )


def test_two_postponements_of_a_row_make_the_whole_red():
    rows = [row(1, 60), row(2, 60)]
    assert stand(*rows, row2=1).whole.light is Light.GREEN
    assert stand(*rows, row2=2).whole.light is Light.RED
    assert stand(*rows, row2=2).rows[1].light is Light.GREEN


def test_a_row_is_overdue_on_the_day_after_its_planned_end():
    nearly = row(1, 99)
    lights = [
        light_of(nearly, END + timedelta(days=n), calendar=PUBLIC, rule=RULE).light for n in (0, 1)
    ]
    assert lights == [Light.YELLOW, Light.RED]


ROWS = st.lists(
    st.builds(
        lambda start, days, percent, weight: (start, days, percent, weight),
        DAYS,
        st.integers(0, 120),
        st.integers(0, 100),
        st.integers(1, 100),
    ),
    min_size=1,
    max_size=6,
).map(
    lambda drawn: [
        row(
            key,
            percent,
            planned_start=start,
            planned_end=start + timedelta(days=days),
            weight=weight,
        )
        for key, (start, days, percent, weight) in enumerate(drawn)
    ]
)


@given(rows=ROWS, day=DAYS)
def test_the_whole_is_never_better_than_a_row_and_lies_between_the_rows(rows, day):
    shown = standing(rows, day, calendar=PUBLIC, rule=RULE, postponed={})
    open_lights = [shown.rows[each.key].light for each in rows if not each.done]
    assert worst([*open_lights, shown.whole.light]) is shown.whole.light
    shares = [each.percent for each in rows]
    assert min(shares) <= shown.actual <= max(shares)
    planned = [planned_of(each, day, PUBLIC) for each in rows]
    assert min(planned) <= shown.planned <= max(planned)


@given(rows=ROWS, day=DAYS, later=st.integers(0, 60))
def test_the_whole_never_gets_better_by_waiting(rows, day, later):
    now, then = (
        standing(rows, each, calendar=PUBLIC, rule=RULE, postponed={}).whole.light
        for each in (day, day + timedelta(days=later))
    )
    assert worst([now, then]) is then
