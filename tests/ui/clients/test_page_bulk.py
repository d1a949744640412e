"""Many clients at once: chosen, previewed, changed, undone; and pasted from elsewhere."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QAction, QGuiApplication

from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.ui.clients.imports.wizard import CHECK, MAPPING, ImportWizard
from kamdesk.ui.lists.bulk_dialog import BulkDialog

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(open_desk, services, people):
    """The management's page with three clients, the last one archived."""
    for name in ("晋丰农产品有限公司", "阿里山茶业", "华联集团"):
        services.clients.create(ClientDraft(name=name), by=people.management, owner_id=people.sales)
    services.clients.archive(3, by=people.management, seen_version=1)
    return open_desk(people.management)


@pytest.fixture
def dialog(desk, qtbot):
    """The dialog for everything there is, the archived one too."""
    desk.page.list.view.setFocus()
    desk.page.list.view.selectAll()
    qtbot.keyClick(desk.page.list.view, Qt.Key.Key_E, CONTROL | SHIFT)
    desk.settle()
    return desk.page.findChild(BulkDialog)


def tick(dialog, key, value):
    dialog.ticks[key].click()
    dialog.fields[key].set_value(value)


def look(desk, dialog):
    dialog.look_button.click()
    desk.settle()
    desk.settle()


def draft(desk, client_id):
    return desk.services.clients.details(client_id, by=desk.people.management).draft


def test_nothing_is_changed_before_it_was_looked_at(desk, dialog):
    assert not dialog.run_button.isEnabled()
    look(desk, dialog)
    assert "勾选" in dialog.notice.text
    tick(dialog, "industry", "农产品")
    assert not dialog.run_button.isEnabled()
    look(desk, dialog)
    assert [step[1:] for step in dialog.steps.rows()] == [("行业", "", "农产品")] * 2
    assert dialog.run_button.text() == "修改 2 条"
    assert draft(desk, 1).industry == ""


def test_another_value_asks_for_another_look(desk, dialog):
    tick(dialog, "industry", "农产品")
    look(desk, dialog)
    dialog.fields["industry"].set_value("茶")
    assert not dialog.run_button.isEnabled()
    assert dialog.preview is None


def test_the_change_is_made_told_and_undone(desk, dialog):
    tick(dialog, "industry", "农产品")
    tick(dialog, "owner_id", desk.people.sales2)
    look(desk, dialog)
    dialog.run_button.click()
    desk.settle()
    desk.settle()
    assert draft(desk, 1).industry == "农产品"
    assert {desk.page.list.view.rows.row_at(line).owner for line in range(2)} == {"王芳"}
    assert "已修改 2 条" in desk.messages.said[-1]
    actions = desk.page.findChildren(QAction)
    undo = next(each for each in actions if each.text() == "撤销批量修改…")
    undo.trigger()
    desk.settle()
    desk.settle()
    assert "2 条记录的批量修改" in desk.messages.said[-1]
    assert draft(desk, 1).industry == ""
    assert {desk.page.list.view.rows.row_at(line).owner for line in range(2)} == {"李明"}
    undo.trigger()
    desk.settle()
    assert desk.messages.said[-1] == "没有可以撤销的批量修改。"


def test_what_cannot_be_changed_is_left_out_on_request_only(desk, qtbot):
    desk.page.list.show_view("all")
    desk.settle()
    ids = desk.page.list.view.rows.ids
    ids.append(3)
    desk.page.list.view.show_ids(ids[:])
    desk.page.list.view.selectAll()
    qtbot.keyClick(desk.page.list.view, Qt.Key.Key_E, CONTROL | SHIFT)
    desk.settle()
    dialog = desk.page.findChild(BulkDialog)
    tick(dialog, "city", "太原")
    look(desk, dialog)
    assert [left.reason for left in dialog.left.rows()] == ["已归档，请先恢复。"]
    assert dialog.skip.text() == "跳过不能修改的 1 条"
    assert not dialog.run_button.isEnabled()
    dialog.skip.click()
    assert dialog.run_button.isEnabled()
    dialog.run_button.click()
    desk.settle()
    assert (draft(desk, 2).city, draft(desk, 3).city) == ("太原", "")


def test_a_wrong_value_is_shown_at_its_field(desk, dialog):
    tick(dialog, "industry", "长" * 500)
    look(desk, dialog)
    assert "500" in dialog.fields["industry"].message.text()
    assert dialog.preview is None


def test_a_refusal_keeps_the_dialog_and_asks_for_another_look(desk, dialog):
    tick(dialog, "industry", "农产品")
    look(desk, dialog)
    version = desk.services.clients.details(1, by=desk.people.management).version
    desk.services.clients.archive(1, by=desk.people.management, seen_version=version)
    dialog.run_button.click()
    desk.settle()
    assert "重新预览" in dialog.notice.text
    assert dialog.isVisible()
    assert draft(desk, 2).industry == ""


def test_who_may_not_edit_has_no_such_menu(open_desk, people):
    desk = open_desk(people.finance)
    bar = desk.page.list.toolbar
    texts = [bar.itemAt(at).widget() for at in range(bar.count())]
    assert "批量" not in {each.text() for each in texts if hasattr(each, "text")}


def test_what_is_copied_elsewhere_is_pasted_into_the_wizard(open_desk, people, qtbot):
    desk = open_desk(people.head)
    data = QMimeData()
    data.setText("单位名称\t城市\n晋南钢铁\t运城\n华北石油\t任丘\n")
    QGuiApplication.clipboard().setMimeData(data)
    desk.page.list.view.setFocus()
    qtbot.keyClick(desk.page.list.view, Qt.Key.Key_V, CONTROL)
    desk.settle()
    desk.settle()
    wizard = desk.page.findChild(ImportWizard)
    assert wizard.step == MAPPING
    wizard.check_page.show_owners(desk.services.clients.owners(by=people.head), people.head)
    desk.settle()
    assert wizard.step == MAPPING  # owners that are read late move nobody on
    assert wizard.mapping_page.mapping() == {"name": 0, "city": 1}
    assert wizard.mapping_page.headings.isChecked()
    assert desk.names() == []
    wizard.mapping_page.headings.click()
    desk.settle()
    desk.settle()
    assert wizard.mapping_page.mapping() == {"name": 0}
    assert len(wizard.table.rows) == 3
    wizard.mapping_page.headings.click()
    desk.settle()
    desk.settle()
    wizard.next_button.click()
    desk.settle()
    assert wizard.step == CHECK
    wizard.next_button.click()
    desk.settle()
    desk.settle()
    assert set(desk.names()) == {"晋南钢铁", "华北石油"}


def test_pasting_into_a_filter_box_is_writing(open_desk, people, qtbot):
    desk = open_desk(people.head)
    QGuiApplication.clipboard().setText("晋南")
    box = desk.page.list.view.header.boxes[0]
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_V, CONTROL)
    assert box.text() == "晋南"
    assert desk.page.findChild(ImportWizard) is None
    qtbot.waitUntil(lambda: desk.page.list.query.filters == {"name": "晋南"})
    desk.settle()


def test_a_clipboard_without_a_table_says_so_in_the_wizard(open_desk, people):
    desk = open_desk(people.head)
    QGuiApplication.clipboard().setText("一句话")
    desk.page.open_paste()
    desk.settle()
    desk.settle()
    wizard = desk.page.findChild(ImportWizard)
    assert "没有表格" in wizard.file_page.notice.text
    assert not wizard.next_button.isEnabled()
