"""The settings section of own fields: added, changed, moved, put away."""

import pytest
from PySide6.QtWidgets import QDialog

from kamdesk.domain.own_fields import OwnKind
from kamdesk.ui.own_fields.section import OwnFieldsSection
from tests.ui.settings.conftest import approver, clock, company, office, shown

__all__ = ["approver", "clock", "company", "office", "shown"]


@pytest.fixture
def section(office, shown):
    return shown(OwnFieldsSection(office.services.own_fields, office.tools()))


def open_dialog(section):
    return [each for each in section.findChildren(QDialog) if each.isVisible()][-1]


def add(section, office, title, **values):
    section.add_button.click()
    dialog = open_dialog(section)
    dialog.form["title"].set_value(title)
    for key, value in values.items():
        dialog.form[key].set_value(value)
    dialog.save_button.click()
    office.rest()
    office.rest()
    return dialog


def titles(section):
    return [field.draft.title for field in section.table.rows()]


def test_fields_are_added_and_moved(section, office):
    add(section, office, "库存", kind=OwnKind.NUMBER, unit="吨")
    add(section, office, "结算", kind=OwnKind.CHOICE, choices="现款\n月结")
    assert titles(section) == ["库存", "结算"]
    assert section.table.rows()[1].draft.choices == ("现款", "月结")
    section.table.selectRow(1)
    assert not section.down_button.isEnabled()
    section.up_button.click()
    office.rest()
    office.rest()
    assert titles(section) == ["结算", "库存"]
    assert section.table.current().draft.title == "结算"


def test_a_taken_title_is_told_in_the_dialog(section, office):
    add(section, office, "库存")
    dialog = add(section, office, "库存")
    assert "已有名为" in dialog.form["title"].message.text()
    dialog.form.mark_clean()
    dialog.reject()


def test_only_what_the_kind_uses_can_be_filled_in(section):
    section.add_button.click()
    form = open_dialog(section).form
    assert not form["choices"].editor.isEnabled()
    form["kind"].set_value(OwnKind.CHOICE)
    assert form["choices"].editor.isEnabled()
    assert not form["unit"].editor.isEnabled()
    form.mark_clean()
    open_dialog(section).reject()


def test_a_field_is_put_away_after_asking_and_brought_back(section, office):
    add(section, office, "库存")
    section.stop_button.click()
    office.rest()
    office.rest()
    assert [field.archived for field in section.table.rows()] == [True]
    assert section.stop_button.text() == "恢复"
    section.stop_button.click()
    office.rest()
    office.rest()
    assert [field.archived for field in section.table.rows()] == [False]
    assert len(office.messages.said) == 1
