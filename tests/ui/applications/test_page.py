"""The list of applications and what may be done beside it."""

import pytest

from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.domain.projects.applications import ApplicationState
from kamdesk.domain.projects.rights import Right


@pytest.fixture
def client(chain):
    made = chain.client()
    chain.filed(made, chain.people.sales)
    return made


@pytest.fixture
def draft(chain, client):
    return chain.application(client, chain.people.sales)


@pytest.fixture
def sent(chain, draft):
    chain.send_application(draft, chain.people.sales)
    return draft


def offered(page):
    return {right for right, made in page.pane.buttons.items() if made.isVisible()}


def state(workplace, application):
    return workplace.chain.applications.details(application, by=workplace.people.sales).state


def test_a_draft_offers_edit_submit_and_delete(workplace, draft):
    page = workplace.applications(workplace.people.sales)
    assert page.list.current_id() == draft
    assert offered(page) == {Right.EDIT, Right.SUBMIT, Right.DISCARD}
    assert page.pane.number.text() == "提交时编号"
    assert not page.pane.flow.isVisible()


def test_submitting_beside_the_list_asks_and_sends(workplace, draft, messages):
    page = workplace.applications(workplace.people.sales)
    messages.yes = False
    page.pane.buttons[Right.SUBMIT].click()
    workplace.rest()
    assert state(workplace, draft) is ApplicationState.DRAFT
    messages.yes = True
    page.pane.buttons[Right.SUBMIT].click()
    workplace.rest()
    assert state(workplace, draft) is ApplicationState.IN_APPROVAL
    assert page.pane.flow.isVisible()
    assert offered(page) == {Right.WITHDRAW}


def test_an_incomplete_draft_is_opened_with_what_is_missing(workplace, chain, client):
    chain.application(client, workplace.people.sales, goals="", budget=None)
    page = workplace.applications(workplace.people.sales)
    page.pane.buttons[Right.SUBMIT].click()
    workplace.rest()
    assert page.editing
    assert page.editor.form["goals"].message.text() == "请填写“项目目标”。"
    assert page.editor.notice.text == "还有 2 项需要填写或更正，已在表单中标出。"


def test_a_submission_is_withdrawn(workplace, sent):
    page = workplace.applications(workplace.people.sales)
    page.pane.buttons[Right.WITHDRAW].click()
    workplace.rest()
    assert state(workplace, sent) is ApplicationState.DRAFT
    assert offered(page) == {Right.EDIT, Right.SUBMIT, Right.CANCEL}


def test_a_numbered_one_is_given_up_with_a_reason(workplace, sent):
    page = workplace.applications(workplace.people.sales)
    page.pane.buttons[Right.WITHDRAW].click()
    workplace.rest()
    page.pane.buttons[Right.CANCEL].click()
    dialog = workplace.dialog()
    dialog.form["reason"].set_value("客户取消采购。")
    dialog.save_button.click()
    workplace.rest()
    assert state(workplace, sent) is ApplicationState.CANCELLED
    assert page.pane.notice.text == "原因：客户取消采购。"


def test_a_draft_is_deleted_after_a_question(workplace, draft):
    page = workplace.applications(workplace.people.sales)
    page.pane.buttons[Right.DISCARD].click()
    workplace.rest()
    assert len(page.list.view.rows.ids) == 0
    assert page.list.empty.isVisible()


def test_an_approver_sees_it_without_buttons_of_the_applicant(workplace, sent):
    page = workplace.applications(workplace.people.general_manager)
    assert page.list.current_id() == sent
    assert offered(page) == set()
    assert page.list.empty.button.isHidden()


def test_the_views_and_filters_narrow(workplace, chain, client, sent):
    chain.application(client, workplace.people.sales, project_name="一期")
    page = workplace.applications(workplace.people.sales)
    page.show_hint("drafts")
    workplace.rest()
    assert [page.list.view.rows.row_at(0).project_name] == ["一期"]
    page.list.show_view("all", {"state": "in_approval", "budget": ">=20000"})
    workplace.rest()
    assert list(page.list.view.rows.ids) == [sent]


def test_the_case_behind_it_is_asked_for(workplace, sent, qtbot):
    page = workplace.applications(workplace.people.sales)
    case_id = workplace.chain.applications.details(sent, by=workplace.people.sales).case_id
    with qtbot.waitSignal(page.open_requested) as asked:
        page.pane.case_button.click()
    assert asked.args == ["case", case_id]


def test_what_was_submitted_is_previewed_when_opened(workplace, sent):
    page = workplace.applications(workplace.people.sales)
    page.list.opened.emit(sent)
    dialog = workplace.dialog()
    assert dialog.windowTitle() == "KD-LX-2026-0001"
    dialog.close()


def test_a_record_is_opened_by_its_id(workplace, chain, client, draft):
    other = chain.application(client, workplace.people.sales, project_name="一期")
    page = workplace.applications(workplace.people.sales)
    assert page.list.current_id() == other
    page.open_record("application", draft)
    workplace.rest()
    assert page.pane.name.text() == "二期厂房钢材供应"


def test_another_page_may_ask_for_a_new_one_of_a_client(workplace, chain):
    draft = ClientDraft(name="苏州工业园开发有限公司")
    client = chain.clients.create(draft, by=workplace.people.sales).record_id
    page = workplace.applications(workplace.people.sales)
    page.show_hint(("new", client))
    workplace.rest()
    assert page.editing
    assert page.editor.form["client_id"].value() == client
    assert page.editor.form["leader"].value() == "李明"
