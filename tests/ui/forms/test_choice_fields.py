"""Choices keep their values; a picker gives what was picked."""

from enum import StrEnum

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from kamdesk.ui.forms.choice_fields import (
    CheckField,
    ChoiceField,
    MultiChoiceField,
    PickerField,
    PickItem,
)


class Mode(StrEnum):
    SELF = "self"
    JOINT = "joint"


MODES = [(Mode.SELF, "自主开发"), (Mode.JOINT, "合作开发")]


def test_a_choice_keeps_its_value_as_it_is(show):
    field = show(ChoiceField("mode", "开发模式", MODES, required=True))
    assert not field.validate()
    field.set_value(Mode.JOINT)
    assert field.value() is Mode.JOINT
    field.set_choices(MODES[1:])
    assert field.value() is Mode.JOINT
    field.set_value(None)
    assert field.value() is None


def test_scrolling_past_a_choice_does_not_change_it(show):
    field = show(ChoiceField("mode", "开发模式", MODES))
    field.set_value(Mode.SELF)
    none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -120), *none, False)
    QApplication.sendEvent(field.editor, event)
    assert field.value() is Mode.SELF


def test_several_choices_come_in_their_order(show):
    field = show(MultiChoiceField("modes", "模式", MODES, required=True))
    assert not field.validate()
    field.set_value({Mode.JOINT, Mode.SELF})
    assert field.value() == (Mode.SELF, Mode.JOINT)
    assert field.validate()


def test_yes_or_no(show):
    field = show(CheckField("flag", "选项", text="R&D"))
    assert field.editor.text() == "R&&D"
    field.set_value(True)
    assert field.value() is True


def finder(words):
    return [PickItem(7, f"{words}集团", "李明"), PickItem(8, f"{words}商会")]


@pytest.fixture
def picker(show, jobs):
    return show(PickerField("parent", "上级集团", finder, jobs=jobs))


def test_typing_searches_and_picking_gives_the_value(picker, jobs, qtbot):
    qtbot.keyClicks(picker.editor, "hl")
    qtbot.waitUntil(lambda: bool(picker._found))
    assert picker.value() is None
    assert not picker.validate()
    picker._list.activated.emit(picker._names.index(0, 0))
    picker._on_picked(picker._names.index(0, 0))
    assert (picker.value(), picker.editor.text()) == (7, "hl集团")
    assert picker.validate()


def test_clearing_a_picker_empties_it(picker):
    picker.set_value(PickItem(7, "华联商会"))
    assert picker.item == PickItem(7, "华联商会")
    picker.editor.clear()
    assert picker.value() is None
    assert picker.validate()
