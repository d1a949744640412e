"""The window before the desk: panels, help, another language."""

import pytest
from PySide6.QtTest import QTest

from kamdesk.i18n import Language
from kamdesk.ui.access.login import LoginPanel
from kamdesk.ui.access.setup import AdministratorPanel
from kamdesk.ui.access.welcome import WelcomePanel
from kamdesk.ui.access.window import AccessWindow


@pytest.fixture
def window(qtbot):
    made = AccessWindow()
    qtbot.addWidget(made)
    return made


def test_what_waits_for_the_first_paint_is_done_once_and_later_at_once(window):
    done = []
    window.when_painted(lambda: done.append("first"))
    assert done == []
    window.show()
    QTest.qWaitForWindowExposed(window)
    QTest.qWait(10)
    assert done == ["first"]
    window.when_painted(lambda: done.append("later"))
    assert done == ["first", "later"]


def test_the_cursor_stands_where_one_begins(window):
    window.show()
    window.show_panel(LoginPanel())
    assert window.focusWidget() is window.panel.user


def test_another_language_is_offered_where_nothing_is_lost(window, qtbot):
    window.show()
    window.show_panel(WelcomePanel(sample_exists=False))
    with qtbot.waitSignal(window.language_chosen) as chosen:
        window.switch.click()
    assert chosen.args == [Language.ENGLISH]
    window.show_panel(AdministratorPanel())
    assert not window.switch.isVisible()


def test_help_on_signing_in_is_a_key_away(window):
    window.show()
    window.open_help()
    assert "恢复密钥" in window.help.text.toPlainText()
