"""工作台: every figure is one of the services', and each leads to its list."""

from PySide6.QtCore import Qt

from kamdesk.domain.changes import Noun, changed
from kamdesk.domain.clients.contacts import BuyingRole, ContactDraft
from kamdesk.domain.lists import ListQuery
from kamdesk.domain.progress.projects import ProjectAct
from kamdesk.domain.progress.stages import Stage
from kamdesk.domain.projects.cases import Decision
from kamdesk.ui.labels import Chip, ElidedLabel


def figures(page):
    return {card.accessibleName(): card.figure.text() for card in page.cards}


def card(page, title):
    return next(each for each in page.cards if each.accessibleName() == title)


def texts(card):
    return [
        (line.findChild(ElidedLabel).text(), line.findChild(Chip).text()) for line in card.lines
    ]


def click(qtbot, widget):
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_an_approvers_figures_are_those_of_the_services(desk_of, chain, people, services):
    for name in ("杭州宏图建设集团有限公司", "宁波东港物流有限公司"):
        filing = chain.filing(chain.client(name), people.sales)
        chain.send_filing(filing, people.sales)
    page = desk_of(people.head)
    inbox = services.approvals.inbox_count(by=people.head)
    clients = services.clients.counts(by=people.head)
    assert inbox == 2
    assert figures(page)["待我审批"] == f"{inbox} 件"
    assert figures(page)["在册客户"] == f"{clients['all']} 家"
    assert len(page.to_do.lines) == inbox


def test_a_salespersons_figures_are_those_of_the_services(desk_of, chain, people, services):
    client = chain.client()
    chain.filed(client, people.sales)
    chain.clock.advance(days=65)
    page = desk_of(people.sales)
    source = services.filings.list_for(people.sales)
    warned = source.ids(ListQuery(view="warned"))
    assert len(warned) == 1
    assert figures(page) == {
        "即将到期备案": f"{len(warned)} 件",
        "退回给我": "0 件",
        "我的客户": f"{services.clients.counts(by=people.sales)['mine']} 家",
    }
    assert len(page.running_out.lines) == 1


def test_a_stage_that_was_handed_over_is_counted_and_leads_to_its_list(
    desk_of, chain, people, services, qtbot
):
    client = chain.client()
    chain.filed(client, people.sales)
    chain.agree_all(chain.send_application(chain.application(client, people.sales), people.sales))
    services.contacts.create(
        client, ContactDraft(name="刘总", role=BuyingRole.DECIDER), by=people.management
    )
    owners = {Stage.SEARCH: people.sales, Stage.CONTACT: people.sales2}
    projects, by = services.projects, people.sales
    seen = projects.details(1, by=by).version
    projects.name_owners(1, owners, by=by, seen_version=seen)
    seen = projects.details(1, by=by).version
    projects.act(1, ProjectAct.ADVANCE, "已面谈", by=by, seen_version=seen)
    page = desk_of(people.sales2)
    assert figures(page)["待我接收"] == "1 件"
    with qtbot.waitSignal(page.page_requested) as asked:
        click(qtbot, card(page, "待我接收"))
    assert asked.args == ["progress", "to_accept"]
    assert "待我接收" not in figures(desk_of(people.sales))


def test_what_was_sent_back_comes_first_and_opens(desk_of, chain, people, qtbot):
    filing = chain.filing(chain.client(), people.sales)
    case = chain.send_filing(filing, people.sales)
    chain.decide(case, people.head, Decision.RETURN, text="请补充证据。")
    page = desk_of(people.sales)
    assert figures(page)["退回给我"] == "1 件"
    ((text, chip),) = texts(page.to_do)
    assert text.startswith("修改备案 ")
    assert chip == "已退回"
    with qtbot.waitSignal(page.open_requested) as opened:
        click(qtbot, page.to_do.lines[0])
    assert opened.args == ["filing", filing]


def test_a_waiting_approval_tells_its_days_and_opens_its_case(desk_of, chain, people, qtbot):
    case = chain.send_filing(chain.filing(chain.client(), people.sales), people.sales)
    chain.clock.advance(days=4)
    page = desk_of(people.head)
    ((text, chip),) = texts(page.to_do)
    assert text.startswith("审批项目备案 ")
    assert text.endswith("二期厂房钢材供应 · 李明")
    assert chip == "等了 4 天"
    with qtbot.waitSignal(page.open_requested) as opened:
        click(qtbot, page.to_do.lines[0])
    assert opened.args == ["case", case]


def test_each_figure_leads_to_its_list(desk_of, people, qtbot):
    page = desk_of(people.management)
    targets = {
        "待我审批": ["projects", "inbox"],
        "即将到期备案": ["projects", ("filings", "warned")],
        "撞单备案": ["projects", ("conflicts", "open")],
        "在册客户": ["clients", "all"],
    }
    assert set(figures(page)) == set(targets)
    for title, target in targets.items():
        with qtbot.waitSignal(page.page_requested) as asked:
            click(qtbot, card(page, title))
        assert asked.args == target


def test_an_administrator_sees_upkeep_and_no_business(desk_of, people):
    page = desk_of(people.administrator)
    assert list(figures(page)) == ["在用账号", "备份", "审计记录"]
    assert figures(page)["在用账号"] == "10 个"
    assert not page.running_out.isVisible()
    assert not page.recent.isVisible()


def test_a_write_elsewhere_is_counted_at_once(desk_of, chain, people, jobs):
    page = desk_of(people.head)
    assert figures(page)["待我审批"] == "0 件"
    chain.send_filing(chain.filing(chain.client(), people.sales), people.sales)
    page.bus.announce(changed(Noun.APPROVAL))
    jobs.wait_idle()
    assert figures(page)["待我审批"] == "1 件"


def test_what_was_opened_last_stands_first_and_what_is_gone_drops_out(desk_of, chain, people, jobs):
    client = chain.client()
    filing = chain.filing(client, people.sales)
    page = desk_of(people.sales)
    page.recent_items.note("filing", filing, chain.clock.now())
    page.recent_items.note("client", 4711, chain.clock.now())
    page.activate()
    jobs.wait_idle()
    assert texts(page.recent) == [("二期厂房钢材供应", "备案")]


def test_nothing_to_do_is_said_in_words(desk_of, people):
    page = desk_of(people.finance)
    assert page.to_do.lines == []
    assert page.to_do.empty.isVisible()


def test_an_owner_is_told_what_is_about_to_go_back_to_the_pool(desk_of, chain, people, clock):
    from kamdesk.domain.clients.clients import ClientDraft

    chain.clients.create(ClientDraft(name="甲公司"), by=people.sales)
    assert "即将回收" not in [card.accessibleName() for card in desk_of(people.sales).cards]
    clock.advance(days=75)
    page = desk_of(people.sales)
    (card,) = [card for card in page.cards if card.accessibleName() == "即将回收"]
    assert (card.figure.text(), card.note.text()) == ("1 家", "将在 15 天内回收")
    asked = []
    page.page_requested.connect(lambda key, hint: asked.append((key, hint)))
    card.clicked.emit()
    assert asked == [("clients", ("pool", "warned"))]
