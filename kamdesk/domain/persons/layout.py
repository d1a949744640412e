"""Where boxes stand by themselves: superiors above, assistants beside, nothing upon another.

Who reports to nobody stands in a row by the part they play, deciders and sponsors on top. The same
people always get the same places.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Final

from kamdesk.domain.persons.hierarchy import Hierarchy, hierarchy
from kamdesk.domain.persons.maps import OUR_SIDE, MapPerson, Place

WIDTH: Final = 192
HEIGHT: Final = 82
"""A box, in map units."""
BADGE: Final = 16
"""Height of a badge; half of it stands above its box."""

FRAME_MARGIN: Final = 24
FRAME_HEAD: Final = 28
"""Around the client's people, and above them for the client's name."""

_STEP_X: Final = WIDTH + 72
_STEP_Y: Final = HEIGHT + 52
_FINE: Final = 16
_GAP: Final = 16
_IN_A_ROW: Final = 5
"""So many people without superior, or without subordinates of their own, stand side by side."""


Spans = dict[int, tuple[int, int]]
"""Level → the left and right edge of what stands on it."""


@dataclass(slots=True)
class _Group:
    """Boxes that move as one; places are middle and level, the middle of the head being 0."""

    places: dict[int, tuple[int, int]] = field(default_factory=dict)
    spans: Spans = field(default_factory=dict)

    def put(self, key: int, x: int, level: int) -> None:
        self.places[key] = (x, level)
        left, right = self.spans.get(level, (x, x))
        self.spans[level] = (min(left, x - _STEP_X // 2), max(right, x + _STEP_X // 2))

    def take(self, other: "_Group", shift: int) -> None:
        """Add another group, moved to the right by `shift`."""
        for key, (x, level) in other.places.items():
            self.put(key, x + shift, level)

    def middle(self) -> int:
        left = min(left for left, _right in self.spans.values())
        right = max(right for _left, right in self.spans.values())
        return (left + right) // 2


def arranged(people: Sequence[MapPerson], *, upright: bool = False) -> dict[int, Place]:
    """Return a place for each of `people` and, at their left, for our own side.

    Where there is more room downwards, `upright` puts our own side below them.
    """
    forest = _packed(_groups(hierarchy(people)))
    left = min((left for left, _right in forest.spans.values()), default=0)
    places = {
        key: Place(x - left - _STEP_X // 2, level * _STEP_Y)
        for key, (x, level) in forest.places.items()
    }
    return places | {OUR_SIDE: _our_place(places, upright=upright)}


def placed(
    people: Sequence[MapPerson], kept: Mapping[int, Place], *, upright: bool = False
) -> dict[int, Place]:
    """Return the places of everybody: `kept` where one is kept and free, else a free one near by.

    Near by is below the superior, where there is one.
    """
    automatic = arranged(people, upright=upright)
    if not kept:
        return automatic
    places: dict[int, Place] = {}
    for key, place in sorted(kept.items()):
        if key in automatic and not _taken(place, places.values()):
            places[key] = place
    for person in sorted(people, key=lambda each: automatic[each.id].y):  # superiors first
        if person.id not in places:
            wanted = automatic[person.id]
            if person.reports_to_id in places:
                wanted = _below(places[person.reports_to_id])
            places[person.id] = _nearest(wanted, places.values(), Place(_STEP_X, _STEP_Y))
    if OUR_SIDE not in places:
        places[OUR_SIDE] = _our_place(places)
    return places


def _below(place: Place) -> Place:
    return Place(place.x, place.y + _STEP_Y)


def _groups(order: Hierarchy) -> list[_Group]:
    """Return the trees on their levels, then the rows of those who stand alone."""
    below, assistants, roots = order.below(), order.assistants(), order.roots()
    alone = [key for key in roots if key not in below and key not in assistants]
    rows: list[_Group] = []
    levels: dict[int, int] = {}
    level = 0
    for tier in sorted({order.tier(key) for key in roots}):
        levels[tier] = level
        parts = _parts([key for key in alone if order.tier(key) == tier])
        rows += [_row(part, level + at) for at, part in enumerate(parts)]
        level += max(len(parts), 1)
    plan = _Plan(below, assistants)
    trees = [plan.tree(key, levels[order.tier(key)]) for key in roots if key not in alone]
    return [*trees, *rows]


@dataclass(frozen=True, slots=True)
class _Plan:
    """Grows trees from the leaves up."""

    below: Mapping[int, Sequence[int]]
    assistants: Mapping[int, Sequence[int]]

    def tree(self, root: int, level: int) -> _Group:
        """Return `root` on `level` with all that stands below."""
        levels, order = {root: level}, [root]
        for key in order:  # grows while it is walked
            for each in self.below.get(key, ()):
                levels[each] = levels[key] + 1
                order.append(each)
        grown: dict[int, _Group] = {}
        for key in reversed(order):
            grown[key] = self._headed(key, levels[key], grown)
        return grown[root]

    def _headed(self, key: int, level: int, grown: Mapping[int, _Group]) -> _Group:
        group = _Group()
        for at, each in enumerate((key, *self.assistants.get(key, ()))):
            group.put(each, at * _STEP_X, level)
        under = self.below.get(key, ())
        leaves = [each for each in under if len(grown[each].places) == 1]
        columns = [grown[each] for each in under if each not in leaves]
        columns += [_column(part, level + 1) for part in _dealt(leaves)]
        shifts = _side_by_side(columns)
        middle = (shifts[0] + shifts[-1]) // 2 if shifts else 0
        for column, shift in zip(columns, shifts, strict=True):
            group.take(column, shift - middle)
        return group


def _row(members: Sequence[int], level: int) -> _Group:
    row = _Group()
    for at, key in enumerate(members):
        row.put(key, at * _STEP_X, level)
    return row


def _column(members: Sequence[int], level: int) -> _Group:
    column = _Group()
    for at, key in enumerate(members):
        column.put(key, 0, level + at)
    return column


def _parts(members: Sequence[int]) -> list[Sequence[int]]:
    """Cut into rows of nearly the same length."""
    rows = -(-len(members) // _IN_A_ROW)
    return [
        members[at * len(members) // rows : (at + 1) * len(members) // rows] for at in range(rows)
    ]


def _dealt(members: Sequence[int]) -> list[Sequence[int]]:
    """Deal out to columns, row by row."""
    columns = min(len(members), _IN_A_ROW)
    return [members[at::columns] for at in range(columns)]


def _side_by_side(groups: Sequence[_Group]) -> list[int]:
    """Return how far to the right each group goes so that none touches those before it."""
    edges: dict[int, int] = {}
    shifts = []
    for group in groups:
        shared = [edges[level] - left for level, (left, _) in group.spans.items() if level in edges]
        shifts.append(shift := max(shared, default=0))
        edges |= {level: right + shift for level, (_, right) in group.spans.items()}
    return shifts


def _packed(groups: Sequence[_Group]) -> _Group:
    """Put all into one group: side by side, or centred where nothing else is on their levels."""
    whole = _Group()
    for group in groups:
        if whole.spans and not whole.spans.keys() & group.spans.keys():
            whole.take(group, whole.middle() - group.middle())
        else:
            whole.take(group, _side_by_side([whole, group])[1])
    return whole


def _our_place(places: Mapping[int, Place], *, upright: bool = False) -> Place:
    """Return the place to the left of everybody or, `upright`, below them."""
    theirs = [place for key, place in places.items() if key != OUR_SIDE]
    if not theirs:
        return Place(0, 0)
    (left, right), (top, bottom) = ((min(each), max(each)) for each in zip(*theirs, strict=True))
    if upright:
        return Place((left + right) // 2, bottom + _STEP_Y + FRAME_MARGIN)
    return Place(left - _STEP_X - FRAME_MARGIN, (top + bottom) // 2)


def _taken(place: Place, others: Iterable[Place], gap: int = 0) -> bool:
    return any(
        abs(place.x - other.x) < WIDTH + gap and abs(place.y - other.y) < HEIGHT + gap
        for other in others
    )


def free_place(wanted: Place, others: Collection[Place]) -> Place:
    """Return `wanted`, or the nearest place beside it where no box of `others` is touched."""
    if not _taken(wanted, others):
        return wanted
    return _nearest(wanted, others, Place(_FINE, _FINE))


def _nearest(wanted: Place, others: Collection[Place], step: Place) -> Place:
    """Look round `wanted` in growing squares, below first; one of them is free for certain."""
    tries = (
        Place(wanted.x + across * step.x, wanted.y + down * step.y)
        for radius in count()
        for across, down in sorted(_ring(radius), key=lambda at: (at[0] ** 2 + at[1] ** 2, -at[1]))
    )
    return next(place for place in tries if not _taken(place, others, _GAP))


def _ring(radius: int) -> list[tuple[int, int]]:
    """Return the points of a square's edge around the origin."""
    side = range(-radius, radius + 1)
    return [(x, y) for x in side for y in side if max(abs(x), abs(y)) == radius]
