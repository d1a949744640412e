"""Cards: figures and lines lead on, facts replace one another."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from kamdesk.ui.labels import plain_label
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.cards import ClickableLine, Facts, KpiCard


def texts(widget):
    return [label.text() for label in widget.findChildren(QLabel) if not label.isHidden()]


def test_a_figure_leads_on_by_mouse_and_key(qtbot):
    card = KpiCard("待我审批")
    qtbot.addWidget(card)
    card.say("3 件", "1 件超期", Tone.WARN)
    card.show()
    with qtbot.waitSignal(card.clicked):
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(card.clicked):
        qtbot.keyClick(card, Qt.Key.Key_Return)
    assert card.accessibleName() == "待我审批"


def test_a_line_opens_by_mouse_and_key(qtbot):
    opened = []
    line = ClickableLine(plain_label("甲公司"), on_click=lambda: opened.append(1))
    qtbot.addWidget(line)
    line.show()
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    qtbot.keyClick(line, Qt.Key.Key_Space)
    assert opened == [1, 1]


def test_facts_replace_those_shown_before(qtbot):
    facts = Facts()
    qtbot.addWidget(facts)
    facts.show_facts({"负责人": "李明", "电话": ""})
    facts.show_facts({"负责人": "<i>王芳</i>", "电话": ""})
    facts.show()
    assert texts(facts) == ["负责人", "<i>王芳</i>", "电话", "—"]


def test_few_facts_after_many_stand_as_they_would_at_first(qtbot):
    few, many = {"负责人": "李明", "地址": "很长的地址" * 20}, {f"第{n}项": "甲" for n in range(40)}
    heights = []
    for before in ({}, many):
        facts = Facts()
        qtbot.addWidget(facts)
        facts.show_facts(before)
        facts.resize(300, 200)
        facts.show()
        facts.show_facts(few)
        heights.append((facts.sizeHint(), facts.heightForWidth(300)))
    assert heights[0] == heights[1]
