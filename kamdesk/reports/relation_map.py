"""客户关系图: the map of a client's people on A4 landscape, with legend and lists.

Lists that do not fit beside the map go on pages of their own.
"""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Final

from kamdesk.domain.clients.contacts import ATTITUDE_TITLES, ROLE_TITLES
from kamdesk.domain.persons.maps import (
    CHAMPION_TITLE,
    LINE_TITLES,
    NO_ATTITUDE,
    POINTING,
    SPONSOR_TITLE,
    MapLine,
    MapPaper,
    MapPerson,
    RelationMap,
)
from kamdesk.domain.persons.wires import Box
from kamdesk.reports.blocks import height_of
from kamdesk.reports.cells import day, minute
from kamdesk.reports.drawing import Drawing, Stroke
from kamdesk.reports.fonts import Typeface
from kamdesk.reports.form import RenderedPaper, open_canvas
from kamdesk.reports.kinsoku import Line
from kamdesk.reports.map_drawing import MapDrawing, paint_line
from kamdesk.reports.page import MM
from kamdesk.reports.sheet import HEIGHT, WIDTH
from kamdesk.reports.style import Align, TextStyle
from kamdesk.reports.text import clipped, paragraph

TITLE: Final = "客户关系图"

_WIDE, _TALL = HEIGHT, WIDTH  # the sheet lies on its side
_PAGE: Final = Box(15 * MM, 12 * MM, _WIDE - 15 * MM, _TALL - 11 * MM)
_COLUMN: Final = 72 * MM
_GAP: Final = 6 * MM
_LEGEND: Final = 16.0
_FOOT: Final = 16.0
_COMPANY: Final = TextStyle(Typeface.SERIF, 11, 16, Align.CENTRE)
_HEADLINE: Final = TextStyle(Typeface.SERIF_BOLD, 18, 27, Align.CENTRE)
_NOTE: Final = {align: TextStyle(Typeface.SERIF, 10, 17, align) for align in Align}
_SMALL: Final = {align: TextStyle(Typeface.SERIF, 8, 12, align) for align in Align}
_SECTION: Final = TextStyle(Typeface.SANS_BOLD, 9.5, 17)
_ENTRY: Final = TextStyle(Typeface.SANS_BOLD, 8.5, 12)
_DETAIL: Final = TextStyle(Typeface.SERIF, 8, 11.5)
_AFTER_ENTRY: Final = 2.5
_HEAD: Final = _COMPANY.leading + _HEADLINE.leading + _NOTE[Align.LEFT].leading + 4

Entry = list[Line]
"""Lines that stay together."""


def render(paper: MapPaper) -> RenderedPaper:
    """Return the map as a PDF; the same paper gives the same bytes."""
    printing = _Printing(paper)
    pdf = printing.run()
    return RenderedPaper(pdf, printing.pages, tuple(sorted(printing.missing)))


class _Printing:
    """Makes the pages of one print."""

    def __init__(self, paper: MapPaper) -> None:
        self._frame, self._map = paper.frame, paper.map
        self.missing: set[str] = set()
        self._area = _PAGE._replace(top=_PAGE.top + _HEAD, bottom=_PAGE.bottom - _FOOT - _LEGEND)
        entries = list(self._entries())
        room = self._area.bottom - self._area.top
        beside = sum(map(_height, entries)) <= room
        self._beside = entries if beside else []
        self._further = (
            [] if beside else list(_dealt(entries, _PAGE.bottom - _FOOT - _PAGE.top - 24))
        )
        self.pages = 1 + -(-len(self._further) // 3)

    def run(self) -> bytes:
        """Return the file."""
        target, frame = BytesIO(), self._frame
        canvas = open_canvas(
            target,
            title=f"{TITLE} {self._map.client}",
            author=frame.company_name,
            made_at=frame.printed_at,
            size=(_WIDE, _TALL),
        )
        self._first_page(Drawing(canvas, _TALL))
        canvas.showPage()
        for number in range(2, self.pages + 1):
            columns = self._further[(number - 2) * 3 : (number - 1) * 3]
            self._list_page(Drawing(canvas, _TALL), columns, number)
            canvas.showPage()
        canvas.save()
        return target.getvalue()

    def _first_page(self, drawing: Drawing) -> None:
        self._draw_head(drawing)
        area = self._area
        if self._beside:
            left = area.right - _COLUMN
            area = area._replace(right=left - _GAP)
            rule = Stroke("#B5BDC8", 0.5)
            edge = left - _GAP / 2
            drawing.path([(edge, area.top), (edge, area.bottom)], rule)
            _draw_column(drawing, self._beside, (left, self._area.top))
        if self._map.people:
            MapDrawing(drawing, self._map, area, self.missing).paint()
        self._draw_legend(drawing)
        self._draw_foot(drawing, 1)

    def _list_page(self, drawing: Drawing, columns: Sequence[Sequence[Entry]], number: int) -> None:
        title = f"{TITLE}（续）　{self._map.client}"
        self._put(drawing, title, _NOTE[Align.LEFT], _PAGE)
        width = (_PAGE.right - _PAGE.left + _GAP) / 3
        for at, column in enumerate(columns):
            _draw_column(drawing, column, (_PAGE.left + at * width, _PAGE.top + 24))
        self._draw_foot(drawing, number)

    def _draw_head(self, drawing: Drawing) -> None:
        at, shown = _PAGE, self._map
        for text, style in (
            (self._frame.company_name, _COMPANY),
            (TITLE, _HEADLINE),
        ):
            self._put(drawing, text, style, at)
            at = at._replace(top=at.top + style.leading)
        self._put(drawing, f"日期：{day(self._frame.day)}", _NOTE[Align.RIGHT], at)
        client = f"客户：{shown.client}（{shown.number}）"
        self._put(drawing, client, _NOTE[Align.LEFT], at._replace(right=at.right - 100))

    def _draw_legend(self, drawing: Drawing) -> None:
        x, y = _PAGE.left, _PAGE.bottom - _FOOT - _LEGEND / 2 + 3
        for kind, title in LINE_TITLES.items():
            points = [(x, y), (x + 30, y)]
            paint_line(drawing, kind, points, 0.7, points_on=kind in POINTING)
            lines = clipped(title, _SMALL[Align.LEFT], 60, self.missing)
            drawing.lines(lines, (x + 34, y - 6))
            x += 40 + paragraph(title, _SMALL[Align.LEFT], set()).width + 14
        text = "●●●○○ 影响力"
        self._put(drawing, text, _SMALL[Align.LEFT], _PAGE._replace(left=x, top=y - 6))

    def _draw_foot(self, drawing: Drawing, number: int) -> None:
        at = _PAGE._replace(top=_PAGE.bottom - 11)
        printed = f"打印：{minute(self._frame.printed_at)} {self._frame.printed_by}"
        for text, align in (
            (self._frame.confidentiality, Align.LEFT),
            (f"第 {number} 页 共 {self.pages} 页", Align.CENTRE),
            (printed, Align.RIGHT),
        ):
            self._put(drawing, text, _SMALL[align], at)

    def _put(self, drawing: Drawing, text: str, style: TextStyle, at: Box) -> None:
        """Put a text on one line, cut where it is too long."""
        lines = clipped(text, style, at.right - at.left, self.missing)
        drawing.lines(lines, (at.left, at.top))

    # -- the lists ----------------------------------------------------------------------

    def _entries(self) -> Iterator[Entry]:
        people, lines = self._map.people, [x for x in self._map.lines() if x.relation_id]
        yield self._set(f"人员（{len(people)}）", _SECTION)
        for person in people:
            yield [
                *self._set(person.name, _ENTRY),
                *self._set(_about(self._map, person), _DETAIL),
            ]
        if lines:
            yield self._set(f"关系（{len(lines)}）", _SECTION)
        for line in lines:
            yield self._set(_told(self._map, line), _DETAIL)

    def _set(self, text: str, style: TextStyle) -> Entry:
        return paragraph(text, style, self.missing).lines(_COLUMN) if text else []


def _about(shown: RelationMap, person: MapPerson) -> str:
    """Return what the list says of a person."""
    above = shown.person(person.reports_to_id or 0)
    principal = shown.person(person.assistant_of_id or 0)
    parts = (
        " · ".join(part for part in (person.department, person.post) if part),
        ROLE_TITLES[person.role] if person.role else "",
        f"影响力 {person.influence}" if person.influence else "",
        ATTITUDE_TITLES[person.attitude] if person.attitude else NO_ATTITUDE,
        SPONSOR_TITLE if person.sponsor else "",
        CHAMPION_TITLE if person.champion else "",
        f"上级：{above.name}" if above else "",
        f"协助：{principal.name}" if principal else "",
    )
    return "；".join(part for part in parts if part)


def _told(shown: RelationMap, line: MapLine) -> str:
    """Return what the list says of an informal line."""
    ends = [
        person.name if (person := shown.person(key)) else "我方"
        for key in (line.source, line.target)
    ]
    note = f"，{line.note}" if line.note else ""
    return f"{(' → ' if line.points else ' — ').join(ends)}：{LINE_TITLES[line.kind]}{note}"


def _height(entry: Entry) -> float:
    return height_of(entry) + _AFTER_ENTRY


def _draw_column(drawing: Drawing, entries: Sequence[Entry], left_top: tuple[float, float]) -> None:
    left, top = left_top
    for entry in entries:
        top = drawing.lines(entry, (left, top)) + _AFTER_ENTRY


def _dealt(entries: Sequence[Entry], room: float) -> Iterator[list[Entry]]:
    """Deal entries out to columns of `room` points."""
    column: list[Entry] = []
    for entry in entries:
        if column and sum(map(_height, column)) + _height(entry) > room:
            yield column
            column = []
        column.append(entry)
    yield column
