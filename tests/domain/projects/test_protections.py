"""Day arithmetic of the protection period, example by example and as properties."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdesk.domain.projects.protections import Standing, protect
from kamdesk.domain.settings import Settings

DAYS = st.dates(date(2020, 1, 1), date(2090, 1, 1))
LIMITS = st.builds(
    Settings,
    protection_days=st.integers(1, 400),
    warning_days=st.integers(8, 40),
    last_warning_days=st.integers(0, 7),
    idle_days=st.integers(1, 200),
    grace_days=st.integers(0, 60),
)


@pytest.mark.parametrize(
    ("start", "last"),
    [
        (date(2026, 11, 2), date(2027, 1, 30)),  # over the end of a year
        (date(2027, 12, 3), date(2028, 3, 1)),  # 2028 has a 29 February
        (date(2028, 2, 29), date(2028, 5, 28)),
        (date(2026, 1, 31), date(2026, 4, 30)),
        (date(2026, 12, 31), date(2027, 3, 30)),
    ],
)
def test_ninety_days_count_the_filing_day_as_the_first(start, last):
    assert protect(start, Settings()).ends_on == last


def kept_alive(start=date(2026, 11, 2)):
    """Return a protection with a follow-up so late that only its period ends it."""
    return protect(start, Settings()).followed_up(start + timedelta(days=80))


@pytest.mark.parametrize(
    ("left", "standing"),
    [
        (16, Standing.PROTECTED),
        (15, Standing.DUE),
        (8, Standing.DUE),
        (7, Standing.DUE_SOON),
        (0, Standing.DUE_SOON),
        (-1, Standing.EXPIRED),
    ],
)
def test_warnings_come_fifteen_and_seven_days_before_the_last_day(left, standing):
    protection = kept_alive()
    day = protection.ends_on - timedelta(days=left)
    assert protection.standing(day) is standing
    assert protection.days_left(day) == left


@pytest.mark.parametrize(
    ("idle", "standing"),
    [
        (59, Standing.PROTECTED),
        (60, Standing.IDLE),
        (69, Standing.IDLE),
        (70, Standing.EXPIRED),
    ],
)
def test_sixty_idle_days_warn_and_ten_more_end_it(idle, standing):
    start = date(2026, 1, 5)
    assert protect(start, Settings()).standing(start + timedelta(days=idle)) is standing


def test_a_follow_up_restarts_the_idle_days():
    start = date(2026, 1, 5)
    active = protect(start, Settings()).followed_up(start + timedelta(days=59))
    assert active.standing(start + timedelta(days=73)) is Standing.PROTECTED


def test_a_follow_up_entered_late_does_not_turn_the_clock_back():
    start = date(2026, 1, 5)
    active = protect(start, Settings()).followed_up(start + timedelta(days=40))
    assert active.followed_up(start + timedelta(days=20)) == active


def test_an_extension_adds_its_days_to_the_last_day():
    protection = kept_alive()
    longer = protection.extended(90)
    assert longer.ends_on - protection.ends_on == timedelta(days=90)
    assert longer.starts_on == protection.starts_on


@given(start=DAYS, limits=LIMITS, after=st.integers(0, 500))
def test_it_is_live_from_the_first_day_up_to_the_day_it_expires(start, limits, after):
    protection = protect(start, limits)
    day = start + timedelta(days=after)
    assert protection.live(start)
    assert protection.live(day) == (after < min(limits.protection_days, idle_end(limits)))
    assert protection.live(day) == (protection.standing(day) is not Standing.EXPIRED)
    assert protection.live(day) == (protection.days_left(day) >= 0)


def idle_end(limits):
    return limits.idle_days + limits.grace_days


@given(start=DAYS, limits=LIMITS, after=st.integers(0, 500))
def test_without_activity_its_standing_never_gets_better(start, limits, after):
    protection = protect(start, limits)
    order = (Standing.PROTECTED, Standing.DUE, Standing.IDLE, Standing.DUE_SOON, Standing.EXPIRED)
    today, tomorrow = (protection.standing(start + timedelta(days=after + d)) for d in (0, 1))
    assert order.index(today) <= order.index(tomorrow)


@given(start=DAYS, limits=LIMITS, when=st.lists(st.integers(0, 300), max_size=6))
def test_activity_and_extension_never_shorten_it(start, limits, when):
    protection = protect(start, limits)
    for days in when:
        longer = protection.followed_up(start + timedelta(days=days)).extended(days)
        assert longer.expires_on >= protection.expires_on
        protection = longer
