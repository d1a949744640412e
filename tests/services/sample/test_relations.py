"""The maps of the sample: lines of every kind, on clients of several people."""

from kamdesk.domain.lists import ListQuery
from kamdesk.domain.persons.relations import RelationKind
from kamdesk.services.clients.clients import ClientService
from kamdesk.services.persons.maps import MapService


def test_some_clients_have_lines_of_every_kind(opened):
    office = opened("yanxf")
    listed = ClientService(office.sessions, office.clock).list_for(office.by)
    maps = MapService(office.sessions, office.clock)
    shown = [maps.of_client(key, by=office.by) for key in listed.ids(ListQuery())]
    drawn = [each for each in shown if each.relations]
    assert len(drawn) >= 5
    assert {line.draft.kind for each in drawn for line in each.relations} == set(RelationKind)
    assert all(len(each.lines()) >= len(each.relations) for each in drawn)
