"""A form: changes, errors, keys, leaving."""

import pytest
from PySide6.QtCore import Qt

from kamdesk.ui.forms.form import FormView, scrolled
from kamdesk.ui.forms.number_fields import MoneyField
from kamdesk.ui.forms.text_fields import LineField, TextField
from kamdesk.ui.messages import Unsaved


@pytest.fixture
def form(qtbot):
    form = FormView(columns=2)
    form.section("基本信息")
    form.add(LineField("name", "客户名称", required=True), LineField("code", "代码"))
    form.add(MoneyField("budget", "预算"))
    form.section("其他")
    form.add(TextField("note", "备注"), wide=True)
    qtbot.addWidget(form)
    form.show()
    form.activateWindow()
    return form


def test_values_are_kept_by_key(form):
    form.set_values({"name": "甲公司", "note": "注"})
    assert form.values() == {"name": "甲公司", "code": None, "budget": None, "note": "注"}


def test_a_form_is_dirty_only_while_it_differs(form, qtbot):
    told = []
    form.dirty_changed.connect(told.append)
    form.set_values({"name": "甲公司"})
    form["name"].editor.setText("乙公司")
    form["name"].editor.setText("甲公司")
    form["name"].editor.setText("丙公司")
    form.mark_clean()
    assert told[-4:] == [True, False, True, False]
    assert not form.dirty


def test_the_first_wrong_field_gets_the_cursor(form):
    form.set_values({"budget": None})
    form["budget"].editor.setText("很多")
    assert not form.validate()
    assert form.focusWidget() is form["name"].editor
    assert form["budget"].message.text() != ""


def test_errors_of_the_service_stand_at_their_fields(form):
    rest = form.show_errors({"code": "已被使用。", "elsewhere": "整体不对。"})
    assert form["code"].message.text() == "已被使用。"
    assert rest == {"elsewhere": "整体不对。"}
    assert form.focusWidget() is form["code"].editor


def test_enter_goes_on_to_the_next_field(form, qtbot):
    form["name"].focus_editor()
    qtbot.keyClick(form["name"].editor, Qt.Key.Key_Return)
    assert form.focusWidget() is form["code"].editor


def test_enter_in_several_lines_is_a_new_line(form, qtbot):
    form["note"].focus_editor()
    qtbot.keyClick(form["note"].editor, Qt.Key.Key_Return)
    assert form["note"].raw() == "\n"


def test_ctrl_s_asks_for_saving(form, qtbot):
    form["name"].focus_editor()
    with qtbot.waitSignal(form.save_requested):
        qtbot.keyClick(form["name"].editor, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize(
    "case", [(Unsaved.SAVE, False, 1), (Unsaved.DISCARD, True, 0), (Unsaved.CANCEL, False, 0)]
)
def test_leaving_with_changes_asks(form, messages, case):
    (answer, leaves, saves), saved = case, []
    form.save_requested.connect(lambda: saved.append(1))
    form["name"].editor.setText("甲")
    messages.leaving = answer
    assert form.may_leave(messages) is leaves
    assert len(saved) == saves
    assert messages.said == ["unsaved"]


def test_leaving_without_changes_asks_nothing(form, messages):
    assert form.may_leave(messages)
    assert messages.said == []


def test_a_wrong_field_out_of_sight_is_scrolled_to(qtbot):
    form = FormView()
    for number in range(40):
        form.add(LineField(f"f{number}", f"字段{number}", required=number == 39))
    area = scrolled(form)
    qtbot.addWidget(area)
    area.resize(400, 200)
    area.show()
    form.validate()
    assert area.verticalScrollBar().value() > 0


def test_labels_belong_to_their_editors(form):
    for field in form.fields():
        assert field.label.buddy() is field.editor
        assert field.editor.accessibleName() == field.title
