"""The screens of purchases at a desk in the office, in anybody's name."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.domain.purchases.purchases import PurchaseDraft
from kamdesk.services.purchases.imports import PurchaseImportService
from kamdesk.services.purchases.purchases import PurchaseService
from kamdesk.services.purchases.runs import PurchaseRunService
from kamdesk.ui.purchases.acts import PurchaseServices
from kamdesk.ui.purchases.imports.reading import PurchaseImportServices
from kamdesk.ui.purchases.page import PurchasesPage
from tests.chain import chain, spoken_names
from tests.office import clock, office, people, sessions
from tests.workplace import workplace

__all__ = ["chain", "clock", "office", "people", "sessions", "spoken_names", "workplace"]


def in_process(imports, runs, clients):
    """Return the services of imports; their long work is done in this process."""
    runner = SimpleNamespace(
        dry_run=imports.dry_run, run=imports.run, resume=imports.resume, undo=runs.undo
    )
    return PurchaseImportServices(imports, runner, runs, clients)


@pytest.fixture
def services(chain):
    purchases = PurchaseService(chain.sessions, chain.clock)
    return PurchaseServices(purchases=purchases, clients=chain.clients)


@pytest.fixture
def client(chain, people):
    return chain.clients.create(ClientDraft(name="华联商会"), by=people.sales).record_id


@pytest.fixture
def enter(services, people, client):
    """Return what enters a purchase: 10 tons of 螺纹钢 on 2026-10-09 for 32,000, or other."""
    plain = PurchaseDraft(
        client_id=client,
        day=date(2026, 10, 9),
        product="螺纹钢",
        tons=Decimal(10),
        amount=Decimal(32_000),
    )

    def run(**changes):
        draft = replace(plain, **changes)
        return services.purchases.create(draft, by=people.sales).record_id

    return run


@pytest.fixture
def imports(chain):
    imports = PurchaseImportService(chain.sessions, chain.clock)
    runs = PurchaseRunService(chain.sessions, chain.clock)
    return in_process(imports, runs, chain.clients)


@pytest.fixture
def page_of(workplace, services, imports):
    return lambda by: workplace.show(PurchasesPage(services, imports, tools=workplace.tools(by)))
