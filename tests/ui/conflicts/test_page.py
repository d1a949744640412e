"""Conflict cases: who sees them, and each of the three rulings."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton

from kamdesk.domain.projects.conflicts import ConflictState, Ruling
from kamdesk.domain.projects.filings import FilingState
from tests.registers import rows, texts


@pytest.fixture
def client(chain):
    return chain.client()


@pytest.fixture
def first(chain, client):
    return chain.filed(client, chain.people.sales)


@pytest.fixture
def second(chain, client, first):
    filing = chain.filing(client, chain.people.sales3)
    chain.send_filing(filing, chain.people.sales3)
    return filing


def links(page):
    """Return the ways to the filings that are offered."""
    made = page.pane.sides.parentWidget().findChildren(QPushButton)
    return [each for each in made if each.text() == "查看备案" and each.isVisible()]


def states(chain, *filings):
    by = chain.people.management
    return [chain.filings.details(each, by=by).state for each in filings]


def rule(page, workplace, ruling, reason="跟进记录完整。"):
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    dialog = workplace.dialog()
    dialog.form["ruling"].set_value(ruling)
    dialog.form["reason"].set_value(reason)
    told = dialog.effect.text
    dialog.save_button.click()
    workplace.rest()
    workplace.rest()
    assert not dialog.isVisible()
    return told


def test_no_conflict_is_an_empty_list_that_says_what_would_be_here(conflicts, people):
    page = conflicts(people.management)
    assert "两人报备同一客户" in texts(page.list.empty)
    assert page.list.empty.button.isHidden()
    assert not page.pane.empty.isHidden()


def test_management_sees_both_sides_and_may_rule(workplace, conflicts, people, second):
    page = conflicts(people.management)
    assert page.pane.name.text() == "杭州宏图建设集团有限公司"
    assert page.pane.number.text() == "KD-ZC-2026-0001"
    assert page.pane.state.text() == "待裁定"
    shown = texts(page.pane)
    for words in ("先备案 · 李明", "后备案 · 赵强", "2027-01-30", "等待销售管理部裁定"):
        assert words in shown
    assert page.pane.rule_button.isVisible()
    with workplace.qtbot.waitSignal(page.open_requested) as asked:
        links(page)[1].click()
    assert asked.args == ["filing", second]


@pytest.mark.usefixtures("second")
@pytest.mark.parametrize(
    ("who", "ways"), [("sales", 1), ("sales3", 1), ("head", 1), ("head2", 1), ("executive_vp", 2)]
)
def test_others_see_the_case_but_not_the_rivals_filing_and_rule_nothing(
    conflicts, people, who, ways
):
    page = conflicts(getattr(people, who))
    assert page.pane.name.text()
    assert page.pane.rule_button.isHidden()
    assert len(links(page)) == ways
    page.list.opened.emit(page.list.current_id())
    assert not page.findChildren(QDialog)


def test_who_is_no_side_sees_nothing(conflicts, people, second):
    assert rows(conflicts(people.sales2)) == []


def test_the_first_filer_keeps_the_client(workplace, conflicts, first, second):
    chain = workplace.chain
    page = conflicts(chain.people.management)
    told = rule(page, workplace, Ruling.KEEP_FIRST)
    assert told == "李明的备案不变；赵强的备案不予通过。裁定后不能更改。"
    assert states(chain, first, second) == [FilingState.FILED, FilingState.REFUSED]
    assert page.pane.state.text() == "已裁定"
    shown = texts(page.pane)
    assert "维持先备案人" in shown
    assert "跟进记录完整。" in shown
    assert "周岚 · 2026-11-02 09:00" in shown
    assert page.pane.rule_button.isHidden()


def test_the_client_goes_to_the_second_filer(workplace, conflicts, first, second):
    chain = workplace.chain
    told = rule(conflicts(chain.people.management), workplace, Ruling.GIVE_SECOND)
    assert told == "李明的备案失效；赵强的备案继续审批。裁定后不能更改。"
    assert states(chain, first, second) == [FilingState.ENDED, FilingState.IN_APPROVAL]


def test_both_file_together(workplace, conflicts, first, second):
    chain = workplace.chain
    told = rule(conflicts(chain.people.management), workplace, Ruling.JOINT)
    assert "两人共同备案" in told
    assert states(chain, first, second) == [FilingState.FILED, FilingState.IN_APPROVAL]
    case = chain.filings.details(second, by=chain.people.sales3).case_id
    chain.agree_all(case)
    joint = chain.filings.details(second, by=chain.people.sales3)
    assert (joint.state, joint.joint_with) == (FilingState.FILED, "李明")


def test_a_ruling_needs_its_choice_and_its_reason(workplace, conflicts, people, second):
    page = conflicts(people.management)
    page.list.opened.emit(page.list.current_id())
    dialog = workplace.dialog()
    dialog.save_button.click()
    assert "请填写“裁定”" in texts(dialog)
    assert "请填写“理由”" in texts(dialog)
    dialog.reject()
    assert rows(page)[0].state is ConflictState.OPEN


def test_a_case_ruled_by_somebody_else_meanwhile_is_refused_in_the_dialog(
    workplace, conflicts, chain, second
):
    page = conflicts(chain.people.management)
    page.pane.rule_button.click()
    dialog = workplace.dialog()
    seen = chain.conflicts.details(rows(page)[0].id, by=chain.people.management)
    chain.conflicts.rule(
        seen.id,
        by=chain.people.management,
        seen_version=seen.version,
        ruling=Ruling.JOINT,
        reason="另行裁定",
    )
    dialog.form["ruling"].set_value(Ruling.KEEP_FIRST)
    dialog.form["reason"].set_value("维持")
    dialog.save_button.click()
    workplace.rest()
    assert dialog.isVisible()
    assert dialog.notice.text
    assert dialog.form["reason"].value() == "维持"


def test_a_withdrawn_rival_ends_the_case(workplace, conflicts, chain, second):
    people = chain.people
    seen = chain.filings.details(second, by=people.sales3)
    chain.filings.withdraw(second, by=people.sales3, seen_version=seen.version)
    page = conflicts(people.management)
    assert page.pane.state.text() == "已消除"
    assert "无需裁定" in texts(page.pane)
    assert len(links(page)) == 1
    page.show_hint("open")
    workplace.rest()
    workplace.rest()
    assert rows(page) == []
    page.open_record("conflict", 1)
    workplace.rest()
    workplace.rest()
    assert page.pane.number.text() == "KD-ZC-2026-0001"
