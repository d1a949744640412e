"""Rows for the clipboard: tab-separated text and HTML that Excel and WPS paste rightly."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, TypeVar

from PySide6.QtCore import QMimeData

from kamdesk.domain.texts import safe_cell
from kamdesk.ui.lists.columns import Cell, Column

RowT = TypeVar("RowT")
_TEXT_CELL = "mso-number-format:'\\@'"


@dataclass(frozen=True, slots=True)
class ExportTable:
    """The visible columns of a list's rows, in order, as values for a workbook."""

    titles: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def export_table(columns: Sequence[Column[RowT]], rows: Iterable[RowT]) -> ExportTable:
    """Return the values of `columns` of `rows`."""
    values = tuple(tuple(column.value(row) for column in columns) for row in rows)
    return ExportTable(tuple(column.label for column in columns), values)


def clipboard_data(
    columns: Sequence[Column[Any]], rows: Sequence[Any], *, headers: bool = True
) -> QMimeData:
    """Return what Ctrl+C of `rows` puts on the clipboard."""
    data = QMimeData()
    data.setText(as_tsv(columns, rows, headers=headers))
    data.setHtml(as_html(columns, rows, headers=headers))
    return data


def as_tsv(columns: Sequence[Column[Any]], rows: Sequence[Any], *, headers: bool = True) -> str:
    """Return `rows` as tab-separated lines; numbers bare, formulae disarmed."""
    lines = [[column.label for column in columns]] if headers else []
    lines += [[_tsv_cell(column, row) for column in columns] for row in rows]
    return "".join("\t".join(line) + "\n" for line in lines)


def as_html(columns: Sequence[Column[Any]], rows: Sequence[Any], *, headers: bool = True) -> str:
    """Return `rows` as an HTML table in which codes and phone numbers are marked as text."""
    head = "".join(f"<th>{escape(column.label)}</th>" for column in columns)
    body = "".join(
        "<tr>" + "".join(_html_cell(column, row) for column in columns) + "</tr>" for row in rows
    )
    title = f"<tr>{head}</tr>" if headers else ""
    return f'<meta charset="utf-8"><table>{title}{body}</table>'


def _tsv_cell(column: Column[Any], row: Any) -> str:
    if column.number:
        return _bare_number(column.value(row))
    return safe_cell(" ".join(column.shown(row).split()))


def _html_cell(column: Column[Any], row: Any) -> str:
    if column.number:
        return f"<td>{_bare_number(column.value(row))}</td>"
    return f'<td style="{_TEXT_CELL}">{escape(column.shown(row))}</td>'


def _bare_number(value: Cell) -> str:
    return "" if value is None else str(value)
