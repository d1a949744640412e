"""Reads tables that are too long for memory, block by block, with `table_reading`'s guards."""

import codecs
import csv
import hashlib
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from kamdesk.domain.errors import FileError
from kamdesk.domain.tables import TableBlock, TableHead, TableRow
from kamdesk.i18n import _
from kamdesk.storage.files import file_failures_told
from kamdesk.storage.table_reading import (
    MOST_COLUMNS,
    SAMPLE,
    UTF16_MARKS,
    as_text,
    damaged,
    delimiter_of,
    guard_workbook,
    is_workbook,
    not_text,
    plausible,
    refusal,
    require_defusedxml,
    trimmed,
    unpaired,
    unreadable,
)

MOST_BYTES: Final = 4_000_000_000
MOST_UNPACKED: Final = 4_000_000_000
SHOWN: Final = 50
"""Rows that the head of a table holds."""

_PIECE: Final = 1 << 18
_EXCEL: Final = "Excel"
_CODINGS: Final = {"utf-8-sig": "UTF-8", "utf-16": "UTF-16", "gb18030": "GB18030", "": _EXCEL}
"""What Python calls an encoding → what the user reads; "" is a workbook."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where rows come from: the file, Python's name of its encoding, what parts the cells."""

    path: Path
    coding: str = ""
    delimiter: str = ""


@dataclass(frozen=True, slots=True)
class TableStream:
    """A long table: its head, and its rows below the headings in blocks."""

    head: TableHead
    source: Source

    def blocks(self, size: int) -> Iterator[TableBlock]:
        """Yield the rows in blocks of `size` lines; blank rows are left out.

        FileError names the line where a quote is not closed, or tells that the file is damaged.
        """
        with file_failures_told(self.source.path):
            begun = False
            for block in _blocks(self.source, size):
                if begun:
                    yield block
                elif block.rows:
                    begun = True
                    yield TableBlock(block.rows[1:], block.lines[1:])


def open_stream(path: Path) -> TableStream:
    """Look a CSV or the first sheet of an .xlsx over; its bytes are read, its rows are not.

    FileError as `read_table`: not there, too big, another type, unknown encoding, empty, damaged.
    """
    with file_failures_told(path):
        if is_workbook(path, most=MOST_BYTES):
            return _workbook_stream(path)
        return _text_stream(path)


def _workbook_stream(path: Path) -> TableStream:
    guard_workbook(path, most=MOST_UNPACKED)
    digest = hashlib.sha256()
    for piece in _pieces(path):
        digest.update(piece)
    return _stream(Source(path), lines=_workbook_lines(path), digest=digest.hexdigest())


def _text_stream(path: Path) -> TableStream:
    digest, lines, marked = hashlib.sha256(), 0, False
    for number, piece in enumerate(_pieces(path)):
        marked = marked or (number == 0 and piece.startswith(UTF16_MARKS))
        if not marked and b"\0" in piece:
            raise not_text(path)
        digest.update(piece)
        lines += piece.count(b"\n")
    coding = _coding(path, ("utf-16",) if marked else ("utf-8-sig", "gb18030"))
    source = Source(path, coding, delimiter_of(_sample(path, coding)))
    return _stream(source, lines=lines, digest=digest.hexdigest())


def _coding(path: Path, possible: Sequence[str]) -> str:
    """Return the first encoding that the whole text is written in, or refuse."""
    for coding in possible:
        decoder = codecs.getincrementaldecoder(coding)()
        sound = all(_decodes(decoder, piece) for piece in _pieces(path))
        if sound and _decodes(decoder, b"", final=True):
            if coding == "gb18030" and not plausible(_sample(path, coding)):
                break
            return coding
    raise unreadable(path)


def _decodes(decoder: codecs.IncrementalDecoder, piece: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(piece, final)
    except UnicodeDecodeError:
        return False
    return True


def _sample(path: Path, encoding: str) -> str:
    with path.open("rb") as file:
        return file.read(2 * SAMPLE).decode(encoding, "ignore")[:SAMPLE]


def _stream(source: Source, *, lines: int, digest: str) -> TableStream:
    rows = [
        TableRow(line, tuple(cells))
        for block in islice(_blocks(source, SHOWN), 2)
        for line, cells in zip(block.lines, block.rows, strict=True)
    ]
    if not rows:
        raise refusal(_("文件“{name}”是空的，没有可以导入的内容。"), source.path)
    headers, *rest = rows
    if not rest:
        raise refusal(_("文件“{name}”只有标题行，没有可以导入的数据。"), source.path)
    encoding = _CODINGS[source.coding]
    head = TableHead(source.path.name, encoding, headers.cells, tuple(rest[:SHOWN]), lines, digest)
    return TableStream(head, source)


def _blocks(source: Source, size: int) -> Iterator[TableBlock]:
    found = _text_blocks(source, size) if source.coding else _workbook_blocks(source.path, size)
    for block in found:
        if max(map(len, block.rows)) > MOST_COLUMNS:
            raise refusal(_("文件“{name}”超过 200 列，请删去用不到的列再导入。"), source.path)
        yield _without_blanks(block)


def _text_blocks(source: Source, size: int) -> Iterator[TableBlock]:
    with source.path.open(encoding=source.coding, newline="") as file:
        reader = csv.reader(file, delimiter=source.delimiter, strict=True)
        line = 1
        while True:
            try:
                rows: list[Sequence[str]] = list(islice(reader, size))
            except csv.Error as error:
                raise unpaired(source.path, reader.line_num) from error
            if not rows:
                return
            yield TableBlock(rows, _lines(rows, line, reader.line_num))
            line = reader.line_num + 1


def _lines(rows: list[Sequence[str]], first: int, last: int) -> Sequence[int]:
    """Return the line each row begins on; a row with breaks in its cells takes several."""
    if last - first + 1 == len(rows):
        return range(first, last + 1)
    lines, line = [], first
    for cells in rows:
        lines.append(line)
        line += 1 + sum(map(_breaks, cells))
    return lines


def _breaks(cell: str) -> int:
    return cell.count("\n") + cell.count("\r") - cell.count("\r\n")


def _without_blanks(block: TableBlock) -> TableBlock:
    if all(map(any, block.rows)):
        return block
    kept = [(line, row) for line, row in zip(block.lines, block.rows, strict=True) if any(row)]
    return TableBlock([row for _line, row in kept], [line for line, _row in kept])


def _workbook_blocks(path: Path, size: int) -> Iterator[TableBlock]:
    require_defusedxml()
    try:
        rows = _workbook_rows(path)
        line = 1
        while found := list(islice(rows, size)):
            yield TableBlock(found, range(line, line + len(found)))
            line += len(found)
    except FileError:
        raise
    except Exception as error:  # a stranger's workbook may break the reader in any way
        raise damaged(path) from error


def _workbook_rows(path: Path) -> Iterator[Sequence[str]]:
    import openpyxl  # noqa: PLC0415 - loaded when a workbook is read

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # features of the workbook that are of no concern here
        book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
        try:
            sheet = book.worksheets[0]
            sheet.reset_dimensions()
            for values in sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True):
                yield trimmed(tuple(map(as_text, values)))
        finally:
            book.close()


def _workbook_lines(path: Path) -> int:
    """Return how many rows the workbook says it has; a guess for the progress bar only."""
    import openpyxl  # noqa: PLC0415 - loaded when a workbook is read

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
            try:
                return book.worksheets[0].max_row or 0
            finally:
                book.close()
    except Exception as error:  # a stranger's workbook may break the reader in any way
        raise damaged(path) from error


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from iter(lambda: file.read(_PIECE), b"")
