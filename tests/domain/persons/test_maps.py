"""What stands on a map."""

import pytest

from kamdesk.domain.errors import RuleError
from kamdesk.domain.persons.maps import (
    FARTHEST,
    LINE_TITLES,
    OUR_SIDE,
    FormalKind,
    MapPerson,
    Place,
    check_places,
)
from kamdesk.domain.persons.relations import RelationKind
from tests.domain.persons.people_of_maps import FAMILY, a_map, person


def pairs(shown):
    return {(line.kind, line.source, line.target) for line in shown.lines()}


def test_its_lines_come_from_records_and_relations():
    assert pairs(a_map()) == {
        (FormalKind.SUPERIOR, 1, 2),
        (FormalKind.SUPERIOR, 2, 3),
        (FormalKind.ASSISTANT, 1, 4),
        (RelationKind.INFLUENCE, 2, 1),
        (RelationKind.CONFLICT, 1, 3),
        (RelationKind.LIAISON, OUR_SIDE, 3),
    }


def test_lines_of_somebody_who_left_the_map_are_left_out():
    without = a_map(people=[each for each in FAMILY if each.id != 3])
    assert all(3 not in {line.source, line.target} for line in without.lines())


def test_nobody_is_joined_to_himself():
    assert a_map([person(1, reports_to_id=1, assistant_of_id=1)], ()).lines() == ()


def test_directed_lines_and_formal_ones_end_in_an_arrow():
    pointing = {line.kind for line in a_map().lines() if line.points}
    assert pointing == {FormalKind.SUPERIOR, FormalKind.ASSISTANT, RelationKind.INFLUENCE}


def test_a_person_of_the_map_holds_nothing_to_reach_them_by():
    assert {"phone", "email", "remark"}.isdisjoint(MapPerson.__dataclass_fields__)


def test_every_kind_of_line_has_a_word():
    assert set(LINE_TITLES) == {*FormalKind, *RelationKind}


def test_a_box_out_of_reach_is_refused():
    check_places({1: Place(FARTHEST, -FARTHEST)})
    with pytest.raises(RuleError, match="重新排列"):
        check_places({1: Place(0, FARTHEST + 1)})
