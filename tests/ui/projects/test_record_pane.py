"""A paper that was handed over says who carries it on and how it came to them."""

from datetime import date

from kamdesk.domain.ownership.handovers import PaperHandover
from kamdesk.ui.projects.record_pane import carried_facts

MOVE = PaperHandover(day=date(2026, 11, 5), person="李明", taker="王芳", reason="调整片区")


def test_a_paper_that_never_moved_says_nothing():
    assert carried_facts("", ()) == {}


def test_the_carrier_and_each_move_are_told():
    assert carried_facts("王芳", (MOVE,)) == {
        "现经办人": "王芳",
        "移交": "2026-11-05 李明 → 王芳（调整片区）",
    }


def test_one_sent_again_in_the_takers_name_keeps_the_note_only():
    assert set(carried_facts("", (MOVE,))) == {"移交"}
