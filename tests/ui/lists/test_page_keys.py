"""A list is worked by keys alone, and not by keys that belong to the writing of Chinese."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def active(page, qtbot):
    with qtbot.waitActive(page):
        page.activateWindow()
    page.view.setFocus()
    return page


def compose(box, text):
    """Begin to write `text` as an input method does, not committed yet."""
    QApplication.sendEvent(box, QInputMethodEvent(text, []))


def commit(box, text):
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(box, event)


def shown_menus(page):
    return [menu for menu in page.findChildren(QMenu) if menu.isVisible()]


@pytest.mark.parametrize(("key", "keys"), [(Qt.Key.Key_F, CONTROL), (Qt.Key.Key_F3, None)])
def test_a_key_leads_to_the_boxes(active, qtbot, key, keys):
    qtbot.keyClick(active.view, key, keys or Qt.KeyboardModifier.NoModifier)
    assert active.view.header.boxes[0].hasFocus()


def test_home_and_end_go_to_the_first_and_last_record(active, qtbot):
    active.view.selectRow(7)
    qtbot.keyClick(active.view, Qt.Key.Key_End)
    assert active.current_id() == 100_000
    qtbot.keyClick(active.view, Qt.Key.Key_Home, SHIFT)
    assert active.view.selected_count() == 100_000


def test_control_a_selects_all(active, qtbot):
    qtbot.keyClick(active.view, Qt.Key.Key_A, CONTROL)
    assert active.view.selected_count() == 100_000


def test_typing_reads_no_list_and_moves_no_cursor(active, qtbot, source):
    active.view.selectRow(3)
    source.reads.clear()
    qtbot.keyClicks(active.view, "99999")
    assert active.current_id() == 4
    assert sum(source.reads) == 0


def test_a_key_opens_the_column_chooser(active, qtbot):
    qtbot.keyClick(active.view, Qt.Key.Key_F4)
    (menu,) = shown_menus(active)
    assert menu.actions()[0].text() == "客户名称"
    menu.close()


def test_a_key_sorts_by_the_box_with_the_cursor_or_offers_the_orders(active, qtbot, jobs):
    box = active.view.header.boxes[3]
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_F6)
    assert jobs.wait_idle()
    assert (active.query.sort, active.query.descending) == ("tons", False)
    active.view.setFocus()
    qtbot.keyClick(active.view, Qt.Key.Key_F6)
    (menu,) = shown_menus(active)
    entries = {each.text(): each for each in menu.actions()}
    assert entries["月用量"].isChecked()
    assert "代码" not in entries  # it is not sortable
    entries["客户名称"].trigger()
    menu.close()
    assert jobs.wait_idle()
    assert active.query.sort == "name"


def test_a_key_clears_the_filters(active, qtbot, jobs):
    active.show_view("all", {"name": "77"})
    assert jobs.wait_idle()
    qtbot.keyClick(active.view, Qt.Key.Key_F, CONTROL | SHIFT)
    assert jobs.wait_idle()
    assert active.query.filters == {}


def test_the_menu_key_opens_the_menu_at_the_record(active):
    active.view.selectRow(2)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    QApplication.sendEvent(active.view.viewport(), event)
    (menu,) = shown_menus(active)
    line = active.view.visualRect(active.view.currentIndex())
    assert menu.y() >= active.view.viewport().mapToGlobal(line.topLeft()).y()
    menu.close()


def test_nothing_is_filtered_while_chinese_is_composed(active, qtbot, jobs, source):
    box = active.view.header.boxes[0]
    box.setFocus()
    source.queries.clear()
    compose(box, "ke'hu")
    qtbot.wait(300)
    assert source.queries == []
    commit(box, "客户7")
    qtbot.waitUntil(lambda: bool(source.queries))
    assert active.query.filters == {"name": "客户7"}
    assert jobs.wait_idle()


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Escape, Qt.Key.Key_F6, Qt.Key.Key_F4])
def test_keys_belong_to_the_composing(active, qtbot, key, source, jobs):
    box = active.view.header.boxes[0]
    box.setFocus()
    box.set_filter_text("甲")
    compose(box, "yi")
    source.queries.clear()
    before = active.query
    qtbot.keyClick(box, key)
    assert jobs.wait_idle()
    assert (active.query, box.hasFocus(), source.queries) == (before, True, [])
    assert shown_menus(active) == []


def test_every_shortcut_waits_for_the_composing_to_end(active):
    box = active.view.header.boxes[0]
    box.setFocus()

    def overridden():
        event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_E, CONTROL)
        event.ignore()
        QApplication.sendEvent(box, event)
        return event.isAccepted()

    assert not overridden()
    compose(box, "yi")
    assert overridden()
    commit(box, "一")
    assert not overridden()
