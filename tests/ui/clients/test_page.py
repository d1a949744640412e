"""The page of clients, driven as a person would."""

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel

from kamdesk.domain.clients.clients import ClientClass, ClientDraft, Grade
from kamdesk.domain.clients.contacts import ContactDraft
from kamdesk.domain.permissions import Action
from kamdesk.domain.projects.filings import FilingDraft
from kamdesk.ui.classes.dialog import DecisionDialog
from kamdesk.ui.forms.dialog import FormDialog
from kamdesk.ui.persons.rights import Deed


@pytest.fixture
def three(services, people):
    """Register three clients: two of 李明, one of 赵强 in another department."""
    create = services.clients.create
    return (
        create(ClientDraft(name="北方商贸集团", grade=Grade.B), by=people.sales).record_id,
        create(
            ClientDraft(name="华联商会", grade=Grade.A),
            by=people.sales,
        ).record_id,
        create(ClientDraft(name="远东电缆有限公司"), by=people.sales3).record_id,
    )


def test_classes_are_decided_from_the_menu(open_desk, people, three):
    desk = open_desk(people.head)
    desk.choose(three[0])
    press(desk, Action.CLASS_DECIDE)
    dialog = desk.page.classes._dialog
    dialog.cards[ClientClass.GROUP].give.click()
    asking = desk.page.findChild(DecisionDialog)
    asking.form["tie"].set_value("下属八个分公司统一采购")
    asking.save_button.click()
    desk.settle()
    desk.settle()
    assert desk.file().details.draft.classes == {ClientClass.GROUP}
    assert desk.page.pane.history.table.rows()[0].new == "集团客户"
    assert not open_desk(people.sales).page.pane.actions_of[Action.CLASS_DECIDE].isVisible()


def press(desk, what):
    """Use a right as its button, menu entry or key does."""
    action = desk.page.pane.offer.actions_of[what]
    assert action.isVisible()
    action.trigger()
    desk.settle()
    desk.settle()


def test_a_salesperson_sees_only_their_own(open_desk, people, three):
    assert set(open_desk(people.sales).names()) == {"北方商贸集团", "华联商会"}


def test_the_administrator_is_told_and_sees_nothing(open_desk, people, three, messages):
    desk = open_desk(people.administrator)
    assert desk.names() == []
    assert "查看客户" in messages.said[0]
    assert not desk.page.pane.offer.edit_button.isVisible()


def test_only_who_may_import_has_the_button(open_desk, people):
    def buttons(user):
        bar = open_desk(user).page.list.toolbar
        widgets = [bar.itemAt(at).widget() for at in range(bar.count())]
        return [each.text() for each in widgets if hasattr(each, "text")]

    assert buttons(people.sales) == ["我的视图", "列", "导出/打印", "批量", "新建客户"]
    assert buttons(people.head) == [
        "我的视图",
        "列",
        "导出/打印",
        "导入",
        "批量",
        "新建客户",
    ]


def test_the_filter_row_filters_and_the_header_sorts(open_desk, people, three, qtbot):
    desk = open_desk(people.management)
    header = desk.page.list.view.header
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, 10))
    desk.settle()
    assert desk.names() == ["北方商贸集团", "华联商会", "远东电缆有限公司"]
    qtbot.keyClicks(header.boxes[0], "bfsm")
    qtbot.waitUntil(lambda: desk.names() == ["北方商贸集团"])


def test_the_tabs_count_and_choose(open_desk, people, three):
    desk = open_desk(people.sales)
    tabs = desk.page.list.tabs
    assert [tab.text() for tab in tabs._buttons.values()] == [
        "全部 2",
        "我的客户 2",
        "无负责人 0",
        "即将回收 0",
        "已归档 0",
    ]


def test_archiving_asks_and_restoring_brings_back(open_desk, people, three, messages):
    desk = open_desk(people.head)
    desk.choose(three[0])
    press(desk, Action.CLIENT_ARCHIVE)
    assert messages.said == ["归档客户“北方商贸集团”吗？"]
    assert "北方商贸集团" not in desk.names()
    desk.choose(three[0])
    assert desk.page.list.tabs.current == "archived"
    assert not desk.page.pane.offer.edit_button.isVisible()
    press(desk, Action.CLIENT_ARCHIVE)
    desk.page.show_hint("all")
    desk.settle()
    assert "北方商贸集团" in desk.names()


def test_a_no_leaves_the_client_where_it_is(open_desk, people, three, messages):
    desk = open_desk(people.head)
    desk.choose(three[0])
    messages.yes = False
    press(desk, Action.CLIENT_ARCHIVE)
    assert "北方商贸集团" in desk.names()


def test_the_owner_is_changed_in_a_dialog(open_desk, people, three):
    desk = open_desk(people.management)
    desk.choose(three[0])
    press(desk, Action.CLIENT_ASSIGN)
    dialog = desk.page.findChild(FormDialog)
    dialog.form["owner_id"].set_value(people.sales2)
    dialog.save_button.click()
    desk.settle()
    desk.settle()
    assert desk.file().details.owner == "王芳"
    change = desk.page.pane.history.table.rows()[0]
    assert (change.field, change.old, change.new) == ("owner_id", "李明", "王芳")


def test_the_last_edit_is_taken_back(open_desk, people, three, services):
    seen = services.clients.details(three[1], by=people.sales).version
    draft = ClientDraft(name="华联总商会")
    services.clients.edit(three[1], draft, by=people.sales, seen_version=seen)
    desk = open_desk(people.sales)
    desk.choose(three[1])
    desk.page.pane.offer.undo.trigger()
    desk.settle()
    desk.settle()
    assert desk.page.pane.name.text() == "华联商会"


def test_a_client_of_another_department_is_refused_in_words(open_desk, people, three, messages):
    desk = open_desk(people.sales)
    desk.choose(three[2])
    assert "查看客户" in messages.said[0]


def test_filing_asks_the_frame_for_the_form(open_desk, people, three, qtbot):
    desk = open_desk(people.sales)
    desk.choose(three[0])
    with qtbot.waitSignal(desk.page.page_requested) as asked:
        desk.page.pane.offer.file_button.click()
    assert asked.args == ["projects", ("filings", ("new", three[0]))]


def test_the_papers_of_a_client_open_by_double_click(open_desk, people, three, qtbot):
    draft = FilingDraft(client_id=three[0], project_name="年度集采")
    desk = open_desk(people.sales)
    filing = desk.services.filings.save_draft(draft, by=people.sales).record_id
    desk.choose(three[0])
    assert desk.page.pane.tabs.tabText(2) == "备案与立项 1"
    with qtbot.waitSignal(desk.page.open_requested) as asked:
        desk.page.pane.papers.table.opened.emit()
    assert asked.args == ["filing", filing]


def test_parents_and_children_are_linked(open_desk, people, three, services):
    draft = ClientDraft(name="北方商贸大同分公司", parent_id=three[0])
    child = services.clients.create(draft, by=people.sales).record_id
    desk = open_desk(people.sales)
    desk.choose(child)
    desk.page.pane.overview.client_wanted.emit(three[0])
    desk.settle()
    desk.settle()
    assert desk.page.pane.name.text() == "北方商贸集团"
    assert [each.name for each in desk.file().details.children] == ["北方商贸大同分公司"]


def test_a_contact_is_added_edited_and_put_away(open_desk, people, three, messages):
    desk = open_desk(people.sales)
    desk.choose(three[0])
    desk.page.pane.contacts.add_button.click()
    answer(desk, name="王建国", phone="13812341234")
    assert desk.page.pane.tabs.tabText(1) == "联系人 1"
    desk.page.pane.contacts.deed_wanted.emit(Deed.EDIT, desk.file().people.contacts[0])
    answer(desk, post="工会主席")
    assert desk.file().people.contacts[0].draft.post == "工会主席"
    desk.page.pane.contacts.deed_wanted.emit(Deed.MOVE, desk.file().people.contacts[0])
    desk.settle()
    desk.settle()
    assert desk.file().people.contacts[0].archived
    assert desk.page.pane.tabs.tabText(1) == "联系人 0"


def test_a_wrong_contact_is_told_at_its_field(open_desk, people, three):
    desk = open_desk(people.sales)
    desk.choose(three[0])
    desk.page.pane.contacts.add_button.click()
    answer(desk, name="王建国", phone="电话")
    dialog = desk.page.findChild(FormDialog)
    assert "工作电话" in dialog.form["phone"].message.text()
    assert dialog.isVisible()


@pytest.mark.parametrize("role", ["sales", "finance"])
def test_numbers_are_whole_only_for_who_works_with_the_client(open_desk, people, three, role):
    desk = open_desk(getattr(people, role))
    draft = ContactDraft(name="王建国", phone="13812341234")
    desk.services.contacts.create(three[0], draft, by=people.sales)
    desk.choose(three[0])
    texts = {label.text() for label in desk.page.pane.contacts.findChildren(QLabel)}
    shown = texts & {"13812341234", "138****1234"}
    assert shown == {"13812341234" if role == "sales" else "138****1234"}


def test_the_present_view_is_exported(open_desk, people, three, tmp_path):
    desk = open_desk(people.sales)
    desk.messages.path = tmp_path / "客户"  # the suffix is added
    desk.page.list.taking.save(selected=False)
    desk.settle()
    sheet = load_workbook(tmp_path / "客户.xlsx").active
    assert [cell.value for cell in sheet[1]][:3] == ["客户名称", "客户编号", "大客户类别"]
    assert {sheet["A2"].value, sheet["A3"].value} == {"北方商贸集团", "华联商会"}
    assert desk.messages.said == [f"已导出 2 行：{tmp_path / '客户.xlsx'}"]


def answer(desk, **values):
    """Fill the dialog that is open and save it."""
    dialogs = [each for each in desk.page.findChildren(FormDialog) if each.isVisible()]
    for key, value in values.items():
        dialogs[-1].form[key].set_value(value)
    dialogs[-1].save_button.click()
    desk.settle()
    desk.settle()
