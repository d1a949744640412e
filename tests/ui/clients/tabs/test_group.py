"""集团 on the page: the tree, its sums, and the way to another client."""

from decimal import Decimal

import pytest

from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.services.clients.groups import GroupService
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.ui.clients.tabs.group import GroupTab


@pytest.fixture
def family(sessions, services, people):
    def make(name, owner, parent=None):
        draft = ClientDraft(name=name, parent_id=parent)
        made = services.clients.create(draft, by=people.management, owner_id=owner).record_id
        with sessions.write() as session:
            record = session.get_one(ClientRecord, made)
            record.year_tons, record.year_amount = Decimal("2.5"), Decimal(10_000)
        return made

    top = make("晋垣矿务集团", people.sales3)
    return top, make("晋垣矿务总医院", people.sales, top)


@pytest.fixture
def tab_of(sessions, clock, tools_of, show_tab):
    def make(client, by):
        return show_tab(GroupTab(GroupService(sessions, clock), tools_of(by)), client, by)

    return make


def line(item):
    return [item.text(column) for column in range(item.columnCount())]


def test_the_tree_shows_own_figures_and_sums(tab_of, family, people):
    tab = tab_of(family[1], people.management)
    top = tab.tree.topLevelItem(0)
    assert line(top) == ["晋垣矿务集团", "赵强", "2.500", "1.00", "2", "5.000", "2.00"]
    assert line(top.child(0)) == ["晋垣矿务总医院", "李明", "2.500", "1.00", "", "", ""]
    assert tab.sums.text() == "全集团 2 家客户，近 12 个月采购 5.0 吨、2.00 万元"
    assert tab.tree.currentItem() is top.child(0)
    assert not tab.notice.isVisible()


def test_what_is_out_of_reach_is_said_and_not_opened(tab_of, family, people):
    tab = tab_of(family[1], people.sales)
    top = tab.tree.topLevelItem(0)
    assert line(top)[2:4] == ["无权查看", ""]
    assert tab.notice.text == "其中 1 家不在您的权限内，采购数字没有计入。"
    opened = []
    tab.opened.connect(lambda kind, key: opened.append((kind, key)))
    tab.tree.itemActivated.emit(top, 0)
    tab.tree.itemActivated.emit(top.child(0), 0)
    assert opened == [("client", family[1])]


def test_a_client_by_itself_is_told_so(tab_of, services, people):
    alone = services.clients.create(ClientDraft(name="华联商会"), by=people.sales).record_id
    tab = tab_of(alone, people.sales)
    assert tab.empty.isVisible()
    assert not tab.tree.isVisible()
