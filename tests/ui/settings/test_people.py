"""用户与部门: from an empty company to people who sign in."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from kamdesk.domain.errors import LoginError, StaleRecordError
from kamdesk.domain.people import Role, UserDraft
from kamdesk.ui.settings.people import PeopleSection
from kamdesk.ui.settings.user_dialog import TemporaryPasswordDialog


@pytest.fixture
def section(office, shown):
    return shown(PeopleSection(office.services.people, office.services.departments, office.tools()))


def dialog_of(section, kind=QDialog):
    """Return the dialog that is open."""
    return next(each for each in section.findChildren(kind) if each.isVisible())


def fill(dialog, values):
    for key, value in values.items():
        dialog.form[key].set_value(value)
    dialog.save_button.click()


def select(section, name):
    names = [user.name for user in section.table.rows()]
    section.table.selectRow(names.index(name))


def test_an_empty_company_is_told_what_comes_next(section, office):
    assert "先在右边添加部门" in section.notice.text
    section.department_card.add()
    fill(dialog_of(section), {"name": "业务一部"})
    office.rest()
    assert "点“新增用户”" in section.notice.text
    assert [place.name for place in section.department_card.table.rows()] == ["业务一部"]


def test_a_new_user_gets_a_temporary_password_shown_once_and_signs_in_with_it(section, office):
    place = office.services.departments.create("业务一部", by=office.administrator.id).record_id
    section.activate()
    office.rest()
    section.add()
    values = {"login": "LiMing", "name": "李明", "department_id": place, "roles": {Role.SALES}}
    fill(dialog_of(section), values)
    office.rest()
    told = dialog_of(section, TemporaryPasswordDialog)
    actor = office.sign_in("liming", told.shown.text())
    assert (actor.name, actor.roles) == ("李明", frozenset({Role.SALES}))
    assert [user.name for user in section.table.rows()] == ["李明", "管理员"]


def test_what_does_not_fit_is_told_at_its_field_and_nothing_is_written(section, office):
    section.add()
    dialog = dialog_of(section)
    fill(dialog, {"login": "admin", "name": "李明", "roles": {Role.SALES}})
    office.rest()
    assert "必须选择所属部门" in dialog.form["department_id"].message.text()
    fill(dialog, {"roles": {Role.MANAGEMENT, Role.ADMINISTRATOR}})
    office.rest()
    assert "不能再兼任" in dialog.form["roles"].message.text()
    assert len(office.services.people.users(by=office.administrator.id)) == 1


def test_an_edit_changes_roles_and_keeps_the_login(section, office):
    office.hire("zhoulan", "周岚", Role.MANAGEMENT)
    section.activate()
    office.rest()
    select(section, "周岚")
    section.edit()
    dialog = dialog_of(section)
    assert dialog.form["login"].editor.isReadOnly()
    fill(dialog, {"roles": {Role.FINANCE}, "phone": "13800000000"})
    office.rest()
    (user,) = [each for each in section.table.rows() if each.name == "周岚"]
    assert (user.login, user.roles, user.phone) == (
        "zhoulan",
        frozenset({Role.FINANCE}),
        "13800000000",
    )


def test_an_edit_of_what_somebody_changed_meanwhile_is_refused_and_kept_on_screen(section, office):
    office.hire("zhoulan", "周岚", Role.MANAGEMENT)
    section.activate()
    office.rest()
    select(section, "周岚")
    section.edit()
    dialog = dialog_of(section)
    user = section.table.current()
    draft = UserDraft(login="zhoulan", name="周兰", roles=user.roles)
    by = office.administrator.id
    office.services.people.edit(user.id, draft, seen_version=user.version, by=by)
    fill(dialog, {"name": "周澜"})
    office.rest()
    assert dialog.isVisible()
    assert dialog.notice.text
    assert dialog.form["name"].value() == "周澜"
    with pytest.raises(StaleRecordError):
        office.services.people.edit(user.id, draft, seen_version=user.version, by=by)


def test_a_reset_password_replaces_the_old_one(section, office):
    office.hire("zhoulan", "周岚", Role.MANAGEMENT)
    section.activate()
    office.rest()
    select(section, "周岚")
    section.reset()
    office.rest()
    told = dialog_of(section, TemporaryPasswordDialog)
    told.copy()
    with pytest.raises(LoginError):
        office.sign_in("zhoulan")
    assert office.sign_in("zhoulan", told.shown.text()).name == "周岚"


def test_a_deactivated_user_stays_in_the_list_and_cannot_sign_in(section, office):
    office.hire("zhoulan", "周岚", Role.MANAGEMENT)
    section.activate()
    office.rest()
    select(section, "周岚")
    section.deactivate()
    office.rest()
    with pytest.raises(LoginError):
        office.sign_in("zhoulan")
    (user,) = [each for each in section.table.rows() if each.name == "周岚"]
    assert not user.active
    select(section, "周岚")
    assert not section.stop_button.isEnabled()


def test_nobody_deactivates_himself(section):
    select(section, "管理员")
    assert not section.stop_button.isEnabled()
    assert section.stop_button.toolTip()


def test_a_no_keeps_everything_as_it_is(section, office, messages):
    office.hire("zhoulan", "周岚", Role.MANAGEMENT)
    section.activate()
    office.rest()
    messages.yes = False
    select(section, "周岚")
    section.deactivate()
    section.reset()
    office.rest()
    assert office.sign_in("zhoulan").name == "周岚"


def test_users_are_found_by_name_login_or_department(section, office, qtbot):
    office.hire("zhoulan", "周岚", Role.MANAGEMENT)
    section.activate()
    office.rest()
    qtbot.keyClicks(section.finder, "zhou")
    assert [user.login for user in section.table.rows()] == ["zhoulan"]
    section.finder.setText("nobody")
    assert list(section.table.rows()) == []
    assert not section.edit_button.isEnabled()


def test_a_department_is_renamed_and_a_second_of_the_name_refused(section, office, qtbot):
    by = office.administrator.id
    for name in ("业务一部", "业务二部"):
        office.services.departments.create(name, by=by)
    section.activate()
    office.rest()
    section.department_card.table.selectRow(0)
    qtbot.keyClick(section.department_card.table, Qt.Key.Key_Return)
    dialog = dialog_of(section)
    fill(dialog, {"name": "业务二部"})
    office.rest()
    assert "已经存在" in dialog.form["name"].message.text()
    fill(dialog, {"name": "大客户部"})
    office.rest()
    assert [place.name for place in section.department_card.table.rows()] == [
        "大客户部",
        "业务二部",
    ]
