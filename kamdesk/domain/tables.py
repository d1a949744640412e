"""A table read from somebody's file: all texts, with the line each row stands on."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: `line` counts from 1 as the spreadsheet does; cells are texts, "" where empty."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the file's name, how it was read (UTF-8, GB18030, Excel), headings, rows."""

    file_name: str
    encoding: str
    headers: tuple[str, ...]
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True)
class TableHead:
    """What is known of a long table before it is read: `first` holds its first rows.

    `lines` is about how many rows it has; `digest` is the SHA-256 of the file.
    """

    file_name: str
    encoding: str
    headers: tuple[str, ...]
    first: tuple[TableRow, ...]
    lines: int
    digest: str


@dataclass(frozen=True, slots=True)
class TableBlock:
    """Consecutive rows of a long table: the cells of each, and the line it stands on."""

    rows: list[Sequence[str]]
    lines: Sequence[int]
