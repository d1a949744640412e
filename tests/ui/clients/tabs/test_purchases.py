"""采购 on the page: chart, table and sums tell the same."""

from decimal import Decimal

import pytest

from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.services.purchases.trends import TrendService
from kamdesk.storage.purchases.months import PurchaseMonthRecord
from kamdesk.ui.clients.tabs.purchases import PurchasesTab


@pytest.fixture
def client(services, people):
    return services.clients.create(ClientDraft(name="华联商会"), by=people.sales).record_id


@pytest.fixture
def show(sessions, clock, tools_of, people, show_tab, client):
    def make(**tons):
        with sessions.write() as session:
            for key, text in tons.items():
                values = {"tons": Decimal(text), "amount": Decimal(text) * 4000, "lines": 2}
                record = PurchaseMonthRecord(client_id=client, month=int(key[1:]), **values)
                session.add(record)
        tab = PurchasesTab(TrendService(sessions, clock), tools_of(people.sales))
        return show_tab(tab, client, people.sales)

    return make


def cells(tab, line):
    model = tab.table.model()
    return [model.index(line, column).data() for column in range(model.columnCount())]


def test_the_newest_month_stands_first_with_its_exact_figures(show):
    tab = show(m202611="12.345", m202511="10")
    assert cells(tab, 0) == ["2026-11", "12.345", "10.000", "49,380.00", "40,000.00", "2"]
    assert tab.tons.value.text() == "12.3 吨（+23 %）"
    assert tab.amount_before.value.text() == "4.00 万元"
    assert len(tab.table.rows()) == 24


def test_the_chart_marks_the_month_of_the_table_and_the_other_way_round(show):
    tab = show(m202611="5")
    assert tab.chart.marked == 23
    tab.table.selectRow(2)
    assert tab.chart.marked == 21
    tab.chart.picked.emit(0)
    assert tab.table.current().now.month == 202412
    assert tab.chart.marked == 0


def test_the_chart_tells_the_figures_of_the_table(show):
    tab = show(m202610="1234.5", m202510="8")
    tip = tab.chart._months[22].tip
    assert tip == "2026-10：1,234.500 吨，493.80 万元；去年同月 8.000 吨"


def test_without_purchases_it_says_so(show):
    tab = show(m202301="5")
    assert tab.empty.isVisible()
    assert not tab.card.isVisible()
