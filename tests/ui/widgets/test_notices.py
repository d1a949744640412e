"""What a screen says in place."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.notices import EmptyState, Notice


def test_a_notice_without_words_hides(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    notice = Notice("请注意。", Tone.WARN)
    notice.setParent(holder)
    notice.say("")
    assert notice.isHidden()
    notice.say("好。", Tone.OK)
    assert notice.text == "好。"
    assert not notice.isHidden()


def test_a_notice_made_with_words_is_no_window_and_shows_in_its_place(qtbot):
    notice = Notice("请注意。")
    assert notice.isHidden()
    holder = QWidget()
    qtbot.addWidget(holder)
    QVBoxLayout(holder).addWidget(notice)
    holder.show()
    assert notice.isVisible()


def test_an_empty_state_offers_the_next_step(qtbot):
    done = []
    empty = EmptyState()
    qtbot.addWidget(empty)
    empty.say("inbox", "还没有客户。", "新建客户", lambda: done.append(1))
    empty.show()
    empty.button.click()
    assert done == [1]
    empty.say("inbox", "没有。")
    assert empty.button.isHidden()
