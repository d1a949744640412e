"""The page of a list, a record and a form, shown with the filings."""

import pytest

from kamdesk.domain.projects.cases import Decision
from kamdesk.domain.projects.rights import Right
from kamdesk.ui.projects.record_page import return_words
from tests.registers import look_at, offered, rows


@pytest.fixture
def two(chain):
    """A draft and a filing in approval of the same person."""
    by = chain.people.sales
    sent = chain.filing(chain.client(), by)
    chain.send_filing(sent, by)
    return chain.filing(chain.client("远东电缆集团"), by), sent


@pytest.fixture
def page(filings, people, two):
    return filings(people.sales)


def test_the_record_under_the_cursor_is_shown_with_its_rights(workplace, page, two):
    draft, sent = two
    look_at(workplace, page, sent)
    assert offered(page.pane) == {Right.WITHDRAW}
    look_at(workplace, page, draft)
    assert offered(page.pane) == {Right.EDIT, Right.SUBMIT, Right.DISCARD}
    assert page.pane.number.text() == "提交时编号"


def test_the_button_row_fits_a_narrow_pane(page, workplace, two):
    look_at(workplace, page, two[0])
    page.resize(1140, 600)
    pane = page.pane
    assert pane.minimumSizeHint().width() <= pane.width()
    assert pane.print_button.geometry().right() <= pane.contentsRect().right()


def test_what_somebody_else_did_is_read_again(workplace, page, chain, two):
    _draft, sent = two
    look_at(workplace, page, sent)
    case = chain.filings.details(sent, by=chain.people.sales).case_id
    workplace.bus.announce(chain.decide(case, chain.people.head))
    workplace.rest()
    workplace.rest()
    assert offered(page.pane) == set()
    assert page.list.current_id() == sent


def test_a_refused_act_is_said_and_changes_nothing(workplace, page, chain, two):
    _draft, sent = two
    look_at(workplace, page, sent)
    case = chain.filings.details(sent, by=chain.people.sales).case_id
    chain.decide(case, chain.people.head)
    page.pane.buttons[Right.WITHDRAW].click()
    workplace.rest()
    assert "不能再撤回" in workplace.messages.said[-1]


def test_a_page_left_unchanged_keeps_its_form(workplace, page, two):
    look_at(workplace, page, two[0])
    page.pane.buttons[Right.EDIT].click()
    assert page.can_leave()
    page.activate()
    assert page.editing
    assert page.status() == ""
    page.show_hint("mine")
    workplace.rest()
    assert not page.editing
    assert page.status() == "共 2 条"
    assert len(rows(page)) == 2


def test_only_a_case_sent_back_says_why(chain, two):
    _draft, sent = two
    people = chain.people
    case = chain.filings.details(sent, by=people.sales).case_id
    assert return_words(None) == ""
    assert return_words(chain.case(case)) == ""
    chain.decide(case, people.head, Decision.RETURN, text="请补充。")
    assert return_words(chain.case(case)) == "业务部门负责人 陈静 退回修改：请补充。"
    chain.send_filing(sent, people.sales)
    assert return_words(chain.case(case)) == ""
