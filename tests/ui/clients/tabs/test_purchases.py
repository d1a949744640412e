"""采购 on the page: chart, table and sums tell the same."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QDialog

from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.domain.purchases.purchases import PurchaseDraft
from kamdesk.services.purchases.purchases import PurchaseService
from kamdesk.services.purchases.trends import TrendService
from kamdesk.storage.purchases.months import PurchaseMonthRecord
from kamdesk.ui.clients.tabs.purchases import PurchasesTab
from kamdesk.ui.purchases.acts import PurchaseServices


@pytest.fixture
def client(services, people):
    return services.clients.create(ClientDraft(name="华联商会"), by=people.sales).record_id


@pytest.fixture
def purchase_services(sessions, clock, services):
    purchases = PurchaseService(sessions, clock)
    return PurchaseServices(purchases=purchases, clients=services.clients)


@pytest.fixture
def tab_dialog(jobs):
    """Return the dialog that a tab has opened."""

    def find(tab):
        assert jobs.wait_idle()
        return next(each for each in tab.findChildren(QDialog) if each.isVisible())

    return find


@pytest.fixture
def show(sessions, clock, tools_of, people, show_tab, client, purchase_services):
    def make(**tons):
        with sessions.write() as session:
            for key, text in tons.items():
                values = {"tons": Decimal(text), "amount": Decimal(text) * 4000, "lines": 2}
                record = PurchaseMonthRecord(client_id=client, month=int(key[1:]), **values)
                session.add(record)
        tab = PurchasesTab(TrendService(sessions, clock), purchase_services, tools_of(people.sales))
        return show_tab(tab, client, people.sales)

    return make


def cells(tab, line):
    model = tab.table.model()
    return [model.index(line, column).data() for column in range(model.columnCount())]


def test_the_newest_month_stands_first_with_its_exact_figures(show):
    tab = show(m202611="12.345", m202511="10")
    assert cells(tab, 0) == ["2026-11", "12.345", "10.000", "49,380.00", "40,000.00", "2"]
    assert tab.figures["tons"].value.text() == "12.3 吨（+23 %）"
    assert tab.figures["amount_before"].value.text() == "4.00 万元"
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


def test_the_newest_records_stand_behind_the_second_tab(show, client, purchase_services, people):
    draft = PurchaseDraft(
        client_id=client,
        day=date(2026, 10, 9),
        product="螺纹钢",
        tons=Decimal("-2.5"),
        amount=Decimal(-8000),
    )
    made = purchase_services.purchases.create(draft, by=people.sales).record_id
    tab = show()
    tab.tabs._buttons["records"].click()
    assert tab.tables.currentWidget() is tab.records
    (row,) = tab.records.rows()
    assert (row.id, row.is_return) == (made, True)
    opened = []
    tab.opened.connect(lambda *record: opened.append(record))
    tab.records.opened.emit()
    assert opened == [("purchase", made)]


def test_a_purchase_is_entered_for_the_client_shown(qtbot, show, jobs, tab_dialog):
    tab = show()
    assert tab.empty.button.isVisible()
    tab.empty.button.click()
    dialog = tab_dialog(tab)
    assert dialog.form["client_id"].editor.text() == "华联商会"
    for key, text in {"product": "线材", "tons": "3", "amount": "1.2万"}.items():
        dialog.form[key].editor.setText(text)
    with qtbot.waitSignal(tab._tools.bus.changed):
        dialog.save_button.click()
    assert jobs.wait_idle()


def test_who_only_looks_enters_nothing(
    qtbot, sessions, clock, tools_of, people, show_tab, client, purchase_services
):
    tools = tools_of(people.finance)
    tab = PurchasesTab(TrendService(sessions, clock), purchase_services, tools)
    show_tab(tab, client, people.finance)
    assert not tab.empty.button.isVisible()
    assert tab.enter_button.isHidden()
