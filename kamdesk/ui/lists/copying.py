"""Rows for the clipboard: tab-separated text and HTML that Excel and WPS paste rightly."""

from collections.abc import Sequence
from decimal import Decimal
from html import escape
from typing import Any

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from kamdesk.domain.lists import ListSource
from kamdesk.domain.texts import safe_cell
from kamdesk.ui.lists.columns import Cell, Column
from kamdesk.ui.lists.model import PAGE

MOST_COPIED = 20_000
"""Rows that one copy takes."""
_TEXT_CELL = "mso-number-format:'\\@'"


Texts = tuple[str, str]
"""The same rows as tab-separated text and as HTML."""


def copied_texts(
    columns: Sequence[Column[Any]], source: ListSource[Any], ids: Sequence[int], *, headers: bool
) -> Texts:
    """Return the rows of `ids` for the clipboard; called in the worker."""
    starts = range(0, len(ids), PAGE)
    rows = [row for at in starts for row in source.rows(ids[at : at + PAGE])]
    tsv = as_tsv(columns, rows, headers=headers)
    return tsv, as_html(columns, rows, headers=headers)


def put_on_clipboard(texts: Texts) -> None:
    """Offer the rows to other programs in both forms."""
    data = QMimeData()
    data.setText(texts[0])
    data.setHtml(texts[1])
    QGuiApplication.clipboard().setMimeData(data)


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
        return _bare_number(column.cell(row))
    return safe_cell(" ".join(column.shown(row).split()))


def _html_cell(column: Column[Any], row: Any) -> str:
    if column.number:
        return f"<td>{_bare_number(column.cell(row))}</td>"
    return f'<td style="{_TEXT_CELL}">{escape(column.shown(row))}</td>'


def _bare_number(value: Cell) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return "" if value is None else str(value)
