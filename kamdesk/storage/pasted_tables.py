"""Reads what Excel, WPS or a browser put on the clipboard; like a stranger's file, with limits."""

import csv
import io
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Final

from kamdesk.domain.errors import FileError
from kamdesk.domain.tables import Table, TableRow
from kamdesk.i18n import N_, _
from kamdesk.storage.table_reading import MOST_COLUMNS, MOST_ROWS

NAME: Final = N_("剪贴板")
_MOST_CHARACTERS: Final = 20_000_000
_WIDEST_SPAN: Final = MOST_COLUMNS


def read_pasted(text: str, html: str) -> Table:
    """Return the rows on the clipboard, without headings; FileError where none are, or too many."""
    if max(len(text), len(html)) > _MOST_CHARACTERS:
        raise FileError(_("剪贴板里的内容太多，请保存为文件再导入。"))
    rows = [row for row in _rows(text, html) if any(cell.strip() for cell in row)]
    if not rows or (len(rows) == 1 and len(rows[0]) == 1):
        raise FileError(_("剪贴板里没有表格。请在 Excel 或 WPS 中选中几行，复制后再粘贴。"))
    width = max(map(len, rows))
    if len(rows) > MOST_ROWS or width > MOST_COLUMNS:
        raise FileError(_("粘贴的表格太大：最多 200 列、20 万行，请保存为文件再导入。"))
    lines = tuple(TableRow(line, tuple(row)) for line, row in enumerate(rows, start=1))
    return Table(_(NAME), _(NAME), (), lines)


def _rows(text: str, html: str) -> list[list[str]]:
    """Return the cells of the HTML table where there is one: its cells keep their line ends."""
    if "<table" in html.casefold():
        reader = _TableReader()
        reader.feed(html)
        reader.close()
        if reader.rows:
            return reader.rows
    return list(_separated(text))


def _separated(text: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter="\t")
    except csv.Error as error:
        raise FileError(_("剪贴板里的表格读不出来，请保存为文件再导入。")) from error


class _TableReader(HTMLParser):
    """Collects the cells of the first table; markup inside them is dropped."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self._cell: list[str] | None = None
        self._span = 1
        self._done = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._done:
            return
        if tag == "tr":
            self._end_cell()
            self.rows.append([])
        elif tag in {"td", "th"}:
            self._end_cell()
            if not self.rows:
                self.rows.append([])
            span = dict(attrs).get("colspan") or "1"
            self._span = min(int(span), _WIDEST_SPAN) if span.isdecimal() else 1
            self._cell = []
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th", "tr", "table"}:
            self._end_cell()
        self._done = self._done or tag == "table"

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._done:
            self._cell.append(" ".join(data.splitlines()))

    def close(self) -> None:
        super().close()
        self._end_cell()

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        lines = "".join(self._cell).replace("\xa0", " ").split("\n")
        text = "\n".join(" ".join(line.split()) for line in lines).strip()
        self.rows[-1] += [text, *[""] * (self._span - 1)]
        self._cell = None
