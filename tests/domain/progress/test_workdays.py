"""Workdays over Spring Festival 2026, into years nobody has published, and as properties."""

import subprocess
import sys
from datetime import date, timedelta

import pytest
from chinese_calendar import is_workday
from hypothesis import given
from hypothesis import strategies as st

from kamdesk.domain.progress.workdays import Source, WorkCalendar, source_of

PUBLIC = WorkCalendar()
UNPUBLISHED = 2098
"""A year that no package of this century knows yet."""

DAYS = st.dates(date(2003, 6, 1), date(2031, 6, 1))
AROUND = st.dates(date(2025, 12, 1), date(2026, 4, 1))
CALENDARS = st.builds(WorkCalendar, closed=st.frozensets(AROUND), working=st.frozensets(AROUND))


def feb(day):
    return date(2026, 2, day)


def one_by_one(calendar, first, last):
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return sum(map(calendar.is_workday, days))


def test_the_weeks_around_spring_festival_2026():
    worked = [day for day in range(9, 29) if PUBLIC.is_workday(feb(day))]
    # Off from the 15th to the 23rd; the Saturdays 14 and 28 are worked instead.
    assert worked == [9, 10, 11, 12, 13, 14, 24, 25, 26, 27, 28]


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 1, 1), False),
        (date(2026, 1, 2), False),
        (date(2026, 1, 4), True),  # a Sunday
        (date(2026, 5, 5), False),
        (date(2026, 5, 9), True),  # a Saturday
        (date(2026, 9, 20), True),  # a Sunday
        (date(2026, 10, 7), False),
        (date(2026, 10, 8), True),
        (date(2026, 10, 10), True),  # a Saturday
        (date(2026, 10, 11), False),
    ],
)
def test_other_days_of_the_notice_for_2026(day, works):
    assert PUBLIC.is_workday(day) is works


def test_every_published_day_is_what_the_package_says_of_it():
    first, last = date(2004, 1, 1), date(2026, 12, 31)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    assert [PUBLIC.is_workday(day) for day in days] == [is_workday(day) for day in days]
    assert PUBLIC.count(first, last) == sum(map(is_workday, days))


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (feb(13), 1, feb(14)),
        (feb(13), 2, feb(24)),
        (feb(14), 1, feb(24)),
        (feb(18), 1, feb(24)),
        (feb(14), 5, feb(28)),
        (feb(14), 6, date(2026, 3, 2)),
    ],
)
def test_workdays_after_and_before_jump_the_festival(start, count, end):
    assert PUBLIC.after(start, count) == end
    if PUBLIC.is_workday(start):
        assert PUBLIC.before(end, count) == start


def test_a_day_itself_never_counts_as_after_or_before_it():
    assert PUBLIC.after(feb(16), 1) == PUBLIC.after(feb(23), 1) == feb(24)
    assert PUBLIC.before(feb(24), 1) == PUBLIC.before(feb(16), 1) == feb(14)


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        (feb(13), feb(24), 3),
        (feb(14), feb(14), 1),
        (feb(15), feb(23), 0),
        (feb(24), feb(13), 0),
        (date(2026, 1, 1), date(2026, 12, 31), 248),
    ],
)
def test_a_count_has_both_its_days(first, last, count):
    assert PUBLIC.count(first, last) == count


def test_a_year_not_published_has_weekdays_less_the_holidays_with_a_fixed_date():
    year = UNPUBLISHED
    off = {(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)}
    day = date(year, 1, 1)
    while day.year == year:
        assert PUBLIC.is_workday(day) is (day.weekday() < 5 and (day.month, day.day) not in off)
        day += timedelta(days=1)


def test_counting_goes_on_into_a_year_not_published():
    known = (year for year in range(2026, UNPUBLISHED) if source_of(year) is Source.PUBLISHED)
    eve = date(max(known), 12, 31)
    first = PUBLIC.after(eve, 1)
    # 1 January is certain; what follows is the first Monday to Friday.
    assert first == next(day for n in (2, 3, 4) if (day := eve + timedelta(days=n)).weekday() < 5)
    assert PUBLIC.count(eve - timedelta(days=7), first) == (
        PUBLIC.count(eve - timedelta(days=7), eve) + 1
    )


def test_counting_reaches_the_last_day_there_is():
    assert PUBLIC.count(date(9999, 12, 20), date.max) == 10


@pytest.mark.parametrize(
    ("year", "source"),
    [
        (2003, Source.WEEKDAYS),
        (2004, Source.PUBLISHED),
        (2026, Source.PUBLISHED),
        (UNPUBLISHED, Source.WEEKDAYS),
    ],
)
def test_each_year_tells_what_it_rests_on(year, source):
    assert source_of(year) is source


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 3, 1), date(2026, 4, 1), "2026 年按国务院公布的放假调休安排计算。"),
        (date(2024, 12, 31), date(2026, 1, 1), "2024—2026 年按国务院公布的放假调休安排计算。"),
        (
            date(2098, 1, 1),
            date(2098, 1, 1),
            (
                "程序尚未收录 2098 年的放假调休安排，暂按周一至周五计算，"
                "只扣除元旦、劳动节和国庆节的法定假日。"
            ),
        ),
        (
            date(2003, 12, 1),
            date(2005, 1, 1),
            (
                "2004—2005 年按国务院公布的放假调休安排计算；程序尚未收录 2003 年的安排，"
                "暂按周一至周五计算，只扣除元旦、劳动节和国庆节的法定假日。"
            ),
        ),
    ],
)
def test_a_sentence_tells_the_source_of_a_span(first, last, words):
    assert PUBLIC.source_words(first, last) == words


def test_unknown_years_on_both_sides_are_listed():
    words = PUBLIC.source_words(date(2003, 1, 1), date(2098, 1, 1))
    assert words.startswith("2004—")
    assert "尚未收录 2003、" in words
    assert "—2098 年" in words


def test_own_days_in_the_span_are_told():
    own = WorkCalendar(closed=frozenset({feb(10), feb(25)}), working=frozenset({feb(16)}))
    told = own.source_words(feb(1), feb(20))
    assert told.endswith("计算。另计入公司自定的休息日 1 天、上班日 1 天。")
    assert own.source_words(feb(26), feb(28)) == PUBLIC.source_words(feb(26), feb(28))


def test_own_days_go_before_the_public_calendar():
    own = WorkCalendar(closed=frozenset({feb(14), feb(24)}), working=frozenset({feb(16)}))
    assert [own.is_workday(feb(day)) for day in (14, 16, 24, 25)] == [False, True, False, True]
    assert own.after(feb(13), 1) == feb(16)
    assert own.count(feb(13), feb(25)) == 3


def test_a_day_that_is_both_is_told_and_counts_as_closed():
    both = WorkCalendar(closed=frozenset({feb(10)}), working=frozenset({feb(10)}))
    assert both.faults() == {"working": "2026-02-10 不能既是休息日又是上班日，请去掉其中一项。"}
    assert not both.is_workday(feb(10))
    assert both.source_words(feb(1), feb(20)).endswith("休息日 1 天、上班日 0 天。")
    assert PUBLIC.faults() == {}


@pytest.mark.parametrize("count", [0, -1])
def test_workdays_are_counted_from_one(count):
    with pytest.raises(ValueError, match="from 1"):
        PUBLIC.after(feb(1), count)
    with pytest.raises(ValueError, match="from 1"):
        PUBLIC.before(feb(1), count)


def test_a_span_the_wrong_way_round_has_no_source():
    with pytest.raises(ValueError, match="before it begins"):
        PUBLIC.source_words(feb(2), feb(1))


@given(calendar=CALENDARS, first=DAYS, days=st.integers(0, 900))
def test_a_count_is_what_counting_day_by_day_gives(calendar, first, days):
    last = first + timedelta(days=days)
    assert calendar.count(first, last) == one_by_one(calendar, first, last)


@given(calendar=CALENDARS, day=AROUND, count=st.integers(1, 80))
def test_counting_up_to_the_nth_workday_gives_n(calendar, day, count):
    end = calendar.after(day, count)
    assert calendar.is_workday(end)
    assert calendar.count(day + timedelta(days=1), end) == count
    start = calendar.before(day, count)
    assert calendar.is_workday(start)
    assert calendar.count(start, day - timedelta(days=1)) == count


@given(calendar=CALENDARS, day=AROUND, first=st.integers(1, 40), more=st.integers(1, 40))
def test_workdays_add_up(calendar, day, first, more):
    halfway = calendar.after(day, first)
    assert calendar.after(halfway, more) == calendar.after(day, first + more)
    assert calendar.before(halfway, first) <= day < halfway


def test_the_calendar_is_loaded_when_days_are_counted_and_not_before():
    seen = (
        "import sys; from datetime import date; from kamdesk.domain.progress import workdays as w; "
        "before = 'chinese_calendar' in sys.modules; w.source_of(2026); "
        "print(before, 'chinese_calendar' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", seen], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]
