"""The selected lines of a list as ranges: a million of them cost no more than one."""

from array import array
from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QAbstractItemModel, QItemSelection, QItemSelectionModel

Span = tuple[int, int]
"""First and last line of lines that follow one another."""
MOST_SPANS = 2_000
"""Ranges that a restored selection may have: every cell painted looks through them."""


def spans(model: QItemSelectionModel) -> list[Span]:
    """Return the selected lines, ascending; ranges of several columns count once."""
    found = sorted({(part.top(), part.bottom()) for part in model.selection().toList()})
    joined: list[Span] = []
    for top, bottom in found:
        if joined and top <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(bottom, joined[-1][1]))
        else:
            joined.append((top, bottom))
    return joined


def count(found: Iterable[Span]) -> int:
    """Return how many lines the ranges hold."""
    return sum(bottom - top + 1 for top, bottom in found)


def ids_in(found: Iterable[Span], ids: "array[int]") -> "array[int]":
    """Return the ids of the lines in the ranges."""
    chosen = array("q")
    for top, bottom in found:
        chosen.extend(ids[top : bottom + 1])
    return chosen


def spans_of(lines: Iterable[int]) -> Iterator[Span]:
    """Return ascending lines as ranges."""
    top = bottom = -1
    for line in lines:
        if line != bottom + 1 or top < 0:
            if top >= 0:
                yield top, bottom
            top = line
        bottom = line
    if top >= 0:
        yield top, bottom


def selection(model: QAbstractItemModel, found: Sequence[Span]) -> QItemSelection:
    """Return the rows of the ranges as Qt selects them."""
    last, chosen = model.columnCount() - 1, QItemSelection()
    for top, bottom in found:
        chosen.select(model.index(top, 0), model.index(bottom, last))
    return chosen
