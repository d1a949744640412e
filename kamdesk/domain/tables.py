"""A table read from somebody's file: all texts, with the line each row stands on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kamdesk.i18n import _


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


def headed(table: Table, *, with_headings: bool) -> Table:
    """Return a table without headings with its first row as such, or with counted columns.

    Every row then has as many cells as there are headings.
    """
    width = max((len(row.cells) for row in table.rows), default=0)
    full = [replace(row, cells=row.cells + ("",) * (width - len(row.cells))) for row in table.rows]
    if with_headings and full:
        return replace(table, headers=full[0].cells, rows=tuple(full[1:]))
    names = tuple(_("第 {number} 列").format(number=at) for at in range(1, width + 1))
    return replace(table, headers=names, rows=tuple(full))
