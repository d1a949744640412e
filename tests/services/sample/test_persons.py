"""The sample's key persons: hierarchies, gaps, looks, and what people asked for."""

from collections import Counter

from kamdesk.domain.clients.contacts import Attitude, BuyingRole
from kamdesk.domain.lists import ListQuery
from kamdesk.domain.persons.requests import RequestKind, RequestState
from kamdesk.services.persons.coverage import CoverageService
from kamdesk.services.persons.persons import PersonService
from kamdesk.services.persons.requests import RequestService


def listed(source, **query):
    return source.rows(source.ids(ListQuery(**query)))


def test_a_dozen_clients_have_a_whole_hierarchy(opened):
    office = opened("yanxf")
    persons = PersonService(office.sessions, office.clock)
    rows = listed(persons.list_for(office.by))
    under = Counter(row.client_id for row in rows if row.reports_to)
    assert len(under) == 12
    assert min(under.values()) >= 4
    assert {row.attitude for row in rows if row.attitude} == set(Attitude)
    assert BuyingRole.GATEKEEPER in {row.role for row in rows}
    people = persons.of_client(next(iter(under)), by=office.by)
    assert any(contact.assistant_of for contact in people.contacts)
    assert people.claims


def test_some_clients_are_complete_and_some_have_gaps(opened):
    office = opened("yanxf")
    gaps = listed(CoverageService(office.sessions, office.clock).list_for(office.by))
    known = {
        row.client_id
        for row in listed(PersonService(office.sessions, office.clock).list_for(office.by))
    }
    assert gaps
    assert known - {row.id for row in gaps}
    assert {len(row.coverage.gaps) for row in gaps} >= {1, 2}


def test_data_is_due_and_requests_stand_in_each_way(opened):
    office = opened("yanxf")
    persons = PersonService(office.sessions, office.clock)
    assert len(listed(persons.list_for(office.by), view="expired")) == 3
    requests = listed(RequestService(office.sessions, office.clock).list_for(office.by))
    assert {row.kind for row in requests} == set(RequestKind)
    assert {row.state for row in requests} == {RequestState.OPEN, RequestState.DONE}
    erased = [row for row in listed(persons.list_for(office.by), view="archived") if row.erased]
    assert [row.name for row in erased] == [f"已删除（{erased[0].id}）"]
