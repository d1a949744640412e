"""Two years of months beside those of the year before."""

from decimal import Decimal

import pytest

from kamdesk.domain.purchases.months import Month, MonthFigures
from kamdesk.domain.purchases.trends import change_percent, first_month, trend

LAST = Month(202611)


def figures(month, tons, lines=1):
    return MonthFigures(Month(month), Decimal(tons), Decimal(tons) * 4000, lines)


def test_all_24_months_are_there_and_each_knows_its_year_before():
    found = trend([figures(202611, 8), figures(202511, 5), figures(202411, 3)], LAST)
    assert [each.now.month for each in found.months][::23] == [202412, 202611]
    assert len(found.months) == 24
    assert (found.months[-1].now.tons, found.months[-1].before.tons) == (8, 5)
    assert found.months[11].now == figures(202511, 5)
    assert found.months[11].before == figures(202411, 3)
    assert found.months[0].now == MonthFigures(Month(202412), Decimal(0), Decimal(0), 0)


def test_the_years_are_summed_apart_and_returns_take_away():
    found = trend(
        [figures(202611, 8), figures(202512, 4), figures(202511, 5), figures(202601, -2)], LAST
    )
    assert (found.year.tons, found.year.amount, found.year.lines) == (10, 40_000, 3)
    assert found.year_before.tons == 5


def test_three_years_are_needed_from_the_summary():
    assert first_month(LAST) == 202312


def test_no_purchases_is_told():
    assert not trend([], LAST).any
    assert trend([figures(202412, 0)], LAST).any
    assert not trend([figures(202411, 9)], LAST).any


@pytest.mark.parametrize(
    ("now", "before", "percent"),
    [
        ("150", "100", 50),
        ("100.5", "100", 1),
        ("0", "100", -100),
        ("5", "0", None),
        ("5", "-1", None),
    ],
)
def test_the_change_in_per_cent(now, before, percent):
    assert change_percent(Decimal(now), Decimal(before)) == percent
