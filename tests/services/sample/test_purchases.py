"""The sample's clients bought during the year; some goods came back, a slip was cancelled."""

from kamdesk.domain.lists import ListQuery
from kamdesk.services.purchases.purchases import PurchaseService
from tests.services.purchases.truth import summary, true_summary


def test_the_list_has_something_in_every_view_that_matters(opened):
    office = opened("yanxf")
    service = PurchaseService(office.sessions, office.clock)
    counts = service.counts(by=office.by)
    assert counts["all"] >= 100
    assert min(counts["year"], counts["returns"], counts["cancelled"]) >= 1
    rows = service.list_for(office.by).rows(service.list_for(office.by).ids(ListQuery(view="all")))
    assert len({row.client for row in rows}) >= 10


def test_the_summaries_are_true(opened):
    office = opened("yanxf")
    months, clients = summary(office.sessions)
    true_months, true_clients = true_summary(office.sessions, max(key[1] for key in months))
    assert months == true_months
    assert {key: each[2] for key, each in clients.items()} == {
        key: each[2] for key, each in true_clients.items()
    }
