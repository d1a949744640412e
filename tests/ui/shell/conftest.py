"""A main window with three pages that only remember what they were asked."""

import pytest
from PySide6.QtWidgets import QLabel, QVBoxLayout

from kamdesk.ui.shell.main_window import Finder, MainWindow
from kamdesk.ui.shell.page import Hit, Page, PageSpec
from kamdesk.ui.shell.top_bar import SignedIn

HITS = [
    Hit("client", 1, "客户", "山西晋丰", "李明"),
    Hit("client", 2, "客户", "<b>华联</b>", "王芳"),
    Hit("filing", 3, "备案", "BA-2026-0031", "保护中"),
]


class NotingPage(Page):
    def __init__(self, name):
        super().__init__()
        self.name = name
        self.asked = []
        self.lets_go = True
        QVBoxLayout(self).addWidget(QLabel(name))

    def activate(self):
        self.asked.append("activate")

    def refresh(self):
        self.asked.append("refresh")

    def open_record(self, kind, record_id):
        self.asked.append((kind, record_id))

    def close_record(self):
        self.asked.append("close")

    def show_hint(self, hint):
        self.asked.append(hint)

    def can_leave(self):
        return self.lets_go

    def status(self):
        return f"{self.name}的状态"


def spec(key, title, *kinds, at_bottom=False):
    return PageSpec(key, title, "users", lambda: NotingPage(title), kinds, at_bottom=at_bottom)


PAGES = (
    spec("desk", "工作台"),
    spec("clients", "客户", "client", "contact"),
    spec("projects", "备案与立项", "filing"),
    spec("settings", "设置", at_bottom=True),
)


@pytest.fixture
def make_window(qtbot, jobs, state):
    def make(**options):
        finder = Finder(lambda words: [hit for hit in HITS if words in hit.title], lambda: HITS[:1])
        user = SignedIn("李 & 明", "业务人员")
        window = MainWindow(PAGES, user=user, finder=finder, jobs=jobs, state=state, **options)
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    return make


@pytest.fixture
def window(make_window):
    window = make_window(bell_page="projects")
    window.show_last_page()
    return window
