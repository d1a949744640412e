"""What a list asks its service for: filters, order, and pages by id."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

RowT = TypeVar("RowT")


@dataclass(frozen=True, slots=True)
class ListQuery:
    """The present filter and order of a list.

    `filters` maps a column's key to the text in its filter box; `view` names a fixed scope such as
    "mine"; `sort` is a column's key.
    """

    filters: Mapping[str, str] = field(default_factory=dict)
    view: str = "all"
    sort: str = "id"
    descending: bool = False


class ListSource(Protocol[RowT]):
    """A windowed list: a vector of ids for one filter and order, rows in pages."""

    def ids(self, query: ListQuery) -> "array[int]":
        """Return the ids (64-bit, `array('q')`) that fit `query`, in its order."""
        ...

    def rows(self, ids: Sequence[int]) -> list[RowT]:
        """Return the rows of `ids` in the same order; ids that are gone are left out."""
        ...
