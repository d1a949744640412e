"""The login panel: who, and the password."""

import pytest
from PySide6.QtCore import Qt

from kamdesk.domain.company import Account
from kamdesk.domain.errors import DatabaseError
from kamdesk.ui.access.login import LoginPanel

ACCOUNTS = [Account("liming", "李明"), Account("wangfang", "王芳"), Account("wf2", "王芳")]


@pytest.fixture
def panel(qtbot):
    made = LoginPanel()
    qtbot.addWidget(made)
    made.user.offer(ACCOUNTS, last="liming")
    made.show()
    return made


def test_the_last_user_is_chosen_and_the_cursor_waits_at_the_password(panel):
    assert panel.user.login() == "liming"
    assert panel.first_focus() is panel.password.editor


@pytest.mark.parametrize(
    ("typed", "login"),
    [("李明", "liming"), ("WangFang", "wangfang"), ("王芳", "王芳"), ("nobody", "nobody")],
)
def test_a_user_is_found_by_name_where_it_is_the_only_one_else_by_login(panel, typed, login):
    panel.user.setText(typed)
    assert panel.user.login() == login


def test_nothing_is_handed_on_without_user_and_password(qtbot, panel):
    with qtbot.assertNotEmitted(panel.submitted):
        panel.submit()
        panel.user.clear()
        panel.submit()
    assert panel.password.message.text() == "请填写“密码”。"


def test_what_is_no_matter_of_the_password_stands_below(panel):
    panel.password.set_value("x")
    panel.refuse(DatabaseError("磁盘空间不足。"))
    assert panel.notice.text == "磁盘空间不足。"
    assert panel.password.value() == "x"


def test_caps_lock_is_told_from_what_is_typed(qtbot, panel):
    editor = panel.password.editor
    qtbot.keyClick(editor, "A")
    assert panel.password.message.text() == "大写锁定已打开。"
    qtbot.keyClick(editor, "A", Qt.KeyboardModifier.ShiftModifier)
    assert panel.password.message.text() == ""


def test_the_password_is_shown_while_that_is_wanted(panel):
    (eye,) = [each for each in panel.password.editor.actions() if each.isCheckable()]
    hidden = panel.password.editor.echoMode()
    eye.setChecked(True)
    assert panel.password.editor.echoMode() is not hidden
    eye.setChecked(False)
    assert panel.password.editor.echoMode() is hidden


def test_accounts_that_come_later_keep_what_stands_there(panel):
    panel.user.setText("wangfang")
    panel.offer(ACCOUNTS, hint="密码都是 x")
    assert panel.user.text() == "王芳　wangfang"
    assert panel.hint.text == "密码都是 x"
