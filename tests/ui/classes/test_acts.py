"""分类…: one client's classes shown, given with their basis, taken away."""

import pytest
from PySide6.QtWidgets import QWidget

from kamdesk.domain.classes.decisions import Basis, Sector
from kamdesk.domain.clients.clients import ClientClass
from kamdesk.ui.classes.acts import ClassActs
from kamdesk.ui.classes.dialog import ClassesDialog, DecisionDialog


class Asked:
    """The dialog of one client, opened by somebody."""

    def __init__(self, acts, tools, client):
        self.acts, self.tools = acts, tools
        acts.open(client)
        self.settle()

    def settle(self):
        for _round in range(3):
            assert self.tools.jobs.wait_idle()

    @property
    def dialog(self) -> ClassesDialog:
        return self.acts._dialog

    def card(self, client_class):
        return self.dialog.cards[client_class]

    def asking(self):
        shown = self.dialog.findChildren(DecisionDialog)
        return next(each for each in shown if each.isVisible())

    def answer(self, **values):
        asking = self.asking()
        for key, value in values.items():
            asking.form[key].set_value(value)
        asking.save_button.click()
        self.settle()


@pytest.fixture
def ask(qtbot, classification, buying, tools_of, three, people):
    def make(user=people.management, client="甲公司"):
        window = QWidget()
        qtbot.addWidget(window)
        window.show()
        tools = tools_of(user)
        acts = ClassActs(classification, buying.clients, tools, window)
        return Asked(acts, tools, three[client])

    return make


def shown(card, *names):
    return [getattr(card, name).isVisible() for name in names]


def test_each_class_tells_how_it_stands(ask, classification, three, people):
    classification.decide(
        three["甲公司"],
        ClientClass.IMPORTANT,
        holds=True,
        basis=Basis(sector=Sector.ARMY, reason="驻军单位"),
        by=people.management,
        seen_version=1,
    )
    asked = ask()
    important = asked.card(ClientClass.IMPORTANT)
    assert important.state.text() == "已认定"
    assert important.last.text() == (
        "2026-11-02 09:00 周岚 · 人工认定 · 认定为重要客户\n所属领域：军队；理由：驻军单位"
    )
    assert shown(important, "give", "take") == [True, True]
    economic = asked.card(ClientClass.ECONOMIC)
    assert economic.state.text() == "未认定"
    assert "符合经济大客户。与现有类别不一致" in economic.figures.text
    assert shown(economic, "give", "take") == [True, False]
    assert asked.card(ClientClass.GROUP).last.text() == "还没有认定记录。"


def test_the_strategic_class_asks_for_its_whole_basis(ask, buying, three, people):
    asked = ask()
    asked.card(ClientClass.STRATEGIC).give.click()
    form = asked.asking().form
    assert [field.key for field in form.fields()] == ["survey", "potential", "rivals", "reason"]
    asked.answer(survey="年需求约 600 吨", potential="二期翻番")
    assert "请填写" in form["rivals"].message.text()
    asked.answer(rivals="争取其三成用量")
    assert asked.card(ClientClass.STRATEGIC).state.text() == "已认定"
    assert "拟从对手争取的目标：争取其三成用量" in asked.card(ClientClass.STRATEGIC).last.text()
    assert buying.clients.details(three["甲公司"], by=people.sales).draft.classes == {
        ClientClass.STRATEGIC
    }
    asked.card(ClientClass.STRATEGIC).take.click()
    asked.answer(reason="项目取消")
    assert asked.card(ClientClass.STRATEGIC).state.text() == "未认定"


def test_the_field_of_an_important_client_is_chosen(ask):
    asked = ask()
    asked.card(ClientClass.IMPORTANT).give.click()
    asked.answer()
    assert asked.asking().form["sector"].message.text() == "请填写“所属领域”。"
    asked.answer(sector=Sector.HEALTH)
    assert "所属领域：卫生" in asked.card(ClientClass.IMPORTANT).last.text()


def test_with_the_figures_no_reason_is_needed_and_against_them_one_is(ask):
    asked = ask()
    asked.card(ClientClass.ECONOMIC).give.click()
    assert not asked.asking().form["reason"].required
    asked.answer()
    economic = asked.card(ClientClass.ECONOMIC)
    assert economic.state.text() == "已认定"
    assert "不一致" not in economic.figures.text
    economic.take.click()
    assert asked.asking().form["reason"].required
    asked.answer(reason="一次性工程")
    assert "驳回数据 · 不作为经济大客户" in asked.card(ClientClass.ECONOMIC).last.text()


def test_a_refusal_is_shown_and_nothing_is_decided(ask, buying, three, people):
    asked = ask()
    draft = buying.clients.details(three["甲公司"], by=people.sales).draft
    asked.card(ClientClass.GROUP).give.click()
    changed = type(draft)(name="甲集团")
    buying.clients.edit(three["甲公司"], changed, by=people.sales, seen_version=1)
    asked.answer(tie="同属一个集团")
    assert "刚被别人修改过" in asked.asking().notice.text
    assert asked.card(ClientClass.GROUP).state.text() == "未认定"


def test_who_may_not_decide_only_looks(ask, people):
    asked = ask(people.sales)
    for card in asked.dialog.cards.values():
        assert shown(card, "give", "take") == [False, False]
    asked.dialog.accept()
    assert asked.acts._dialog is None


def test_another_departments_head_is_refused_the_client(ask, people):
    asked = ask(people.head2)
    assert asked.dialog is None
    assert "查看客户" in asked.tools.messages.said[0]
