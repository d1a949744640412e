"""The words of the minutes: times, numbers, who was there and who was not."""

import pytest

from kamdesk.domain.reviews.minutes_sheet import Absentee
from kamdesk.reports.minutes_words import excused, length, next_meeting, ordinal, teams
from tests.reports import minutes_papers
from tests.reports.minutes_papers import at


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (100, "100")],
)
def test_headings_are_numbered_in_chinese(number, words):
    assert ordinal(number) == words


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "words"),
    [
        (None, None, ""),
        (at(10, 9), None, "2026年7月10日9:00"),
        (at(10, 9), at(10, 11, 5), "2026年7月10日9:00至11:05"),
        (at(10, 14), at(11, 12), "2026年7月10日14:00至2026年7月11日12:00"),
    ],
)
def test_the_time_names_the_day_once(starts_at, ends_at, words):
    sheet = minutes_papers.full(starts_at=starts_at, ends_at=ends_at)
    assert length(sheet, "至") == words


def test_people_are_named_by_department_in_their_order():
    departments = [department for department, _names in teams(minutes_papers.PRESENT)]
    assert departments[:3] == ["公司领导", "销售管理部", "大客户业务一部"]
    assert dict(teams(minutes_papers.PRESENT))["销售管理部"] == ["陈思远（部长）", "李静（主管）"]


@pytest.mark.parametrize(
    ("reason", "proxy", "words"),
    [
        ("", "", "钱程"),
        ("病假", "", "钱程（病假）"),
        ("", "王磊", "钱程（由王磊代理）"),
        ("病假", "王磊", "钱程（病假，由王磊代理）"),
    ],
)
def test_an_absence_tells_its_reason_and_the_proxy(reason, proxy, words):
    assert excused(Absentee(name="钱程", reason=reason, proxy=proxy)) == words


def test_of_the_next_meeting_only_what_is_known_is_told():
    assert list(next_meeting(minutes_papers.empty())) == []
    assert next(next_meeting(minutes_papers.full())) == "时间：2026年8月10日9:00"
