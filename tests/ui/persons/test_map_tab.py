"""The relationship map, driven as a person would: boxes moved, taken back, arranged, printed."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication

from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.domain.clients.contacts import ContactDraft
from kamdesk.domain.persons.relations import RelationKind
from kamdesk.ui.preview import PdfPreview
from tests.reports.reading import text_of

CTRL = Qt.KeyboardModifier.ControlModifier
FAR = QPoint(180, 60)


def test_it_shows_people_lines_and_our_side(open_map):
    desk = open_map()
    names = {box.text.name for box in desk.scene.boxes.values()}
    assert names == {"王建国", "张敏", "刘洋", "孙秘书", "我方：李明"}
    assert desk.tab.filter._buttons["support"].text() == "支持 1"
    assert desk.tab.filter._buttons["unknown"].text() == "态度未知 2"
    assert desk.tab.stack.currentWidget() is desk.tab.whole


def test_a_dragged_box_is_kept_and_its_lines_follow(open_map):
    desk = open_map()
    before = {line: item.way for line, item in desk.scene.lines.items()}
    place = desk.box("刘洋").place()
    desk.drag(desk.at("刘洋"), desk.at("刘洋") + FAR)
    moved = desk.box("刘洋").place()
    assert (moved.x - place.x, moved.y - place.y) > (100, 20)
    assert desk.saved() == desk.scene.places()
    ends = {desk.mapped.ids["王建国"], desk.mapped.ids["张敏"]}
    superior = next(line for line in before if {line.source, line.target} == ends)
    assert desk.scene.lines[superior].way == before[superior]
    again = open_map()
    assert again.box("刘洋").place() == moved


def test_lines_follow_while_the_box_is_still_being_dragged(open_map):
    desk = open_map()
    ends = {desk.mapped.ids["王建国"], desk.mapped.ids["张敏"]}
    item = next(i for x, i in desk.scene.lines.items() if {x.source, x.target} == ends)
    before = item.way
    desk.box("张敏").moveBy(40, 10)
    assert item.way != before


def test_a_click_moves_nothing(open_map):
    desk = open_map()
    desk.click("刘洋")
    assert desk.saved() == {}
    assert not desk.tab.undo_button.isEnabled()


def test_a_box_dropped_on_another_comes_to_rest_beside_it(open_map):
    desk = open_map()
    desk.drag(desk.at("刘洋"), desk.at("王建国"))
    places = desk.saved()
    a, b = (places[desk.mapped.ids[name]] for name in ("刘洋", "王建国"))
    assert abs(a.x - b.x) >= 192 or abs(a.y - b.y) >= 82


def test_moves_are_taken_back_and_done_again(open_map):
    desk = open_map()
    first = desk.scene.places()
    desk.drag(desk.at("刘洋"), desk.at("刘洋") + FAR)
    second = desk.scene.places()
    desk.drag(desk.at("张敏"), desk.at("张敏") + QPoint(-150, 30))
    third = desk.scene.places()
    desk.key(Qt.Key.Key_Z, CTRL)
    assert desk.scene.places() == second == desk.saved()
    desk.key(Qt.Key.Key_Z, CTRL)
    assert desk.scene.places() == first
    assert desk.saved() == {}  # the boxes stand by themselves again
    assert not desk.tab.undo_button.isEnabled()
    desk.key(Qt.Key.Key_Y, CTRL)
    desk.key(Qt.Key.Key_Y, CTRL)
    assert desk.scene.places() == third == desk.saved()
    assert not desk.tab.redo_button.isEnabled()


def test_arranging_can_be_taken_back(open_map):
    desk = open_map()
    automatic = desk.scene.places()
    desk.drag(desk.at("刘洋"), desk.at("刘洋") + FAR)
    moved = desk.scene.places()
    desk.tab.arrange_button.click()
    desk.rest()
    assert desk.scene.places() == automatic
    assert desk.saved() == {}
    desk.key(Qt.Key.Key_Z, CTRL)
    assert desk.scene.places() == moved == desk.saved()


def test_a_newcomer_appears_without_moving_the_others(open_map):
    desk = open_map()
    desk.drag(desk.at("刘洋"), desk.at("刘洋") + FAR)
    before = desk.scene.places()
    desk.mapped.contacts.create(
        desk.mapped.client, ContactDraft(name="新来的"), by=desk.mapped.people.sales
    )
    desk.show()
    assert before.items() <= desk.scene.places().items()
    assert len(desk.scene.boxes) == 6


@pytest.mark.parametrize("way", [FAR, QPoint()])
def test_what_is_read_during_a_drag_waits_for_its_end(open_map, way):
    desk = open_map()
    box, start = desk.box("刘洋"), desk.at("刘洋")
    desk.mouse(QEvent.Type.MouseButtonPress, start, held=Qt.MouseButton.LeftButton)
    desk.mapped.add()
    desk.show()
    assert desk.box("刘洋") is box
    assert not any(line.relation_id for line in desk.scene.lines)
    desk.drag(start, start + way)
    assert any(line.relation_id for line in desk.scene.lines)
    assert bool(desk.saved()) is not way.isNull()


def test_a_refused_move_is_told_and_taken_back(open_map, messages):
    desk = open_map()
    seen = desk.mapped.clients.details(desk.mapped.client, by=desk.mapped.people.head)
    before = desk.scene.places()
    desk.mapped.clients.archive(
        desk.mapped.client, by=desk.mapped.people.head, seen_version=seen.version
    )
    desk.drag(desk.at("刘洋"), desk.at("刘洋") + FAR)
    desk.rest()
    assert "已归档" in messages.said[-1]
    assert desk.scene.places() == before
    assert not desk.scene.shown.editable


def test_who_may_only_look_moves_and_draws_nothing(open_map):
    desk = open_map(by=open_map().mapped.people.finance)
    place = desk.box("刘洋").place()
    desk.drag(desk.at("刘洋"), desk.at("刘洋") + FAR)
    desk.key(Qt.Key.Key_Right, CTRL)
    desk.key(Qt.Key.Key_L)
    assert desk.box("刘洋").place() == place
    assert not desk.view.connecting
    assert not desk.tab.add_button.isVisible()
    assert not desk.tab.undo_button.isVisible()
    assert desk.saved() == {}


def test_a_filter_fades_the_others(open_map):
    desk = open_map()
    desk.tab.filter._buttons["support"].click()
    assert desk.box("张敏").opacity() == 1
    assert desk.box("刘洋").opacity() < 1
    assert desk.box("我方").opacity() < 1
    desk.mapped.add()
    desk.show()
    assert desk.box("刘洋").opacity() < 1  # it holds while the map is read again
    desk.tab.filter._buttons["all"].click()
    assert desk.box("刘洋").opacity() == 1


def test_another_client_begins_anew(open_map, client_services, people):
    desk = open_map()
    desk.drag(desk.at("刘洋"), desk.at("刘洋") + FAR)
    desk.tab.filter._buttons["support"].click()
    desk.mapped.client = client_services.clients.create(
        ClientDraft(name="乙公司"), by=people.sales
    ).record_id
    desk.show()
    assert desk.tab.stack.currentWidget() is desk.tab.empty
    assert desk.tab.filter.current == "all"
    assert not desk.tab.moves.undoable
    desk.mapped.contacts.create(desk.mapped.client, ContactDraft(name="某人"), by=people.sales)
    desk.show()
    assert desk.tab.stack.currentWidget() is desk.tab.whole


def test_the_count_is_that_of_the_informal_lines(open_map, qtbot):
    desk = open_map()
    with qtbot.waitSignal(desk.tab.count_changed, check_params_cb=lambda count: count == 1):
        desk.mapped.add()
        desk.show()


def test_print_opens_the_paper_with_the_names(open_map, real_pdf, mapped):
    mapped.add(RelationKind.CONFLICT, "张敏", "刘洋", note="预算之争")
    desk = open_map()
    desk.tab._tools = replace(desk.tools, pdf=real_pdf)
    desk.tab.print_out()
    desk.rest()
    preview = next(each for each in QApplication.topLevelWidgets() if isinstance(each, PdfPreview))
    text = text_of(preview._pdf)
    for word in ("王建国", "张敏", "刘洋", "孙秘书", "有矛盾，预算之争", "内部资料"):
        assert word in text
    assert preview.view._sizes[0] == pytest.approx((841.89, 595.28), abs=0.1)
    assert preview.windowTitle() == "关系图 山西晋丰农产品有限公司"
    preview.close()
