"""The way of each line between boxes: round the boxes that stand between, never behind them.

Superiors are joined as on a chart of an organisation, at right angles; whatever else goes straight
where it can, and bends round corners where it cannot. Lines between the same two boxes keep apart.
"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from heapq import heappop, heappush
from itertools import count, pairwise
from math import dist, hypot
from typing import Final, NamedTuple

from kamdesk.domain.persons.layout import BADGE, HEIGHT, WIDTH
from kamdesk.domain.persons.maps import FormalKind, MapLine, Place

Point = tuple[float, float]
Way = tuple[Point, ...]
"""The corners of a line, from the border of its first box to that of its last."""

_LANE: Final = 30.0  # between lines that join the same two boxes
_CLEAR: Final = 5.0  # nothing passes a box nearer than this
_CORNERS: Final = (11.0, 17.0, 23.0)  # at these distances lines go round corners, in turn
_ASIDE: Final = 13.0  # beside a subordinate's box, and from the ends of its sides
_BUS: Final = 26.0  # below a superior, where the lines to the subordinates part
_SPREAD: Final = 22.0  # between the ends of bent lines on neighbouring tracks
_BEND: Final = 24.0  # a bend counts as so much of a detour


class Box(NamedTuple):
    """A rectangle in map units."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> Point:
        """Its centre."""
        return ((self.left + self.right) / 2, (self.top + self.bottom) / 2)

    def grown(self, by: float) -> "Box":
        """Return the box with a margin around it."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def holds(self, point: Point) -> bool:
        """Tell whether `point` lies inside, not only on the border."""
        return self.left < point[0] < self.right and self.top < point[1] < self.bottom

    def meets(self, other: "Box") -> bool:
        """Tell whether the two have some area in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def box_at(place: Place) -> Box:
    """Return the box whose middle is `place`."""
    across, down = WIDTH / 2, HEIGHT / 2
    return Box(place.x - across, place.y - down, place.x + across, place.y + down)


def with_badges(box: Box) -> Box:
    """Return the box and what its badges take above it."""
    return box._replace(top=box.top - BADGE / 2)


def around(boxes: Iterable[Box]) -> Box:
    """Return the smallest box that holds all of at least one."""
    sides = list(zip(*boxes, strict=True))
    return Box(min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3]))


def ways(
    lines: Sequence[MapLine], boxes: Mapping[int, Box], *, moved: AbstractSet[int] | None = None
) -> dict[MapLine, Way]:
    """Return the way of each line; none where its two boxes lie upon each other.

    With `moved`, only of the lines that end at one of those boxes.
    """
    lanes, router = _lanes(lines), _Router(boxes)
    return {
        line: router.way(line, lanes[line], at % len(_CORNERS))
        for at, line in enumerate(lines)
        if moved is None or moved & {line.source, line.target}
    }


def leads_to_frame(box: Box, frame: Box) -> Way:
    """Return the shortest straight way from a box to a frame, none where the box is inside."""
    if frame.meets(box):
        return ()
    x, y = box.middle
    nearest = (min(max(x, frame.left), frame.right), min(max(y, frame.top), frame.bottom))
    return (_leaving(box, (x, y), nearest), nearest)


def _lanes(lines: Sequence[MapLine]) -> dict[MapLine, float]:
    """Return how far beside the direct way each line goes; a superior's keeps the middle."""
    together: dict[frozenset[int], list[MapLine]] = {}
    for line in lines:
        together.setdefault(frozenset((line.source, line.target)), []).append(line)
    lanes: dict[MapLine, float] = {}
    for same in together.values():
        charted = [line for line in same if line.kind is FormalKind.SUPERIOR]
        lanes |= dict.fromkeys(charted, 0.0)
        others = [line for line in same if line not in charted]
        for at, line in enumerate(others):
            if charted:
                lane = _LANE * (at // 2 + 1) * (1.0 if at % 2 else -1.0)
            else:
                lane = _LANE * (at - (len(others) - 1) / 2)
            lanes[line] = lane if line.source < line.target else -lane
    return lanes


def _chart_ways(above: Box, below: Box) -> Iterable[Way]:
    """Yield ways at right angles, the usual one first: down, across, down."""
    if below.top - above.bottom < _BUS:
        return
    (x0, _), (x1, y1) = above.middle, below.middle
    start = (x0, above.bottom)
    if abs(x0 - x1) < 1:
        yield (start, (x0, below.top))
    for bus in (above.bottom + _BUS, below.top - _BUS):
        yield (start, (x0, bus), (x1, bus), (x1, below.top))
    bus = above.bottom + _BUS
    for aside, side in ((below.left - _ASIDE, below.left), (below.right + _ASIDE, below.right)):
        yield (start, (x0, bus), (aside, bus), (aside, y1), (side, y1))


def _beside(first: Box, last: Box, lane: float) -> tuple[Point, Point]:
    """Return the two middles, moved sideways by `lane` as far as the boxes reach."""
    (x0, y0), (x1, y1) = first.middle, last.middle
    length = hypot(x1 - x0, y1 - y0)
    across = _within((y0 - y1) / length * lane, WIDTH / 2 - _ASIDE)
    down = _within((x1 - x0) / length * lane, HEIGHT / 2 - _ASIDE)
    return (x0 + across, y0 + down), (x1 + across, y1 + down)


def _aside(point: Point, box: Box, by: float) -> Point:
    """Return a point of `box` moved sideways, as far as the box reaches."""
    return min(max(point[0] + by, box.left + _ASIDE), box.right - _ASIDE), point[1]


def _within(value: float, most: float) -> float:
    return min(max(value, -most), most)


def crosses(start: Point, end: Point, box: Box) -> bool:
    """Tell whether a straight piece runs through the inside of `box`."""
    (x0, y0), (x1, y1) = start, end
    left, top, right, bottom = box
    if (x0 <= left and x1 <= left) or (x0 >= right and x1 >= right):
        return False
    if (y0 <= top and y1 <= top) or (y0 >= bottom and y1 >= bottom):
        return False
    across, down = x1 - x0, y1 - y0
    first, second = across * (top - y0), across * (bottom - y0)
    third, fourth = down * (left - x0), down * (right - x0)
    sides = (first - third, first - fourth, second - third, second - fourth)
    return min(sides) < 0 < max(sides)  # corners on both sides of the piece


def _share_inside(start: Point, end: Point, box: Box) -> tuple[float, float] | None:
    """Return which part of a piece, of 0 to 1, lies inside `box`; None where it passes by."""
    enter, leave = 0.0, 1.0
    for axis in (0, 1):
        low, high = box[axis], box[axis + 2]
        at, step = start[axis], end[axis] - start[axis]
        if step == 0.0:
            if not low < at < high:
                return None
            continue
        one, other = (low - at) / step, (high - at) / step
        enter, leave = max(enter, min(one, other)), min(leave, max(one, other))
        if enter >= leave:
            return None
    return enter, leave


class _Router:
    """Finds ways between the boxes of one map; what sees what is worked out once."""

    def __init__(self, boxes: Mapping[int, Box]) -> None:
        self._boxes = boxes
        self._obstacles = {key: box.grown(_CLEAR) for key, box in boxes.items()}
        self._corners: dict[int, list[Point]] = {}  # by track, when first needed
        self._seen: dict[Point, list[Point]] = {}

    def way(self, line: MapLine, lane: float, track: int) -> Way:
        """Return the way of one line, `lane` units beside the direct one.

        Lines on different tracks go round the same corner side by side.
        """
        ends = line.source, line.target
        first, last = self._boxes[line.source], self._boxes[line.target]
        if first.meets(last):
            return ()
        if line.kind is FormalKind.SUPERIOR:
            for chart_way in _chart_ways(first, last):
                if all(self._free(a, b, *ends) for a, b in pairwise(chart_way)):
                    return chart_way
        start, end = _beside(first, last, lane)
        if not self._free(start, end, *ends):
            for each in (track, 0):
                spread = _SPREAD * (each - 1)
                begin, finish = _aside(start, first, spread), _aside(end, last, spread)
                if found := self._shortest(begin, finish, line, self._corners_of(each)):
                    return _clipped(found, first, last)
        return _clipped((start, end), first, last)

    def _corners_of(self, track: int) -> list[Point]:
        """Return the corners around all boxes that lie in none of the others."""
        if track not in self._corners:
            grown = (box.grown(_CORNERS[track]) for box in self._boxes.values())
            self._corners[track] = [
                corner
                for box in grown
                for corner in _corners(box)
                if not any(other.holds(corner) for other in self._obstacles.values())
            ]
        return self._corners[track]

    def _shortest(
        self, start: Point, end: Point, line: MapLine, corners: Sequence[Point]
    ) -> Way | None:
        """Look for the way of least length and bends, the most promising beginning first (A*)."""
        order = count()  # of two equally promising ones the earlier: the same map, the same lines
        waiting: list[tuple[float, int, float, Way]] = [(0.0, next(order), 0.0, (start,))]
        done: set[Point] = set()
        while waiting:
            _, _, length, trail = heappop(waiting)
            here = trail[-1]
            if here == end:
                return trail
            if here in done:
                continue
            done.add(here)
            if here == start:
                further_on = [each for each in corners if self._free(here, each, line.source)]
            else:
                further_on = self._from_corner(here, corners)
                if self._free(here, end, line.target):
                    further_on = [end, *further_on]
            for there in further_on:
                if there not in done:
                    further = length + dist(here, there) + _BEND
                    promise = further + dist(there, end)
                    heappush(waiting, (promise, next(order), further, (*trail, there)))
        return None

    def _from_corner(self, here: Point, corners: Sequence[Point]) -> list[Point]:
        """Return the corners of its track that a corner sees."""
        if here not in self._seen:
            self._seen[here] = [each for each in corners if self._free(here, each)]
        return self._seen[here]

    def _free(self, start: Point, end: Point, *ends: int) -> bool:
        """Tell whether nothing but the boxes `ends` lies between two points."""
        low, high = sorted((start[0], end[0]))
        upper, lower = sorted((start[1], end[1]))
        for key, box in self._obstacles.items():
            left, top, right, bottom = box
            if right <= low or left >= high or bottom <= upper or top >= lower:
                continue  # most boxes lie aside: told without a call
            if key not in ends and crosses(start, end, box):
                return False
        return True


def _corners(box: Box) -> tuple[Point, Point, Point, Point]:
    left, top, right, bottom = box
    return ((left, top), (right, top), (left, bottom), (right, bottom))


def _clipped(points: Way, first: Box, last: Box) -> Way:
    """Return a way from middle to middle cut to begin and end at the boxes' borders."""
    begin = _leaving(first, points[0], points[1])
    end = _leaving(last, points[-1], points[-2])
    return (begin, *points[1:-1], end)


def _leaving(box: Box, inside: Point, outside: Point) -> Point:
    """Return where the piece from a point inside `box` to another comes out of it."""
    share = _share_inside(inside, outside, box)
    leave = share[1] if share else 0.0
    return (
        inside[0] + (outside[0] - inside[0]) * leave,
        inside[1] + (outside[1] - inside[1]) * leave,
    )
