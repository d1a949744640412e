"""The lock: idle time, covers, the password."""

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget

from kamdesk.domain.errors import LoginError
from kamdesk.ui.access.lock import IdleWatch, Lock


@pytest.fixture
def watch(qapp, qtbot, clock):
    made = IdleWatch(qapp, clock, minutes=15)
    yield made
    made.stop()


@pytest.fixture
def lock(qtbot):
    main = QWidget()
    qtbot.addWidget(main)
    main.resize(600, 400)
    main.show()
    dialog = QDialog(main)
    dialog.show()
    made = Lock(main, "李明")
    made.main, made.dialog = main, dialog
    made.shut()
    yield made
    if shiboken6.isValid(made):
        made.deleteLater()


def covers(widget):
    return [each for each in widget.children() if type(each).__name__ == "_Cover"]


def test_idle_time_is_told_once_it_is_over(qtbot, watch, clock):
    clock.advance(minutes=14)
    with qtbot.assertNotEmitted(watch.idle):
        watch.look()
    clock.advance(minutes=1)
    with qtbot.waitSignal(watch.idle):
        watch.look()


def test_a_key_begins_the_time_anew(qtbot, watch, clock):
    line = QWidget()
    qtbot.addWidget(line)
    clock.advance(minutes=14)
    qtbot.keyClick(line, "a")
    clock.advance(minutes=14)
    with qtbot.assertNotEmitted(watch.idle):
        watch.look()


def test_another_number_of_minutes_holds_at_once(qtbot, watch, clock):
    watch.set_minutes(5)
    clock.advance(minutes=6)
    with qtbot.waitSignal(watch.idle):
        watch.look()


def test_every_window_is_covered_and_the_lock_takes_all_input(lock):
    assert covers(lock.main)
    assert covers(lock.dialog)
    assert lock.isModal()
    assert lock.dialog.isVisible()


def test_escape_and_closing_open_nothing(lock):
    QTest.keyClick(lock, Qt.Key.Key_Escape)
    lock.close()
    assert lock.isVisible()


def test_the_password_is_handed_on_and_a_wrong_one_told(qtbot, lock):
    panel = lock.panel
    with qtbot.waitSignal(panel.submitted) as told:
        qtbot.keyClicks(panel.password.editor, "secret")
        qtbot.keyClick(panel.password.editor, Qt.Key.Key_Return)
    assert told.args == ["secret"]
    panel.refuse(LoginError("登录名或密码不对，请重新输入。"))
    assert panel.password.message.text() == "登录名或密码不对，请重新输入。"
    assert panel.isEnabled()


def test_unlocking_shows_everything_again(qtbot, lock):
    main, dialog = lock.main, lock.dialog
    lock.open_again()
    qtbot.waitUntil(lambda: not covers(main))
    assert not shiboken6.isValid(lock)
    assert dialog.isVisible()
