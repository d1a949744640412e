"""Buttons: named for readers, pressed by their keys at once."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from kamdesk.ui.widgets.buttons import action, button, icon_button, menu_button


def test_an_icon_button_has_a_name_for_readers(qtbot):
    made = icon_button("printer", "打印", shortcut="Ctrl+P")
    qtbot.addWidget(made)
    assert made.accessibleName() == "打印"
    assert "Ctrl+P" in made.toolTip()


def test_a_buttons_key_presses_it_at_once(qtbot):
    pressed, window = [], QWidget()
    qtbot.addWidget(window)
    made = button("打印", lambda: pressed.append(1), shortcut="Ctrl+P")
    QVBoxLayout(window).addWidget(made)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert pressed == [1]
    made.setEnabled(False)
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert pressed == [1]


def test_a_menu_belongs_to_its_button(qtbot):
    menu = QMenu()
    made = menu_button("更多", menu)
    qtbot.addWidget(made)
    assert made.menu() is menu
    assert menu.parent() is made


def test_an_action_does_one_thing(qtbot):
    done, owner = [], QWidget()
    qtbot.addWidget(owner)
    action(owner, "归档", lambda: done.append(1)).trigger()
    assert done == [1]
