"""The page of key persons, driven as its people drive it."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from kamdesk.domain.clients.contacts import Attitude, ContactDraft, LegalBasis
from kamdesk.domain.clock import today
from kamdesk.domain.persons.requests import RequestKind, RequestState
from kamdesk.domain.persons.reveals import RevealReason
from kamdesk.ui.lists.bulk_dialog import BulkDialog
from kamdesk.ui.persons.numbers import NumbersDialog
from kamdesk.ui.persons.rights import Deed

WHOLE = "13812341234"
CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def texts(widget):
    return [label.text() for label in widget.findChildren(QLabel)]


def test_people_are_listed_with_one_of_them_beside(open_desk, people):
    desk = open_desk(people.sales)
    assert desk.names() == ["李秘", "王建国"]
    desk.choose(desk.firm.boss)
    pane = desk.page.pane
    assert (pane.name.text(), pane.client.text()) == ("王建国", "晋丰公司")
    assert {"决策者", WHOLE, "未登记，请补充保存的依据"} <= set(texts(pane))
    assert "高层支持者、内部推动者" in pane.coverage.text


def test_enter_and_the_client_s_name_lead_to_the_client(open_desk, people, qtbot):
    desk = open_desk(people.sales)
    for way in (
        lambda: qtbot.keyClick(desk.page.list.view, Qt.Key.Key_Return),
        desk.page.pane.client.click,
    ):
        with qtbot.waitSignal(desk.page.open_requested) as asked:
            way()
        assert asked.args == ["client", desk.firm.client]


def test_a_person_is_edited_with_superior_marks_and_basis(open_desk, people):
    desk = open_desk(people.sales)
    desk.choose(desk.firm.secretary)
    desk.do(Deed.EDIT)
    desk.answer(
        influence=2,
        attitude=Attitude.SUPPORT,
        marks=("champion",),
        reports_to_id=None,
        told_on=date(2026, 10, 1),
    )
    draft = desk.contact(desk.firm.secretary).draft
    assert draft == ContactDraft(
        name="李秘",
        influence=2,
        attitude=Attitude.SUPPORT,
        champion=True,
        assistant_of_id=desk.firm.boss,
        told_on=date(2026, 10, 1),
    )
    changes = desk.page.pane.history.rows()
    assert {change.field for change in changes} == {
        *("influence", "attitude", "champion", "reports_to_id", "told_on")
    }


def test_a_circle_of_superiors_is_told_at_its_field(open_desk, people):
    desk = open_desk(people.sales)
    desk.choose(desk.firm.boss)
    desk.do(Deed.EDIT)
    desk.answer(reports_to_id=desk.firm.secretary)
    assert "循环" in desk.dialog().form["reports_to_id"].message.text()
    assert desk.contact(desk.firm.boss).draft.reports_to_id is None


def test_sensitive_words_in_a_remark_are_pointed_out_and_kept(open_desk, people):
    desk = open_desk(people.sales)
    desk.choose(desk.firm.boss)
    desk.do(Deed.EDIT)
    field = desk.dialog().form["remark"]
    field.set_value("信佛，吃素")
    field.validate()
    assert "宗教信仰" in field.message.text()
    desk.answer()
    assert desk.contact(desk.firm.boss).draft.remark == "信佛，吃素"


def test_a_number_in_part_is_seen_whole_for_a_reason_and_for_a_moment(open_desk, people):
    desk = open_desk(people.general_manager)
    desk.choose(desk.firm.boss)
    assert WHOLE not in texts(desk.page.pane)
    desk.page.pane.reveal_button.click()
    desk.settle()
    desk.answer(reason=RevealReason.REVIEW)
    numbers = desk.page.findChild(NumbersDialog)
    assert WHOLE in texts(numbers)
    numbers.close_button.click()
    desk.page.refresh()
    desk.settle()
    assert WHOLE not in texts(desk.page.pane)
    assert desk.page.pane.history.rows()[0].field == "contact_reveal"


def test_a_look_without_a_reason_shows_nothing(open_desk, people):
    desk = open_desk(people.general_manager)
    desk.choose(desk.firm.boss)
    desk.do(Deed.REVEAL)
    desk.dialog().save_button.click()
    desk.settle()
    assert desk.page.findChild(NumbersDialog) is None
    assert desk.services.contacts.history(desk.firm.boss, by=people.sales) == []


def test_the_key_person_is_named_at_once_and_changed_with_a_reason(open_desk, people, clock):
    desk = open_desk(people.sales)
    desk.choose(desk.firm.boss)
    desk.do(Deed.NAME_KEY)
    assert "关键人" in texts(desk.page.pane)
    clock.advance(days=10)
    desk.choose(desk.firm.secretary)
    desk.do(Deed.NAME_KEY)
    assert "王建国" in " ".join(texts(desk.dialog()))
    desk.answer(reason="王总调离")
    found = [(claim.name, claim.reason) for claim in desk.page.pane.claims.rows()]
    assert found == [("李秘", "王总调离"), ("王建国", "")]


def test_data_due_for_review_is_kept_longer_or_erased(open_desk, contacts, people, firm, clock):
    day = today(clock) - timedelta(days=1)
    for name in ("到期甲", "到期乙"):
        contacts.create(firm.client, ContactDraft(name=name, keep_until=day), by=people.sales)
    desk = open_desk(people.management)
    desk.show("expired")
    assert desk.names() == ["到期甲", "到期乙"]
    assert f"{day}（已到期，请延长或删除）" in texts(desk.page.pane)
    desk.do(Deed.KEEP)
    desk.answer(keep_until=day + timedelta(days=400), reason="仍在合作")
    assert desk.names() == ["到期乙"]
    desk.do(Deed.ERASE)
    assert "不能恢复" in " ".join(texts(desk.dialog()))
    desk.answer(reason="保存期已到")
    assert desk.names() == []
    desk.show("archived")
    assert [name[:3] for name in desk.names()] == ["已删除"]
    assert not desk.page.pane.more_button.isVisible()


def test_gaps_lead_to_the_client(open_desk, people, qtbot):
    desk = open_desk(people.sales)
    desk.show("gaps")
    row = desk.page.gaps.view.rows.row_at(0)
    assert row.name == "晋丰公司"
    with qtbot.waitSignal(desk.page.open_requested) as asked:
        desk.page.gaps.view.opened.emit(desk.firm.client)
    assert asked.args == ["client", desk.firm.client]


def test_a_request_is_taken_in_counted_and_settled(open_desk, people, clock):
    desk = open_desk(people.management)
    desk.choose(desk.firm.boss)
    desk.do(Deed.REQUEST)
    desk.answer(kind=RequestKind.COPY)
    desk.show("requests")
    tab = desk.page.tabs._buttons["requests"]
    assert tab.text() == "个人信息请求 1"
    desk.page.settle_button.click()
    desk.settle()
    desk.answer(state=RequestState.REFUSED)
    assert "必须说明理由" in desk.dialog().form["note"].message.text()
    desk.answer(note="身份无法核实")
    assert desk.requests()[0].state is RequestState.REFUSED
    assert tab.text() == "个人信息请求 0"
    desk.page.settle_button.click()
    assert desk.tools.messages.said == ["这条请求已经办结，结果不能再改。"]


def test_a_request_leads_to_its_person(open_desk, services, people, clock):
    desk = open_desk(people.sales)
    services.requests.register(
        desk.firm.secretary, RequestKind.CORRECT, today(clock), by=people.sales
    )
    desk.show("requests")
    desk.page.requests.view.opened.emit(desk.requests()[0].id)
    desk.settle()
    assert desk.page.tabs.current == "all"
    assert desk.page.pane.name.text() == "李秘"


def test_the_tabs_stand_over_the_list_in_front(open_desk, people):
    desk = open_desk(people.sales)
    for view, front in (("gaps", "gaps"), ("requests", "requests"), ("all", "list")):
        desk.show(view)
        listed = getattr(desk.page, front)
        assert desk.page.tabs.isVisible()
        assert listed.isAncestorOf(desk.page.tabs)
        assert desk.page.status() == listed.status


@pytest.mark.parametrize(
    ("who", "deeds"),
    [
        ("sales", {Deed.EDIT, Deed.NAME_KEY, Deed.MOVE, Deed.KEEP, Deed.REQUEST, Deed.COPY}),
        ("head", {Deed.EDIT, Deed.NAME_KEY, Deed.MOVE, Deed.KEEP, Deed.REQUEST}),
        ("management", set(Deed) - {Deed.REVEAL}),
        ("finance", set()),
        ("general_manager", {Deed.REVEAL}),
    ],
)
def test_each_role_is_offered_what_it_may_do(open_desk, people, who, deeds):
    desk = open_desk(getattr(people, who))
    desk.choose(desk.firm.boss)
    offered = {deed for deed, made in desk.page.pane.actions_of.items() if made.isVisible()}
    assert offered == deeds


def test_the_copy_is_shown_as_paper(open_desk, people, monkeypatch):
    desk = open_desk(people.sales)
    desk.choose(desk.firm.boss)
    shown = []
    monkeypatch.setattr(
        "kamdesk.ui.persons.acts.preview_paper",
        lambda _window, _tools, title, make: shown.append((title, make().pdf[:5])),
    )
    desk.do(Deed.COPY)
    assert shown == [("个人信息副本 王建国", b"%PDF-")]


def test_many_are_edited_at_once(open_desk, people, qtbot):
    desk = open_desk(people.sales)
    view = desk.page.list.view
    view.setFocus()
    view.selectAll()
    qtbot.keyClick(view, Qt.Key.Key_E, CONTROL_SHIFT)
    desk.settle()
    dialog = desk.page.findChild(BulkDialog)
    dialog.ticks["legal_basis"].click()
    dialog.fields["legal_basis"].set_value(LegalBasis.CONTRACT)
    dialog.look_button.click()
    desk.settle()
    assert {step[0] for step in dialog.steps.rows()} == {"李秘", "王建国 总经理"}
    dialog.run_button.click()
    desk.settle()
    found = desk.contact(desk.firm.boss).draft.legal_basis
    assert found is LegalBasis.CONTRACT
