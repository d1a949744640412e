"""公司 and 规则: settings edited, checked, saved, given up."""

from dataclasses import replace
from decimal import Decimal

import pytest

from kamdesk.ui.messages import Unsaved
from kamdesk.ui.settings.company import CompanySection
from kamdesk.ui.settings.rules import RulesSection


@pytest.fixture
def rules(office, shown):
    return shown(RulesSection(office.services.settings, office.tools()))


def test_the_rules_in_force_are_shown_and_nothing_is_to_be_saved(rules):
    assert rules.form["protection_days"].editor.text() == "90"
    assert rules.form["idle_days"].value() == 60
    assert not rules.save_button.isEnabled()


def test_an_edit_is_saved(rules, office):
    rules.form["warning_days"].set_value(Decimal(20))
    rules.form["grace_days"].editor.setText("12")
    rules.save()
    office.rest()
    settings = office.services.settings.current()
    assert (settings.warning_days, settings.grace_days) == (20, 12)
    assert rules.notice.text == "已保存。"
    assert not rules.form.dirty


def test_what_contradicts_itself_is_told_at_its_field(rules, office):
    rules.form["last_warning_days"].set_value(Decimal(40))
    rules.save()
    office.rest()
    assert "小于首次提醒" in rules.form["last_warning_days"].message.text()
    assert office.services.settings.current().last_warning_days == 7
    assert rules.save_button.isEnabled()


def test_what_is_no_number_never_reaches_the_service(rules, office):
    rules.form["idle_days"].editor.setText("一个月")
    rules.save()
    office.rest()
    assert "不是数字" in rules.form["idle_days"].message.text()
    assert office.services.settings.current().idle_days == 60


def test_a_change_by_somebody_else_is_not_overwritten(rules, office):
    by, seen = office.administrator.id, office.services.settings.current()
    rules.form["idle_days"].set_value(Decimal(30))
    office.services.settings.save(replace(seen, warning_days=30), seen=seen, by=by)
    rules.save()
    office.rest()
    assert rules.notice.text
    assert office.services.settings.current().idle_days == 60
    assert rules.form["idle_days"].value() == 30


def test_giving_up_shows_what_is_in_force(rules):
    rules.form["idle_days"].set_value(Decimal(30))
    rules.undo_button.click()
    assert rules.form["idle_days"].value() == 60
    assert not rules.save_button.isEnabled()


@pytest.mark.parametrize(
    ("answer", "result"),
    [(Unsaved.DISCARD, (True, 60)), (Unsaved.CANCEL, (False, 60)), (Unsaved.SAVE, (False, 30))],
)
def test_leaving_with_changes_asks(rules, office, answer, result):
    leaves, kept = result
    office.messages.leaving = answer
    rules.form["idle_days"].set_value(Decimal(30))
    assert rules.can_leave() is leaves
    office.rest()
    assert office.services.settings.current().idle_days == kept


def test_the_companys_name_is_changed_and_an_empty_one_refused(office, shown):
    section = shown(CompanySection(office.services.settings, office.tools()))
    section.form["company"].set_value("")
    section.save()
    assert "请填写" in section.form["company"].message.text()
    section.form["company"].set_value("宏远集团")
    section.save()
    office.rest()
    assert office.services.settings.current().company == "宏远集团"
