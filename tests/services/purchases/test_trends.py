"""The trend of a client from the summary in the database."""

from decimal import Decimal

import pytest

from kamdesk.domain.errors import NotAllowedError
from kamdesk.services.purchases.trends import TrendService
from kamdesk.storage.purchases.months import PurchaseMonthRecord
from tests.chain import chain, spoken_names
from tests.office import clock, office, people, sessions

__all__ = ["chain", "clock", "office", "people", "sessions", "spoken_names"]


@pytest.fixture
def trends(chain):
    return TrendService(chain.sessions, chain.clock)


def bought(chain, client, month, tons):
    with chain.sessions.write() as session:
        session.add(
            PurchaseMonthRecord(
                client_id=client,
                month=month,
                tons=Decimal(tons),
                amount=Decimal(tons) * 4000,
                lines=1,
            )
        )


def test_the_months_of_one_client_end_with_the_present_one(chain, people, trends):
    client, other = chain.client(), chain.client("北方商贸集团")
    bought(chain, client, 202611, "8.250")
    bought(chain, client, 202312, "3")
    bought(chain, client, 202311, "99")
    bought(chain, client, 202612, "99")
    bought(chain, other, 202611, "99")
    found = trends.of_client(client, by=people.management)
    assert found.months[-1].now.month == 202611
    assert found.year.tons == Decimal("8.250")
    assert found.months[0].before.tons == 3
    assert sum(each.now.tons for each in found.months) == Decimal("8.250")


def test_who_may_not_see_the_client_sees_no_purchases(chain, people, trends):
    client = chain.client()
    with pytest.raises(NotAllowedError, match="查看客户"):
        trends.of_client(client, by=people.sales)
