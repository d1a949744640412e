"""The table: selection by record, copying, opening."""

from array import array

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication

from kamdesk.ui.labels import without_mnemonic
from kamdesk.ui.theme import Theme, apply_theme
from kamdesk.ui.tokens import DARK, LIGHT
from kamdesk.ui.widgets.buttons import action

SELECT = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


def select(view, *lines):
    view.selectionModel().clear()
    for line in lines:
        view.selectionModel().select(view.model().index(line, 0), SELECT)


def test_selection_stays_with_its_records_when_the_order_changes(page):
    view = page.view
    view.selectRow(4)
    select(view, 4, 5)
    view.show_ids(array("q", range(50, 0, -1)))
    assert view.selected_ids() == [6, 5]


def test_the_cursor_stays_with_its_record(page, qtbot):
    view = page.view
    view.selectRow(4)
    with qtbot.assertNotEmitted(view.current_changed):
        view.show_ids(array("q", range(50, 0, -1)))
    assert view.current_id() == 5
    assert view.currentIndex().row() == 45


def test_the_cursor_tells_when_its_record_is_gone(page, qtbot):
    view = page.view
    view.selectRow(4)
    with qtbot.waitSignal(view.current_changed) as told:
        view.show_ids(array("q", [1, 2]))
    assert told.args == [None]


def test_enter_and_double_click_open(page, qtbot):
    view, opened = page.view, []
    page.opened.connect(opened.append)
    view.selectRow(2)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    view.doubleClicked.emit(view.model().index(3, 0))
    assert opened == [3, 4]


def test_copying_takes_visible_columns_in_their_order(page):
    view = page.view
    view.header.setSectionHidden(1, True)
    view.header.moveSection(0, 2)
    select(view, 0, 1)
    view.copy()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:2] == ["代码", "客户名称"]
    assert lines[1].split("\t")[:2] == ["000000000000000001", "客户1"]
    view.copy(headers=False)
    assert QGuiApplication.clipboard().text().startswith("000000000000000001")


def test_the_keys_copy_with_and_without_headers(page, qtbot):
    view = page.view
    select(view, 0)
    page.activateWindow()
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().startswith("客户名称")


def test_the_right_click_menu_has_the_pages_actions_and_copying(page):
    page.add_menu_actions(action(page, "归档 & 存", lambda: None))
    texts = [one.text() for one in page.view.context_menu().actions() if one.text()]
    assert texts == [without_mnemonic("归档 & 存"), "复制（带表头）", "复制（不带表头）"]


def test_tones_follow_a_switch_of_the_theme(page, qapp):
    role, cell = Qt.ItemDataRole.ForegroundRole.value, page.view.model().index(0, 3)
    assert page.view.model().data(cell, role).name().upper() == LIGHT.bad
    apply_theme(qapp, Theme.DARK)
    assert page.view.model().data(cell, role).name().upper() == DARK.bad
    apply_theme(qapp, Theme.LIGHT)


def test_down_in_a_filter_box_goes_to_the_rows(page, qtbot):
    page.activateWindow()
    page.view.header.boxes[0].setFocus()
    qtbot.keyClick(page.view.header.boxes[0], Qt.Key.Key_Down)
    assert page.view.current_id() == 1
