"""Contributions are summed over the months asked for, within one's reach."""

from decimal import Decimal

import pytest

from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.domain.errors import NotAllowedError
from kamdesk.domain.purchases.months import month_of, months_before
from kamdesk.services.classes.pareto import ParetoService
from kamdesk.services.clients.clients import ClientService
from kamdesk.storage.purchases.months import PurchaseMonthRecord
from tests.office import clock, office, people, sessions

__all__ = ["clock", "office", "people", "sessions"]


@pytest.fixture
def three(sessions, clock, people):
    """Three clients, and what they bought how many months ago: tons and yuan."""
    clients = ClientService(sessions, clock)
    owners = (people.sales, people.sales2, people.sales3)
    ids = [
        clients.create(ClientDraft(name=name), by=owner).record_id
        for name, owner in zip("甲乙丙", owners, strict=True)
    ]
    present = month_of(clock.now().date())
    bought = [(0, 0, 5, 700), (0, 11, 1, 100), (0, 12, 9, 9000), (1, 3, 30, 150), (2, 5, 1, 50)]
    with sessions.write() as session:
        session.add_all(
            PurchaseMonthRecord(
                client_id=ids[client],
                month=months_before(present, ago),
                tons=Decimal(tons),
                amount=Decimal(amount),
                lines=1,
            )
            for client, ago, tons, amount in bought
        )
    return ids


@pytest.fixture
def analyse(sessions, clock, three):
    service = ParetoService(sessions, clock)

    def ranked(by, **asked):
        return [(row.name, row.figure) for row in service.analyse(by=by, **asked).rows]

    return ranked


def test_twelve_months_that_end_with_the_present_one(analyse, people):
    assert analyse(people.management) == [("甲", 800), ("乙", 150), ("丙", 50)]


def test_by_tons_and_over_other_periods(analyse, people):
    assert analyse(people.management, tons=True) == [("乙", 30), ("甲", 6), ("丙", 1)]
    assert analyse(people.management, months=3) == [("甲", 700)]
    assert analyse(people.management, months=24)[0] == ("甲", 9800)


def test_everybody_sees_the_clients_in_their_reach(analyse, people):
    assert analyse(people.sales) == [("甲", 800)]
    assert analyse(people.head) == [("甲", 800), ("乙", 150)]
    with pytest.raises(NotAllowedError):
        analyse(people.administrator)
