"""Where the word of each line stands: on its line, beside the boxes and the other words."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import dist
from typing import Final, TypeVar

from kamdesk.domain.persons.layout import HEIGHT
from kamdesk.domain.persons.wires import Box, Point, Way, crosses

KeyT = TypeVar("KeyT")
Size = tuple[float, float]
_SHARES: Final = (0.5, 0.4, 0.6, 0.32, 0.68, 0.25, 0.75, 0.18, 0.82)
"""Where along its line a word is tried, the middle first."""
_CLEAR: Final = 10.0
_BESIDE: Final = 4.0


def word_places(
    ways: Mapping[KeyT, Way], sizes: Mapping[KeyT, Sequence[Size]], boxes: Iterable[Box]
) -> dict[KeyT, Box]:
    """Return the ground of each word.

    `sizes` are width and height of the ways to write it, the longest first; the ground has one of
    them. A word that finds no free place stands where it covers the least.
    """
    taken = list(boxes)
    found: dict[KeyT, Box] = {}
    for key, way in ways.items():
        if sizes.get(key) and way:
            others = (its for other, its in ways.items() if other != key)
            pieces = [piece for its in others for piece in pairwise(its)]
            taken.append(_best(_tries(way, sizes[key]), taken, pieces))
            found[key] = taken[-1]
    return found


def point_at(way: Way, share: float) -> Point:
    """Return the point of a line that lies `share` (0 to 1) of its length from its beginning."""
    left = share * sum(dist(start, end) for start, end in pairwise(way))
    for start, end in pairwise(way):
        length = dist(start, end)
        if length and left <= length:
            part = left / length
            return (start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part)
        left -= length
    return way[-1]


def _best(
    groups: Sequence[Sequence[Box]], taken: Sequence[Box], pieces: Sequence[tuple[Point, Point]]
) -> Box:
    """Return a free ground of the first group that has one, with the fewest lines behind it.

    Where none is free it is the one that covers the least.
    """
    for group in groups:
        free = [ground for ground in group if not any(map(ground.meets, taken))]
        if free:
            return min(free, key=lambda ground: sum(crosses(*piece, ground) for piece in pieces))
    return min(groups[-1], key=lambda ground: _covered(ground, taken))


def _tries(way: Way, sizes: Sequence[Size]) -> list[list[Box]]:
    """Return grounds on the line or close to it, the shortest word last.

    After them come those that are clear of boxes standing side by side, and the short word anyhow.
    """
    far = HEIGHT / 2 + sizes[0][1] / 2 + _CLEAR
    near = [_grounds(way, size, _close_by(size)) for size in sizes]
    return [*near, _grounds(way, sizes[0], ((0.0, -far), (0.0, far))), near[-1]]


def _close_by(size: Size) -> tuple[Point, ...]:
    """Return shifts off the line: none, then below, above, to the right, to the left of it."""
    width, height = size
    aside = width / 2 + _BESIDE
    return ((0.0, 0.0), (0.0, height), (0.0, -height), (aside, 0.0), (-aside, 0.0))


def _grounds(way: Way, size: Size, shifts: Sequence[Point]) -> list[Box]:
    width, height = size
    return [
        Box(
            x + across - width / 2,
            y + down - height / 2,
            x + across + width / 2,
            y + down + height / 2,
        )
        for across, down in shifts
        for x, y in (point_at(way, share) for share in _SHARES)
    ]


def _covered(ground: Box, taken: Iterable[Box]) -> float:
    """Return the area of `ground` that something else takes."""
    return sum(
        max(min(ground.right, box.right) - max(ground.left, box.left), 0.0)
        * max(min(ground.bottom, box.bottom) - max(ground.top, box.top), 0.0)
        for box in taken
    )
