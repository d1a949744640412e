"""One client's page, opened from the list and left again."""

import pytest
from PySide6.QtCore import Qt

from kamdesk.domain.clients.clients import ClientDraft, Grade
from kamdesk.domain.permissions import Action
from kamdesk.ui.preview import PdfPreview

NAMES = ("北方商贸集团", "华联商会", "远东电缆有限公司")


@pytest.fixture
def three(services, people):
    create = services.clients.create
    drafts = [ClientDraft(name=name, grade=Grade.A) for name in NAMES]
    return [create(draft, by=people.sales).record_id for draft in drafts]


@pytest.fixture
def desk(open_desk, people, three, note_tabs):
    return open_desk(people.sales, note_tabs[0])


def in_front(desk):
    return desk.page.stack.currentWidget()


def key(desk, qtbot, pressed, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(in_front(desk), pressed, modifier)
    desk.settle()
    desk.settle()


def test_enter_in_the_list_opens_the_page_and_escape_leads_back_to_the_row(desk, qtbot, three):
    desk.choose(three[1])
    qtbot.keyClick(desk.page.list.view, Qt.Key.Key_Return)
    desk.settle()
    assert in_front(desk) is desk.page.sheet
    assert desk.page.sheet.name.text() == "华联商会"
    with qtbot.waitSignal(desk.page.page_requested) as asked:
        key(desk, qtbot, Qt.Key.Key_Escape)
    assert asked.args == ["clients", None]
    assert in_front(desk) is desk.page.list
    assert desk.page.list.current_id() == three[1]


def test_page_keys_walk_along_the_list_and_stop_at_its_ends(desk, qtbot, three):
    names = desk.names()
    desk.open(desk.page.list.view.rows.id_at(0))
    sheet, control = desk.page.sheet, Qt.KeyboardModifier.ControlModifier
    assert not sheet.previous_button.isEnabled()
    for expected in (names[1], names[2], names[2]):
        key(desk, qtbot, Qt.Key.Key_PageDown, control)
        assert sheet.name.text() == expected
    assert sheet.place.text() == "3 / 3"
    assert not sheet.next_button.isEnabled()
    key(desk, qtbot, Qt.Key.Key_PageUp, control)
    assert sheet.name.text() == names[1]
    desk.page.close_record()
    assert desk.page.list.current_row().name == names[1]


def test_a_tab_is_made_when_it_is_looked_at_and_follows_the_client(desk, three, note_tabs):
    made = note_tabs[1]
    desk.open(three[0])
    assert list(made) == ["first"]
    desk.page.sheet.tabs.show_tab("second")
    desk.open(three[1])
    assert made["second"].names == ["北方商贸集团", "华联商会"]
    assert made["first"].names == ["北方商贸集团"]
    desk.page.sheet.tabs.show_tab("first")
    assert made["first"].names == ["北方商贸集团", "华联商会"]


def test_the_number_beside_a_title_is_there_before_its_tab(desk, three, note_tabs):
    desk.open(three[1])
    desk.settle()
    assert desk.page.sheet.tabs.tabText(1) == f"联系人 {three[1]}"
    desk.page.sheet.tabs.show_tab("second").count_changed.emit(0)
    assert desk.page.sheet.tabs.tabText(1) == "联系人"


def test_a_change_is_read_again_on_the_page(desk, qtbot, three, services, people):
    desk.open(three[0])
    seen = desk.page.sheet.details.version
    draft = ClientDraft(name="北方商贸控股集团")
    changes = services.clients.edit(three[0], draft, by=people.sales, seen_version=seen)
    desk.tools.bus.announce(changes)
    desk.settle()
    assert desk.page.sheet.name.text() == "北方商贸控股集团"
    assert in_front(desk) is desk.page.sheet


def test_editing_from_the_page_comes_back_to_it(desk, qtbot, three):
    desk.open(three[0])
    key(desk, qtbot, Qt.Key.Key_F2)
    assert in_front(desk) is desk.editor
    desk.editor.form["short_name"].set_value("北方")
    desk.editor.save()
    for _round in range(4):
        desk.settle()
    assert in_front(desk) is desk.page.sheet
    assert desk.page.sheet.details.draft.short_name == "北方"


def test_the_buttons_are_about_the_client_on_the_page(open_desk, people, three, messages, qtbot):
    desk = open_desk(people.head)
    desk.choose(three[0])
    desk.open(three[1])
    desk.page.sheet.offer.actions_of[Action.CLIENT_ARCHIVE].trigger()
    desk.settle()
    assert messages.said == ["归档客户“华联商会”吗？"]
    with qtbot.waitSignal(desk.page.page_requested) as asked:
        desk.page.sheet.offer.actions_of[Action.FILING_CREATE].trigger()
    assert asked.args == ["projects", ("filings", ("new", three[1]))]


def test_a_client_out_of_reach_is_refused_and_the_list_stays(open_desk, people, three, messages):
    desk = open_desk(people.sales3)
    desk.open(three[0])
    assert "查看客户" in messages.said[0]
    assert in_front(desk) is desk.page.list


def test_a_client_that_goes_out_of_reach_leaves_the_page(desk, three, services, people):
    desk.open(three[0])
    changes = services.clients.assign(
        three[0], people.sales3, by=people.management, seen_version=desk.page.sheet.details.version
    )
    desk.tools.bus.announce(changes)
    desk.settle()
    assert in_front(desk) is desk.page.list


def test_the_client_card_opens_in_the_preview(desk, three):
    desk.open(three[1])
    desk.page.sheet.offer.card.trigger()
    desk.settle()
    (preview,) = desk.page.findChildren(PdfPreview)
    number = desk.page.sheet.details.number
    assert preview.windowTitle() == f"客户档案卡 {number}"
