"""Filling in an application: kept by hand and by itself, submitted, sent back."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kamdesk.domain.projects.applications import ApplicationState
from kamdesk.domain.projects.cases import Decision
from kamdesk.ui.forms.choice_fields import PickItem
from kamdesk.ui.messages import Unsaved
from tests.chain import APPLICATION


@pytest.fixture
def client(chain):
    return chain.client()


@pytest.fixture
def page(workplace):
    return workplace.applications(workplace.people.sales)


def fill(page, client, **changes):
    draft = replace(APPLICATION, client_id=client, **changes)
    page.open_new()
    page.editor.form.set_values(
        {key: getattr(draft, key) for key in ("phone", "source", "background", "key_people")}
    )
    for key in ("project_name", "monthly_tons", "yearly_sales", "margin", "goals", "budget"):
        page.editor.form[key].set_value(getattr(draft, key))
    for key in ("starts_on", "ends_on"):
        page.editor.form[key].set_value(getattr(draft, key))
    page.editor.form["client_id"].set_value(PickItem(client, "宏图建设"))
    return page.editor


def rows(workplace):
    source = workplace.chain.applications.list_for(workplace.people.sales)
    return source.rows(source.ids(page_query()))


def page_query():
    from kamdesk.domain.lists import ListQuery

    return ListQuery()


def test_ctrl_s_keeps_an_unfinished_draft(page, workplace, client, qtbot):
    page.open_new(PickItem(client, "宏图建设"))
    editor = page.editor
    qtbot.keyClicks(editor.form["project_name"].editor, "Phase 2")
    qtbot.keyClick(
        editor.form["project_name"].editor, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier
    )
    workplace.rest()
    (row,) = rows(workplace)
    assert (row.project_name, row.state) == ("Phase 2", ApplicationState.DRAFT)
    assert editor.said.text() == "草稿已保存 09:00"
    assert not editor.dirty


def test_an_edited_draft_with_a_client_keeps_itself(page, workplace, client):
    page.open_new()
    page.editor.form["project_name"].set_value("二期")
    page.editor._autosave.timeout.emit()
    workplace.rest()
    assert rows(workplace) == []
    page.editor.form["client_id"].set_value(PickItem(client, "宏图建设"))
    assert page.editor._autosave.isActive()
    page.editor._autosave.timeout.emit()
    workplace.rest()
    assert [row.project_name for row in rows(workplace)] == ["二期"]
    page.editor.form["project_name"].set_value("二期扩建")
    page.editor._autosave.timeout.emit()
    workplace.rest()
    assert [row.project_name for row in rows(workplace)] == ["二期扩建"]


def test_an_incomplete_form_is_not_submitted_and_the_first_gap_has_the_cursor(page, workplace):
    page.open_new()
    page.editor.submit_button.click()
    workplace.rest()
    assert rows(workplace) == []
    assert page.editor.notice.text == "还有 13 项需要填写或更正，已在表单中标出。"
    assert page.editor.form["client_id"].message.text() == "请填写“客户”。"
    assert QApplication.focusWidget() is page.editor.form["client_id"].editor


def test_without_a_live_filing_it_stays_a_draft(page, workplace, client):
    editor = fill(page, client)
    workplace.rest()
    assert "没有有效的项目备案" in editor.basis.notice.text
    editor.submit_button.click()
    workplace.rest()
    assert "先报备" in editor.form["client_id"].message.text()
    assert [row.state for row in rows(workplace)] == [ApplicationState.DRAFT]
    editor.submit_button.click()
    workplace.rest()
    assert len(rows(workplace)) == 1


def test_a_complete_form_goes_into_approval_and_the_list_shows_it(page, workplace, client):
    workplace.chain.filed(client, workplace.people.sales)
    editor = fill(page, client)
    workplace.rest()
    assert editor.basis.notice.text == ""
    editor.submit_button.click()
    workplace.rest()
    (row,) = rows(workplace)
    assert (row.state, row.number) == (ApplicationState.IN_APPROVAL, "KD-LX-2026-0001")
    assert not page.editing
    assert page.list.current_id() == row.id
    assert page.pane.state.text() == "审批中"


def test_a_wrong_amount_is_told_in_place(page, workplace, client):
    workplace.chain.filed(client, workplace.people.sales)
    editor = fill(page, client)
    editor.form["ends_on"].set_value(APPLICATION.starts_on.replace(year=2025))
    editor.submit_button.click()
    workplace.rest()
    assert editor.form["ends_on"].message.text() == "结束日期不能早于开始日期。"


def test_what_was_sent_back_says_why_and_is_submitted_again(page, workplace, client):
    chain, by = workplace.chain, workplace.people.sales
    chain.filed(client, by)
    application = chain.application(client, by)
    case_id = chain.send_application(application, by)
    chain.decide(case_id, workplace.people.head, Decision.RETURN, text="请细化预算。")
    page.refresh()
    workplace.rest()
    assert page.pane.notice.text == "业务部门负责人 陈静 退回修改：请细化预算。"
    page.list.opened.emit(application)
    assert page.editing
    assert page.editor.returned.text == "业务部门负责人 陈静 退回修改：请细化预算。"
    page.editor.form["support"].set_value("预算明细见附件。")
    page.editor.submit_button.click()
    workplace.rest()
    (row,) = rows(workplace)
    assert (row.number, row.state) == ("KD-LX-2026-0001-R1", ApplicationState.IN_APPROVAL)


def test_leaving_with_changes_asks(page, workplace, messages, client):
    page.open_new(PickItem(client, "宏图建设"))
    page.editor.form["project_name"].set_value("二期")
    messages.leaving = Unsaved.CANCEL
    assert not page.can_leave()
    page.editor.back_wanted.emit()
    assert page.editing
    messages.leaving = Unsaved.SAVE
    page.editor.back_wanted.emit()
    workplace.rest()
    assert not page.editing
    assert [row.project_name for row in rows(workplace)] == ["二期"]


def test_a_discarded_change_is_not_kept(page, workplace, messages):
    page.open_new()
    page.editor.form["project_name"].set_value("二期")
    messages.leaving = Unsaved.DISCARD
    page.editor.back_wanted.emit()
    workplace.rest()
    assert not page.editing
    assert rows(workplace) == []


def test_a_draft_changed_elsewhere_offers_to_read_again(page, workplace, messages, client):
    application = workplace.chain.application(client, workplace.people.sales)
    page.refresh()
    workplace.rest()
    page.list.opened.emit(application)
    details = workplace.chain.applications.details(application, by=workplace.people.sales)
    workplace.chain.applications.save_draft(
        replace(details.sheet.draft, project_name="别处改过"),
        by=workplace.people.sales,
        application_id=application,
        seen_version=details.version,
    )
    page.editor.form["project_name"].set_value("这里改的")
    messages.yes = False
    page.editor.save_button.click()
    workplace.rest()
    assert page.editor.form["project_name"].value() == "这里改的"
    messages.yes = True
    page.editor.save_button.click()
    workplace.rest()
    assert page.editor.form["project_name"].value() == "别处改过"
