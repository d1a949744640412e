"""A list on paper: landscape A4, head and column titles on every page, zebra, totals.

Words are those of the screen: a list is printed in the language it is looked at in.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kamdesk.domain.list_files import ListPaper
from kamdesk.i18n import _
from kamdesk.reports.cells import minute
from kamdesk.reports.fonts import Typeface
from kamdesk.reports.form import RenderedPaper, write_pdf
from kamdesk.reports.kinsoku import Line
from kamdesk.reports.page import MM
from kamdesk.reports.sheet import HEIGHT, WIDTH, Rect, Rule, Sheet
from kamdesk.reports.style import Align, TextStyle
from kamdesk.reports.text import clipped, paragraph

PAPER: Final = (HEIGHT, WIDTH)
"""Width and height of A4 landscape in points."""
LEFT: Final = 14 * MM
CONTENT: Final = PAPER[0] - 2 * LEFT
TOP: Final = 12 * MM
BOTTOM: Final = PAPER[1] - 13 * MM

_TITLE: Final = TextStyle(Typeface.SERIF_BOLD, 15, 22)
_COMPANY: Final = TextStyle(Typeface.SERIF, 10, 22, Align.RIGHT)
_SCOPE: Final = TextStyle(Typeface.SANS, 8, 12)
_FOOT: Final = {align: TextStyle(Typeface.SANS, 7.5, 11, align) for align in Align}
_PAD_X: Final = 3.5
_PAD_Y: Final = 2.5
_MOST_SCOPE: Final = 4
"""Lines that the words about the rows may take."""
_SIZES: Final = (8.5, 8.0, 7.5, 7.0, 6.5)
"""Points of the type, the largest that fits is taken."""
_MEASURED: Final = 400
"""Rows that are measured for the widths of the columns."""
_WIDEST: Final = 190.0
"""Points on one line that a column asks for at most."""
_SHORT: Final = 9.0
"""Ems of a text that is not broken into two lines for want of room: 2026-11-23 09:30."""
_WORD: Final = re.compile("[^\\s\u2e80-\uffff]+|[\u2e80-\uffff]")
_RULE: Final = 0.8
Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class _Faces:
    """How the columns are set, by whether their numbers stand right."""

    head: dict[bool, TextStyle]
    body: dict[bool, TextStyle]
    total: dict[bool, TextStyle]


@dataclass(frozen=True, slots=True)
class Want:
    """What a column asks for in points: its longest word, and its longest text."""

    least: float
    whole: float


@dataclass(frozen=True, slots=True)
class _Band:
    """One row, broken into lines; heights in points."""

    cells: tuple[Sequence[Line], ...]
    height: float


def render(paper: ListPaper, report: Report = lambda _done, _total: None) -> RenderedPaper:
    """Return the list as a PDF; `report` hears rows done and rows in all, and may raise."""
    missing: set[str] = set()
    sheets = _Maker(paper, missing).sheets(report)
    pdf = write_pdf(sheets, title=paper.sheet.title, author=paper.company, made_at=paper.printed_at)
    return RenderedPaper(pdf, len(sheets), tuple(sorted(missing)))


class _Maker:
    """Makes the pages of one list."""

    def __init__(self, paper: ListPaper, missing: set[str]) -> None:
        self._paper, self._list, self._missing = paper, paper.sheet, missing
        self._faces, self._widths = self._measured()
        self._head = self._band([each.title for each in self._list.columns], self._faces.head)
        words = "　".join(self._list.scope)
        self._scope = paragraph(words, _SCOPE, missing).lines(CONTENT)[:_MOST_SCOPE]

    def _measured(self) -> tuple[_Faces, list[float]]:
        """Return the largest type in which no word is cut, and the widths in it."""
        for size in _SIZES:
            faces = _faces(size)
            wants = [self._want(at, faces) for at in range(len(self._list.columns))]
            if sum(want.least for want in wants) <= CONTENT:
                break
        return faces, shared_out(wants, CONTENT)

    def _want(self, at: int, faces: _Faces) -> Want:
        """Measure a column: its title, its total, and the first rows."""
        side = self._list.columns[at].number
        texts = [(self._list.columns[at].title, faces.head[side])]
        texts += [(self._list.totals[at], faces.total[side])] if self._list.totals else []
        texts += [(row[at], faces.body[side]) for row in self._list.rows[:_MEASURED]]
        wholes = [paragraph(text, style, set()).width for text, style in texts]
        words = [
            paragraph(word, style, set()).width
            for text, style in texts
            for word in _WORD.findall(text)
        ]
        short = _SHORT * faces.body[side].size
        words += [whole for whole in wholes if whole <= short]
        words.append(wholes[0] / 2 + faces.head[side].size)  # a title takes two lines at most
        margin = 2 * _PAD_X + 0.1
        least = min(max(words, default=0.0), CONTENT / 3) + margin
        return Want(least, max(least, min(max(wholes), _WIDEST) + margin))

    def sheets(self, report: Report) -> list[Sheet]:
        pages = list(self._pages(report))
        return [self._sheet(bands, at, len(pages)) for at, bands in enumerate(pages, start=1)]

    def _top(self, number: int) -> float:
        """Return where the column titles stand on page `number`."""
        scope = len(self._scope) * _SCOPE.leading if number == 1 else 0.0
        return TOP + _TITLE.leading + scope + 4

    def _pages(self, report: Report) -> Iterator[list[_Band]]:
        page: list[_Band] = []
        number, room = 1, BOTTOM - self._top(1) - self._head.height
        for band in self._bands(report):
            if page and band.height > room:
                yield page
                page, number = [], number + 1
                room = BOTTOM - self._top(number) - self._head.height
            page.append(band)
            room -= band.height
        yield page

    def _bands(self, report: Report) -> Iterator[_Band]:
        count = len(self._list.rows)
        for done, row in enumerate(self._list.rows):
            if done % 100 == 0:
                report(done, count)
            yield self._band(row, self._faces.body)
        if any(self._list.totals):
            yield self._band(self._list.totals, self._faces.total)

    def _band(self, texts: Sequence[str], faces: dict[bool, TextStyle]) -> _Band:
        cells = []
        for text, column, width in zip(texts, self._list.columns, self._widths, strict=True):
            style = faces[column.number]
            lines = paragraph(text, style, self._missing).lines(width - 2 * _PAD_X)
            most = int((BOTTOM - TOP) / 2 / style.leading)  # an endless text ends within its page
            cells.append(lines[:most])
        height = max(len(lines) for lines in cells) * faces[False].leading + 2 * _PAD_Y
        return _Band(tuple(cells), height)

    def _sheet(self, bands: Sequence[_Band], number: int, count: int) -> Sheet:
        sheet = Sheet(width=PAPER[0], height=PAPER[1])
        self._draw_head(sheet, number)
        top = y = self._top(number)
        self._draw_band(sheet, self._head, y)
        y += self._head.height
        for line, band in enumerate(bands):
            if line % 2:
                sheet.shades.append(Rect(LEFT, y, CONTENT, band.height))
            self._draw_band(sheet, band, y)
            y += band.height
        for edge in (top, top + self._head.height, y):
            sheet.rules.append(Rule(LEFT, edge, LEFT + CONTENT, edge, _RULE))
        self._draw_foot(sheet, number, count)
        return sheet

    def _draw_head(self, sheet: Sheet, number: int) -> None:
        title = (
            self._list.title if number == 1 else _("{title}（续）").format(title=self._list.title)
        )
        self._put(sheet, title, _TITLE, LEFT)
        self._put(sheet, self._paper.company, _COMPANY, LEFT + CONTENT / 2)
        y = TOP + _TITLE.leading
        for line in self._scope if number == 1 else ():
            sheet.place(line, LEFT, y)
            y += _SCOPE.leading

    def _draw_band(self, sheet: Sheet, band: _Band, top: float) -> None:
        x = LEFT
        for lines, width in zip(band.cells, self._widths, strict=True):
            y = top + _PAD_Y
            for line in lines:
                sheet.place(line, x + _PAD_X, y)
                y += line.leading
            x += width

    def _draw_foot(self, sheet: Sheet, number: int, count: int) -> None:
        y, third = BOTTOM + 5, CONTENT / 3
        rows = _("共 {count} 条").format(count=f"{len(self._list.rows):,}")
        page = _("第 {number} 页，共 {count} 页").format(number=number, count=count)
        printed = f"{minute(self._paper.printed_at)} {self._paper.printed_by}"
        for at, (align, text) in enumerate(
            ((Align.LEFT, rows), (Align.CENTRE, page), (Align.RIGHT, printed))
        ):
            for line in clipped(text, _FOOT[align], third, self._missing):
                sheet.place(line, LEFT + at * third, y)

    def _put(self, sheet: Sheet, text: str, style: TextStyle, left: float) -> None:
        """Put a text onto half of the page's first line."""
        for line in clipped(text, style, CONTENT / 2, self._missing):
            sheet.place(line, left, TOP)


def shared_out(wants: Sequence[Want], room: float) -> list[float]:
    """Return the columns' points, which fill `room`: whole words first, then whole texts.

    Where there is too little room even for the words, all give alike.
    """
    least = sum(want.least for want in wants)
    if least >= room:
        return [want.least * room / least for want in wants]
    whole = sum(want.whole for want in wants)
    if whole >= room:
        share = (room - least) / (whole - least)
        return [want.least + (want.whole - want.least) * share for want in wants]
    return [want.whole * room / whole for want in wants]


def _faces(size: float) -> _Faces:
    def pair(typeface: Typeface) -> dict[bool, TextStyle]:
        sides = {False: Align.LEFT, True: Align.RIGHT}
        return {side: TextStyle(typeface, size, size + 3.5, align) for side, align in sides.items()}

    return _Faces(pair(Typeface.SANS_BOLD), pair(Typeface.SANS), pair(Typeface.SANS_BOLD))
