"""The first day: an empty folder becomes a company whose people sign in."""

import pytest

from kamdesk.domain.people import Role
from kamdesk.ui.access.new_password import NewPasswordPanel
from kamdesk.ui.access.recovery_key import RecoveryKeyPanel
from kamdesk.ui.access.setup import AdministratorPanel, CompanyPanel
from kamdesk.ui.access.welcome import WelcomePanel
from tests.journeys.company import COMPANY, PASSWORD

OWN = "only I know this"


@pytest.fixture
def new(open_program, tmp_path, clock):
    """The program on a folder that is not there yet."""
    return open_program(tmp_path / "new", clock)


def set_up(screen):
    """Go through the wizard to the open company; return its recovery key."""
    assert isinstance(screen.panel, WelcomePanel)
    screen.click(screen.panel.company_button)
    assert isinstance(screen.panel, CompanyPanel)
    screen.type(screen.panel.name.editor, COMPANY)
    screen.click(screen.panel.next_button)
    assert isinstance(screen.panel, AdministratorPanel)
    told = {"login": "admin", "name": "管理员", "password": PASSWORD, "again": PASSWORD}
    screen.fill(screen.panel.form, told)
    screen.click(screen.panel.next_button)
    assert isinstance(screen.panel, RecoveryKeyPanel)
    assert not screen.panel.next_button.isEnabled()
    screen.panel.print_sheet()
    screen.tick(screen.panel.promise)
    screen.click(screen.panel.next_button)
    screen.inside()
    return next(line for line in screen.printed[0].splitlines() if line.count("-") > 5)


def people_section(screen):
    return screen.window.page("settings").section


def add_department(screen, name):
    screen.click(people_section(screen).department_card.add_button)
    dialog = screen.dialog()
    screen.fill(dialog.form, {"name": name})
    screen.click(dialog.save_button)


def hire(screen, login, name, *, role, department):
    """Create a user and return the temporary password that is shown."""
    screen.click(people_section(screen).new_button)
    dialog = screen.dialog()
    screen.fill(dialog.form, {"login": login, "name": name, "department_id": department})
    screen.tick(dialog.form["roles"].boxes[role])
    screen.click(dialog.save_button)
    told = screen.dialog()
    password = told.shown.text()
    told.accept()
    return password


def replace_password(screen, name, temporary):
    """Choose one's own password where the temporary one was just accepted."""
    panel = screen.panel
    assert isinstance(panel, NewPasswordPanel)
    assert name in panel.headline.text()
    screen.fill(panel.form, {"password": temporary, "again": temporary})
    screen.click(panel.next_button)
    assert "不能与原密码相同" in panel.password.message.text()
    screen.fill(panel.form, {"password": OWN, "again": OWN})
    screen.click(panel.next_button)
    screen.inside()
    assert screen.me.name == name


def test_a_new_company_gets_its_people_and_they_sign_in_with_passwords_of_their_own(new):
    recovery_key = set_up(new)
    assert len(recovery_key.replace("-", "")) >= 28
    assert "先在右边添加部门" in people_section(new).notice.text
    add_department(new, "业务一部")
    add_department(new, "销售管理部")
    staff = {
        "liming": hire(new, "liming", "李明", role=Role.SALES, department="业务一部"),
        "zhoulan": hire(new, "zhoulan", "周岚", role=Role.MANAGEMENT, department="销售管理部"),
    }
    names = [user.name for user in people_section(new).table.rows()]
    assert sorted(names) == ["周岚", "李明", "管理员"]
    for login, name in (("liming", "李明"), ("zhoulan", "周岚")):
        new.sign_out()
        new.enter(login, staff[login])
        replace_password(new, name, staff[login])
        assert new.window.current is new.window.page("desk")
        assert new.messages.said == []
    new.sign_out()
    new.enter("liming", staff["liming"])
    assert "登录名或密码不对" in new.panel.password.message.text()
    new.sign_in("liming", OWN)
    assert "people" not in new.window.page("settings").section_keys()


def test_the_company_is_there_at_the_next_start(open_program, tmp_path, clock):
    first = open_program(tmp_path / "new", clock)
    set_up(first)
    first.quit()
    again = open_program(tmp_path / "new", clock)
    assert again.panel.user.login() == "admin"
    again.sign_in("admin")
    assert COMPANY in again.window.facts.text()
