"""Two value axes of one chart, with round steps and their zero at the same height; plain Python."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_STEPS: Final = 4
"""So many steps a side is about right."""
_ROUND: Final = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis of `up` steps above zero and `down` below, each `step` of the value."""

    step: float
    up: int
    down: int

    def ticks(self) -> list[float]:
        """Return the values of the lines, from the lowest up."""
        return [self.step * at for at in range(-self.down, self.up + 1)]

    def height(self, value: float) -> float:
        """Return how far up a value stands: 0 at the bottom, 1 at the top."""
        return (value / self.step + self.down) / (self.up + self.down)


def axes(left: Sequence[float], right: Sequence[float]) -> tuple[Axis, Axis]:
    """Return the axes for two rows of values; both have the same number of steps."""
    steps = _step(left), _step(right)
    ups, downs = zip(_counts(left, steps[0]), _counts(right, steps[1]), strict=True)
    up, down = max(1, *ups), max(downs)
    return Axis(steps[0], up, down), Axis(steps[1], up, down)


def _step(values: Sequence[float]) -> float:
    """Return the smallest round step with which `_STEPS` of them reach the largest value."""
    most = max((abs(value) for value in values), default=0.0)
    if not most:
        return 1.0
    rough = most / _STEPS
    power = 10.0 ** math.floor(math.log10(rough))
    return next(each for each in _ROUND if each * power >= rough * (1 - 1e-9)) * power


def _counts(values: Sequence[float], step: float) -> tuple[int, int]:
    up = math.ceil(max((0.0, *values)) / step - 1e-9)
    down = math.ceil(-min((0.0, *values)) / step - 1e-9)
    return up, down
