"""攻关进度表 on screen: rows are added, moved and saved; what is wrong is told at its field."""

from datetime import date

import pytest

from kamdesk.domain.progress.schedules import ScheduleRow
from kamdesk.ui.progress.schedule_dialog import ScheduleDialog
from kamdesk.ui.progress.schedule_row import RowDialog
from tests.chain import chain, spoken_names
from tests.office import clock, office, people, sessions
from tests.ui.clients.conftest import tools_of
from tests.ui.progress.test_page import open_desk, projects

__all__ = [
    "chain",
    "clock",
    "office",
    "open_desk",
    "people",
    "projects",
    "sessions",
    "spoken_names",
    "tools_of",
]

START, END = date(2026, 11, 9), date(2026, 11, 20)


class Sheet:
    """The dialog of a schedule, and what somebody does with it."""

    def __init__(self, desk):
        self.desk = desk
        desk.click(desk.page.pane.schedule_button)
        self.dialog = desk.page.findChildren(ScheduleDialog)[-1]

    def fill(self, **values):
        """Fill the row that is asked for and confirm it."""
        row = self.dialog.findChildren(RowDialog)[-1]
        for key, value in values.items():
            row.form[key].set_value(value)
        row.save_button.click()
        return row

    def add(self, task, start=START, end=END, **values):
        self.dialog.add_button.click()
        return self.fill(task=task, planned_start=start, planned_end=end, **values)

    def save(self, note=""):
        if note:
            self.dialog.note.set_value(note)
        self.dialog.save_button.click()
        self.desk.settle()

    def tasks(self):
        return [line.row.task for line in self.dialog.table.rows()]


@pytest.fixture
def sheet(open_desk, people):
    return Sheet(open_desk(people.sales))


@pytest.fixture
def kept(sheet, people):
    schedules = sheet.desk.page._schedules
    return lambda: schedules.of_project(1, by=people.management)


def test_rows_are_added_moved_and_saved(sheet, kept):
    assert not sheet.dialog.save_button.isEnabled()
    sheet.add("拜访采购经理", weight=3)
    sheet.add("提交报价", date(2026, 11, 23), date(2026, 12, 4), after="1")
    assert sheet.tasks() == ["拜访采购经理", "提交报价"]
    assert sheet.dialog.isWindowModified()
    sheet.dialog.up_button.click()
    assert sheet.tasks() == ["提交报价", "拜访采购经理"]
    assert sheet.dialog.table.rows()[0].after == "2"
    sheet.save()
    assert sheet.desk.page.findChildren(ScheduleDialog) == []
    assert [row.task for row in kept().rows] == ["提交报价", "拜访采购经理"]
    assert kept().rows[0].after == (1,)


def test_a_wrong_cell_is_told_where_it_stands(sheet):
    row = sheet.add("拜访", END, START)
    assert row.isVisible()
    assert "不能早于计划开始" in row.form["planned_end"].message.text()
    assert sheet.tasks() == []
    row = sheet.fill(planned_start=START, planned_end=END, after="7")
    assert "不在本进度表中" in row.form["after"].message.text()


def test_a_later_version_needs_a_note_and_shows_what_changed(open_desk, people, sheet, kept):
    sheet.add("拜访采购经理")
    sheet.save()
    again = Sheet(sheet.desk)
    again.dialog.edit_button.click()
    again.fill(percent=40)
    again.save()
    assert again.dialog.isVisible()
    assert "变更说明" in again.dialog.note.message.text()
    again.save("已拜访")
    third = Sheet(sheet.desk)
    newest = third.dialog.versions.rows()[0]
    assert (newest.revision, newest.note) == (2, "已拜访")
    assert third.dialog.table.rows()[0].row.percent == 40
    assert kept().revision == 2


def test_closing_asks_about_what_was_not_saved(sheet, kept):
    sheet.add("拜访")
    sheet.desk.tools.messages.yes = False
    sheet.dialog.reject()
    assert sheet.dialog.isVisible()
    assert any("还没有保存" in each for each in sheet.desk.tools.messages.said)


def test_a_removed_row_leaves_no_dependency_and_its_key_is_not_given_again(sheet, kept):
    sheet.add("甲")
    sheet.add("乙", date(2026, 11, 23), date(2026, 12, 4), after="1")
    sheet.dialog.table.selectRow(0)
    sheet.dialog.remove_button.click()
    sheet.add("丙")
    sheet.save()
    assert [(row.key, row.task, row.after) for row in kept().rows] == [
        (2, "乙", ()),
        (3, "丙", ()),
    ]


def test_who_only_looks_finds_no_buttons(open_desk, people, sessions, sheet):
    sheet.add("拜访采购经理")
    sheet.save()
    looking = Sheet(open_desk(people.finance))
    assert looking.tasks() == ["拜访采购经理"]
    for each in (looking.dialog.add_button, looking.dialog.save_button, looking.dialog.note):
        assert not each.isVisible()


def test_five_hundred_rows_are_shown(sheet, kept, people):
    rows = [
        ScheduleRow(key=key, task=f"任务{key}", planned_start=START, planned_end=END)
        for key in range(1, 501)
    ]
    sheet.desk.page._schedules.save(1, rows, by=people.sales, seen_revision=0)
    large = Sheet(sheet.desk)
    assert len(large.tasks()) == 500
    table = large.dialog.table
    table.scrollToBottom()
    last = table.visualRect(table.model().index(499, 0))
    assert table.viewport().rect().contains(last.topLeft())
