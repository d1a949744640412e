"""The leading clients are the fewest that make four fifths together."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdesk.domain.classes.pareto import Contribution, curve, pareto


def brought(*figures):
    return [
        Contribution(number, f"客户{number}", "李明", Decimal(figure))
        for number, figure in enumerate(figures, start=1)
    ]


def test_shares_run_up_to_the_whole():
    found = pareto(brought(10, 70, 20))
    assert [(row.rank, row.id, row.share, row.running, row.leading) for row in found.rows] == [
        (1, 2, 70, 70, True),
        (2, 3, 20, 90, True),
        (3, 1, 10, 100, False),
    ]
    assert (found.total, found.leading) == (100, 2)
    assert found.leading_share == Decimal("66.67")


@pytest.mark.parametrize(("figures", "leading"), [((80, 20), 1), ((79.99, 20.01), 2), ((5,), 1)])
def test_the_bound_of_eighty_per_cent_counts_as_reached(figures, leading):
    assert pareto(brought(*map(str, figures))).leading == leading


def test_clients_with_more_returns_than_purchases_are_counted_apart():
    found = pareto(brought(100, -30, 0))
    assert (len(found.rows), found.total, found.negative) == (1, 100, 1)


def test_nothing_bought_is_nothing_ranked():
    found = pareto([])
    assert (found.rows, found.total, found.leading, found.leading_share) == ((), 0, 0, 0)


@given(st.lists(st.decimals(-1000, 100000, places=2), max_size=60))
def test_the_leading_make_it_and_one_fewer_does_not(figures):
    found = pareto(brought(*figures))
    positive = sum((each for each in figures if each > 0), Decimal(0))
    first = sum((row.figure for row in found.rows[: found.leading]), Decimal(0))
    assert found.total == positive
    assert first * 100 >= 80 * positive
    if found.leading:
        last = found.rows[found.leading - 1].figure
        assert (first - last) * 100 < 80 * positive
        assert found.rows[-1].running == 100


@given(st.integers(1, 500), st.integers(2, 50))
def test_a_curve_begins_with_the_first_and_ends_with_the_last(count, points):
    rows = pareto(brought(*[1] * count)).rows
    shown = curve(rows, points)
    assert len(shown) <= points or count <= points
    assert (shown[0], shown[-1]) == (rows[0], rows[-1])
    assert [row.rank for row in shown] == sorted({row.rank for row in shown})
