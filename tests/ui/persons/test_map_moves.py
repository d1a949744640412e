"""Moves taken back and done again."""

from kamdesk.domain.persons.maps import Place
from kamdesk.ui.persons.map_moves import Moves

A, B, C = ({1: Place(x, 0)} for x in (1, 2, 3))


def test_states_come_back_in_turn():
    moves = Moves()
    moves.note({})
    moves.note(A)
    assert moves.undo(B) == A
    assert moves.undo(A) == {}
    assert moves.undo({}) is None
    assert moves.redo({}) == A
    assert moves.redo(A) == B
    assert moves.redo(B) is None


def test_a_new_move_forgets_what_was_undone():
    moves = Moves()
    moves.note(A)
    moves.undo(B)
    moves.note(A)
    assert not moves.redoable
    assert moves.undo(C) == A


def test_only_so_many_are_remembered():
    moves = Moves()
    for at in range(80):
        moves.note({1: Place(at, 0)})
    count = 0
    while moves.undo({}) is not None:
        count += 1
    assert count == 50
