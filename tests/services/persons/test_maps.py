"""The map through its service: who is on it, where boxes stand, who may move them."""

import pytest

from kamdesk.domain.changes import Noun
from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.domain.clients.contacts import Attitude
from kamdesk.domain.errors import NotAllowedError, RuleError
from kamdesk.domain.persons.maps import FARTHEST, OUR_SIDE, MapOwner, Place
from kamdesk.domain.persons.relations import RelationKind
from kamdesk.storage.audit import AuditRecord
from tests.reports.reading import text_of

PLACES = {OUR_SIDE: Place(0, 500), 1: Place(10, 20), 2: Place(-300, 20)}


def test_a_map_shows_people_owner_and_lines(mapped, clock):
    mapped.add()
    shown = mapped.shown()
    assert [person.name for person in shown.people] == ["王建国", "张敏", "刘洋", "孙秘书"]
    first = shown.people[0]
    assert (first.attitude, first.influence, first.sponsor) == (Attitude.NEUTRAL, 5, True)
    assert shown.owner == MapOwner("李明", "业务一部")
    assert len(shown.lines()) == 3
    assert (shown.places, shown.editable) == ({}, True)


def test_archived_and_erased_people_are_left_out_with_their_lines(mapped, clock):
    mapped.add()
    mapped.add(RelationKind.CLOSE, "刘洋", "孙秘书")
    mapped.write("张敏", archived=True)
    mapped.write("刘洋", erased_at=clock.now())
    shown = mapped.shown()
    assert [person.name for person in shown.people] == ["王建国", "孙秘书"]
    assert {line.relation_id for line in shown.lines()} == {None}


def test_nothing_by_which_people_could_be_reached_leaves_the_service(mapped):
    assert "13800001111" not in repr(mapped.shown())


def test_places_are_kept_and_forgotten(mapped):
    mapped.maps.arrange(mapped.client, PLACES, by=mapped.people.sales)
    assert mapped.shown().places == PLACES
    moved = {**PLACES, 1: Place(999, 20)}
    changes = mapped.maps.arrange(mapped.client, moved, by=mapped.people.sales)
    assert changes.touches(Noun.RELATION)
    assert mapped.shown().places == moved
    mapped.maps.arrange(mapped.client, {}, by=mapped.people.sales)
    assert mapped.shown().places == {}


def test_keeping_the_same_again_writes_nothing(mapped):
    mapped.maps.arrange(mapped.client, PLACES, by=mapped.people.sales)
    assert not mapped.maps.arrange(mapped.client, PLACES, by=mapped.people.sales).nouns
    with mapped.sessions.read() as session:
        steps = session.query(AuditRecord).filter(AuditRecord.action == "map_arrange").all()
    assert [step.payload for step in steps] == ['{"boxes":3,"number":"KH000001"}']


def test_people_who_left_meanwhile_are_passed_over(mapped):
    mapped.write("张敏", archived=True)
    places = {**PLACES, 4711: Place(0, 0)}
    mapped.maps.arrange(mapped.client, places, by=mapped.people.sales)
    assert set(mapped.shown().places) == {OUR_SIDE, 1}


def test_another_clients_map_stays_as_it_is(mapped):
    mapped.maps.arrange(mapped.client, PLACES, by=mapped.people.sales)
    other = mapped.clients.create(
        ClientDraft(name="乙公司"),
        by=mapped.people.sales,
    ).record_id
    mapped.maps.arrange(other, {OUR_SIDE: Place(1, 1)}, by=mapped.people.sales)
    mapped.maps.arrange(other, {}, by=mapped.people.sales)
    assert mapped.shown().places == PLACES


def test_who_sees_the_client_looks_and_does_not_move(mapped):
    shown = mapped.shown(by=mapped.people.finance)
    assert not shown.editable
    with pytest.raises(NotAllowedError):
        mapped.maps.arrange(mapped.client, PLACES, by=mapped.people.finance)
    for stranger in (mapped.people.sales2, mapped.people.head2, mapped.people.administrator):
        with pytest.raises(NotAllowedError):
            mapped.shown(by=stranger)
    assert mapped.shown().places == {}


def test_a_box_out_of_reach_is_refused_and_nothing_is_kept(mapped):
    with pytest.raises(RuleError):
        mapped.maps.arrange(
            mapped.client, {1: Place(FARTHEST + 1, 0), 2: Place(0, 0)}, by=mapped.people.sales
        )
    assert mapped.shown().places == {}


def test_the_paper_holds_the_names_and_who_printed_it(mapped):
    mapped.add(note="经常听取意见")
    printed = mapped.maps.pdf(mapped.client, by=mapped.people.finance)
    text = text_of(printed.pdf)
    for word in ("客户关系图", "山西晋丰农产品有限公司", "王建国", "孙秘书", "吴越"):
        assert word in text
    assert "张敏→王建国：影响，经常听取意见" in text
    assert "13800001111" not in text
    with pytest.raises(NotAllowedError):
        mapped.maps.pdf(mapped.client, by=mapped.people.sales2)
