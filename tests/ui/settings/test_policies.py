"""客户规则: a policy shown, edited, saved as a version, given up; its versions in words."""

from decimal import Decimal

import pytest

from kamdesk.domain.classes.classification import ClassificationRule, Join, Window
from kamdesk.domain.people import Role
from kamdesk.ui.classes.rule import SHEET
from kamdesk.ui.messages import Unsaved
from kamdesk.ui.settings.policies import PoliciesSection


@pytest.fixture
def section(office, shown):
    return shown(PoliciesSection(office.services.policies, office.tools(), [SHEET]))


@pytest.fixture
def editor(section):
    return section.current


def current(office):
    return office.services.policies.current(ClassificationRule).policy


def versions(editor):
    return [(version.by, what) for version, what in editor.history.rows()]


def test_the_defaults_are_shown_and_nothing_is_to_be_saved(editor):
    assert editor.form["monthly_tons"].editor.text() == "20"
    assert editor.form["year_amount"].editor.text() == "5,000,000.00"
    assert editor.form["join"].value() is Join.AND
    assert not editor.save_button.isEnabled()
    assert versions(editor) == [("", "程序的初始规则")]


def test_an_edit_is_saved_as_a_version_that_tells_what_changed(editor, office):
    editor.form["monthly_tons"].editor.setText("25.5")
    editor.form["year_amount"].editor.setText("300万")
    editor.form["join"].set_value(Join.OR)
    editor.save()
    office.rest()
    office.rest()
    assert current(office) == ClassificationRule(
        monthly_tons=Decimal("25.5"), year_amount=Decimal(3_000_000), join=Join.OR
    )
    assert editor.notice.text == "已保存为新版本。"
    assert versions(editor) == [
        (
            "管理员",
            (
                "月均用量下限 20 吨 → 25.5 吨、年销售额下限 5,000,000 元 → 3,000,000 元、"
                "两项关系 两项同时达到 → 达到其中一项"
            ),
        ),
        ("", "程序的初始规则"),
    ]


def test_a_version_under_the_cursor_is_told_in_full(editor, office):
    editor.form["monthly_tons"].editor.setText("25")
    editor.save()
    office.rest()
    office.rest()
    assert editor.change.text().startswith("月均用量下限 20 吨 → 25 吨\n近 12 个月月均用量 ≥ 25 吨")
    editor.history.selectRow(1)
    assert editor.change.text().startswith("程序的初始规则\n近 12 个月月均用量 ≥ 20 吨")


def test_the_rule_is_told_in_words_while_it_is_edited(editor):
    assert "近 12 个月月均用量 ≥ 20 吨，并且年销售额 ≥ 500 万元" in editor.words.text
    editor.form["window"].set_value(Window.CALENDAR)
    assert "当年 1 月起至今月均用量" in editor.words.text
    editor.form["monthly_tons"].editor.setText("很多")
    assert editor.words.text == ""


def test_a_rule_that_everybody_meets_is_refused_at_its_field(editor, office):
    editor.form["monthly_tons"].set_value(Decimal(0))
    editor.form["year_amount"].set_value(Decimal(0))
    editor.save()
    office.rest()
    assert "不能都是 0" in editor.form["year_amount"].message.text()
    assert current(office) == ClassificationRule()
    assert editor.save_button.isEnabled()


def test_a_version_set_by_somebody_else_is_not_overwritten(editor, office):
    by = office.administrator.id
    editor.form["monthly_tons"].set_value(Decimal(30))
    office.services.policies.save(ClassificationRule(join=Join.OR), seen=0, by=by)
    editor.save()
    office.rest()
    assert "刚被别人修改过" in editor.notice.text
    assert current(office).join is Join.OR
    editor.undo_button.click()
    office.rest()
    assert editor.form["join"].value() is Join.OR
    assert editor.notice.text == ""


@pytest.mark.parametrize(
    ("answer", "result"),
    [(Unsaved.DISCARD, (True, 20)), (Unsaved.CANCEL, (False, 20)), (Unsaved.SAVE, (False, 30))],
)
def test_leaving_with_changes_asks(section, office, answer, result):
    leaves, kept = result
    office.messages.leaving = answer
    section.current.form["monthly_tons"].set_value(Decimal(30))
    assert section.can_leave() is leaves
    office.rest()
    assert current(office).monthly_tons == kept


def test_who_may_not_set_rules_is_refused(office, shown):
    place = office.services.departments.create("业务一部", by=office.administrator.id).record_id
    actor = office.hire("lihua", "李华", Role.SALES, place)
    section = shown(PoliciesSection(office.services.policies, office.tools(actor), [SHEET]))
    section.current.form["monthly_tons"].set_value(Decimal(30))
    section.current.save()
    office.rest()
    assert "修改客户规则" in section.current.notice.text
    assert current(office).monthly_tons == 20
