"""Months count on and back across years."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdesk.domain.purchases.months import month_of, month_range, months_before


@pytest.mark.parametrize(
    ("month", "count", "before"),
    [(202611, 0, 202611), (202611, 11, 202512), (202601, 1, 202512), (202612, -1, 202701)],
)
def test_months_lie_before(month, count, before):
    assert months_before(month, count) == before


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.integers(0, 300))
def test_going_back_and_on_again_comes_home(day, count):
    month = month_of(day)
    assert months_before(months_before(month, count), -count) == month


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.integers(0, 60))
def test_a_range_holds_each_month_once(day, count):
    first = month_of(day)
    months = list(month_range(first, months_before(first, -count)))
    assert len(months) == len(set(months)) == count + 1
    assert all(1 <= month % 100 <= 12 for month in months)
