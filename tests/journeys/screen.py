"""The whole program as one sits before it: windows, keys, mouse, and what stands on the screen."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDialog

from kamdesk.app.program import Program
from kamdesk.ui.shell.rail import RailButton
from tests.journeys.company import CHEAP, PASSWORD

_LONGEST_MS = 20_000


class Screen:
    """Drives one run of the program on `folder` with keys and mouse."""

    def __init__(self, qtbot, folder, *, clock, messages):
        self.qtbot, self.clock, self.messages = qtbot, clock, messages
        self.printed, self.ended = [], []
        self.program = Program(
            QApplication.instance(),
            folder,
            clock=clock,
            messages=messages,
            print_text=self.printed.append,
            quit_app=lambda: self.ended.append(True),
            cost=CHEAP,
        )

    # -- what is shown ------------------------------------------------------------------

    @property
    def panel(self):
        """What stands in the window before the desk."""
        return self.program.access.panel

    @property
    def window(self):
        """The main window."""
        return self.program.company.window

    @property
    def services(self):
        """What the test looks into the company with."""
        return self.program.company.services

    @property
    def me(self):
        """Who is signed in."""
        return self.program.company.tools.actor

    def open_page(self, key):
        """Press a page's button in the rail."""
        place = self.window.rail.keys().index(key)
        self.click(self.window.rail.findChildren(RailButton)[place])
        assert self.window.current is self.window.page(key)
        return self.window.current

    def dialog(self):
        """Return the dialog that is open, once it has the keyboard."""
        self.rest()
        shown = next(each for each in _shown() if isinstance(each, QDialog))
        self.activate(shown)
        return shown

    # -- hands --------------------------------------------------------------------------

    def rest(self):
        """Wait until every answer has come."""
        assert self.program.jobs.wait_idle(_LONGEST_MS)

    def until(self, told):
        """Wait until `told` is true."""
        self.qtbot.waitUntil(told, timeout=_LONGEST_MS)
        self.rest()

    def click(self, widget):
        """Press a button as the mouse does; one that is hidden or grey cannot be pressed."""
        assert widget.isVisible()
        assert widget.isEnabled()
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.rest()

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        """Press a key in the active window, where the cursor stands."""
        self.qtbot.waitUntil(lambda: QApplication.activeWindow() is not None)
        window = QApplication.activeWindow()
        self.qtbot.keyClick(window.focusWidget() or window, key, modifier)
        self.rest()

    def press_ctrl(self, key):
        """Press a key with Ctrl."""
        self.press(key, Qt.KeyboardModifier.ControlModifier)

    def type(self, editor, text):
        """Type `text` into an editor; Chinese comes from the input method, whole."""
        editor.setFocus()
        if text.isascii():
            self.qtbot.keyClicks(editor, text)
        else:
            event = QInputMethodEvent()
            event.setCommitString(text)
            QApplication.sendEvent(editor, event)

    def replace(self, field, text):
        """Type over what stands in a field."""
        field.editor.selectAll()
        self.type(field.editor, text)

    def fill(self, form, texts):
        """Type into the fields of a form; a box of choices is walked with the arrow keys."""
        for key, text in texts.items():
            editor = form[key].editor
            if isinstance(editor, QComboBox):
                self.choose(editor, text)
            elif isinstance(editor, QAbstractButton):
                self.tick(editor)
            else:
                self.replace(form[key], text)

    def choose(self, box, title):
        """Go down a box of choices to `title`."""
        box.setFocus()
        self.qtbot.keyClick(box, Qt.Key.Key_Home)
        while box.currentText() != title:
            at = box.currentIndex()
            self.qtbot.keyClick(box, Qt.Key.Key_Down)
            assert box.currentIndex() > at, f"no choice {title}"

    def tick(self, box):
        """Turn a check box over by the space bar."""
        before = box.isChecked()
        box.setFocus()
        self.qtbot.keyClick(box, Qt.Key.Key_Space)
        assert box.isChecked() is not before

    def pick(self, field, words):
        """Type into a field that searches, and take the first line of what it finds."""
        self.type(field.editor, words)
        popup = field._list.popup()
        self.until(popup.isVisible)
        self.qtbot.keyClick(popup, Qt.Key.Key_Down)
        self.qtbot.keyClick(popup, Qt.Key.Key_Return)
        self.until(lambda: field.value() is not None)

    # -- coming and going ---------------------------------------------------------------

    def start(self):
        """Start the program and wait for its first window."""
        self.program.start()
        self.activate(self.program.access)

    def activate(self, window):
        """Wait until the window has the keyboard."""
        self.qtbot.waitExposed(window)
        window.activateWindow()
        self.until(lambda: QApplication.activeWindow() is window)

    def enter(self, login, password=PASSWORD):
        """Type login and password into the login window, and Enter."""
        panel = self.panel
        panel.user.selectAll()
        self.type(panel.user, login)
        self.qtbot.keyClick(panel.user, Qt.Key.Key_Return)
        self.type(panel.password.editor, password)
        self.qtbot.keyClick(panel.password.editor, Qt.Key.Key_Return)
        self.rest()

    def sign_in(self, login, password=PASSWORD):
        """Sign in and wait for the main window."""
        self.enter(login, password)
        self.inside()

    def inside(self):
        """Wait for the main window with its first answers."""
        self.until(lambda: self.program.company is not None)
        self.activate(self.window)

    def sign_out(self):
        """Choose 退出登录 in the user's menu and wait for the login window."""
        self.window.top_bar.menu.actions()[-1].trigger()
        self.until(lambda: self.program.access is not None and self.program.company is None)
        self.activate(self.program.access)

    def change_user(self, login):
        """Let the next person sit down, an hour later."""
        self.sign_out()
        self.clock.advance(hours=1)
        self.sign_in(login)

    def quit(self):
        """Close the window by its frame and wait until everything is closed."""
        if not self.ended:
            self.program.window().close()
            self.qtbot.waitUntil(lambda: bool(self.ended), timeout=_LONGEST_MS)


def _shown():
    return [each for each in QApplication.topLevelWidgets() if each.isVisible()]
