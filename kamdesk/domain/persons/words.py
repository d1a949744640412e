"""Where the word of each line stands: on its line, beside the boxes and the other words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import dist
from typing import Final, TypeVar

from kamdesk.domain.persons.layout import HEIGHT
from kamdesk.domain.persons.wires import Box, Point, Way, crosses

KeyT = TypeVar("KeyT")
_SHARES: Final = (0.5, 0.4, 0.6, 0.32, 0.68, 0.25, 0.75, 0.18, 0.82)
"""Where along its line a word is tried, the middle first."""
_CLEAR: Final = 10.0


def word_places(
    ways: Mapping[KeyT, Way], sizes: Mapping[KeyT, tuple[float, float]], boxes: Iterable[Box]
) -> dict[KeyT, Box]:
    """Return the ground of each word, `sizes` being the width and height of those who have one.

    A word that finds no free place stands where it covers the least.
    """
    taken = list(boxes)
    found: dict[KeyT, Box] = {}
    for key, way in ways.items():
        if key in sizes and way:
            pieces = [
                piece for other, its in ways.items() if other != key for piece in pairwise(its)
            ]
            taken.append(_best(list(_tries(way, sizes[key])), taken, pieces))
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


def _best(tries: Sequence[Box], taken: Sequence[Box], pieces: Sequence[tuple[Point, Point]]) -> Box:
    """Return the first ground that is free, of those the one with the fewest lines behind it.

    Where none is free it is the one that covers the least.
    """
    free = [ground for ground in tries if not any(map(ground.meets, taken))]
    best, fewest = None, len(pieces) + 1
    for ground in free:
        behind = sum(crosses(start, end, ground) for start, end in pieces)
        if behind < fewest:
            best, fewest = ground, behind
        if not fewest:
            break
    return best or min(tries, key=lambda ground: _covered(ground, taken))


def _tries(way: Way, size: tuple[float, float]) -> Iterator[Box]:
    """Yield grounds on the line, then beside it, then clear of boxes that stand side by side."""
    across, down = size[0] / 2, size[1] / 2
    far = HEIGHT / 2 + down + _CLEAR
    for shift in (0.0, down * 2, -down * 2, -far, far):
        for share in _SHARES:
            x, y = point_at(way, share)
            yield Box(x - across, y + shift - down, x + across, y + shift + down)


def _covered(ground: Box, taken: Iterable[Box]) -> float:
    """Return the area of `ground` that something else takes."""
    return sum(
        max(min(ground.right, box.right) - max(ground.left, box.left), 0.0)
        * max(min(ground.bottom, box.bottom) - max(ground.top, box.top), 0.0)
        for box in taken
    )
