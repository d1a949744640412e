"""Lines between boxes: round what stands between, apart from each other."""

from itertools import pairwise
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdesk.domain.persons.layout import placed
from kamdesk.domain.persons.maps import FormalKind, MapLine, Place
from kamdesk.domain.persons.relations import RelationKind
from kamdesk.domain.persons.wires import Box, box_at, crosses, leads_to_frame, ways
from tests.domain.persons.people_of_maps import a_map, forests


def line(source, target, kind=RelationKind.INFLUENCE, key=1):
    return MapLine(kind=kind, source=source, target=target, relation_id=key)


def way(each, boxes):
    return ways([each], boxes)[each]


def on_border(point, box):
    left, top, right, bottom = (pytest.approx(side, abs=1e-6) for side in box)
    return point[0] in (left, right) or point[1] in (top, bottom)


def behind(path, boxes, ends):
    return [
        key
        for key, box in boxes.items()
        if key not in ends and any(crosses(a, b, box) for a, b in pairwise(path))
    ]


@given(forests(most=14), st.data())
def test_no_line_runs_behind_a_box_of_a_map_that_stands_by_itself(people, data):
    boxes = {key: box_at(place) for key, place in placed(people, {}).items()}
    keys = sorted(boxes)
    ends = st.tuples(st.sampled_from(keys), st.sampled_from(keys))
    pairs = data.draw(st.lists(ends.filter(lambda pair: pair[0] != pair[1]), max_size=6))
    informal = [line(*pair, key=number) for number, pair in enumerate(pairs, start=1)]
    lines = [*a_map(people, ()).lines(), *informal]
    for each, path in ways(lines, boxes).items():
        assert behind(path, boxes, {each.source, each.target}) == []
        assert on_border(path[0], boxes[each.source])
        assert on_border(path[-1], boxes[each.target])


def test_a_free_line_is_straight():
    boxes = {1: box_at(Place(0, 0)), 2: box_at(Place(600, 0))}
    assert way(line(1, 2), boxes) == ((96.0, 0.0), (504.0, 0.0))


def test_a_line_bends_round_a_box_between():
    boxes = {1: box_at(Place(0, 0)), 2: box_at(Place(600, 0)), 3: box_at(Place(300, 10))}
    path = way(line(1, 2), boxes)
    assert len(path) > 2
    assert behind(path, boxes, {1, 2}) == []


def test_superiors_are_joined_at_right_angles():
    boxes = {1: box_at(Place(0, 0)), 2: box_at(Place(300, 200))}
    path = way(line(1, 2, FormalKind.SUPERIOR), boxes)
    assert len(path) == 4
    assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(path))


def test_a_superior_who_was_moved_below_is_joined_all_the_same():
    boxes = {1: box_at(Place(0, 300)), 2: box_at(Place(40, 0))}
    path = way(line(1, 2, FormalKind.SUPERIOR), boxes)
    assert on_border(path[0], boxes[1])
    assert on_border(path[-1], boxes[2])


def test_lines_between_the_same_two_keep_apart():
    boxes = {1: box_at(Place(0, 0)), 2: box_at(Place(0, 300))}
    lines = [
        line(1, 2, FormalKind.SUPERIOR, None),
        line(1, 2),
        line(2, 1, key=2),
        line(1, 2, RelationKind.CLOSE, 3),
    ]
    starts = sorted(path[0][0] for path in ways(lines, boxes).values())
    assert all(b - a > 10 for a, b in pairwise(starts))


def test_boxes_upon_each_other_are_not_joined():
    boxes = {1: box_at(Place(0, 0)), 2: box_at(Place(20, 20))}
    assert way(line(1, 2), boxes) == ()


def test_an_enclosed_box_is_joined_straight():
    ring = [Place(x, y) for x in (-195, 0, 195) for y in (-85, 0, 85) if (x, y) != (0, 0)]
    boxes = {1: box_at(Place(0, 0)), 2: box_at(Place(0, 600))}
    boxes |= {key: box_at(place) for key, place in enumerate(ring, start=3)}
    assert way(line(1, 2), boxes) == ((0.0, 41.0), (0.0, 559.0))


def test_the_owner_is_joined_to_the_frame():
    frame = Box(0, 0, 500, 300)
    assert leads_to_frame(box_at(Place(100, 400)), frame) == ((100.0, 359.0), (100.0, 300.0))
    assert leads_to_frame(box_at(Place(100, 150)), frame) == ()


def test_the_detour_is_short():
    boxes = {1: box_at(Place(0, 0)), 2: box_at(Place(600, 0)), 3: box_at(Place(300, 10))}
    path = way(line(1, 2), boxes)
    assert sum(dist(a, b) for a, b in pairwise(path)) < 1.2 * (600 - 192)


def test_while_a_box_is_dragged_only_its_lines_are_led_anew():
    shown = a_map()
    boxes = {key: box_at(place) for key, place in placed(shown.people, {}).items()}
    every = ways(shown.lines(), boxes)
    some = ways(shown.lines(), boxes, moved={4})
    assert some
    assert all(4 in {each.source, each.target} for each in some)
    assert some.items() <= every.items()


def test_lines_round_the_same_corner_go_side_by_side():
    boxes = {1: box_at(Place(0, 0)), 2: box_at(Place(600, 0)), 3: box_at(Place(300, 10))}
    lines = [line(1, 2), line(1, 2, RelationKind.CLOSE, 2), line(1, 2, RelationKind.CONFLICT, 3)]
    corners = [point for path in ways(lines, boxes).values() for point in path[1:-1]]
    assert len(corners) >= 3
    assert len(corners) == len(set(corners))
