"""审批流程: an edit becomes a new version, what could let something pass is refused."""

from decimal import Decimal

import pytest
from PySide6.QtWidgets import QDialog

from kamdesk.domain.people import Role
from kamdesk.domain.projects.routes import CaseKind, Condition, Fact, Operator, Way
from kamdesk.ui.messages import Unsaved
from kamdesk.ui.settings.routes import RoutesSection


@pytest.fixture
def section(office, shown):
    return shown(RoutesSection(office.services.routes, office.tools()))


def titles(section):
    return [step.title for step in section.steps]


def dialog_of(section):
    return next(each for each in section.findChildren(QDialog) if each.isVisible())


def current(office, kind=CaseKind.APPLICATION):
    return office.services.routes.current(kind, by=office.administrator.id)


def test_the_steps_in_force_are_shown_in_words(section):
    assert titles(section) == ["业务部门负责人", "销售管理部", "财务部", "常务副总", "总经理"]
    model = section.table.model()
    shown = [model.index(line, 3).data() for line in range(model.rowCount())]
    assert shown[0] == "每次都要"
    assert shown[2] == "预算不低于 50,000.00 元"
    assert shown[4] == "开发模式为合作开发 或 预算不低于 200,000.00 元"
    assert not section.save_button.isEnabled()


def test_a_step_added_in_the_dialog_is_saved_as_a_new_version(section, office):
    section.add_step()
    dialog = dialog_of(section)
    dialog.form["title"].set_value("财务总监")
    dialog.form["role"].set_value(Role.FINANCE)
    dialog.form["way"].set_value(Way.ALL)
    dialog.form["budget"].editor.setText("10万")
    dialog.save_button.click()
    assert section.dirty
    assert current(office).version == 1
    section.save()
    office.rest()
    route = current(office)
    assert route.version == 2
    step = route.steps[-1]
    assert (step.title, step.role, step.way) == ("财务总监", Role.FINANCE, Way.ALL)
    assert step.conditions == (Condition(Fact.BUDGET, Operator.AT_LEAST, "100000.00"),)
    assert [each.version for each in section.history.rows()] == [2, 1]
    assert not section.dirty


def test_a_step_is_edited_with_what_it_had(section, office):
    section.table.selectRow(4)
    section.edit_step()
    dialog = dialog_of(section)
    assert dialog.form["budget"].value() == Decimal(200_000)
    dialog.form["budget"].set_value(Decimal(300_000))
    dialog.save_button.click()
    section.save()
    office.rest()
    joint, budget = current(office).steps[4].conditions
    assert joint.value == "joint"
    assert Decimal(budget.value) == Decimal(300_000)


def test_steps_are_moved_and_removed(section, office):
    section.table.selectRow(2)
    section.move_step(-1)
    assert titles(section)[:3] == ["业务部门负责人", "财务部", "销售管理部"]
    section.remove_step()
    assert "财务部" not in titles(section)
    section.save()
    office.rest()
    assert [step.title for step in current(office).steps] == titles(section)


def test_a_route_that_lets_joint_development_pass_cannot_be_saved(section, office):
    section.table.selectRow(4)
    section.remove_step()
    assert "合作开发须经公司批准" in section.notice.text
    assert not section.save_button.isEnabled()
    section.undo_button.click()
    assert len(section.steps) == 5


def test_an_older_version_is_shown_and_not_edited(section, office):
    section.table.selectRow(2)
    section.move_step(-1)
    section.save()
    office.rest()
    section.history.selectRow(1)
    assert section.table.rows()[1].title == "销售管理部"
    assert not any(each.isEnabled() for each in section.step_buttons)
    assert "以前的版本" in section.notice.text
    section.history.selectRow(0)
    assert section.table.rows()[1].title == "财务部"


def test_the_route_of_filings_has_its_own_steps_and_no_budget(section, office):
    section.show_kind(CaseKind.FILING)
    office.rest()
    assert titles(section) == ["业务部门负责人", "销售管理部"]
    section.add_step()
    assert "budget" not in dialog_of(section).form.values()


def test_leaving_with_changes_asks(section, office):
    section.table.selectRow(2)
    section.move_step(-1)
    office.messages.leaving = Unsaved.CANCEL
    section.show_kind(CaseKind.FILING)
    assert len(section.steps) == 5
    assert not section.can_leave()
    office.messages.leaving = Unsaved.DISCARD
    assert section.can_leave()
    assert not section.dirty
