"""A list's present view as it leaves the program: rows of values for a file, texts for paper."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

Cell = str | int | Decimal | date | datetime | bool | None
"""What a cell of a file holds; instants are aware."""

MOST_PRINTED: Final = 20_000
"""Rows that one print takes: some five hundred pages."""
MOST_SAVED: Final = 1_048_575
"""Rows that a workbook takes beside its headings."""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column on paper; numbers stand right."""

    title: str
    number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSheet:
    """What is printed of a list.

    `scope` says in words which rows they are: view, filters, order. `totals` has one text a column,
    empty where nothing is summed, or is empty.
    """

    title: str
    scope: Sequence[str]
    columns: Sequence[SheetColumn]
    rows: Sequence[Sequence[str]]
    totals: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPaper:
    """A list's sheet with whose it is, when (aware) and by whom it is printed."""

    sheet: ListSheet
    company: str
    printed_at: datetime
    printed_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTable:
    """What is saved of a list; `rows` may be read while the file is written."""

    name: str
    titles: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    count: int


@dataclass(frozen=True, slots=True)
class Watch:
    """How a long task tells how far it is, and is told to stop."""

    report: Callable[[int, int], None] = lambda _done, _total: None
    cancelled: Callable[[], bool] = lambda: False
