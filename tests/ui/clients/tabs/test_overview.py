"""概况: facts, completeness and health on the page, and the way to what is missing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.domain.clients.contacts import BuyingRole, ContactDraft
from kamdesk.ui.clients.tab import TabSpec
from kamdesk.ui.clients.tabs.contacts import ContactsTab
from kamdesk.ui.clients.tabs.overview import OverviewTab
from kamdesk.ui.forms.dialog import FormDialog


@pytest.fixture
def bare(services, people):
    return services.clients.create(ClientDraft(name="华联商会"), by=people.sales).record_id


def kept(widgets):
    """Return the texts of those not taken away; their layout may show them a moment later."""
    shown = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
    return [each.text() for each in widgets if not (each.isHidden() and each.testAttribute(shown))]


def links(tab):
    """Return the texts of what can be filled in."""
    return kept(tab.completeness.findChildren(QPushButton))


def texts(widget):
    return set(kept(widget.findChildren(QLabel)))


@pytest.fixture
def page(open_desk, people, services, tools_of):
    def make(user):
        tools = tools_of(user)
        return open_desk(
            user,
            [
                TabSpec("overview", "概况", lambda: OverviewTab(services.health, tools)),
                TabSpec("contacts", "联系人", lambda: ContactsTab(services, tools)),
            ],
        )

    return make


def opened(desk, client_id):
    desk.open(client_id)
    desk.settle()
    return desk.page.sheet.tabs.show_tab("overview")


def press(tab, text):
    button = next(b for b in tab.completeness.findChildren(QPushButton) if b.text() == text)
    button.click()


def test_what_is_missing_is_named_and_linked_for_who_may_edit(page, people, bare):
    tab = opened(page(people.sales), bare)
    assert "补充“统一社会信用代码”" in links(tab)
    assert tab.completeness.percent.text() == "10 %"


def test_who_may_not_edit_reads_it_without_links(page, people, bare):
    tab = opened(page(people.finance), bare)
    assert links(tab) == []
    assert "统一社会信用代码" in texts(tab.completeness)


def test_a_field_is_filled_in_where_the_link_leads(page, people, bare):
    desk = page(people.sales)
    tab = opened(desk, bare)
    press(tab, "补充“行业”")
    field = desk.editor.form["industry"]
    assert field.isAncestorOf(desk.page.window().focusWidget())
    field.set_value("商会")
    desk.editor.save()
    for _round in range(4):
        desk.settle()
    assert "补充“行业”" not in links(tab)
    assert desk.page.sheet.completeness.ring.share == 18


def test_people_are_added_on_their_tab(page, people, bare):
    desk = page(people.sales)
    press(opened(desk, bare), "补充“决策者”")
    assert isinstance(desk.page.sheet.tabs.current_tab, ContactsTab)


def test_an_owner_is_chosen_in_the_dialog(page, people, services):
    nobodys = services.clients.create(ClientDraft(name="远东电缆"), by=people.management).record_id
    desk = page(people.management)
    press(opened(desk, nobodys), "补充“负责人”")
    desk.settle()
    assert desk.page.findChild(FormDialog).form["owner_id"]


def test_health_shows_points_and_reasons_and_what_is_not_known(page, people, bare, services):
    draft = ContactDraft(name="王建国", phone="138", role=BuyingRole.DECIDER)
    services.contacts.create(bare, draft, by=people.sales)
    tab = opened(page(people.sales), bare)
    shown = texts(tab.health)
    assert {"7 / 20", "还缺：高层支持、内部支持。", "— / 30", "没有可比较的采购记录。"} <= shown
    assert tab.health.word.text() == "数据不足"
    assert "已知的部分太少，不计算健康度。" in shown


def test_the_gauges_of_the_head_lead_to_the_reasons(page, people, bare, qtbot):
    desk = page(people.sales)
    opened(desk, bare)
    sheet = desk.page.sheet
    sheet.tabs.show_tab("contacts")
    sheet.health.clicked.emit()
    assert isinstance(sheet.tabs.current_tab, OverviewTab)
    assert sheet.completeness.ring.share == 10
    assert sheet.health.word.text() == "数据不足"


def test_a_unit_of_the_group_opens_as_a_record(page, people, bare, services, qtbot):
    draft = ClientDraft(name="华联商会太原分会", parent_id=bare)
    child = services.clients.create(draft, by=people.sales).record_id
    desk = page(people.sales)
    tab = opened(desk, child)
    with qtbot.waitSignal(desk.page.open_requested) as asked:
        tab.facts.client_wanted.emit(bare)
    assert asked.args == ["client", bare]
