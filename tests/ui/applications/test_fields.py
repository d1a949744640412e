"""The team, and the amount in capitals."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from kamdesk.domain.projects.applications import MOST_MEMBERS, TeamMember
from kamdesk.ui.applications.fields import CapitalsField, MembersField


@pytest.fixture
def members(qtbot):
    made = MembersField("members", "小组成员")
    qtbot.addWidget(made)
    made.show()
    return made


def test_members_are_added_typed_and_removed(members, qtbot):
    heard = []
    members.edited.connect(lambda: heard.append(1))
    qtbot.mouseClick(members.add_button, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(members.lines[0].name, "Wang")
    qtbot.keyClicks(members.lines[0].duty, "price")
    assert members.value() == (TeamMember("Wang", "price"),)
    members.lines[0].removed.emit()
    assert members.value() == ()
    assert heard


def test_an_empty_line_does_not_count(members):
    members.set_value((TeamMember("王芳", "报价"),))
    members.add_line()
    assert members.value() == (TeamMember("王芳", "报价"),)


def test_there_is_a_most_of_members(members):
    members.set_value([TeamMember(f"成员{count}") for count in range(MOST_MEMBERS)])
    assert not members.add_button.isEnabled()
    members.lines[0].removed.emit()
    assert members.add_button.isEnabled()


def test_a_read_only_team_stays_as_it_is(members):
    members.set_value((TeamMember("王芳", "报价"),))
    members.set_read_only(True)
    assert not members.lines[0].name.isEnabled()


@pytest.mark.parametrize(
    ("amount", "shown"), [(None, "—"), (Decimal(-1), "—"), (Decimal(10), "人民币壹拾元整")]
)
def test_an_amount_that_is_none_has_no_capitals(qtbot, amount, shown):
    field = CapitalsField("capitals", "大写")
    qtbot.addWidget(field)
    field.set_value(amount)
    assert field.shown.text() == shown
    assert field.value() is None
