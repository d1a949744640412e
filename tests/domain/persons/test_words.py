"""Words on their lines, beside boxes and each other."""

from itertools import combinations

from hypothesis import given

from kamdesk.domain.persons.layout import placed
from kamdesk.domain.persons.maps import Place
from kamdesk.domain.persons.relations import RelationKind
from kamdesk.domain.persons.wires import box_at, ways
from kamdesk.domain.persons.words import point_at, word_places
from tests.domain.persons.people_of_maps import RELATIONS, a_map, forests, relation

SIZE = (60.0, 18.0)


def test_a_point_of_a_bent_line():
    bent = ((0.0, 0.0), (10.0, 0.0), (10.0, 30.0))
    assert point_at(bent, 0.5) == (10.0, 10.0)
    assert point_at(bent, 1.0) == (10.0, 30.0)


@given(forests(most=12))
def test_every_line_that_goes_somewhere_keeps_its_word(people):
    shown = a_map(people, [each for each in RELATIONS if each.draft.target_id <= len(people)])
    boxes = {key: box_at(place) for key, place in placed(people, {}).items()}
    paths = ways(shown.lines(), boxes)
    found = word_places(paths, {key: [SIZE] for key in paths}, boxes.values())
    assert set(found) == {line for line, path in paths.items() if path}


def test_words_cover_neither_boxes_nor_each_other():
    people = a_map().people
    several = [relation(9, RelationKind.CLOSE, 1, 2), *RELATIONS]
    shown = a_map(relations=several)
    boxes = {key: box_at(place) for key, place in placed(people, {}).items()}
    paths = ways(shown.lines(), boxes)
    sizes = {line: [SIZE] for line in paths if line.relation_id}
    grounds = word_places(paths, sizes, boxes.values())
    assert set(grounds) == set(sizes)
    assert not any(ground.meets(box) for ground in grounds.values() for box in boxes.values())
    assert not any(one.meets(other) for one, other in combinations(grounds.values(), 2))


def test_a_word_too_long_for_the_gap_between_neighbours_stands_above_it():
    boxes = {1: box_at(Place(0, 0)), 2: box_at(Place(220, 0))}
    short = ((96.0, 0.0), (124.0, 0.0))
    (ground,) = word_places({"only": short}, {"only": [SIZE]}, boxes.values()).values()
    assert not any(ground.meets(box) for box in boxes.values())
    assert abs(ground.middle[0] - 110) < 12


def test_a_word_without_room_covers_the_least():
    boxes = {(x, y): box_at(Place(x * 200, y * 90)) for x in (0, 1) for y in (-2, -1, 0, 1, 2)}
    short = ((96.0, 0.0), (104.0, 0.0))
    (ground,) = word_places({"only": short}, {"only": [(180.0, 30.0)]}, boxes.values()).values()
    assert abs(ground.middle[1]) == 30.0  # as far into the gap between two rows as it may


def test_a_long_word_is_written_short_where_only_that_fits():
    boxes = {1: box_at(Place(0, 0)), 2: box_at(Place(264, 0))}
    short = ((96.0, 0.0), (168.0, 0.0))
    sizes = [(140.0, 18.0), SIZE]
    (ground,) = word_places({"only": short}, {"only": sizes}, boxes.values()).values()
    assert (ground.right - ground.left, ground.middle) == (60.0, (132.0, 0.0))
    (ground,) = word_places({"only": short}, {"only": sizes}, []).values()
    assert ground.right - ground.left == 140.0
