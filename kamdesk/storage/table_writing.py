"""Writes tables to CSV and Excel files: whole or not at all, and no text becomes a formula."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, islice, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kamdesk.domain.clock import CHINA
from kamdesk.domain.errors import FileError
from kamdesk.domain.texts import is_formula, safe_cell, visible
from kamdesk.i18n import _
from kamdesk.storage.files import replacing, write_atomically

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as XlsxCell
    from openpyxl.worksheet.worksheet import Worksheet

Cell = str | int | Decimal | date | datetime | bool | None
"""What a cell may hold; instants are shown in China's time."""

_WIDEST: Final = 60
_MEASURED: Final = 50
_LONGEST_CELL: Final = 32_767
_CHOICE_ROWS: Final = 5000


def write_table(path: Path, headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write a table to `path`, .xlsx or .csv (UTF-8 with mark); FileError where it can't."""
    match path.suffix.lower():
        case ".xlsx":
            _write_workbook(path, headers, rows, {})
        case ".csv":
            _write_csv(path, headers, rows)
        case _:
            raise FileError(_("文件名请以 .xlsx 或 .csv 结尾。"))


def write_template(
    path: Path, headers: Sequence[str], choices: Mapping[str, Sequence[str]]
) -> None:
    """Write an empty .xlsx with `headers`; the headings in `choices` offer these in a list."""
    _write_workbook(path, headers, (), choices)


def _write_csv(path: Path, headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([safe_cell(header) for header in headers])
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    write_atomically(path, text.getvalue().encode("utf-8-sig", "replace"))


def _write_workbook(
    path: Path,
    headers: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    choices: Mapping[str, Sequence[str]],
) -> None:
    """Write row by row: a list of a million does not stand in memory."""
    import openpyxl  # noqa: PLC0415 - loaded when a workbook is written
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - the same

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    later = iter(rows)
    first = list(islice(later, _MEASURED))
    _dress(sheet, (headers, *first))
    sheet.append([_heading(sheet, header) for header in headers])
    count = 0
    for row in chain(first, later):
        sheet.append([_cell(sheet, value) for value in row])
        count += 1
    if count:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(headers))}{count + 1}"
    for header, words in choices.items():
        _offer(sheet, list(headers).index(header) + 1, words)
    with replacing(path) as temporary:
        book.save(temporary)


def _heading(sheet: "Worksheet", title: str) -> "XlsxCell":
    from openpyxl.styles import Font  # noqa: PLC0415 - loaded when a workbook is written

    cell = _cell(sheet, title)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: "Worksheet", value: Cell) -> "XlsxCell":
    """Return a cell; text stays text even where it looks like a formula."""
    from openpyxl.cell.cell import Cell as XlsxCell  # noqa: PLC0415 - loaded when one is written

    target = XlsxCell(sheet, row=1, column=1)  # its place is set when the row is appended
    if isinstance(value, str):
        target.value = visible(value)[:_LONGEST_CELL]
        if is_formula(value):
            target.data_type = "s"
            target.quotePrefix = True
    elif isinstance(value, datetime):
        target.value = value.astimezone(CHINA).replace(tzinfo=None)
        target.number_format = "yyyy-mm-dd hh:mm"
    elif isinstance(value, bool):
        target.value = _("是") if value else _("否")
    elif isinstance(value, Decimal):
        target.value = value
        target.number_format = _number_format(value)
    else:
        target.value = value
    return target


def _number_format(value: Decimal) -> str:
    """Return the format that shows as many decimals as the value has."""
    places = max(-int(value.as_tuple().exponent), 0)
    return f"#,##0.{'0' * places}" if places else "#,##0"


def _dress(sheet: "Worksheet", rows: Sequence[Sequence[Cell]]) -> None:
    """Make the columns as wide as what stands in the first rows."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - loaded when one is written

    for number, column in enumerate(zip_longest(*rows), start=1):
        width = max(_width(cell) for cell in column)
        sheet.column_dimensions[get_column_letter(number)].width = min(width + 3, _WIDEST)


def _width(value: object) -> int:
    """Return how many narrow characters a value takes; Chinese ones count twice."""
    if isinstance(value, datetime):
        return len("2026-11-23 09:30")
    return sum(2 if character > "\u2e80" else 1 for character in str(value or ""))


def _offer(sheet: "Worksheet", column: int, words: Sequence[str]) -> None:
    """Let the cells of a column be chosen from `words`; others may be typed."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - loaded when one is written
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 - the same

    letter = get_column_letter(column)
    offered = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
    offered.showErrorMessage = False
    offered.add(f"{letter}2:{letter}{_CHOICE_ROWS}")
    sheet.data_validations.append(offered)


def _plain(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return cell.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")
    if isinstance(cell, str):
        return safe_cell(cell)
    if isinstance(cell, bool):
        return _("是") if cell else _("否")
    return "" if cell is None else str(cell)
