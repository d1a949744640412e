"""Clients that bought: rows of the monthly summary, put in as the purchases would."""

from decimal import Decimal

import pytest
from sqlalchemy import insert

from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.domain.clients.names import Names
from kamdesk.domain.purchases.months import month_range
from kamdesk.services.classes.classification import ClassificationService
from kamdesk.services.classes.proposals import ProposalService
from kamdesk.services.clients.clients import ClientService
from kamdesk.storage.purchases.months import PurchaseMonthRecord


class Buying:
    """Registers clients and lets them buy."""

    def __init__(self, sessions, clock, names):
        self.sessions = sessions
        self.clients = ClientService(sessions, clock, names)

    def client(self, name, by, **fields):
        return self.clients.create(ClientDraft(name=name, **fields), by=by).record_id

    def bought(self, client_id, tons, amount, *, first=202512, last=202611):
        """Part `tons` and `amount` evenly over the months; what is left over goes to the last."""
        months = list(month_range(first, last))
        share = (Decimal(tons) / len(months)).quantize(Decimal("0.001"))
        fee = (Decimal(amount) / len(months)).quantize(Decimal("0.01"))
        rows = [
            {"client_id": client_id, "month": month, "tons": share, "amount": fee, "lines": 1}
            for month in months
        ]
        rows[-1]["tons"] += Decimal(tons) - share * len(months)
        rows[-1]["amount"] += Decimal(amount) - fee * len(months)
        with self.sessions.write() as session:
            session.execute(
                PurchaseMonthRecord.__table__.delete().where(
                    PurchaseMonthRecord.client_id == client_id,
                    PurchaseMonthRecord.month.between(first, last),
                )
            )
            session.execute(insert(PurchaseMonthRecord), rows)


@pytest.fixture(scope="session")
def names():
    return Names()


@pytest.fixture
def buying(sessions, clock, names):
    return Buying(sessions, clock, names)


@pytest.fixture
def classification(sessions, clock):
    return ClassificationService(sessions, clock)


@pytest.fixture
def proposals(sessions, clock):
    return ProposalService(sessions, clock)
