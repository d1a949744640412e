"""The sample's clock."""

from datetime import date, timedelta

from kamdesk.domain.clock import day_of
from kamdesk.services.sample.clock import StoryClock

SUNDAY = date(2026, 11, 22)


def test_a_weekend_becomes_the_friday_before():
    clock = StoryClock(SUNDAY)
    assert [clock.workday(back).day for back in (0, 1, 2, 3)] == [20, 20, 20, 19]
    assert clock.day(0) == SUNDAY


def test_events_follow_each_other_within_the_day():
    clock = StoryClock(SUNDAY)
    instants = []
    for _event in range(100):
        clock.turn_to(4)
        instants.append(clock.now())
    assert instants == sorted(set(instants))
    assert {day_of(instant) for instant in instants} == {SUNDAY - timedelta(days=4)}


def test_it_is_the_same_each_time():
    one, other = StoryClock(SUNDAY), StoryClock(SUNDAY)
    one.turn_to(10)
    other.turn_to(10)
    assert one.now() == other.now()
