"""Asking why."""

import pytest

from kamdesk.ui.projects.asking import ReasonDialog


@pytest.fixture
def dialog(qtbot, messages):
    made = ReasonDialog("作废", about="编号保留。", messages=messages)
    qtbot.addWidget(made)
    made.open()
    return made


def test_a_reason_is_compulsory(dialog):
    heard = []
    dialog.submitted.connect(heard.append)
    dialog.save_button.click()
    assert heard == []
    dialog.form["reason"].set_value("客户取消。")
    dialog.save_button.click()
    assert heard == [{"reason": "客户取消。"}]


def test_nothing_typed_leaves_without_a_question(dialog, messages):
    dialog.reject()
    assert not dialog.isVisible()
    assert messages.said == []
