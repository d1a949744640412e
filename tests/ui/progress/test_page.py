"""The page of projects, driven as its people drive it."""

from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QLabel

from kamdesk.domain.clients.contacts import BuyingRole, ContactDraft
from kamdesk.domain.progress.projects import LossReason, ProjectAct, ProjectState
from kamdesk.domain.progress.stages import Stage
from kamdesk.services.clients.contacts import ContactService
from kamdesk.services.progress.projects import ProjectService
from kamdesk.services.progress.schedules import ScheduleService
from kamdesk.ui.forms.dialog import FormDialog
from kamdesk.ui.progress.page import ProgressPage
from tests.chain import chain, spoken_names
from tests.office import clock, office, people, sessions
from tests.ui.clients.conftest import tools_of

__all__ = ["chain", "clock", "office", "people", "sessions", "spoken_names", "tools_of"]

OWNERS = {"dialogue": 2, "follow_up": 2}


@dataclass
class Desk:
    """The page as one person sees it."""

    page: ProgressPage
    projects: ProjectService
    tools: object

    def settle(self):
        for _turn in range(4):
            assert self.tools.jobs.wait_idle()

    def answer(self, **values):
        """Fill the dialog that is open and save it."""
        self.settle()
        dialog = next(each for each in self.page.findChildren(FormDialog) if each.isVisible())
        for key, value in values.items():
            dialog.form[key].set_value(value)
        dialog.save_button.click()
        self.settle()
        return dialog

    def click(self, button):
        assert button.isVisible()
        assert button.isEnabled()
        button.click()
        self.settle()

    @property
    def project(self):
        return self.projects.details(1, by=self.tools.actor.id)


@pytest.fixture
def projects(chain, sessions, clock, people):
    """One project of sales, at whose client a decision maker is known."""
    client = chain.client()
    chain.filed(client, people.sales)
    application = chain.application(client, people.sales)
    chain.agree_all(chain.send_application(application, people.sales))
    decider = ContactDraft(name="刘总", role=BuyingRole.DECIDER)
    ContactService(sessions, clock).create(client, decider, by=people.management)
    return ProjectService(sessions, clock)


@pytest.fixture
def open_desk(qtbot, projects, sessions, clock, tools_of):
    def make(user):
        tools = tools_of(user)
        page = ProgressPage(projects, ScheduleService(sessions, clock), tools=tools)
        qtbot.addWidget(page)
        page.resize(1200, 720)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.activate()
        desk = Desk(page, projects, tools)
        desk.settle()
        return desk

    return make


def test_a_project_is_driven_and_handed_over(open_desk, people):
    desk = open_desk(people.sales)
    pane = desk.page.pane
    assert pane.name.text() == "二期厂房钢材供应"
    assert [box.owner.text() for box in pane.ribbon.boxes.values()][:3] == ["李明", "李明", "待定"]
    desk.click(pane.owners_button)
    desk.answer(**OWNERS)
    for _stage in range(2):
        desk.click(pane.go_on)
        desk.answer(text="已与刘总面谈")
    assert "李明把“深入沟通”阶段交接给王芳" in pane.slip.text
    assert not pane.go_on.isEnabled()
    assert pane.take_back_button.isVisible()
    assert not pane.accept_button.isVisible()
    taker = open_desk(people.sales2)
    taker.click(taker.page.pane.accept_button)
    assert taker.project.stage is Stage.DIALOGUE
    assert taker.page.pane.log.rows()[0].by == "王芳"


def test_a_slip_is_sent_back_with_a_reason(open_desk, people):
    desk = open_desk(people.sales)
    desk.click(desk.page.pane.owners_button)
    desk.answer(**OWNERS)
    for _stage in range(2):
        desk.click(desk.page.pane.go_on)
        desk.answer(text="已与刘总面谈")
    taker = open_desk(people.sales2)
    taker.page.list.show_view("to_accept")
    taker.settle()
    assert taker.page.list.view.rows.rowCount() == 1
    taker.click(taker.page.pane.send_back_button)
    taker.answer(reason="用量表缺页")
    assert taker.project.slip is None
    assert taker.project.events[-1].text == "用量表缺页"


def test_three_stages_of_one_person_are_refused_at_their_fields(open_desk, people):
    desk = open_desk(people.sales)
    desk.click(desk.page.pane.owners_button)
    dialog = desk.answer(dialogue=people.sales)
    assert dialog.isVisible()
    assert "最多负责两个阶段" in dialog.form["dialogue"].message.text()
    assert Stage.DIALOGUE not in desk.project.owners


def test_a_loss_needs_its_reason(open_desk, people):
    desk = open_desk(people.sales)
    desk.page.pane.actions_of[ProjectAct.LOSE].trigger()
    dialog = desk.answer(text="")
    assert dialog.isVisible()
    desk.answer(loss_reason=LossReason.RIVAL)
    assert desk.project.state is ProjectState.LOST
    desk.page.list.show_view("over")
    desk.settle()
    assert "客户选择了竞争对手" in [each.text() for each in desk.page.pane.findChildren(QLabel)]
    assert not desk.page.pane.go_on.isVisible()


def test_what_is_missing_is_told_and_holds_the_button(open_desk, people, sessions, clock):
    ContactService(sessions, clock).archive(1, by=people.management, seen_version=1)
    pane = open_desk(people.sales).page.pane
    assert "还没有联系人" in pane.missing.text
    assert not pane.go_on.isEnabled()


def test_who_may_only_look_sees_no_buttons(open_desk, people):
    pane = open_desk(people.finance).page.pane
    assert pane.name.text() == "二期厂房钢材供应"
    for each in (pane.go_on, pane.owners_button, pane.more, pane.take_back_button):
        assert not each.isVisible()
