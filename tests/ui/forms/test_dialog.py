"""A form in a dialog asks; its caller acts."""

import pytest

from kamdesk.domain.errors import FieldError, RuleError
from kamdesk.ui.forms.dialog import FormDialog
from kamdesk.ui.forms.form import FormView
from kamdesk.ui.forms.text_fields import LineField
from kamdesk.ui.messages import Unsaved


@pytest.fixture
def dialog(qtbot, messages):
    form = FormView()
    form.add(LineField("name", "客户名称", required=True))
    dialog = FormDialog("登记客户", form, messages=messages)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def test_saving_gives_the_checked_values_and_stays_open(dialog, qtbot):
    dialog.form["name"].editor.setText("甲公司")
    with qtbot.waitSignal(dialog.submitted) as told:
        dialog.save_button.click()
    assert told.args == [{"name": "甲公司"}]
    assert dialog.isVisible()
    assert not dialog.save_button.isEnabled()


def test_a_wrong_form_is_not_submitted(dialog, qtbot):
    with qtbot.assertNotEmitted(dialog.submitted):
        dialog.save_button.click()


def test_a_refusal_stands_at_its_field_or_above_the_buttons(dialog):
    dialog.form["name"].editor.setText("甲公司")
    dialog.save_button.click()
    dialog.refuse(FieldError({"name": "已存在。", "other": "另一处不对。"}))
    assert dialog.form["name"].message.text() == "已存在。"
    assert dialog.notice.text == "另一处不对。"
    assert dialog.save_button.isEnabled()
    dialog.refuse(RuleError("现在不能登记。"))
    assert dialog.notice.text == "现在不能登记。"


def test_the_title_shows_unsaved_changes(dialog):
    dialog.form["name"].editor.setText("甲")
    assert dialog.isWindowModified()


def test_closing_with_changes_asks_first(dialog, messages):
    dialog.form["name"].editor.setText("甲")
    messages.leaving = Unsaved.CANCEL
    dialog.reject()
    assert dialog.isVisible()
    messages.leaving = Unsaved.DISCARD
    dialog.reject()
    assert dialog.isHidden()


def test_saving_as_the_answer_to_closing_submits(dialog, messages, qtbot):
    dialog.form["name"].editor.setText("甲")
    messages.leaving = Unsaved.SAVE
    with qtbot.waitSignal(dialog.submitted):
        dialog.reject()
    dialog.accept()
    assert dialog.isHidden()
