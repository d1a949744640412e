"""Axes with round steps and one zero."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdesk.ui.widgets.axes import axes

VALUES = st.lists(st.floats(-1e7, 1e7, allow_subnormal=False), max_size=30)


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([31.2, 8], [0, 10, 20, 30, 40]),
        ([40], [0, 10, 20, 30, 40]),
        ([0.9], [0, 0.25, 0.5, 0.75, 1]),
        ([30, -4], [-10, 0, 10, 20, 30]),
        ([], [0, 1]),
        ([0], [0, 1]),
    ],
)
def test_steps_are_round_and_hold_every_value(values, ticks):
    assert axes(values, [])[0].ticks() == pytest.approx(ticks)


@given(VALUES, VALUES)
def test_both_axes_share_their_lines_and_hold_their_values(left, right):
    first, second = axes(left, right)
    assert (first.up, first.down) == (second.up, second.down)
    assert first.height(0) == second.height(0)
    for axis, values in ((first, left), (second, right)):
        assert all(-1e-6 <= axis.height(value) <= 1 + 1e-6 for value in values)
        assert 1 <= axis.up + axis.down <= 11
