"""One place in the rail with four parts."""

import pytest
from PySide6.QtCore import Qt

from kamdesk.domain.changes import Noun, changed
from kamdesk.ui.projects.page import ProjectsPage
from kamdesk.ui.shell.page import Page
from kamdesk.ui.shell.parts import Part


class Sheet(Page):
    help_topic = "sheet"

    def __init__(self, name):
        super().__init__()
        self.name = name
        self.lets_go = True
        self.heard = []

    def activate(self):
        self.heard.append("activate")

    def refresh(self):
        self.heard.append("refresh")

    def open_record(self, kind, record_id):
        self.heard.append((kind, record_id))

    def show_hint(self, hint):
        self.heard.append(hint)

    def can_leave(self):
        return self.lets_go

    def status(self):
        return self.name


@pytest.fixture
def sheets():
    return [Sheet(name) for name in ("inbox", "applications", "filings", "conflicts")]


@pytest.fixture
def counts():
    return [3]


@pytest.fixture
def make(workplace, sheets, counts):
    def build(by):
        kinds = ("case", "application", "filing", "conflict")
        titles = ("待我审批", "立项申请", "备案登记", "撞单裁定")
        parts = [
            Part(sheet.name, title, lambda sheet=sheet: sheet, (kind,))
            for sheet, title, kind in zip(sheets, titles, kinds, strict=True)
        ]
        page = ProjectsPage(parts, count_inbox=lambda: counts[-1], tools=workplace.tools(by))
        return workplace.show(page)

    return build


@pytest.fixture
def page(make, people):
    return make(people.head)


def test_an_approver_begins_with_what_waits_and_its_count(page, sheets):
    assert page.current.key == "inbox"
    assert page.tabs.tabText(0) == "待我审批 3"
    assert sheets[0].heard == ["activate"]


def test_a_salesperson_begins_with_the_applications(make, people):
    assert make(people.sales).current.key == "applications"


def test_the_last_part_is_remembered(page, make, people):
    page.show_part("filings")
    assert make(people.head).current.key == "filings"


def test_a_tab_and_its_key_bring_the_part(page, sheets, qtbot):
    page.tabs.setCurrentIndex(2)
    assert page.stack.currentWidget() is sheets[2]
    assert page.status() == "filings"
    assert page.topic() == "sheet"
    qtbot.keyClick(page, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert page.current.key == "conflicts"


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("case", "inbox"),
        ("application", "applications"),
        ("filing", "filings"),
        ("conflict", "conflicts"),
    ],
)
def test_a_record_is_opened_on_the_part_of_its_kind(page, sheets, kind, key):
    page.open_record(kind, 7)
    assert page.current.key == key
    assert (kind, 7) in page.current_page.heard


def test_a_hint_names_the_part_and_what_it_shows(page, sheets):
    page.show_hint(("filings", "warned"))
    assert page.current.key == "filings"
    assert "warned" in sheets[2].heard
    page.show_hint("conflicts")
    assert page.current.key == "conflicts"
    page.show_hint("nonsense")
    assert page.current.key == "conflicts"


def test_a_part_that_does_not_let_go_stays(page, sheets):
    sheets[0].lets_go = False
    page.tabs.setCurrentIndex(1)
    assert page.current.key == "inbox"
    assert page.tabs.currentIndex() == 0
    assert not page.can_leave()


def test_the_badge_follows_what_is_written(page, workplace, counts, qtbot):
    counts.append(2)
    with qtbot.waitSignal(page.badge_changed) as told:
        workplace.bus.announce(changed(Noun.APPROVAL))
    assert told.args == [2]
    counts.append(0)
    with qtbot.waitSignal(page.badge_changed):
        page.refresh()
    assert page.tabs.tabText(0) == "待我审批"


def test_what_the_parts_ask_is_passed_on(page, sheets, qtbot):
    for key in page.part_keys():
        page.show_part(key)
    page.show_part("inbox")
    with qtbot.waitSignal(page.open_requested) as opened:
        sheets[1].open_requested.emit("client", 5)
    assert opened.args == ["client", 5]
    said = []
    page.status_changed.connect(said.append)
    sheets[3].status_changed.emit("nobody looks")
    sheets[0].status_changed.emit("共 3 条")
    assert said == ["共 3 条"]
