"""A user's text is shown as it stands."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kamdesk.ui.labels import Chip, ElidedLabel, chip, plain_label, plain_tip, without_mnemonic
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.buttons import button, link_button

HOSTILE = "<b>甲</b> & <img src='file:///x'>"


def test_a_users_text_is_shown_literally(qtbot):
    label = plain_label(HOSTILE)
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == HOSTILE


def test_chips_and_elided_labels_show_text_literally(qtbot):
    for label in (Chip(HOSTILE), ElidedLabel(HOSTILE)):
        qtbot.addWidget(label)
        assert label.textFormat() == Qt.TextFormat.PlainText
        assert label.text() == HOSTILE


def test_a_tool_tip_cannot_carry_markup():
    assert plain_tip("<b>甲</b>") == "<qt>&lt;b&gt;甲&lt;/b&gt;</qt>"
    assert plain_tip("") == ""


def test_an_ampersand_in_a_button_is_no_key(qtbot):
    for made in (button("甲 & 乙"), link_button("甲 & 乙")):
        qtbot.addWidget(made)
        assert made.text() == "甲 && 乙"
        assert made.shortcut().isEmpty()
    assert without_mnemonic("R&D") == "R&&D"


def test_a_chip_without_a_word_hides(qtbot):
    made = Chip("逾期", Tone.BAD)
    qtbot.addWidget(made)
    made.say("")
    assert made.isHidden()
    made.say("有效", Tone.OK)
    assert made.property("chip") == "ok"


def test_an_elided_label_keeps_its_whole_text_as_tool_tip(qtbot):
    label = ElidedLabel("很长的名称" * 20)
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.grab()
    assert "很长的名称" * 20 in label.toolTip()


def test_a_chip_without_a_place_yet_is_no_window(qtbot):
    made = chip("战略客户")
    qtbot.addWidget(made)
    assert not made.isVisible()


def test_a_chip_that_was_empty_shows_once_it_has_a_place(qtbot):
    made, place = chip(""), QWidget()
    made.say("战略客户")
    qtbot.addWidget(place)
    QHBoxLayout(place).addWidget(made)
    place.show()
    assert made.isVisible()
