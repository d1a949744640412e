"""A table read from somebody's file: all texts, with the line each row stands on."""

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
