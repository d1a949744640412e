"""The score of a client, its grade at every bound, and when it is due again."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdesk.domain.classes.grading import (
    Criterion,
    GradingScheme,
    Judgement,
    score,
    value_points,
)
from kamdesk.domain.clients.clients import Grade
from kamdesk.domain.errors import RuleError

SCHEME = GradingScheme()
MIDDLE = Judgement(scale=3, potential=4, payment=5)


def test_a_score_is_the_weighted_sum_of_its_parts():
    result = score(SCHEME, Decimal(2_500_000), MIDDLE)
    assert [(part.criterion, part.points, part.brings) for part in result.parts] == [
        (Criterion.VALUE, Decimal("50.0"), Decimal("20.0")),
        (Criterion.SCALE, Decimal(60), Decimal(9)),
        (Criterion.POTENTIAL, Decimal(80), Decimal(20)),
        (Criterion.PAYMENT, Decimal(100), Decimal(20)),
    ]
    assert result.total == Decimal("69.0")


@pytest.mark.parametrize(
    ("amount", "points"),
    [
        ("0", "0.0"),
        ("-300000", "0.0"),
        ("2500", "0.1"),
        ("4999999.99", "100.0"),
        ("5000000", "100.0"),
        ("90000000", "100.0"),
    ],
)
def test_purchases_give_points_in_proportion_and_no_more_than_all(amount, points):
    assert value_points(SCHEME, Decimal(amount)) == Decimal(points)


@pytest.mark.parametrize(
    ("total", "grade"),
    [("100", Grade.A), ("80.0", Grade.A), ("79.9", Grade.B), ("60.0", Grade.B), ("59.9", Grade.C)],
)
def test_the_bounds_count_as_reached(total, grade):
    assert SCHEME.grade_of(Decimal(total)) is grade


@pytest.mark.parametrize(
    ("day", "grade", "due"),
    [
        (date(2026, 11, 25), Grade.A, date(2027, 5, 25)),
        (date(2026, 11, 25), Grade.C, date(2027, 11, 25)),
        (date(2026, 8, 31), Grade.A, date(2027, 2, 28)),
        (date(2028, 2, 29), Grade.B, date(2029, 2, 28)),
    ],
)
def test_a_client_is_due_again_after_its_grade_s_months(day, grade, due):
    assert SCHEME.due_after(day, grade) == due


@pytest.mark.parametrize("mark", [0, 6, -1])
def test_a_mark_beyond_one_to_five_is_refused(mark):
    with pytest.raises(RuleError, match="1 到 5"):
        score(SCHEME, Decimal(0), replace(MIDDLE, payment=mark))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"value_weight": 41}, "payment_weight"),
        ({"full_amount": Decimal(0)}, "full_amount"),
        ({"from_b": 80}, "from_b"),
        ({"from_a": 101}, "from_b"),
        ({"months_c": 0}, "months_c"),
    ],
)
def test_a_scheme_that_makes_no_sense_is_told_at_its_field(change, field):
    assert set(replace(SCHEME, **change).faults()) == {field}
    assert SCHEME.faults() == {}


MARKS = st.integers(1, 5)


@given(st.decimals(-(10**9), 10**9, places=2), MARKS, MARKS, MARKS)
def test_a_total_lies_between_nothing_and_all_and_never_falls_with_a_better_mark(
    amount, scale, potential, payment
):
    given_marks = Judgement(scale=scale, potential=potential, payment=payment)
    total = score(SCHEME, amount, given_marks).total
    assert 0 <= total <= 100
    better = replace(given_marks, payment=min(payment + 1, 5))
    assert score(SCHEME, amount, better).total >= total
