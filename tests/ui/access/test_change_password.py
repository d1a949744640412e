"""Changing one's own password."""

from kamdesk.ui.access.change_password import change_password_dialog


def test_old_and_new_are_handed_on_once_both_new_ones_agree(qtbot, messages):
    dialog = change_password_dialog(login="liming", name="李明", messages=messages, parent=None)
    qtbot.addWidget(dialog)
    answers = []
    dialog.submitted.connect(answers.append)
    dialog.form.set_values({"old": "before", "password": "liming", "again": "x"})
    dialog.save_button.click()
    assert "太短" in dialog.form["password"].message.text()
    dialog.form.set_values({"password": "a new secret", "again": "a new secret"})
    dialog.save_button.click()
    assert answers == [{"old": "before", "password": "a new secret", "again": "a new secret"}]
