"""What stands around the text of an official 纪要: red head, imprint (版记), page numbers."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from kamdesk.domain.projects.paper import PaperFrame
from kamdesk.reports.fonts import Typeface
from kamdesk.reports.kinsoku import Line
from kamdesk.reports.official import (
    CENTRE,
    HEIGHT,
    LEFT,
    LINE,
    LINES,
    NAMES,
    PITCH,
    RIGHT,
    TOP,
    WIDTH,
    GridRow,
    RowMaker,
    deal,
    draw_rows,
)
from kamdesk.reports.official_imprint import SMALL, SMALL_SIZE, Imprint, imprint
from kamdesk.reports.page import BOTTOM, CODE, MM, FormKind, form_code, watermark
from kamdesk.reports.sheet import Rule, Sheet
from kamdesk.reports.style import Align, Ink, TextStyle
from kamdesk.reports.text import clipped, paragraph

KIND: Final = FormKind("KD-04", "纪要", "")

_MARK_TOP: Final = 35 * MM  # from the text area's upper edge to that of the red mark
_MARK_SIZES: Final = (42, 38, 34, 30, 27)
_MOST_MARK_LINES: Final = 3
_MOST_ISSUER_LINES: Final = 3
_INK: Final = 0.46  # em from the middle of a Chinese character to its upper edge
_RULE_BELOW: Final = 4 * MM  # from the issuer's line to the red rule
_RED_WEIGHT: Final = 1.2
_MOST_FOOT: Final = HEIGHT / 2
_NUMBER_BELOW: Final = 7 * MM  # from the text area to the dashes beside a page's number
_FINE: Final = TextStyle(Typeface.SERIF, 7.5, 11, Align.RIGHT)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialFrame:
    """What a document carries around its text, in the words it is printed with."""

    title: str
    kind: str  # 纪要
    issue: str  # （第n期）
    day: str
    copies: tuple[str, ...]  # 抄送
    issued_by: str
    issued_on: str
    watermark: str
    frame: PaperFrame


@dataclass(frozen=True, slots=True)
class _Head:
    """The red head of the first page; `rows` are the grid's lines from `first` on."""

    mark: tuple[Line, ...]
    first: int
    rows: tuple[GridRow, ...]

    @property
    def end(self) -> int:
        """Return the line of the grid where the text begins, one below the red rule's."""
        return self.first + len(self.rows) + 1


def lay_out(make: RowMaker, official: OfficialFrame, rows: Sequence[GridRow]) -> list[Sheet]:
    """Return the document's pages, ready to be painted."""
    head, foot = _head(make, official), _foot(make, official, official.copies)
    if foot.height > _MOST_FOOT:  # endless: whom it goes to stands with the text instead
        names = [f"{name}、" for name in official.copies]
        rows = [*rows, *make.labelled("发送：", [names])]
        foot = _foot(make, official, ())
    reserved = math.ceil(foot.height / LINE)
    pages = deal(rows, first=LINES - head.end, reserved=reserved)
    sheets = [Sheet(watermark=watermark(official.watermark, make.missing)) for _page in pages]
    _draw_head(sheets[0], head)
    for number, (sheet, page) in enumerate(zip(sheets, pages, strict=True)):
        draw_rows(sheet, page, 0 if number else head.end)
    foot.draw(sheets[-1])
    for number, sheet in enumerate(sheets, start=1):
        _draw_number(sheet, number, make.missing)
        _draw_code(sheet, official.frame, make.missing)
    return sheets


def _foot(make: RowMaker, official: OfficialFrame, copies: Sequence[str]) -> Imprint:
    day = official.issued_on
    return imprint(make, copies=copies, issued_by=official.issued_by, issued_on=day)


def _draw_number(sheet: Sheet, number: int, missing: set[str]) -> None:
    """Put a page's number outside: right on odd pages, left on even ones, one character in."""
    style = SMALL[Align.RIGHT if number % 2 else Align.LEFT]
    top = TOP + HEIGHT + _NUMBER_BELOW - style.leading / 2
    for line in clipped(f"— {number} —", style, WIDTH - 2 * SMALL_SIZE, missing):
        sheet.place(line, LEFT + SMALL_SIZE, top)


def _draw_code(sheet: Sheet, frame: PaperFrame, missing: set[str]) -> None:
    """Put the verification code where the other forms have it, below the page's number."""
    sheet.squares += form_code(KIND, frame)
    right = CODE.left - 6 if frame.audit_head else LEFT + WIDTH
    number = f"编号 {frame.number}" if frame.number else ""
    verified = f"验证码 {frame.audit_head}" if frame.audit_head else ""
    for place, text in enumerate((number, verified)):
        for line in clipped(text, _FINE, right - LEFT, missing):
            sheet.place(line, LEFT, BOTTOM + 10 + place * _FINE.leading)


def _head(make: RowMaker, official: OfficialFrame) -> _Head:
    mark = _mark(make, official)
    tops = list(accumulate((line.leading for line in mark), initial=0.0))
    end = _MARK_TOP + tops[-2] + 2 * _INK * mark[-1].size
    issue = paragraph(official.issue, CENTRE, make.missing).lines(WIDTH)[0]
    rows = (GridRow(((0.0, issue),)), *_issuer(make, official))
    return _Head(tuple(mark), round(end / LINE) + 2, rows)  # two lines below the mark


def _mark(make: RowMaker, official: OfficialFrame) -> list[Line]:
    """Return the red 纪要标志, as large as fits one line; a long one stands on two or three."""
    text = official.title + official.kind
    for size in _MARK_SIZES:
        style = _mark_style(size)
        lines = paragraph(text, style, make.missing).lines(WIDTH)
        if len(lines) == 1:
            return lines
    title = paragraph(official.title, style, make.missing).lines(WIDTH)[: _MOST_MARK_LINES - 1]
    return title + paragraph(official.kind, style, make.missing).lines(WIDTH)


def _mark_style(size: float) -> TextStyle:
    return TextStyle(Typeface.SERIF_BOLD, size, size * 1.35, Align.CENTRE, ink=Ink.RED)


def _issuer(make: RowMaker, official: OfficialFrame) -> list[GridRow]:
    """Return the issuer, one character in, and the day, one character from the right."""
    day = paragraph(official.day, RIGHT, make.missing)
    room = WIDTH - 3 * PITCH - day.width
    name = paragraph(official.frame.company_name, NAMES, make.missing).lines(room)
    rows = [GridRow(((PITCH, line),)) for line in name[:_MOST_ISSUER_LINES]]
    right = (0.0, day.lines(WIDTH - PITCH)[0])
    return [*rows[:-1], GridRow((*rows[-1].pieces, right))]


def _draw_head(sheet: Sheet, head: _Head) -> None:
    y = TOP + _MARK_TOP
    for line in head.mark:
        sheet.place(line, LEFT, y + _INK * line.size - line.leading / 2)
        y += line.leading
    draw_rows(sheet, head.rows, head.first)
    characters = (LINE - PITCH) / 2  # free below the characters of a line of the grid
    y = TOP + (head.first + len(head.rows)) * LINE - characters + _RULE_BELOW
    sheet.coloured_rules[Ink.RED] = [Rule(LEFT, y, LEFT + WIDTH, y, _RED_WEIGHT)]
