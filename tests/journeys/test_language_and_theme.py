"""Every page in both languages and both looks, what the window remembers, the lock, the next user.

Warnings of Qt fail these tests, as everywhere.
"""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QDialog, QMainWindow, QMenu, QWidget

from kamdesk.app.tour import SMALL
from kamdesk.services.sample import SAMPLE_PASSWORD
from kamdesk.ui.access.window import AccessWindow
from kamdesk.ui.settings.page import SettingsPage
from kamdesk.ui.shell.parts import PartsPage
from kamdesk.ui.theme import current_tokens
from kamdesk.ui.tokens import DARK, LIGHT
from tests.journeys.company import PASSWORD
from tests.journeys.steps import registry

CHINESE, ENGLISH = 0, 1
LIGHT_ONE, DARK_ONE = 0, 1
"""The places in the user's menus."""


class Flashes(QObject):
    """Notes every window that shows up and is none: a part of a page that had no parent yet."""

    def __init__(self):
        super().__init__()
        self.seen = []

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            wanted = isinstance(watched, QMainWindow | QDialog | QMenu | AccessWindow)
            if not wanted and watched.windowType() is Qt.WindowType.Window:
                self.seen.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


@pytest.fixture
def flashes(qapp):
    watching = Flashes()
    qapp.installEventFilter(watching)
    yield watching
    qapp.removeEventFilter(watching)


def submenu(screen, name):
    """Return the actions of 外观, 字号 or 语言 in the user's menu."""
    menus = [action.menu() for action in screen.window.top_bar.menu.actions() if action.menu()]
    return menus[("theme", "size", "language").index(name)].actions()


def wear(screen, language, theme):
    """Choose language and theme in the user's menu."""
    for name, place in (("language", language), ("theme", theme)):
        submenu(screen, name)[place].trigger()
        screen.rest()
        screen.activate(screen.window)
    assert current_tokens() is (DARK if theme == DARK_ONE else LIGHT)


def places(screen):
    """Bring each page, and each part of it, to the front; yield its name."""
    for key in screen.window.page_keys():
        page = screen.open_page(key)
        if isinstance(page, PartsPage):
            for part in page.part_keys():
                assert page.show_part(part)
                yield f"{key}/{part}"
        elif isinstance(page, SettingsPage):
            for section in page.section_keys():
                assert page.show_section(section)
                yield f"{key}/{section}"
        else:
            yield key


def painted(screen):
    """Paint the window as it stands; tell whether anything is on it."""
    screen.rest()
    least = screen.window.minimumSizeHint()
    assert least.width() <= SMALL.width()
    assert least.height() <= SMALL.height()
    picture = screen.window.grab().toImage().scaled(64, 40)
    return len({picture.pixel(x, y) for x in range(64) for y in range(40)}) > 3


SEEN_BY = {
    "duanxl": {"desk", "clients/registry", "projects/applications", "settings/look"},
    "yanxf": {"desk", "clients/registry", "clients/purchases", "clients/pareto"},
    "admin": {"desk", "settings/people", "settings/backups", "settings/look"},
}


@pytest.mark.parametrize("login", sorted(SEEN_BY))
def test_every_page_opens_in_both_languages_and_looks(
    open_program, sample_folder, sample_clock, flashes, login
):
    screen = open_program(sample_folder, sample_clock)
    screen.sign_in(login, SAMPLE_PASSWORD)
    for language in (CHINESE, ENGLISH):
        titles = set()
        for theme in (LIGHT_ONE, DARK_ONE):
            wear(screen, language, theme)
            seen = [place for place in places(screen) if painted(screen)]
            assert SEEN_BY[login] <= set(seen)
            titles.add(screen.window.windowTitle())
        assert len(titles) == 1
    assert flashes.seen == []
    assert screen.messages.said == []


def clients_header(screen):
    return registry(screen).list.view.header


def test_window_and_columns_are_as_they_were_left(open_program, sample_folder, sample_clock):
    first = open_program(sample_folder, sample_clock)
    first.sign_in("duanxl", SAMPLE_PASSWORD)
    first.window.resize(first.window.width(), 640)  # the offscreen screen is a small one
    header = clients_header(first)
    header.resizeSection(1, 333)
    header.setSectionHidden(3, True)
    header.moveSection(header.visualIndex(2), 0)
    first.until(lambda: not first.window.current.current_page.list._memory._rest.isActive())
    wear(first, CHINESE, DARK_ONE)
    first.quit()
    again = open_program(sample_folder, sample_clock)
    assert current_tokens() is DARK
    again.sign_in("duanxl", SAMPLE_PASSWORD)
    assert again.window.current is again.window.page("clients")
    assert again.window.height() == 640
    header = clients_header(again)
    assert header.sectionSize(1) == 333
    assert header.isSectionHidden(3)
    assert header.visualIndex(2) == 0
    again.sign_out()
    again.sign_in("fanzy", SAMPLE_PASSWORD)
    assert clients_header(again).sectionSize(1) != 333


def test_a_locked_window_opens_for_its_user_only(screen):
    screen.sign_in("liming")
    screen.press_ctrl(Qt.Key.Key_L)
    lock = screen.program.company.guard.shut
    screen.activate(lock)
    screen.press(Qt.Key.Key_Escape)
    assert lock.isVisible()
    screen.type(lock.panel.password.editor, "wrong password")
    screen.press(Qt.Key.Key_Return)
    assert "登录名或密码不对" in lock.panel.password.message.text()
    screen.type(lock.panel.password.editor, PASSWORD)
    screen.press(Qt.Key.Key_Return)
    assert screen.program.company.guard.shut is None
    screen.activate(screen.window)


def test_another_user_takes_over_a_locked_window(screen):
    screen.sign_in("liming")
    screen.press_ctrl(Qt.Key.Key_L)
    screen.program.company.guard.shut.panel.switched.emit()
    screen.until(lambda: screen.program.access is not None and screen.program.company is None)
    assert any("换用户" in each for each in screen.messages.said)
    screen.activate(screen.program.access)
    screen.sign_in("zhoulan")
    assert screen.me.name == "周岚"
