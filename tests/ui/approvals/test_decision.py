"""The dialog that asks for a decision."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from kamdesk.domain.projects.case_records import DuplicateFinding, Finding
from kamdesk.domain.projects.cases import Decision
from kamdesk.ui.approvals.decision import PHRASES, DecisionDialog


@pytest.fixture
def asked(qtbot, messages):
    def ask(decision, *, needs_finding=False):
        dialog = DecisionDialog(
            decision, about="KD-LX-2026-0001", needs_finding=needs_finding, messages=messages
        )
        qtbot.addWidget(dialog)
        dialog.open()
        return dialog

    return ask


@pytest.mark.parametrize("decision", list(Decision))
def test_only_plain_agreement_needs_no_words(asked, qtbot, decision):
    dialog = asked(decision)
    heard = []
    dialog.submitted.connect(heard.append)
    dialog.save_button.click()
    assert bool(heard) is (decision is Decision.AGREE)


def test_the_finding_is_asked_for_agreement_only(asked):
    keys = [
        {field.key for field in asked(decision, needs_finding=True).form.fields()}
        for decision in (Decision.AGREE, Decision.AGREE_CONDITIONALLY, Decision.RETURN)
    ]
    assert ["finding" in each for each in keys] == [True, True, False]


def test_the_finding_chosen_is_handed_out(asked):
    dialog = asked(Decision.AGREE, needs_finding=True)
    assert dialog.finding() is None
    dialog.form["finding"].set_value(Finding.CLEAR)
    assert dialog.finding() == DuplicateFinding(Finding.CLEAR)


def test_a_phrase_is_added_to_the_opinion(asked, qtbot):
    dialog = asked(Decision.RETURN)
    dialog.form["text"].set_value("背景不清。")
    phrase = PHRASES[Decision.RETURN][0]
    links = [made for made in dialog.findChildren(QPushButton) if made.text() == phrase]
    qtbot.mouseClick(links[0], Qt.MouseButton.LeftButton)
    assert dialog.form["text"].value() == f"背景不清。{phrase}"


def test_an_opinion_too_long_is_refused_in_words(asked):
    dialog = asked(Decision.RETURN)
    dialog.form["text"].set_value("长" * 501)
    dialog.save_button.click()
    assert "最多 500 个字" in dialog.form["text"].message.text()


def test_leaving_with_words_asks_and_never_submits(asked, messages):
    dialog = asked(Decision.REFUSE)
    heard = []
    dialog.submitted.connect(heard.append)
    dialog.form["text"].set_value("不同意。")
    messages.yes = False
    dialog.reject()
    assert dialog.isVisible()
    messages.yes = True
    dialog.reject()
    assert not dialog.isVisible()
    assert heard == []
