"""The filter row: in line with its columns, silent while Chinese is composed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QHeaderView

from kamdesk.ui.lists.filter_boxes import REST_MS
from kamdesk.ui.lists.header import GAP


@pytest.fixture
def header(page):
    return page.view.header


def assert_aligned(header):
    for at, box in header.boxes.items():
        assert box.isHidden() == header.isSectionHidden(at)
        if not box.isHidden():
            assert box.x() == header.sectionViewportPosition(at) + GAP
            assert box.width() == header.sectionSize(at) - 2 * GAP


def test_each_box_stands_under_its_title(header):
    assert_aligned(header)
    assert all(box.y() > header.viewport().height() for box in header.boxes.values())
    assert 5 not in header.boxes


def test_boxes_follow_a_resized_column(header):
    header.resizeSection(0, 260)
    assert_aligned(header)


def test_boxes_follow_a_moved_column(header):
    header.moveSection(0, 3)
    assert_aligned(header)


def test_boxes_follow_a_hidden_column(header):
    header.setSectionHidden(1, True)
    header.place_boxes()
    assert_aligned(header)


def test_boxes_follow_horizontal_scrolling(page, header, qtbot):
    for at in range(header.count()):
        header.resizeSection(at, 400)
    qtbot.wait(1)
    page.view.horizontalScrollBar().setValue(250)
    qtbot.wait(10)
    assert header.sectionViewportPosition(0) == -250
    assert_aligned(header)


def test_a_filter_speaks_after_a_rest(page, source, jobs, qtbot):
    header = page.view.header
    source.queries.clear()
    with qtbot.waitSignal(header.filters_changed, timeout=REST_MS * 10):
        qtbot.keyClicks(header.boxes[0], "77")
    jobs.wait_idle()
    assert {"name": "77"} in [query.filters for query in source.queries]
    assert page.view.rows.rowCount() < source.count


def test_enter_speaks_at_once(header, qtbot):
    qtbot.keyClicks(header.boxes[0], "9")
    with qtbot.waitSignal(header.filters_changed, timeout=REST_MS // 2):
        qtbot.keyClick(header.boxes[0], Qt.Key.Key_Return)


def test_composing_chinese_does_not_filter(header, qtbot):
    box = header.boxes[0]
    with qtbot.assertNotEmitted(header.filters_changed, wait=REST_MS * 2):
        QApplication.sendEvent(box, QInputMethodEvent("shan", []))


def test_composing_holds_back_what_was_typed_before(header, qtbot):
    box = header.boxes[0]
    with qtbot.assertNotEmitted(header.filters_changed, wait=REST_MS * 2):
        qtbot.keyClicks(box, "1")
        QApplication.sendEvent(box, QInputMethodEvent("shan", []))


def test_committed_chinese_filters(header, qtbot):
    box = header.boxes[0]
    QApplication.sendEvent(box, QInputMethodEvent("shan", []))
    commit = QInputMethodEvent("", [])
    commit.setCommitString("山")
    with qtbot.waitSignal(header.filters_changed, timeout=REST_MS * 10):
        QApplication.sendEvent(box, commit)
    assert header.filters() == {"name": "山"}


def test_a_choice_filters_by_its_value(header, qtbot):
    box = header.boxes[1]
    with qtbot.waitSignal(header.filters_changed):
        box.setCurrentIndex(2)
        box.activated.emit(2)
    assert header.filters() == {"grade": "B"}


def test_escape_empties_a_box(header, qtbot):
    header.set_filters({"name": "7"})
    with qtbot.waitSignal(header.filters_changed):
        qtbot.keyClick(header.boxes[0], Qt.Key.Key_Escape)
    assert header.filters() == {}


def test_clicks_sort_up_down_and_not(header, qtbot):
    chosen = []
    header.sort_chosen.connect(lambda key, down: chosen.append((key, down)))
    for _click in range(3):
        header.sectionClicked.emit(0)
    header.sectionClicked.emit(2)
    assert chosen == [("name", False), ("name", True), ("", False)]


def test_the_column_chooser_hides_and_restores(header):
    menu = header.column_menu()
    menu.actions()[2].setChecked(False)
    assert header.isSectionHidden(2)
    menu.actions()[4].setChecked(True)
    assert not header.isSectionHidden(4)
    header.restore_columns()
    assert (header.isSectionHidden(2), header.isSectionHidden(4)) == (False, True)


def test_the_last_column_cannot_be_hidden(header):
    for at in range(1, header.count()):
        header.setSectionHidden(at, True)
    assert not header.column_menu().actions()[0].isEnabled()


def test_titles_are_movable_and_never_bold_for_a_selection(header):
    assert isinstance(header, QHeaderView)
    assert header.sectionsMovable()
    assert not header.highlightSections()
