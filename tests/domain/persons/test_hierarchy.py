"""The formal order of people, rings opened."""

from hypothesis import given

from kamdesk.domain.clients.contacts import BuyingRole
from kamdesk.domain.persons.hierarchy import hierarchy
from tests.domain.persons.people_of_maps import FAMILY, person, tangles


@given(tangles())
def test_everybody_is_a_root_or_stands_under_one(people):
    order = hierarchy(people)
    for each in people:
        key, steps = each.id, 0
        while key in order.above or key in order.beside:
            key = order.above.get(key) or order.beside[key]
            steps += 1
            assert steps <= 2 * len(people)
        assert key in order.roots()


def test_a_family():
    order = hierarchy(FAMILY)
    assert order.roots() == [1]
    assert order.below() == {1: [2], 2: [3]}
    assert order.assistants() == {1: [4]}


def test_people_beyond_the_map_do_not_count():
    order = hierarchy([person(1, reports_to_id=99, assistant_of_id=98)])
    assert (order.above, order.beside) == ({}, {})


def test_assistants_of_assistants_stand_beside_the_same_one():
    people = [person(1), person(2, assistant_of_id=1), person(3, assistant_of_id=2)]
    assert hierarchy(people).assistants() == {1: [2, 3]}


def test_the_first_in_rank_tops_a_ring():
    people = [
        person(1, reports_to_id=2, influence=5),
        person(2, reports_to_id=1, role=BuyingRole.DECIDER, influence=1),
    ]
    assert hierarchy(people).roots() == [2]
