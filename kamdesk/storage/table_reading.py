"""Reads CSV and Excel files of strangers; whatever is wrong is told in one sentence.

Attacks and their mends: findings/reliability.md 4.
"""

import codecs
import csv
import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Final

from kamdesk.domain.errors import FileError
from kamdesk.domain.tables import Table, TableRow
from kamdesk.i18n import _
from kamdesk.storage.files import file_failures_told

MOST_BYTES: Final = 50_000_000
MOST_UNPACKED: Final = 100_000_000
MOST_ROWS: Final = 200_000
MOST_COLUMNS: Final = 200
SAMPLE: Final = 20_000
"""Characters by which an encoding is told."""

ZIP_MARK: Final = b"PK\x03\x04"
OLE_MARK: Final = b"\xd0\xcf\x11\xe0"
UTF16_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_WORKBOOK: Final = "xl/workbook.xml"
_DELIMITERS: Final = ",;\t"
_MOST_RARE: Final = 0.3
"""Share of characters outside GB 2312 above which a text was not written in GB 18030."""


def read_table(path: Path) -> Table:
    """Read a CSV (UTF-8, UTF-16 with mark, GB18030; `,` `;` TAB) or the first sheet of an .xlsx.

    FileError in one sentence: not there, too big, another type, unknown encoding, empty, damaged.
    """
    with file_failures_told(path):
        if is_workbook(path, most=MOST_BYTES):
            return _table(path, "Excel", _workbook_rows(path))
        text, encoding = _decoded(path, path.read_bytes())
    return _table(path, encoding, _csv_rows(path, text))


def is_workbook(path: Path, *, most: int) -> bool:
    """Tell an .xlsx from a text; refuse old workbooks and what has more than `most` bytes."""
    if path.stat().st_size > most:
        raise refusal(
            _("文件“{name}”超过 {limit} MB，请分成几个文件导入。"), path, limit=most // 1_000_000
        )
    with path.open("rb") as file:
        head = file.read(4)
    if head == OLE_MARK:
        raise refusal(
            _("文件“{name}”是旧版 Excel（.xls）或加了密码，请另存为不加密的 .xlsx 再导入。"), path
        )
    return head == ZIP_MARK


def guard_workbook(path: Path, *, most: int = MOST_UNPACKED) -> None:
    """Refuse what is no workbook, is encrypted or damaged, or unpacks to more than `most` bytes.

    The bytes are counted while unpacking: what the archive says about itself may be a lie.
    """
    left = most
    try:
        with zipfile.ZipFile(path) as archive:
            if _WORKBOOK not in archive.namelist():
                raise refusal(_("文件“{name}”不是 Excel 工作簿，请选择 .xlsx 或 .csv 文件。"), path)
            for member in archive.infolist():
                with archive.open(member) as file:
                    while chunk := file.read(1 << 20):
                        left -= len(chunk)
                        if left < 0:
                            raise refusal(
                                _("文件“{name}”解压后超过 {limit} MB，为安全起见不予读取。"),
                                path,
                                limit=most // 1_000_000,
                            )
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, ValueError) as error:
        raise damaged(path) from error


def _table(path: Path, encoding: str, rows: Iterable[TableRow]) -> Table:
    """Return the table of `rows`, whose first one holds the headings; blank rows are left out."""
    found: list[TableRow] = []
    for row in rows:
        if len(row.cells) > MOST_COLUMNS or len(found) > MOST_ROWS:
            raise refusal(_("文件“{name}”太大：最多 200 列、20 万行，请分成几个文件导入。"), path)
        if any(cell.strip() for cell in row.cells):
            found.append(row)
    if not found:
        raise refusal(_("文件“{name}”是空的，没有可以导入的内容。"), path)
    headers, *rest = found
    if not rest:
        raise refusal(_("文件“{name}”只有标题行，没有可以导入的数据。"), path)
    return Table(path.name, encoding, headers.cells, tuple(rest))


def _decoded(path: Path, data: bytes) -> tuple[str, str]:
    if data.startswith(UTF16_MARKS):
        return _strictly(path, data, "utf-16"), "UTF-16"
    if b"\0" in data:
        raise not_text(path)
    try:
        return data.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        text = _strictly(path, data, "gb18030")
    if not plausible(text):
        raise unreadable(path)
    return text, "GB18030"


def _strictly(path: Path, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise unreadable(path) from error


def plausible(text: str) -> bool:
    """Tell whether `text` reads as Chinese: other encodings give rare characters en masse."""
    wide = [character for character in text[:SAMPLE] if character > "\x7f"]
    usual = len("".join(wide).encode("gb2312", "ignore")) // 2
    return len(wide) - usual <= _MOST_RARE * len(wide)


def _csv_rows(path: Path, text: str) -> Iterator[TableRow]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    line = 1
    try:
        for cells in reader:
            yield TableRow(line, tuple(cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise unpaired(path, line) from error


def delimiter_of(text: str) -> str:
    """Return what parts the cells, told from the first line."""
    head = text.lstrip("\ufeff\r\n").partition("\n")[0]
    return max(_DELIMITERS, key=head.count)


def _workbook_rows(path: Path) -> Iterator[TableRow]:
    guard_workbook(path)
    require_defusedxml()
    try:
        yield from _sheet_rows(path)
    except FileError:
        raise
    except Exception as error:  # a stranger's workbook may break the reader in any way
        raise damaged(path) from error


def _sheet_rows(path: Path) -> Iterator[TableRow]:
    import openpyxl  # noqa: PLC0415 - loaded when a workbook is read

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # features of the workbook that are of no concern here
        book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
        try:
            sheet = book.worksheets[0]
            sheet.reset_dimensions()
            shown = sheet.iter_rows(
                max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS + 1, values_only=True
            )
            for line, values in enumerate(shown, start=1):
                yield TableRow(line, trimmed(tuple(map(as_text, values))))
        finally:
            book.close()


def require_defusedxml() -> None:
    """Make sure that entities are not resolved."""
    import openpyxl  # noqa: PLC0415 - loaded when a workbook is read

    if not openpyxl.DEFUSEDXML:
        raise RuntimeError("openpyxl reads workbooks without defusedxml")


def trimmed(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Return `cells` without empty ones at the end."""
    end = len(cells)
    while end and not cells[end - 1]:
        end -= 1
    return cells[:end]


def as_text(value: object) -> str:
    """Return a workbook's value as the text of a cell."""
    match value:
        case None:
            return ""
        case bool():
            return _("是") if value else _("否")
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case date() | time():
            return value.isoformat()
        case _:
            return str(value)


def refusal(sentence: str, path: Path, **figures: int) -> FileError:
    """Return the refusal of a file; `sentence` names it as {name}."""
    return FileError(sentence.format(name=path.name, **figures))


def damaged(path: Path) -> FileError:
    """Return the refusal of a workbook that cannot be read."""
    return refusal(_("工作簿“{name}”已损坏或加了密码，读不出来。请用 Excel 另存后再导入。"), path)


def not_text(path: Path) -> FileError:
    """Return the refusal of what is neither a workbook nor a text."""
    return refusal(_("文件“{name}”不是文本表格（含有空字符），请选择 .csv 或 .xlsx 文件。"), path)


def unreadable(path: Path) -> FileError:
    """Return the refusal of an unknown encoding."""
    return refusal(
        _("文件“{name}”的文字编码无法识别（支持 UTF-8 和 GBK/GB18030），请另存为 UTF-8 再导入。"),
        path,
    )


def unpaired(path: Path, line: int) -> FileError:
    """Return the refusal of a text whose quotes are not paired, from `line` on."""
    return refusal(
        _("文件“{name}”第 {line} 行的引号不配对或内容过长，请核对这一行。"), path, line=line
    )
