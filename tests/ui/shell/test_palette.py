"""The search by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel

from kamdesk.domain.errors import RuleError
from kamdesk.ui.shell.page import Hit
from kamdesk.ui.widgets.marked_label import MarkedLabel


@pytest.fixture
def palette(window, jobs, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    jobs.wait_idle()
    return window.palette_popup


def found(palette):
    hits = (palette._hit(line) for line in range(palette.list.count()))
    return [hit.record_id for hit in hits if hit is not None]


def search(palette, words, qtbot, jobs):
    qtbot.keyClicks(palette.box, words)
    qtbot.waitUntil(lambda: not palette._rest.isActive())
    jobs.wait_idle()


def test_an_empty_box_shows_what_was_opened_last(palette):
    assert palette.isVisible()
    assert found(palette) == [1]
    assert palette.list.currentRow() == 1


def test_hits_stand_in_groups_and_enter_opens(palette, window, qtbot, jobs):
    palette._show("山", [*window_hits()])
    assert found(palette) == [1, 2, 3]
    qtbot.keyClick(palette.box, Qt.Key.Key_Down)
    qtbot.keyClick(palette.box, Qt.Key.Key_Down)
    qtbot.keyClick(palette.box, Qt.Key.Key_Return)
    assert window.current.asked[-1] == ("filing", 3)
    assert palette.isHidden()


def test_up_from_the_first_goes_to_the_last(palette, qtbot):
    palette._show("山", [*window_hits()])
    qtbot.keyClick(palette.box, Qt.Key.Key_Up)
    assert palette._hit(palette.list.currentRow()).record_id == 3


def test_typing_searches(palette, qtbot, jobs):
    search(palette, "BA-", qtbot, jobs)
    assert found(palette) == [3]


def test_nothing_found_is_said(palette, qtbot, jobs):
    search(palette, "zzz", qtbot, jobs)
    assert found(palette) == []
    assert palette.said.text() == "没有找到。"
    qtbot.keyClick(palette.box, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_composing_chinese_does_not_search_yet(palette, qtbot):
    palette.list.clear()
    QApplication.sendEvent(palette.box, QInputMethodEvent("shan", []))
    qtbot.wait(200)
    assert palette.list.count() == 0


def test_a_name_with_markup_is_shown_literally(palette):
    palette._show("华", [window_hits()[1]])
    line = palette.list.itemWidget(palette.list.item(1))
    label = line.findChild(QLabel)
    assert label.text() == "<b>华联</b>"
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_why_a_hit_fits_is_shown_and_marked(palette):
    hit = Hit(
        *("client", 1, "客户", "山西晋丰", "李明", "电话 0351****6666"),
        marks=[(2, 4)],
        note_marks=[(0, 1)],
        reason_marks=[(11, 15)],
    )
    palette._show("晋丰 李 6666", [hit])
    item = palette.list.item(1)
    title, note, reason = palette.list.itemWidget(item).findChildren(MarkedLabel)
    assert (title.text(), title.marks) == ("山西晋丰", ((2, 4),))
    assert (note.text(), note.marks) == ("李明", ((0, 1),))
    assert (reason.text(), reason.marks) == ("电话 0351****6666", ((11, 15),))
    assert "电话 0351****6666" in item.data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_refused_search_is_told_in_the_palette(palette, qtbot, jobs):
    def refuse(_words):
        raise RuleError("搜索索引还没有建好。")

    palette._search = refuse
    search(palette, "jf", qtbot, jobs)
    assert found(palette) == []
    assert palette.said.text() == "搜索索引还没有建好。"


def window_hits():
    from tests.ui.shell.conftest import HITS

    return HITS
