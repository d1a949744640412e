"""Filling in a filing: the client found by typing, the filter, drafts, errors, submission."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.domain.projects.filings import FilingState
from kamdesk.ui.filings.filter_card import FilterCard
from kamdesk.ui.forms.choice_fields import PickItem
from kamdesk.ui.messages import Unsaved
from tests.registers import register, rows, texts

FILLED = {
    "contact_name": "刘工",
    "project_name": "二期厂房钢材供应",
    "summary": "年内招标",
    "feedback": "已面谈",
}


@pytest.fixture
def page(filings, people):
    return filings(people.sales)


@pytest.fixture
def client(chain):
    return chain.client()


def fill(form, client, **values):
    form["client_id"].set_value(PickItem(client, "杭州宏图建设集团有限公司"))
    for key, value in (FILLED | {"declared": True} | values).items():
        form[key].set_value(value)


def begin(page, client, **values):
    page.open_new()
    fill(page.editor.form, client, **values)
    return page.editor


def test_the_client_is_found_by_its_initials_and_the_filter_tells_about_it(
    workplace, filings, client
):
    page = filings(workplace.people.sales)
    QTest.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert page.editing
    picker = page.editor.form["client_id"]
    QTest.keyClicks(picker.editor, "hzht")
    workplace.qtbot.waitUntil(lambda: bool(picker._found))
    popup = picker._list.popup()
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    workplace.rest()
    assert picker.value() == client
    assert "杭州宏图建设集团有限公司" in texts(page.editor.filter)
    assert "已登记" in texts(page.editor.filter)
    assert "可以报备" in page.editor.filter.notice.text


def test_the_filter_warns_of_a_filing_in_force_and_of_names_alike(workplace, page, chain, client):
    chain.filed(client, chain.people.sales2)
    begin(page, client)
    workplace.rest()
    assert "撞单" in page.editor.filter.notice.text
    assert "已备案，保护至 2027-01-30" in texts(page.editor.filter)
    other = chain.client("宏图建设（杭州）有限公司")
    page.editor.form["client_id"].set_value(PickItem(other, "宏图建设（杭州）有限公司"))
    workplace.rest()
    assert "是否同一家" in page.editor.filter.notice.text
    page.editor.form["client_id"].set_value(None)
    assert "选择客户后" in page.editor.filter.notice.text


def test_the_filter_forgets_what_it_showed_before(qtbot, qapp):
    card = FilterCard()
    qtbot.addWidget(card)
    card.show_hits([])
    assert card.notice.text == "没有有效备案，可以报备。"


def test_what_is_missing_is_said_in_place_and_counted(page):
    page.open_new()
    page.editor.submit_button.click()
    form = page.editor.form
    assert "请填写“客户”" in texts(form["client_id"])
    assert "请填写“项目名称”" in texts(form["project_name"])
    assert "报备人声明" in texts(form["declared"])
    assert page.editor.notice.text == "还有 6 项需要填写或更正，已在表单中标出。"
    assert page.editing


def test_a_draft_is_kept_incomplete_and_stays_open(workplace, page, chain, client):
    editor = begin(page, client, summary=None, declared=False)
    QTest.keyClick(editor.form, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    workplace.rest()
    assert not editor.dirty
    assert editor.said.text().startswith("草稿已保存 09:")
    [row] = register(chain, chain.people.sales)
    kept = chain.filings.details(row.id, by=chain.people.sales)
    assert (kept.state, kept.sheet.draft.project_name) == (FilingState.DRAFT, "二期厂房钢材供应")
    editor.form["summary"].set_value("补充")
    editor.save()
    workplace.rest()
    assert [each.id for each in register(chain, chain.people.sales)] == [row.id]


def test_what_is_typed_keeps_itself_once_a_client_is_chosen(workplace, page, chain, client):
    page.open_new()
    page.editor.form["project_name"].set_value("二期")
    page.editor._autosave.timeout.emit()
    workplace.rest()
    assert register(chain, chain.people.sales) == []
    fill(page.editor.form, client)
    assert page.editor._autosave.isActive()
    page.editor._autosave.timeout.emit()
    workplace.rest()
    [row] = register(chain, chain.people.sales)
    assert row.project_name == "二期厂房钢材供应"


def test_submitting_leads_back_to_the_list_with_the_number(workplace, page, client):
    editor = begin(page, client)
    with workplace.qtbot.waitSignal(editor.closed):
        QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        workplace.rest()
    workplace.rest()
    assert not page.editing
    assert page.list.current_row().state is FilingState.IN_APPROVAL
    assert page.pane.number.text() == "KD-BB-2026-0001"


def test_a_second_filing_of_ones_own_is_refused_at_the_client(workplace, page, chain, client):
    chain.filed(client, chain.people.sales)
    editor = begin(page, client)
    editor.submit_button.click()
    workplace.rest()
    workplace.rest()
    assert page.editing
    assert "不能重复报备" in texts(editor.form["client_id"])
    assert editor.sheet.isEnabled()


def test_escape_asks_about_changes_and_discarding_leaves_the_list_in_front(workplace, page, client):
    begin(page, client)
    QTest.keyClick(page.editor, Qt.Key.Key_Escape)
    assert workplace.messages.said == ["unsaved"]
    assert not page.editing
    assert page.can_leave()
    workplace.rest()
    assert rows(page) == []


def test_saving_as_the_answer_keeps_the_draft_and_then_leaves(workplace, page, client):
    workplace.messages.leaving = Unsaved.SAVE
    begin(page, client)
    assert not page.can_leave()
    workplace.rest()
    assert not page.editing
    workplace.rest()
    assert page.list.current_row().project_name == "二期厂房钢材供应"


def test_cancelling_stays_with_what_was_typed(workplace, page, client):
    workplace.messages.leaving = Unsaved.CANCEL
    begin(page, client)
    page.show_hint("warned")
    assert page.editing
    assert page.editor.form["summary"].value() == "年内招标"


def test_a_draft_changed_elsewhere_is_not_overwritten(workplace, page, chain, client):
    by = chain.people.sales
    editor = begin(page, client)
    editor.save()
    workplace.rest()
    [row] = register(chain, by)
    seen = chain.filings.details(row.id, by=by)
    other = replace(seen.sheet.draft, summary="别处的改动")
    chain.filings.save_draft(other, by=by, filing_id=row.id, seen_version=seen.version)
    editor.form["summary"].set_value("我的改动")
    workplace.messages.yes = False
    editor.save()
    workplace.rest()
    assert editor.form["summary"].value() == "我的改动"
    assert editor.notice.text
    workplace.messages.yes = True
    editor.save()
    workplace.rest()
    workplace.rest()
    assert editor.form["summary"].value() == "别处的改动"
    assert not editor.dirty


def test_an_answer_that_comes_late_does_not_reach_the_next_form(workplace, page, chain, client):
    editor = begin(page, client)
    editor.save()
    editor.open_new(type(editor.form.blank)())
    workplace.rest()
    assert editor.title.text() == "新建备案"
    assert editor.said.text() == "尚未保存"
    editor.form["project_name"].set_value("另一项")
    editor.save()
    workplace.rest()
    names = {row.project_name for row in register(chain, chain.people.sales)}
    assert names == {"二期厂房钢材供应", "另一项"}


def test_another_page_begins_a_filing_for_a_client(workplace, page, chain):
    by = chain.people.sales
    client = chain.clients.create(ClientDraft(name="远东电缆集团"), by=by).record_id
    page.show_hint(("new", client))
    workplace.rest()
    workplace.rest()
    assert page.editing
    assert page.editor.form["client_id"].value() == client
    assert page.editor.form["project_name"].editor.hasFocus()
