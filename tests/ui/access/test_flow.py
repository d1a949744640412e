"""The way in, as somebody goes it: first start, sign-in, forgotten passwords."""

import pytest
from PySide6.QtCore import Qt

from kamdesk.app.instance import InstanceLock
from kamdesk.domain.people import Role, UserDraft
from kamdesk.domain.recovery import new_recovery_key
from kamdesk.services.people import PeopleService
from kamdesk.ui.access.login import LoginPanel
from kamdesk.ui.access.new_password import NewPasswordPanel
from kamdesk.ui.access.occupied import OccupiedPanel
from kamdesk.ui.access.recover import RecoverPanel
from kamdesk.ui.access.recovery_key import RecoveryKeyPanel
from kamdesk.ui.access.setup import AdministratorPanel, CompanyPanel
from kamdesk.ui.access.welcome import WelcomePanel
from tests.ui.access.conftest import PASSWORD, SETUP

TEMPORARY = "linshi-mima-7"


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def type_into(qtbot, field, text):
    field.editor.clear()
    if text.isascii():
        qtbot.keyClicks(field.editor, text)
    else:  # Qt's simulated keyboard has no Chinese; an input method inserts the whole words
        field.editor.insert(text)


def sign_in(qtbot, way, login, password):
    way.panel.user.choose(login)
    type_into(qtbot, way.panel.password, password)
    qtbot.keyClick(way.panel.password.editor, Qt.Key.Key_Return)
    way.rest()


def hired(way, login="wangfang"):
    """Let the administrator make an account with a temporary password."""
    company = way.own.login("admin", PASSWORD).company
    people = PeopleService(company.sessions, way.clock, company.keyring)
    draft = UserDraft(login=login, name="王芳", roles=frozenset({Role.MANAGEMENT}))
    by = next(row.id for row in people.users(by=1) if row.login == "admin")
    people.create(draft, temporary_password=TEMPORARY, by=by)
    company.close()


@pytest.fixture
def login(way):
    """The login window of a company that is there; its recovery key stands in `way.key`."""
    way.key = way.company()
    way.flow.start()
    way.rest()
    return way


def test_the_first_start_leads_to_a_company_with_its_administrator_signed_in(qtbot, way):
    way.flow.start()
    assert isinstance(way.panel, WelcomePanel)
    click(qtbot, way.panel.company_button)
    type_into(qtbot, way.panel.name, SETUP.company)
    qtbot.keyClick(way.panel.name.editor, Qt.Key.Key_Return)
    panel = way.panel
    assert isinstance(panel, AdministratorPanel)
    for field, text in ((panel.login, "Admin"), (panel.name, "管理员")):
        type_into(qtbot, field, text)
    for field in (panel.password, panel.again):
        type_into(qtbot, field, "a good long one")
    click(qtbot, panel.next_button)
    way.rest()
    assert isinstance(way.panel, RecoveryKeyPanel)
    assert not way.panel.next_button.isEnabled()
    click(qtbot, way.panel.promise)
    click(qtbot, way.panel.next_button)
    (entered,) = way.entered
    assert entered.first_time
    assert entered.signed_in.actor.name == "管理员"


def test_the_recovery_key_is_not_lost_by_closing_or_another_language(qtbot, way, messages):
    way.set_up()
    way.panel.name.set_value(SETUP.company)
    way.panel.go_on()
    way.panel.form.set_values(
        {"login": "admin", "name": "管理员", "password": PASSWORD, "again": PASSWORD}
    )
    way.panel.submit()
    way.rest()
    messages.yes = False
    assert not way.window.close()
    assert "不会再次显示" in messages.said[-1]
    assert not way.window.switch.isVisible()
    way.panel.promise.setChecked(True)
    assert way.window.close()
    way.panel.kept.emit()


def test_a_wrong_answer_keeps_the_wizard_where_it_is_and_says_why(qtbot, way):
    way.set_up()
    click(qtbot, way.panel.next_button)
    assert isinstance(way.panel, CompanyPanel)
    assert way.panel.name.message.text() == "请填写“公司名称”。"
    type_into(qtbot, way.panel.name, SETUP.company)
    click(qtbot, way.panel.next_button)
    panel = way.panel
    type_into(qtbot, panel.login, "admin")
    type_into(qtbot, panel.name, "管理员")
    type_into(qtbot, panel.password, "12345678")
    type_into(qtbot, panel.again, "1234567")
    click(qtbot, panel.next_button)
    assert "太常见" in panel.password.message.text()
    assert "不一样" in panel.again.message.text()
    assert not way.own.exists()


def test_what_the_service_refuses_stands_at_its_field(qtbot, way):
    way.set_up()
    way.panel.name.set_value(SETUP.company)
    way.panel.go_on()
    panel = way.panel
    panel.form.set_values(
        {"login": "管 理 员", "name": "管理员", "password": PASSWORD, "again": PASSWORD}
    )
    panel.submit()
    way.rest()
    assert "登录名请用英文字母" in panel.login.message.text()
    assert panel.isEnabled()


def test_going_back_keeps_what_was_typed(qtbot, way):
    way.set_up()
    way.panel.name.set_value(SETUP.company)
    way.panel.go_on()
    way.panel.login.set_value("admin")
    way.panel.back.emit()
    assert way.panel.name.value() == SETUP.company
    way.panel.go_on()
    assert way.panel.login.value() == "admin"


def test_signing_in_enters_and_is_remembered(qtbot, login, state):
    assert isinstance(login.panel, LoginPanel)
    sign_in(qtbot, login, "admin", PASSWORD)
    (entered,) = login.entered
    assert not entered.first_time
    last = state.scoped("access/own")
    assert (last.text("login"), last.text("name")) == ("admin", "管理员")
    login.flow.start()
    assert login.panel.user.login() == "admin"


def test_a_wrong_password_is_told_under_it_and_three_cost_a_wait(qtbot, login):
    sign_in(qtbot, login, "admin", "nonsense")
    panel = login.panel
    assert panel.password.message.text() == "登录名或密码不对，请重新输入。"
    assert panel.password.value() is None
    sign_in(qtbot, login, "admin", "nonsense")
    sign_in(qtbot, login, "admin", "nonsense")
    assert not panel.sign_in.isEnabled()
    assert panel.sign_in.text() == "请等待 5 秒"
    for _second in range(5):
        panel.tick()
    assert panel.sign_in.isEnabled()
    login.clock.advance(seconds=6)
    sign_in(qtbot, login, "admin", PASSWORD)
    assert len(login.entered) == 1


def test_a_temporary_password_has_to_be_replaced(qtbot, login):
    hired(login)
    login.flow.start()
    login.rest()
    sign_in(qtbot, login, "wangfang", TEMPORARY)
    panel = login.panel
    assert isinstance(panel, NewPasswordPanel)
    assert login.entered == []
    type_into(qtbot, panel.password, TEMPORARY)
    type_into(qtbot, panel.again, TEMPORARY)
    click(qtbot, panel.next_button)
    login.rest()
    assert "不能与原密码相同" in panel.password.message.text()
    type_into(qtbot, panel.password, "my own secret")
    type_into(qtbot, panel.again, "my own secret")
    click(qtbot, panel.next_button)
    login.rest()
    assert login.entered[0].signed_in.actor.name == "王芳"
    login.own.unlock("wangfang", "my own secret")


def test_the_recovery_key_sets_a_new_password(qtbot, login):
    login.panel.user.choose("admin")
    login.panel.forgotten.emit()
    panel = login.panel
    assert isinstance(panel, RecoverPanel)
    type_into(qtbot, panel.key, "0000-1111")
    type_into(qtbot, panel.password, "another secret")
    type_into(qtbot, panel.again, "another secret")
    click(qtbot, panel.next_button)
    assert "28" in panel.key.message.text()
    type_into(qtbot, panel.key, login.key.lower().replace("-", " "))
    click(qtbot, panel.next_button)
    login.rest()
    assert login.entered[0].login == "admin"
    login.own.unlock("admin", "another secret")


def test_the_recovery_key_of_another_company_is_refused(qtbot, login, way):
    login.panel.user.choose("admin")
    login.panel.forgotten.emit()
    panel = login.panel
    panel.key.set_value(new_recovery_key())
    panel.password.set_value("another secret")
    panel.again.set_value("another secret")
    panel.submit()
    login.rest()
    assert "恢复密钥不属于" in panel.notice.text
    assert login.entered == []


def test_a_folder_in_use_elsewhere_is_told_and_tried_again(qtbot, way):
    way.company()
    other = InstanceLock(way.own.folder, way.clock)
    other.__enter__()
    way.flow.start()
    way.rest()
    assert isinstance(way.panel, OccupiedPanel)
    assert "正被另一个 KAM Desk 程序使用" in way.panel.explanation.text()
    other.__exit__(None, None, None)
    click(qtbot, way.panel.again_button)
    assert isinstance(way.panel, LoginPanel)
    way.rest()


def test_the_sample_company_tells_its_password_and_the_way_back(qtbot, way):
    way.sample.create_company(SETUP).signed_in.company.close()
    way.flow.start()
    click(qtbot, way.panel.sample_button)
    way.rest()
    assert "示例公司：所有用户的密码都是" in way.panel.hint.text
    back = next(b for b in way.panel.findChildren(type(way.panel.sign_in)) if "离开" in b.text())
    click(qtbot, back)
    assert isinstance(way.panel, WelcomePanel)
