"""The page of proposals, driven as a person would: compute, look, confirm, overrule, look back."""

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication, QPushButton

from kamdesk.domain.classes.classification import ClassificationRule, Join
from kamdesk.domain.ids import PolicyId
from kamdesk.services.policies import PolicyService
from kamdesk.ui.forms.dialog import FormDialog


def buttons(listed):
    bar = listed.toolbar
    widgets = [bar.itemAt(at).widget() for at in range(bar.count())]
    return [each.text() for each in widgets if isinstance(each, QPushButton)]


def select(desk, *lines):
    view = desk.page.open.view
    view.clearSelection()
    flags = QItemSelectionModel.SelectionFlag
    for line in lines:
        view.selectionModel().select(view.model().index(line, 0), flags.Select | flags.Rows)


def dialog():
    return next(
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, FormDialog) and each.isVisible()
    )


def compute(desk, qtbot):
    desk.page.propose()
    qtbot.waitUntil(lambda: any("重新计算，有" in said for said in desk.tools.messages.said))
    desk.settle()


def test_computing_tells_how_many_and_fills_the_list(open_desk, people, three, qtbot):
    desk = open_desk(people.management)
    assert desk.names() == []
    assert "还没有计算过" in desk.page.notice.text
    assert desk.page.open.empty.button.text() == "重新计算"
    desk.page.open.empty.button.click()
    qtbot.waitUntil(lambda: desk.tools.messages.said == ["已重新计算，有 3 条建议。"])
    desk.settle()
    assert desk.names() == ["丙公司", "乙公司", "甲公司"]
    assert "周岚计算，检查了 3 个客户" in desk.page.notice.text
    assert [tab.text() for tab in desk.page.open.tabs._buttons.values()] == [
        "全部建议 3",
        "建议认定 3",
        "建议取消 0",
    ]


def test_the_evidence_stands_beside_the_list(open_desk, people, three, proposals):
    proposals.propose(by=people.management)
    desk = open_desk(people.management)
    pane = desk.page.proposal
    assert pane.name.text() == "丙公司"
    assert pane.first.text() == "建议认定"
    assert pane.evidence.sentence.text.startswith("近 12 个月月均用量 60.00 吨 ≥ 20 吨")
    months = pane.evidence.months
    assert [each.month for each in months.rows()][::11] == [202512, 202611]
    assert months.share(0, 1) == 1.0
    desk.page.open.view.selectRow(2)
    desk.settle()
    assert pane.name.text() == "甲公司"


def test_a_month_without_purchases_has_no_bar(open_desk, people, three, buying, proposals):
    buying.bought(three["丙公司"], 2000, 90_000_000, first=202601)
    buying.bought(three["丙公司"], -5, -100, first=202512, last=202512)
    proposals.propose(by=people.management)
    months = open_desk(people.management).page.proposal.evidence.months
    assert months.share(0, 1) == months.share(0, 2) == 0.0
    assert months.share(1, 1) > 0.9


def test_the_selected_are_confirmed_after_asking(
    open_desk, people, three, proposals, classification, qtbot
):
    proposals.propose(by=people.management)
    desk = open_desk(people.management)
    select(desk, 0, 2)
    desk.tools.messages.yes = False
    qtbot.keyClick(desk.page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    assert len(desk.names()) == 3
    desk.tools.messages.yes = True
    desk.page.confirm_button.click()
    desk.settle()
    assert desk.tools.messages.said == ["按建议认定所选的 2 个客户吗？"] * 2
    assert desk.names() == ["乙公司"]
    assert len(classification.decisions_of(three["甲公司"], by=people.management)) == 1
    desk.page.show_hint("decisions")
    desk.settle()
    assert desk.names(desk.page.taken) == ["甲公司", "丙公司"]


def test_overruling_asks_why(open_desk, people, three, proposals):
    proposals.propose(by=people.management)
    desk = open_desk(people.management)
    select(desk, 1)
    desk.page.overrule_button.click()
    asked = dialog()
    asked.save_button.click()
    assert "请填写“原因”" in asked.form["reason"].message.text()
    asked.form["reason"].set_value("一次性备货")
    asked.save_button.click()
    desk.settle()
    assert desk.names() == ["丙公司", "甲公司"]
    desk.page.show_hint("decisions")
    desk.settle()
    pane = desk.page.decision
    assert (pane.name.text(), pane.first.text(), pane.second.text()) == (
        "乙公司",
        "不认定",
        "驳回数据",
    )
    assert pane.evidence.isVisible()
    assert not pane.evidence.months.isVisible()


def test_nothing_selected_asks_nothing(open_desk, people, qtbot):
    desk = open_desk(people.management)
    desk.page.confirm()
    desk.page.overrule()
    assert desk.tools.messages.said == []


def test_a_rule_set_since_warns_and_refuses(open_desk, people, three, proposals, sessions, clock):
    proposals.propose(by=people.management)
    desk = open_desk(people.management)
    select(desk, 0)
    policies = PolicyService(sessions, clock)
    changes = policies.save(
        ClassificationRule(join=Join.OR), seen=PolicyId(0), by=people.management
    )
    desk.page.confirm()
    desk.settle()
    assert "分类规则已修改" in desk.tools.messages.said[-1]
    desk.tools.bus.announce(changes)
    desk.settle()
    assert "请重新计算" in desk.page.notice.text
    assert "或者年销售额" in desk.page.notice.text


def test_a_proposal_that_is_gone_leaves_the_pane_empty(open_desk, people, three, proposals):
    proposals.propose(by=people.management)
    desk = open_desk(people.management)
    run = proposals.state(by=people.management).run.id
    proposals.confirm([three["乙公司"]], by=people.management, seen_run=run)
    desk.page.open.view.selectRow(1)
    desk.settle()
    assert desk.page.proposal.empty.isVisible()
    assert desk.tools.messages.said == []


def test_a_salesperson_looks_and_decides_nothing(open_desk, people, three, proposals):
    proposals.propose(by=people.management)
    desk = open_desk(people.sales)
    assert desk.names() == ["乙公司", "甲公司"]
    assert buttons(desk.page.open) == ["列", "认定记录"]


def test_the_client_is_opened_from_either_list(open_desk, people, three, proposals, qtbot):
    proposals.propose(by=people.management)
    desk = open_desk(people.management)
    for way in (desk.page.proposal.open.click, lambda: desk.page.open.opened.emit(three["丙公司"])):
        with qtbot.waitSignal(desk.page.open_requested) as asked:
            way()
        assert asked.args == ["client", three["丙公司"]]
    run = proposals.state(by=people.management).run.id
    proposals.confirm([three["甲公司"]], by=people.management, seen_run=run)
    desk.page.show_hint("decisions")
    desk.settle()
    with qtbot.waitSignal(desk.page.open_requested) as asked:
        desk.page.decision.open.click()
    assert asked.args == ["client", three["甲公司"]]


def test_a_hint_shows_a_view_and_the_way_back(open_desk, people, three, proposals):
    proposals.propose(by=people.management)
    desk = open_desk(people.management)
    desk.page.show_hint("withdraw")
    desk.settle()
    assert desk.names() == []
    desk.page.show_hint("decisions")
    desk.settle()
    assert desk.page.status() == "共 0 条"
    assert buttons(desk.page.taken) == ["列", "返回建议"]
    desk.page.show_hint(None)
    desk.settle()
    assert desk.page.stack.currentIndex() == 0
