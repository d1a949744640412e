"""The sample's diary."""

from datetime import date

import pytest

from kamdesk.domain.errors import CancelledError
from kamdesk.services.sample.clock import StoryClock
from kamdesk.services.sample.diary import Diary

FRIDAY = date(2026, 11, 20)


@pytest.fixture
def played():
    return []


@pytest.fixture
def diary(played):
    diary = Diary()
    for name, back in (("late", 1), ("first", 9), ("sunday", 5), ("friday", 7)):
        diary.note(back, lambda name=name: played.append(name))
    return diary


def test_events_come_by_workday_then_as_they_were_noted(diary, played):
    reports = []
    diary.play(
        StoryClock(FRIDAY),
        report=lambda done, total: reports.append((done, total)),
        cancelled=lambda: False,
    )
    assert played == ["first", "sunday", "friday", "late"]
    assert reports == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_it_stops_between_two_events(diary, played):
    with pytest.raises(CancelledError, match="没有生成演示数据"):
        diary.play(StoryClock(FRIDAY), report=lambda *_: None, cancelled=lambda: len(played) == 2)
    assert len(played) == 2
