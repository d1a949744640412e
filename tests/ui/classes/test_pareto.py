"""The page of contributions: words, ranks, another period, opening a client."""

from decimal import Decimal

import pytest

from kamdesk.domain.changes import Noun, changed
from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.domain.purchases.months import month_of, months_before
from kamdesk.services.classes.pareto import ParetoService
from kamdesk.storage.purchases.months import PurchaseMonthRecord
from kamdesk.ui.classes.pareto import ParetoPage
from tests.chain import chain, spoken_names
from tests.office import clock, office, people, sessions
from tests.workplace import workplace

__all__ = ["chain", "clock", "office", "people", "sessions", "spoken_names", "workplace"]


@pytest.fixture
def buy(workplace, sessions, clock, people):
    """Let a new client have bought for an amount some months ago."""

    def make(name, amount, ago=0):
        client = workplace.chain.clients.create(ClientDraft(name=name), by=people.sales).record_id
        month = months_before(month_of(clock.now().date()), ago)
        with sessions.write() as session:
            session.add(
                PurchaseMonthRecord(
                    client_id=client, month=month, tons=Decimal(1), amount=Decimal(amount), lines=1
                )
            )
        return client

    return make


@pytest.fixture
def page_of(workplace, sessions, clock, people):
    def open_page():
        service = ParetoService(sessions, clock)
        return workplace.show(ParetoPage(service, tools=workplace.tools(people.management)))

    return open_page


def names(page):
    return [row.name for row in page.table.rows()]


def test_nothing_bought_is_said(page_of):
    page = page_of()
    assert page.empty.isVisibleTo(page)
    assert page.words.text == ""


def test_clients_are_ranked_and_told_in_words(page_of, buy, workplace):
    for name, amount in (("甲", 850000), ("乙", 100000), ("丙", 50000), ("丁", -1)):
        buy(name, amount)
    page = page_of()
    assert names(page) == ["甲", "乙", "丙"]
    assert "1 个客户（占 33.3%）贡献了总数（100.00 万元）的 80%" in page.words.text
    assert "另有 1 个客户退货多于采购" in page.words.text
    assert not page.chart.grab().isNull()


def test_another_period_and_measure_are_analysed(page_of, buy, workplace):
    buy("近", 10)
    buy("远", 90, ago=5)
    page = page_of()
    assert names(page) == ["远", "近"]
    page.period.setCurrentIndex(page.period.findData(3))
    page.period.activated.emit(0)
    workplace.rest()
    assert names(page) == ["近"]
    page.measure.setCurrentIndex(1)
    page.measure.activated.emit(1)
    workplace.rest()
    assert "总数（1 吨）" in page.words.text


def test_new_purchases_are_seen_and_a_client_is_opened(page_of, buy, workplace):
    page, opened = page_of(), []
    page.open_requested.connect(lambda kind, key: opened.append((kind, key)))
    client = buy("甲", 10)
    workplace.bus.announce(changed(Noun.PURCHASE))
    workplace.rest()
    assert names(page) == ["甲"]
    page.table.opened.emit()
    assert opened == [("client", client)]
