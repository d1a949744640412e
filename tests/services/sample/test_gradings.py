"""The sample's larger clients were graded, some of them twice, and some are due again."""

from kamdesk.domain.lists import ListQuery
from kamdesk.services.classes.gradings import GradingService


def test_clients_are_graded_and_some_are_due_again(opened):
    office = opened("yanxf")
    service = GradingService(office.sessions, office.clock)
    counts = service.counts(by=office.by)
    assert counts["due"] >= 1
    ids = service.list_for(office.by).ids(ListQuery(view="all"))
    past = [len(service.sheet(each, by=office.by).past) for each in ids]
    assert past.count(2) >= 6
    assert past.count(1) >= 10
