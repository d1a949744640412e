"""The frame: pages, records, keys, place."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication

from kamdesk.i18n import Language
from kamdesk.ui.theme import Theme

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def test_pages_are_made_at_their_first_visit(window):
    assert list(window._pages) == ["desk"]
    window.show_page("clients")
    assert list(window._pages) == ["desk", "clients"]
    assert window.page("clients").asked == ["activate"]


def test_title_rail_and_status_follow_the_page(window):
    window.show_page("clients")
    assert window.top_bar.title.text() == "客户"
    assert window.rail._buttons["clients"].isChecked()
    assert window.said.text() == "客户的状态"
    window.page("desk").status_changed.emit("不在前面")
    assert window.said.text() == "客户的状态"
    window.page("clients").status_changed.emit("共 3 条")
    assert window.said.text() == "共 3 条"


def test_alt_and_a_digit_go_straight_to_a_page(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_3, ALT)
    assert window.current.name == "备案与立项"
    qtbot.keyClick(window, Qt.Key.Key_4, ALT)
    assert window.current.name == "设置"


def test_arrows_move_in_the_rail(window, qtbot):
    buttons = list(window.rail._buttons.values())
    buttons[0].setFocus()
    qtbot.keyClick(buttons[0], Qt.Key.Key_Down)
    assert window.focusWidget() is buttons[1]
    qtbot.keyClick(buttons[1], Qt.Key.Key_Space)
    assert window.current.name == "客户"


def test_a_record_opens_on_the_page_of_its_kind(window):
    told = []
    window.record_opened.connect(lambda kind, key: told.append((kind, key)))
    assert window.open_record("contact", 7)
    assert window.current.asked[-1] == ("contact", 7)
    assert told == [("contact", 7)]
    assert not window.open_record("nothing", 1)


def test_a_page_may_ask_for_a_record_or_another_page(window):
    window.current.open_requested.emit("filing", 3)
    assert window.current.asked[-1] == ("filing", 3)
    window.current.page_requested.emit("clients", {"view": "mine"})
    assert window.current.name == "客户"
    assert window.current.asked[-1] == {"view": "mine"}


def test_back_and_forward_go_through_pages_and_records(window, qtbot):
    window.show_page("clients")
    window.open_record("client", 7)
    window.show_page("desk")
    qtbot.keyClick(window, Qt.Key.Key_Left, ALT)
    assert window.current.asked[-1] == ("client", 7)
    qtbot.keyClick(window, Qt.Key.Key_Left, ALT)
    qtbot.keyClick(window, Qt.Key.Key_Left, ALT)
    assert window.current.name == "工作台"
    qtbot.keyClick(window, Qt.Key.Key_Left, ALT)
    assert window.current.name == "工作台"
    qtbot.keyClick(window, Qt.Key.Key_Right, ALT)
    assert window.current.name == "客户"


def test_back_to_a_page_without_a_record_closes_the_one_it_shows(window, qtbot):
    window.show_page("clients")
    window.open_record("client", 7)
    qtbot.keyClick(window, Qt.Key.Key_Left, ALT)
    assert window.current.asked[-1] == "close"
    qtbot.keyClick(window, Qt.Key.Key_Right, ALT)
    assert window.current.asked[-1] == ("client", 7)


def test_the_rail_leads_from_a_record_to_its_page_but_leaves_it_open_when_one_returns(window):
    button = window.rail._buttons["clients"]
    window.open_record("client", 7)
    window.show_page("desk")
    button.click()
    assert window.current.asked[-1] == "activate"
    button.click()
    assert window.current.asked[-1] == "close"


def test_f5_reads_the_page_again(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_F5)
    assert window.current.asked[-1] == "refresh"


def test_a_page_that_does_not_let_go_stays(window):
    window.current.lets_go = False
    assert not window.show_page("clients")
    assert window.current.name == "工作台"
    assert window.rail._buttons["desk"].isChecked()
    assert not window.close()


def test_closing_tells_and_keeps_the_place(window, make_window, qtbot):
    window.show_page("clients")
    window.resize(720, 600)
    with qtbot.waitSignal(window.closing):
        window.close()
    again = make_window()
    again.show_last_page()
    assert again.current.name == "客户"
    assert again.size().height() == 600


def test_a_window_left_on_a_screen_that_is_gone_comes_back(window, make_window):
    window.setGeometry(QRect(-5000, -5000, 900, 600))
    window._keep_place()
    again = make_window()
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    assert any(screen.intersects(again.frameGeometry()) for screen in screens)


def test_badges_stand_in_the_rail_and_at_the_bell(window):
    window.page("projects").badge_changed.emit(3)
    assert window.top_bar.bell.text() == "3"
    assert "3" in window.rail._buttons["projects"].accessibleName()
    window.show_badge("projects", 0)
    assert window.top_bar.bell.text() == ""
    window.top_bar.bell.click()
    assert window.current.name == "备案与立项"


def test_a_users_name_is_shown_literally(window):
    assert window.top_bar.user.text() == "李 && 明 · 业务人员"


@pytest.mark.parametrize(
    "case",
    [
        ("English", "language_chosen", Language.ENGLISH),
        ("深色", "theme_chosen", Theme.DARK),
        ("12 磅", "font_size_chosen", 12),
    ],
)
def test_the_users_menu_tells_what_was_chosen(window, qtbot, case):
    title, signal, value = case
    menus = [one.menu() for one in window.top_bar.menu.actions() if one.menu() is not None]
    chosen = [one for menu in menus for one in menu.actions() if one.text() == title]
    with qtbot.waitSignal(getattr(window, signal)) as told:
        chosen[0].trigger()
    assert told.args == [value]


def test_ctrl_l_locks(window, qtbot):
    with qtbot.waitSignal(window.lock_requested):
        qtbot.keyClick(window, Qt.Key.Key_L, CTRL)


def test_f1_opens_the_help_of_the_page(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window._help.isVisible()


def test_no_shortcut_is_given_twice(window):
    from PySide6.QtGui import QShortcut

    keys = [one.key().toString() for one in window.findChildren(QShortcut)]
    assert len(keys) == len(set(keys))
