"""What a list asks its service for: filters, order, counts, sums, and pages by id."""

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from threading import Lock
from typing import Protocol, TypeVar, runtime_checkable

from kamdesk.domain.errors import CancelledError
from kamdesk.i18n import _

RowT = TypeVar("RowT")
Breaking = Callable[[], None]


class Stop:
    """The string of a running query: pulled from any thread, it ends the query where it stands."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._break: Breaking | None = None
        self._pulled = False

    @property
    def pulled(self) -> bool:
        """Whether the answer is no longer wanted."""
        return self._pulled

    def pull(self) -> None:
        """Stop the query that runs now, and each that begins later."""
        with self._lock:
            self._pulled = True
            if self._break is not None:
                self._break()

    @contextmanager
    def ties(self, breaking: Breaking) -> Iterator[None]:
        """Let `pull` call `breaking` meanwhile; CancelledError where it was pulled before."""
        with self._lock:
            if self._pulled:
                raise CancelledError(_("查询已取消。"))
            self._break = breaking
        try:
            yield
        finally:
            with self._lock:
                self._break = None


@dataclass(frozen=True, slots=True)
class ListQuery:
    """The present filter and order of a list.

    `filters` maps a column's key to the text in its filter box; `view` names a fixed scope such as
    "mine"; `sort` is a column's key. With `limit` the first ids are enough: a source gives that
    many where they cost less than all of them, else all. `stop` may end the query early.
    """

    filters: Mapping[str, str] = field(default_factory=dict)
    view: str = "all"
    sort: str = "id"
    descending: bool = False
    limit: int | None = None
    stop: Stop | None = field(default=None, compare=False, repr=False)


class ListSource(Protocol[RowT]):
    """A windowed list: a vector of ids for one filter and order, rows in pages."""

    def ids(self, query: ListQuery) -> "array[int]":
        """Return the ids (64-bit, `array('q')`) that fit `query`, in its order."""
        ...

    def rows(self, ids: Sequence[int]) -> list[RowT]:
        """Return the rows of `ids` in the same order; ids that are gone are left out."""
        ...


@runtime_checkable
class CountedSource(Protocol):
    """A source that counts its views cheaper than by reading their ids."""

    def counts(self, views: Sequence[str]) -> Mapping[str, int]:
        """Return how many records each of `views` holds, whatever the filter."""
        ...


@runtime_checkable
class SummedSource(Protocol):
    """A source that sums columns cheaper than by reading rows."""

    def sums(self, ids: Sequence[int], stop: Stop) -> Mapping[str, Decimal]:
        """Return the sum of each column with a total, by its key, over the records `ids`."""
        ...
