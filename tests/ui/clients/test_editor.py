"""Registering and editing clients, driven as a person would."""

import pytest
from PySide6.QtCore import Qt

from kamdesk.domain.clients.clients import ClientClass, ClientDraft, Grade
from kamdesk.ui.clients.duplicates import Asked
from kamdesk.ui.messages import Unsaved
from tests.classes import classify
from tests.ui.clients.conftest import type_chinese

CODE = "91110000100001553R"
WRONG_CODE = "911100001000015530"


@pytest.fixture
def known(services, people):
    draft = ClientDraft(name="山西晋丰农产品有限公司", code=CODE)
    return services.clients.create(draft, by=people.sales2).record_id


@pytest.fixture
def desk(open_desk, people, known):
    """李明's page; the client known is somebody else's."""
    return open_desk(people.sales)


def begin(desk, qtbot, name=""):
    qtbot.keyClick(desk.page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert desk.editor is not None
    type_chinese(desk.editor.form["name"].editor, name)


def save(desk, qtbot):
    qtbot.keyClick(
        desk.editor.form["name"].editor, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier
    )
    for _round in range(4):
        desk.settle()


def chips(desk):
    return [hit.name for hit in desk.editor.duplicates.hits]


def test_a_new_client_is_registered_and_shown(desk, qtbot):
    begin(desk, qtbot, "金桥物业管理有限公司")
    assert "登记之后" in desk.editor.form.classes.text()
    desk.editor.form["grade"].set_value(Grade.A)
    desk.editor.form["contact_name"].set_value("王建国")
    desk.editor.form["contact_phone"].set_value("13812341234")
    save(desk, qtbot)
    assert desk.editor is None
    assert desk.names() == ["金桥物业管理有限公司"]
    file = desk.file()
    assert file.details.draft.classes == frozenset()
    assert file.details.owner == "李明"
    assert [each.draft.name for each in file.people.contacts] == ["王建国"]


def test_similar_clients_show_while_typing(desk, qtbot):
    begin(desk, qtbot, "晋丰农产品")
    assert desk.editor.duplicates.notice.text == "填写名称或代码后，这里显示查重结果。"
    qtbot.waitUntil(lambda: chips(desk) == ["山西晋丰农产品有限公司"])
    desk.editor.form["name"].set_value("完全不同的名字")
    qtbot.waitUntil(lambda: desk.editor.duplicates.notice.text == "无重复")


def test_an_answer_that_comes_too_late_is_dropped(desk, qtbot):
    begin(desk, qtbot, "晋丰农产品")
    card = desk.editor.duplicates
    card._look()
    card.ask(Asked())
    desk.settle()
    assert card.hits == ()


def test_a_similar_client_is_asked_about_before_saving(desk, qtbot, messages):
    begin(desk, qtbot, "山西晋丰农产品")
    messages.yes = False
    save(desk, qtbot)
    assert messages.said == [
        "已有字号相同的客户“山西晋丰农产品有限公司”（负责人：王芳；已登记），仍要新建吗？"
    ]
    assert desk.names() == []
    messages.yes = True
    save(desk, qtbot)
    assert desk.names() == ["山西晋丰农产品"]


def test_the_same_code_is_refused_at_its_field(desk, qtbot, messages):
    begin(desk, qtbot, "另一个名字")
    desk.editor.form["code"].set_value(CODE)
    save(desk, qtbot)
    assert "已登记在客户“山西晋丰农产品有限公司”名下" in desk.editor.form["code"].message.text()
    assert "王芳" in desk.editor.notice.text
    assert messages.said == []


def test_an_odd_code_warns_at_once_and_is_saved(desk, qtbot):
    begin(desk, qtbot, "金桥物业管理有限公司")
    qtbot.keyClicks(desk.editor.form["code"].editor, WRONG_CODE)
    assert "校验位不对" in desk.editor.form["code"].message.text()
    save(desk, qtbot)
    assert desk.file().details.draft.code == WRONG_CODE
    assert "校验位不对" in desk.page.pane.overview.notice.text


def test_a_name_is_needed(desk, qtbot):
    begin(desk, qtbot)
    save(desk, qtbot)
    assert desk.editor.form["name"].message.text() == "请填写“客户名称”。"
    assert "还有 1 项" in desk.editor.notice.text


def test_a_wrong_first_contact_keeps_the_client_from_being_made(desk, qtbot):
    begin(desk, qtbot, "金桥物业管理有限公司")
    desk.editor.form["contact_phone"].set_value("13812341234")
    save(desk, qtbot)
    assert "姓名" in desk.editor.form["contact_name"].message.text()
    assert desk.names() == []


def test_unsaved_words_are_asked_about(desk, qtbot, messages):
    begin(desk, qtbot, "金桥物业")
    messages.leaving = Unsaved.CANCEL
    assert not desk.page.can_leave()
    messages.leaving = Unsaved.DISCARD
    qtbot.keyClick(desk.editor, Qt.Key.Key_Escape)
    assert desk.editor is None
    assert messages.said == ["unsaved", "unsaved"]


@pytest.fixture
def editing(desk, services, people):
    """李明's own client, open in the form."""
    made = services.clients.create(ClientDraft(name="华联商会"), by=people.sales).record_id
    desk.choose(made)
    desk.page.pane.offer.edit_button.click()
    return made


def test_an_edit_goes_into_the_history(desk, qtbot, editing):
    desk.editor.form["city"].set_value("太原市")
    desk.editor.form["source"].set_value("展会")
    save(desk, qtbot)
    changes = desk.page.pane.history.table.rows()
    assert {(each.field, each.old, each.new, each.by_name) for each in changes} == {
        ("city", "", "太原市", "李明"),
        ("source", "", "展会", "李明"),
    }


def test_classes_are_shown_and_an_edit_leaves_them_alone(
    desk, qtbot, editing, sessions, clock, people
):
    classify(sessions, clock, editing, ClientClass.GROUP, by=people.management)
    desk.page.editor.closed.emit(None)
    desk.choose(editing)
    desk.page.pane.offer.edit_button.click()
    assert desk.editor.form.classes.text().startswith("大客户类别：集团客户。")
    desk.editor.form["city"].set_value("太原市")
    save(desk, qtbot)
    draft = desk.file().details.draft
    assert (draft.city, draft.classes) == ("太原市", {ClientClass.GROUP})


def test_a_client_changed_meanwhile_can_be_read_again(desk, qtbot, editing):
    draft = ClientDraft(name="华联总商会")
    desk.services.clients.edit(editing, draft, by=desk.people.head, seen_version=1)
    desk.editor.form["city"].set_value("太原市")
    desk.messages.yes = False
    save(desk, qtbot)
    assert desk.editor.form["city"].value() == "太原市"
    desk.messages.yes = True
    save(desk, qtbot)
    assert desk.editor.form["name"].value() == "华联总商会"
    desk.editor.form["city"].set_value("太原市")
    save(desk, qtbot)
    assert desk.file().details.draft.city == "太原市"


def test_a_parent_is_found_by_typing(desk, editing):
    field = desk.editor.form["parent_id"]
    assert [item.text for item in field._search("晋丰")] == ["山西晋丰农产品有限公司"]
    assert field._search("华联") == []


def test_usual_words_are_offered(desk, qtbot, editing):
    field = desk.editor.form["org_type"]
    field.words.activated.emit("民营企业")
    assert field.value() == "民营企业"


def test_management_names_the_owner_of_a_new_client(open_desk, people, qtbot):
    desk = open_desk(people.management)
    begin(desk, qtbot, "金桥物业管理有限公司")
    desk.settle()
    desk.editor.form["owner_id"].set_value(people.sales3)
    save(desk, qtbot)
    assert desk.file().details.owner == "赵强"
