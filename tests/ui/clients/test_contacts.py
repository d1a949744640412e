"""The people at a client in the detail pane."""

import pytest
from PySide6.QtWidgets import QLabel, QToolButton

from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.domain.clients.contacts import Attitude, BuyingRole, ContactDraft
from kamdesk.ui.persons.rights import Deed

BOSS = ContactDraft(
    name="王建国",
    post="总经理",
    role=BuyingRole.DECIDER,
    influence=4,
    attitude=Attitude.OPPOSE,
    sponsor=True,
    phone="13812341234",
)


@pytest.fixture
def pane_of(open_desk, services, people):
    """Return the pane of a client with two people, as somebody sees it, and the desk."""
    client = services.clients.create(ClientDraft(name="晋丰公司"), by=people.sales).record_id
    boss = services.contacts.create(client, BOSS, by=people.sales).record_id
    other = ContactDraft(name="李秘", champion=True, reports_to_id=boss, assistant_of_id=boss)
    services.contacts.create(client, other, by=people.sales)

    def make(user):
        desk = open_desk(user)
        desk.choose(client)
        return desk, desk.page.pane.contacts

    return make


def texts(pane):
    return {label.text() for label in pane.findChildren(QLabel) if label.isVisibleTo(pane)}


def tools(pane):
    return {
        made.accessibleName() for made in pane.findChildren(QToolButton) if made.isVisibleTo(pane)
    }


def test_each_person_is_shown_with_standing_and_superior(pane_of, people):
    desk, pane = pane_of(people.sales)
    assert {"决策者", "反对", "●●●●○", "高层支持者", "内部推动者"} <= texts(pane)
    assert "上级：王建国　协助：王建国" in texts(pane)
    assert pane.coverage.text == "决策者、高层支持者、内部推动者都已找到。"
    away = desk.file().people.contacts[0]
    assert away.draft.name == "王建国"
    desk.page.pane.contacts.deed_wanted.emit(Deed.MOVE, away)
    desk.settle()
    desk.settle()
    assert "还没有决策者、高层支持者" in pane.coverage.text


def test_the_key_person_stands_above_with_its_day(pane_of, people):
    desk, pane = pane_of(people.sales)
    assert not pane.key_person.isVisibleTo(pane)
    desk.page.pane.contacts.deed_wanted.emit(Deed.NAME_KEY, desk.file().people.contacts[1])
    desk.settle()
    desk.settle()
    assert pane.key_person.text() == "关键人：李秘，自 2026-11-02"
    assert "将“李秘”设为关键人" not in tools(pane)
    assert "将“王建国”设为关键人" in tools(pane)


def test_who_may_only_look_is_offered_the_number_alone(pane_of, people):
    _desk, pane = pane_of(people.executive_vp)
    assert tools(pane) == {"查看“王建国”的完整号码"}
    assert "138****1234" in texts(pane)
    assert not pane.add_button.isVisibleTo(pane)


def test_a_name_leads_to_the_list_of_people(pane_of, people, qtbot):
    desk, pane = pane_of(people.sales)
    key = desk.file().people.contacts[0].id
    with qtbot.waitSignal(desk.page.open_requested) as asked:
        pane.opened.emit("contact", key)
    assert asked.args == ["contact", key]
