"""The register: who sees and may do what, and what happens to a filing beside it."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from kamdesk.app.paper_tools import paper_tools
from kamdesk.domain.projects.cases import Decision
from kamdesk.domain.projects.filings import FilingState
from kamdesk.domain.projects.rights import Right
from kamdesk.ui.preview import PdfPreview
from tests.registers import look_at, offered, rows, texts


@pytest.fixture
def client(chain):
    return chain.client()


@pytest.fixture
def filed(chain, client):
    return chain.filed(client, chain.people.sales)


def press(page, workplace, right):
    page.pane.buttons[right].click()
    workplace.rest()


def answer(workplace, **values):
    """Fill in the dialog that is open and confirm it with the keyboard."""
    dialog = workplace.dialog()
    for key, value in values.items():
        dialog.form[key].set_value(value)
    dialog.save_button.click()
    workplace.rest()
    return dialog


def states(page):
    return [row.state for row in rows(page)]


def test_an_empty_register_offers_the_first_filing_to_those_who_may(filings, people):
    page = filings(people.sales)
    assert page.list.empty.button.text() == "新建备案"
    assert not page.pane.empty.isHidden()
    assert filings(people.management).list.empty.button.isHidden()


def test_each_sees_a_filing_with_the_buttons_of_their_rights(filings, people, filed):
    expected = {
        people.sales: {Right.FOLLOW_UP, Right.END},
        people.head: set(),
        people.management: {Right.EXTEND, Right.END},
        people.executive_vp: {Right.EXTEND},
        people.finance: set(),
    }
    for by, rights in expected.items():
        page = filings(by)
        assert [row.id for row in rows(page)] == [filed]
        assert offered(page.pane) == rights
    assert rows(filings(people.sales3)) == []


def test_the_pane_tells_protection_texts_and_flow(filings, people, filed):
    page = filings(people.sales)
    assert page.pane.name.text() == "杭州宏图建设集团有限公司"
    assert page.pane.mark.text() == "保护中 · 剩 69 天"
    shown = texts(page.pane)
    for words in (
        "2026-11-02 至 2027-01-30",
        "最迟跟进\n2027-01-10",
        "1,200,000.00 元",
        "年内招标",
        "李明 提交",
    ):
        assert words in shown
    assert "撞单" not in shown


def test_a_draft_is_submitted_after_a_question(workplace, filings, chain, client):
    filing = chain.filing(client, chain.people.sales)
    page = filings(chain.people.sales)
    assert offered(page.pane) == {Right.EDIT, Right.SUBMIT, Right.DISCARD}
    workplace.messages.yes = False
    press(page, workplace, Right.SUBMIT)
    assert states(page) == [FilingState.DRAFT]
    workplace.messages.yes = True
    press(page, workplace, Right.SUBMIT)
    workplace.rest()
    assert states(page) == [FilingState.IN_APPROVAL]
    assert workplace.messages.said[-1] == "提交“杭州宏图建设集团有限公司”进入审批吗？"
    assert offered(page.pane) == {Right.WITHDRAW}
    assert page.list.current_id() == filing


def test_an_unfinished_draft_opens_with_what_it_lacks(workplace, filings, chain, client):
    chain.filing(client, chain.people.sales, summary="")
    page = filings(chain.people.sales)
    press(page, workplace, Right.SUBMIT)
    workplace.rest()
    assert page.editing
    assert "请填写“信息摘要”" in texts(page.editor.form["summary"])


def test_a_withdrawn_filing_keeps_its_number_and_is_cancelled_with_a_reason(
    workplace, filings, chain, client
):
    chain.send_filing(chain.filing(client, chain.people.sales), chain.people.sales)
    page = filings(chain.people.sales)
    press(page, workplace, Right.WITHDRAW)
    workplace.rest()
    assert states(page) == [FilingState.DRAFT]
    assert offered(page.pane) == {Right.EDIT, Right.SUBMIT, Right.CANCEL}
    press(page, workplace, Right.CANCEL)
    dialog = answer(workplace)
    assert dialog.isVisible()
    assert "请填写“原因”" in texts(dialog)
    answer(workplace, reason="重复录入。")
    workplace.rest()
    assert states(page) == [FilingState.CANCELLED]
    assert page.pane.notice.text == "原因：重复录入。"
    assert offered(page.pane) == set()


def test_a_draft_without_number_is_deleted(workplace, filings, chain, client):
    chain.filing(client, chain.people.sales)
    page = filings(chain.people.sales)
    press(page, workplace, Right.DISCARD)
    workplace.rest()
    assert rows(page) == []
    assert not page.pane.empty.isHidden()


def test_a_returned_filing_tells_why_in_pane_and_form(workplace, filings, chain, client):
    case = chain.send_filing(chain.filing(client, chain.people.sales), chain.people.sales)
    chain.decide(case, chain.people.head, Decision.RETURN, text="请补充接触证据。")
    page = filings(chain.people.sales)
    told = "业务部门负责人 陈静 退回修改：请补充接触证据。"
    assert page.pane.notice.text == told
    QTest.keyClick(page, Qt.Key.Key_F2)
    assert page.editing
    assert page.editor.returned.text == told
    assert page.editor.title.text() == "编辑备案 KD-BB-2026-0001"
    page.editor.submit_button.click()
    workplace.rest()
    workplace.rest()
    assert page.pane.number.text() == "KD-BB-2026-0001-R1"


def test_a_follow_up_is_entered_and_shows_at_once(workplace, filings, chain, filed):
    chain.clock.advance(days=61)
    page = filings(chain.people.sales)
    assert page.pane.mark.text().startswith("久未跟进")
    QTest.keyClick(page, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    dialog = answer(workplace, text="拜访采购经理", day=None)
    assert "请填写“跟进日期”" in texts(dialog)
    answer(workplace, day=chain.clock.now().date().replace(year=2030))
    assert "跟进日期应在备案日期与今天之间" in texts(dialog)
    answer(workplace, day=chain.clock.now().date(), evidence="现场照片")
    workplace.rest()
    assert not dialog.isVisible()
    shown = texts(page.pane.diary)
    assert "拜访采购经理" in shown
    assert "凭证：现场照片" in shown
    assert page.pane.mark.text().startswith("保护中")


def test_an_extension_needs_a_recent_follow_up(workplace, filings, chain, filed):
    chain.clock.advance(days=40)
    page = filings(chain.people.management)
    press(page, workplace, Right.EXTEND)
    dialog = answer(workplace, reason="招标推迟")
    assert dialog.isVisible()
    assert dialog.notice.text == "最近 30 天内没有跟进记录，不能延期。请报备人先登记跟进。"
    today = chain.clock.now().date()
    chain.filings.follow_up(filed, by=chain.people.sales, day=today, text="拜访")
    dialog.form.mark_clean()
    dialog.reject()
    page.refresh()
    workplace.rest()
    workplace.rest()
    press(page, workplace, Right.EXTEND)
    assert not answer(workplace, reason="招标推迟").isVisible()
    workplace.rest()
    assert "第 1 次：2027-01-30 → 2027-04-30" in texts(page.pane.diary)
    assert offered(page.pane) == {Right.END}


def test_an_extension_of_what_changed_meanwhile_is_refused(workplace, filings, chain, filed):
    page = filings(chain.people.management)
    press(page, workplace, Right.EXTEND)
    chain.clock.advance(days=1)
    today = chain.clock.now().date()
    chain.filings.follow_up(filed, by=chain.people.sales, day=today, text="拜访")
    dialog = answer(workplace, reason="招标推迟")
    assert dialog.isVisible()
    assert dialog.form["reason"].value() == "招标推迟"
    assert dialog.notice.text


def test_a_filing_is_ended_with_a_reason(workplace, filings, chain, filed):
    page = filings(chain.people.sales)
    press(page, workplace, Right.END)
    answer(workplace, reason="客户改由总部采购。")
    workplace.rest()
    assert states(page) == [FilingState.ENDED]
    assert page.pane.notice.text == "原因：客户改由总部采购。"
    assert page.pane.mark.isHidden()


def test_the_warned_view_shows_what_is_soon_over(workplace, filings, chain, filed):
    chain.filing(chain.client("远东电缆集团"), chain.people.sales)
    chain.clock.advance(days=58)
    chain.filings.follow_up(filed, by=chain.people.sales, day=chain.clock.now().date(), text="拜访")
    chain.clock.advance(days=28)
    page = filings(chain.people.sales)
    assert len(rows(page)) == 2
    page.show_hint("warned")
    workplace.rest()
    workplace.rest()
    [row] = rows(page)
    assert (row.id, row.days_left) == (filed, 3)
    assert page.pane.mark.text() == "即将到期 · 剩 3 天"


def test_an_expired_filing_shows_no_days(filings, chain, filed):
    chain.clock.advance(days=200)
    page = filings(chain.people.sales)
    assert page.pane.mark.text() == "已失效"
    assert offered(page.pane) == {Right.END}


def test_a_record_is_opened_from_elsewhere_whatever_is_filtered(workplace, filings, chain, filed):
    page = filings(chain.people.sales)
    page.list.show_view("drafts", {})
    workplace.rest()
    assert rows(page) == []
    page.open_record("filing", filed)
    workplace.rest()
    workplace.rest()
    assert page.list.current_id() == filed
    assert page.pane.number.text() == "KD-BB-2026-0001"


def test_a_second_filer_sees_the_conflict_and_the_way_to_it(workplace, filings, chain, filed):
    people = chain.people
    second = chain.filing(
        chain.filings.details(filed, by=people.sales).sheet.draft.client_id, people.sales2
    )
    page = filings(people.sales2)
    press(page, workplace, Right.SUBMIT)
    workplace.rest()
    assert page.list.current_id() == second
    assert page.pane.notice.text == "与他人的备案撞单，等待销售管理部裁定。"
    assert "李明（先）与 王芳（后）" in texts(page.pane.diary)
    link = page.pane.diary.findChild(QPushButton)
    with workplace.qtbot.waitSignal(page.open_requested) as asked:
        link.click()
    assert asked.args[0] == "conflict"


def test_the_paper_opens_in_the_preview(workplace, filings, people, filed):
    workplace.shop = SimpleNamespace(tools=paper_tools)
    page = filings(people.sales)
    QTest.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    workplace.rest()
    preview = workplace.dialog()
    assert isinstance(preview, PdfPreview)
    assert "KD-BB-2026-0001" in preview.windowTitle()
    assert len(preview.view.pages) == 1
    assert preview.said.text() == ""
    preview.close()


def test_opening_edits_a_draft_and_previews_the_rest(workplace, filings, chain, filed):
    draft = chain.filing(chain.client("远东电缆集团"), chain.people.sales)
    page = filings(chain.people.sales)
    look_at(workplace, page, filed)
    page.list.opened.emit(filed)
    preview = workplace.dialog()
    assert isinstance(preview, PdfPreview)
    preview.close()
    page.list.select_id(draft)
    page.list.opened.emit(draft)
    assert not page.editing
    workplace.rest()
    assert page.editing
