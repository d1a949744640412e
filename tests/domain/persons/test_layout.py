"""Boxes that stand by themselves: none upon another, superiors above."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from kamdesk.domain.clients.contacts import BuyingRole
from kamdesk.domain.persons.layout import HEIGHT, WIDTH, arranged, free_place, placed
from kamdesk.domain.persons.maps import OUR_SIDE, Place
from tests.domain.persons.people_of_maps import FAMILY, forests, person, tangles

PLACES = st.builds(Place, st.integers(-900, 900), st.integers(-900, 900))


def overlapping(places):
    return [
        (one, other)
        for (one, a), (other, b) in combinations(places.items(), 2)
        if abs(a.x - b.x) < WIDTH and abs(a.y - b.y) < HEIGHT
    ]


@given(forests())
def test_in_any_forest_nobody_stands_on_another_and_superiors_stand_above(people):
    places = arranged(people)
    assert set(places) == {OUR_SIDE, *(each.id for each in people)}
    assert overlapping(places) == []
    assert [
        each.id
        for each in people
        if each.reports_to_id and places[each.reports_to_id].y + HEIGHT > places[each.id].y
    ] == []


@given(tangles())
def test_any_tangle_of_records_is_laid_out(people):
    places = arranged(people)
    assert set(places) == {OUR_SIDE, *(each.id for each in people)}
    assert overlapping(places) == []


@given(tangles(), st.randoms())
def test_the_same_people_get_the_same_places_in_whatever_order_they_come(people, chance):
    mixed = list(people)
    chance.shuffle(mixed)
    assert arranged(mixed) == arranged(people)


@given(forests(most=20), st.dictionaries(st.integers(0, 22), PLACES))
def test_kept_places_are_kept_and_the_rest_finds_room(people, kept):
    places = placed(people, kept)
    assert set(places) == {OUR_SIDE, *(each.id for each in people)}
    assert overlapping(places) == []
    free = {key: place for key, place in kept.items() if key in places}
    if not overlapping(free):
        assert free.items() <= places.items()


@given(st.lists(PLACES, max_size=20), PLACES)
def test_a_dropped_box_finds_room_near_by(others, wanted):
    place = free_place(wanted, others)
    assert not any(abs(place.x - o.x) < WIDTH and abs(place.y - o.y) < HEIGHT for o in others)
    if not any(abs(wanted.x - o.x) < WIDTH and abs(wanted.y - o.y) < HEIGHT for o in others):
        assert place == wanted


def test_an_assistant_stands_beside_the_principal():
    places = arranged(FAMILY)
    assert places[4].y == places[1].y
    assert places[4].x > places[1].x


def test_an_assistant_who_reports_to_somebody_else_stands_below_that_one():
    places = arranged([*FAMILY, person(5, assistant_of_id=1, reports_to_id=3)])
    assert places[5].y > places[3].y


def test_who_reports_to_nobody_stands_by_the_part_they_play():
    people = [
        person(1, role=BuyingRole.USER),
        person(2, role=BuyingRole.COACH),
        person(3, role=BuyingRole.DECIDER),
        person(4, sponsor=True),
    ]
    places = arranged(people)
    assert places[3].y == places[4].y < places[2].y < places[1].y


def test_a_ring_is_opened_above_the_decider():
    people = [
        person(1, reports_to_id=2),
        person(2, reports_to_id=3, role=BuyingRole.DECIDER),
        person(3, reports_to_id=1),
    ]
    places = arranged(people)
    assert places[2].y < places[1].y < places[3].y


def test_many_subordinates_stand_in_rows_rather_than_in_one_line():
    people = [person(1), *(person(key, reports_to_id=1) for key in range(2, 18))]
    places = arranged(people)
    assert len({place.x for key, place in places.items() if key > 1}) == 5
    assert len({place.y for key, place in places.items() if key > 1}) >= 4


def test_a_newcomer_stands_below_the_superior_who_was_moved():
    kept = {1: Place(0, 0), 2: Place(1000, 500), 3: Place(300, 0), 4: Place(600, 0)}
    places = placed([*FAMILY, person(5, reports_to_id=2)], kept)
    assert places[5].x == 1000
    assert places[5].y > 500


def test_our_side_stands_at_the_left_of_everybody():
    places = arranged(FAMILY)
    ours = places.pop(OUR_SIDE)
    assert all(place.x - ours.x > WIDTH for place in places.values())
    assert min(p.y for p in places.values()) < ours.y < max(p.y for p in places.values())
    below = arranged(FAMILY, upright=True)
    assert below.items() > places.items()
    assert below[OUR_SIDE].y - HEIGHT > max(place.y for place in places.values())


def test_nobody_leaves_our_side_alone():
    assert arranged([]) == {OUR_SIDE: Place(0, 0)}
