"""Questions have a safe answer; refusals are shown literally."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from kamdesk.domain.errors import RuleError
from kamdesk.ui.messages import Messages, Unsaved


@pytest.fixture
def answer(qapp):
    """Answer the next message box by the text of a button, or by a key."""
    seen = []

    def later(text="", key=None):
        def act():
            box = QApplication.activeModalWidget()
            seen.append(box)
            if key is None:
                next(one for one in box.buttons() if one.text() == text).click()
            elif key == Qt.Key.Key_Escape:
                box.reject()
            else:
                box.defaultButton().click()

        QTimer.singleShot(0, act)
        return seen

    return later


def test_the_safe_answer_has_the_focus(answer):
    answer(key=Qt.Key.Key_Return)
    assert not Messages().ask(None, "要归档吗？", yes="归档")


def test_a_question_is_answered_by_its_verb(answer):
    answer("归档")
    assert Messages().ask(None, "要归档吗？", yes="归档")


def test_escape_is_no_consent(answer):
    answer(key=Qt.Key.Key_Escape)
    assert not Messages().ask(None, "要归档吗？")


@pytest.mark.parametrize(
    ("text", "meaning"),
    [("保存", Unsaved.SAVE), ("不保存", Unsaved.DISCARD), ("取消", Unsaved.CANCEL)],
)
def test_unsaved_changes_have_three_answers(answer, text, meaning):
    answer(text)
    assert Messages().unsaved(None) is meaning


def test_a_refusal_is_shown_literally(answer):
    seen = answer("知道了")
    Messages().refuse(None, RuleError("客户“<b>甲</b>”已存在。"))
    assert seen[0].text() == "客户“<b>甲</b>”已存在。"
    assert seen[0].textFormat() == Qt.TextFormat.PlainText


def test_a_result_is_told(answer):
    seen = answer("好")
    Messages().inform(None, "已导入 3 条。")
    assert seen[0].text() == "已导入 3 条。"
