"""Deciding, handing over and looking up cases, as approvers and salespeople do it."""

import pytest
from PySide6.QtCore import Qt

from kamdesk.domain.projects.applications import ApplicationDraft
from kamdesk.domain.projects.cases import Act, Decision
from kamdesk.domain.projects.delegations import DelegationDraft
from kamdesk.domain.projects.routes import CaseKind


@pytest.fixture
def two_cases(chain):
    """Two applications that wait for the department's head, the older one first."""
    by = chain.people.sales
    client = chain.client()
    chain.filed(client, by)
    cases = []
    for name in ("一期供货", "二期供货"):
        chain.clock.advance(hours=1)
        application = chain.application(client, by, project_name=name)
        cases.append(chain.send_application(application, by))
    return cases


def visible(page):
    return {each for each, made in page.pane.decisions.items() if made.isVisible()}


def titles(page):
    rows = page.list.rows
    return [rows.row_at(line).title for line in range(rows.rowCount())]


def decide(page, workplace, decision, text=""):
    page.pane.decisions[decision].click()
    dialog = workplace.dialog()
    if text:
        dialog.form["text"].set_value(text)
    dialog.save_button.click()
    workplace.rest()
    return dialog


def test_the_oldest_task_is_open_with_its_paper_and_its_flow(workplace, two_cases):
    page = workplace.approvals(workplace.people.head)
    assert titles(page) == ["一期供货", "二期供货"]
    assert page.case.id == two_cases[0]
    assert page.pane.paper.view is not None
    assert visible(page) == set(Decision)
    assert page.status() == "共 2 条"


def test_ctrl_enter_agrees_and_the_next_task_opens(workplace, qtbot, two_cases):
    page = workplace.approvals(workplace.people.head)
    heard = []
    workplace.bus.changed.connect(heard.append)
    with qtbot.waitSignal(page.pane.decisions[Decision.AGREE].clicked):
        qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    dialog = workplace.dialog()
    qtbot.keyClick(
        dialog.form["text"].editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    )
    workplace.rest()
    assert workplace.chain.case(two_cases[0]).opinions[-1].act is Act.AGREE
    assert titles(page) == ["二期供货"]
    assert page.case.id == two_cases[1]
    assert len(heard) == 1
    assert not dialog.isVisible()


def test_a_return_without_words_is_refused_at_the_field(workplace, two_cases):
    page = workplace.approvals(workplace.people.head)
    dialog = decide(page, workplace, Decision.RETURN)
    assert dialog.form["text"].message.text() == "请填写“审批意见”。"
    assert workplace.chain.case(two_cases[0]).state == "running"
    dialog.form["text"].set_value("请细化预算。")
    dialog.save_button.click()
    workplace.rest()
    assert workplace.chain.case(two_cases[0]).state == "returned"


def test_the_last_task_decided_leaves_an_empty_list(workplace, two_cases):
    page = workplace.approvals(workplace.people.head)
    for _ in two_cases:
        decide(page, workplace, Decision.REFUSE, "与预期不符。")
    assert page.case is None
    assert page.list.empty.isVisible()
    assert visible(page) == set()


def test_sales_management_has_to_tell_the_result_of_the_duplicate_filter(workplace, two_cases):
    workplace.chain.decide(two_cases[0], workplace.people.head)
    page = workplace.approvals(workplace.people.management)
    dialog = decide(page, workplace, Decision.AGREE)
    assert dialog.form["finding"].message.text() == "请填写“客户信息过滤”。"
    dialog.form["finding"].editor.setCurrentIndex(2)
    dialog.save_button.click()
    workplace.rest()
    assert dialog.form["note"].message.text() == "请填写“撞单编号”。"
    dialog.form["note"].set_value("KD-ZD-2026-0001")
    dialog.save_button.click()
    workplace.rest()
    finding = workplace.chain.case(two_cases[0]).opinions[-1].finding
    assert (finding.result, finding.note) == ("suspected", "KD-ZD-2026-0001")


def test_somebody_faster_is_told_and_the_words_are_kept(workplace, two_cases):
    page = workplace.approvals(workplace.people.head)
    page.pane.decisions[Decision.AGREE_CONDITIONALLY].click()
    dialog = workplace.dialog()
    dialog.form["text"].set_value("费用从严。")
    act = workplace.chain.approvals.add_signer
    case = workplace.chain.case(two_cases[0], workplace.people.head)
    act(
        case.own_task.task_id,
        by=workplace.people.head,
        seen_version=case.version,
        signer=workplace.people.finance,
        act=Act.ADD_AFTER,
        reason="请财务看一下。",
    )
    dialog.save_button.click()
    workplace.rest()
    assert workplace.messages.said
    assert not dialog.isVisible()
    page.pane.decisions[Decision.AGREE_CONDITIONALLY].click()
    assert workplace.dialog().form["text"].value() == "费用从严。"


def test_a_task_is_handed_over(workplace, two_cases):
    page = workplace.approvals(workplace.people.head)
    page.pane.transfer.click()
    dialog = workplace.dialog()
    dialog.form["to"].set_value(workplace.people.executive_vp)
    dialog.form["reason"].set_value("出差一周。")
    dialog.save_button.click()
    workplace.rest()
    assert workplace.chain.asked(two_cases[0]) == [workplace.people.executive_vp]
    assert titles(page) == ["二期供货"]


def test_a_signer_is_added_before_the_own_decision(workplace, two_cases):
    page = workplace.approvals(workplace.people.head)
    page.pane.add_signer.click()
    dialog = workplace.dialog()
    dialog.form["signer"].set_value(workplace.people.finance)
    dialog.form["reason"].set_value("请先核预算。")
    dialog.save_button.click()
    workplace.rest()
    assert workplace.chain.asked(two_cases[0]) == [workplace.people.finance]


def test_an_agent_sees_for_whom_they_sign(workplace, two_cases, clock):
    day = clock.now().date()
    draft = DelegationDraft(
        agent_id=workplace.people.head2,
        starts_on=day,
        ends_on=day,
        kinds=frozenset({CaseKind.APPLICATION}),
        reason="出差",
    )
    workplace.chain.delegations.give(draft, by=workplace.people.head)
    page = workplace.approvals(workplace.people.head2)
    assert page.pane.delegated.text() == "代 陈静 审批"
    assert page.list.current.chips[0][0] == "代 陈静"


def test_a_salesperson_sees_their_submissions_and_decides_nothing(workplace, two_cases):
    page = workplace.approvals(workplace.people.sales)
    assert titles(page)[:2] == ["二期供货", "一期供货"]
    assert page.case.id == two_cases[1]
    assert visible(page) == set()
    assert not page.pane.transfer.isVisible()


def test_a_case_is_opened_by_its_id_where_it_waits_and_elsewhere(workplace, two_cases):
    page = workplace.approvals(workplace.people.head)
    page.open_record("case", two_cases[1])
    workplace.rest()
    assert page.case.id == page.list.current.case_id == two_cases[1]
    workplace.chain.decide(two_cases[0], workplace.people.head)
    page.open_record("case", two_cases[0])
    workplace.rest()
    assert page.case.id == two_cases[0]
    assert page.list.current is None
    assert visible(page) == set()
    page.refresh()
    workplace.rest()
    assert page.case.id == two_cases[0]


def test_the_done_view_shows_what_was_decided(workplace, two_cases):
    page = workplace.approvals(workplace.people.head)
    decide(page, workplace, Decision.AGREE)
    page.list.show_view("done")
    workplace.rest()
    assert page.list.current.chips[0][0] == "同意"
    assert page.case.id == two_cases[0]


def test_what_others_write_is_shown_at_once(workplace, two_cases):
    page = workplace.approvals(workplace.people.head)
    by = workplace.people.sales
    client = workplace.chain.client("苏州工业园开发有限公司")
    workplace.chain.send_filing(workplace.chain.filing(client, by), by)
    workplace.bus.announce(workplace.chain.applications.save_draft(ApplicationDraft(), by=by))
    workplace.rest()
    assert len(titles(page)) == 3


def test_the_record_behind_the_case_is_asked_for(workplace, qtbot, two_cases):
    page = workplace.approvals(workplace.people.head)
    with qtbot.waitSignal(page.open_requested) as asked:
        page.pane.record_button.click()
    assert asked.args == ["application", page.case.record_id]


def test_the_paper_is_previewed_for_printing(workplace, two_cases):
    page = workplace.approvals(workplace.people.head)
    page.pane.print_button.click()
    assert workplace.dialog().windowTitle() == "KD-LX-2026-0001"
    workplace.dialog().close()


def test_a_case_that_is_gone_says_so(workplace, two_cases):
    page = workplace.approvals(workplace.people.head)
    page.open_record("case", 999)
    workplace.rest()
    assert page.case is None
    assert page.pane.notice.isVisible()
