"""Selected lines as ranges."""

from array import array
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as some
from PySide6.QtCore import QItemSelectionModel

from kamdesk.ui.lists.selection import MOST_SPANS, count, ids_in, spans, spans_of

SELECT = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


@given(some.sets(some.integers(0, 300)))
def test_ranges_hold_exactly_the_lines(lines):
    found = list(spans_of(sorted(lines)))
    assert {line for top, bottom in found for line in range(top, bottom + 1)} == lines
    assert count(found) == len(lines)
    assert all(after[0] > before[1] + 1 for before, after in pairwise(found))
    ids = array("q", range(1000, 1301))
    assert list(ids_in(found, ids)) == [1000 + line for line in sorted(lines)]


def test_what_is_selected_in_the_table_comes_back_as_ranges(page):
    model = page.view.selectionModel()
    model.clear()
    for line in (3, 9, 4, 5):
        model.select(page.view.model().index(line, 0), SELECT)
    assert spans(model) == [(3, 5), (9, 9)]


def test_a_selection_torn_into_too_many_pieces_is_let_go(page):
    ids = array("q", range(1, 3 * MOST_SPANS))
    page.view.show_ids(ids)
    page.view.selectAll()
    page.view.show_ids(ids[::-1])
    assert page.view.selected_count() == len(ids)
    page.view.show_ids(array("q", (each for at in ids for each in (at, at + 1_000_000))))
    assert page.view.selected_count() == 0
