"""The map under the hands: zoom, panning, the keyboard, a line drawn by hand."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from kamdesk.ui.persons.map_canvas import LARGEST_ZOOM, SMALLEST_ZOOM

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


def wheel(desk, notches, keys=CTRL):
    port = desk.view.viewport()
    at = QPointF(port.rect().center())
    event = QWheelEvent(
        at,
        QPointF(port.mapToGlobal(at)),
        QPoint(),
        QPoint(0, notches * 120),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(port, event)


def current(desk):
    key = desk.view.current
    return None if key is None else desk.scene.boxes[key].text.name


def in_sight(desk):
    port = desk.view.viewport().rect()
    return all(port.contains(desk.at(name)) for name in (*desk.mapped.ids, "我方"))


def test_at_first_everything_is_in_sight(open_map):
    desk = open_map()
    assert in_sight(desk)
    desk.tab.resize(600, 420)
    assert in_sight(desk)
    assert not desk.view.horizontalScrollBar().isVisible()


def test_the_wheel_zooms_with_ctrl_within_limits(open_map):
    desk = open_map()
    before = desk.view.zoom
    wheel(desk, 1)
    assert desk.view.zoom > before
    wheel(desk, 40)
    assert desk.view.zoom == LARGEST_ZOOM
    assert desk.tab.zoom_label.text() == f"{LARGEST_ZOOM}%"
    wheel(desk, -80)
    assert desk.view.zoom == SMALLEST_ZOOM
    wheel(desk, -1)
    assert desk.view.zoom == SMALLEST_ZOOM


def test_the_wheel_alone_scrolls(open_map):
    desk = open_map()
    desk.view.set_zoom(250)
    place = desk.view.verticalScrollBar().value()
    wheel(desk, -1, NONE)
    assert desk.view.zoom == 250
    assert desk.view.verticalScrollBar().value() > place


def test_keys_zoom_and_fit(open_map):
    desk = open_map()
    desk.key(Qt.Key.Key_0)
    assert desk.view.zoom == 100
    desk.key(Qt.Key.Key_Plus)
    assert desk.view.zoom == 110
    desk.key(Qt.Key.Key_Minus)
    desk.key(Qt.Key.Key_Minus)
    assert desk.view.zoom == 90
    desk.view.set_zoom(300)
    assert not in_sight(desk)
    desk.key(Qt.Key.Key_F)
    assert in_sight(desk)


def test_zoom_stays_when_the_map_is_read_again(open_map):
    desk = open_map()
    desk.view.set_zoom(150)
    desk.mapped.add()
    desk.show()
    assert desk.view.zoom == 150


@pytest.mark.parametrize("by_space", [False, True])
def test_the_view_is_panned_by_the_middle_button_or_with_the_space_bar(open_map, by_space):
    desk = open_map()
    desk.view.set_zoom(200)
    button = Qt.MouseButton.LeftButton if by_space else Qt.MouseButton.MiddleButton
    if by_space:
        desk.qtbot.keyPress(desk.view, Qt.Key.Key_Space)
    before, places = desk.view.mapToScene(0, 0), desk.scene.places()
    desk.drag(desk.at("张敏"), desk.at("张敏") + QPoint(-60, -40), button)
    if by_space:
        desk.qtbot.keyRelease(desk.view, Qt.Key.Key_Space)
    moved = desk.view.mapToScene(0, 0) - before
    assert (moved.x(), moved.y()) == pytest.approx((30, 20), abs=1)
    assert desk.scene.places() == places
    assert desk.saved() == {}


def test_tab_goes_from_box_to_box_and_on(open_map):
    desk = open_map()
    seen = []
    for _step in range(5):
        desk.key(Qt.Key.Key_Tab)
        seen.append(current(desk))
    assert set(seen) == {"王建国", "张敏", "刘洋", "孙秘书", "我方：李明"}
    assert seen[0] == "王建国"
    desk.key(Qt.Key.Key_Backtab, SHIFT)
    assert current(desk) == seen[3]
    desk.key(Qt.Key.Key_Tab)
    desk.qtbot.keyClick(desk.view, Qt.Key.Key_Tab)
    assert current(desk) is None
    assert not desk.view.hasFocus()


def test_arrows_go_to_the_nearest_box_in_their_direction(open_map):
    desk = open_map()
    desk.view.choose(desk.mapped.ids["王建国"])
    desk.key(Qt.Key.Key_Right)
    assert current(desk) == "孙秘书"
    desk.key(Qt.Key.Key_Left)
    desk.key(Qt.Key.Key_Down)
    assert current(desk) == "张敏"
    assert "张敏" in desk.view.accessibleDescription()


def test_ctrl_and_an_arrow_move_the_box(open_map):
    desk = open_map()
    desk.view.choose(desk.mapped.ids["刘洋"])
    place = desk.box("刘洋").place()
    desk.key(Qt.Key.Key_Right, CTRL)
    moved = desk.box("刘洋").place()
    assert moved.x > place.x
    assert desk.saved()[desk.mapped.ids["刘洋"]] == moved
    assert current(desk) == "刘洋"


def test_enter_and_a_double_click_open_the_contact(open_map):
    desk = open_map()
    desk.view.choose(desk.mapped.ids["刘洋"])
    desk.key(Qt.Key.Key_Return)
    dialog = desk.dialog()
    assert dialog.form["name"].value() == "刘洋"
    dialog.reject()
    desk.mouse(QEvent.Type.MouseButtonDblClick, desk.at("张敏"))
    assert desk.dialog().form["name"].value() == "张敏"
    desk.dialog().reject()


def test_a_line_is_drawn_from_box_to_box(open_map):
    desk = open_map()
    desk.view.choose(None)
    desk.tab.add_button.click()
    assert "起点" in desk.tab.hint.text
    desk.click("张敏")
    assert "张敏" in desk.tab.hint.text
    assert desk.tab.add_button.isChecked()
    desk.click("刘洋")
    assert not desk.view.connecting
    assert not desk.tab.add_button.isChecked()
    assert desk.tab.hint.text == ""
    form = desk.dialog().form
    assert form["source_id"].value() == desk.mapped.ids["张敏"]
    assert form["target_id"].value() == desk.mapped.ids["刘洋"]
    desk.dialog().reject()
    assert desk.saved() == {}


def test_a_line_is_drawn_by_the_keyboard(open_map):
    desk = open_map()
    desk.view.choose(desk.mapped.ids["王建国"])
    desk.key(Qt.Key.Key_L)
    desk.key(Qt.Key.Key_Down)
    desk.key(Qt.Key.Key_Return)
    form = desk.dialog().form
    assert form["source_id"].value() == desk.mapped.ids["王建国"]
    assert form["target_id"].value() == desk.mapped.ids["张敏"]
    desk.dialog().reject()


def test_escape_ends_drawing_and_nothing_else(open_map):
    desk = open_map()
    override = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Escape, NONE)
    override.ignore()
    QApplication.sendEvent(desk.view, override)
    assert not override.isAccepted()
    desk.view.choose(desk.mapped.ids["王建国"])
    desk.key(Qt.Key.Key_L)
    QApplication.sendEvent(desk.view, override)
    assert override.isAccepted()
    desk.key(Qt.Key.Key_Escape)
    assert not desk.view.connecting
    assert desk.view._source is None


def test_the_menu_key_asks_at_the_chosen_box(open_map, qtbot):
    desk = open_map()
    desk.view.menu_wanted.disconnect()
    desk.view.choose(desk.mapped.ids["刘洋"])
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(1, 1))
    with qtbot.waitSignal(desk.view.menu_wanted) as told:
        desk.view.contextMenuEvent(asked)
    assert told.args[0] is desk.box("刘洋")
    with qtbot.waitSignal(desk.view.menu_wanted) as told:
        at = desk.at("张敏")
        desk.view.contextMenuEvent(
            QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, desk.view.mapToGlobal(at))
        )
    assert told.args[0] is desk.box("张敏")
