"""The relationship map itself on paper: boxes and lines, scaled to the room there is.

As on the screen, each meaning has a word or dashes beside its colour, so that a black-and-white
print says the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import atan2, cos, pi, sin
from typing import Final

from kamdesk.domain.clients.contacts import ATTITUDE_TITLES, ROLE_TITLES, Attitude
from kamdesk.domain.persons.layout import BADGE, FRAME_HEAD, FRAME_MARGIN, placed
from kamdesk.domain.persons.maps import (
    CHAMPION_TITLE,
    LINE_TITLES,
    MOST_INFLUENCE,
    NO_ATTITUDE,
    OUR_SIDE,
    OUR_TITLE,
    SPONSOR_TITLE,
    FormalKind,
    LineKind,
    MapLine,
    MapPerson,
    RelationMap,
)
from kamdesk.domain.persons.relations import RelationKind
from kamdesk.domain.persons.wires import (
    Box,
    Point,
    Way,
    around,
    box_at,
    leads_to_frame,
    ways,
    with_badges,
)
from kamdesk.domain.persons.words import word_places
from kamdesk.reports.drawing import Drawing, Stroke
from kamdesk.reports.fonts import Typeface
from kamdesk.reports.kinsoku import Line
from kamdesk.reports.style import Align, TextStyle
from kamdesk.reports.text import clipped, paragraph

_LARGEST_SCALE: Final = 0.78  # points a map unit: small maps are not blown up
_SMALLEST_PRINT: Final = 6.5  # points, as far as the boxes have room for it
_TEXT: Final = (12.0, 20.0)  # map units: the usual size, and the most that a box takes
_NAME: Final = (14.0, 22.0)
_LONGEST_WORD: Final = 190.0
_ARROW: Final = 9.0
_TURN: Final = 8.0
_OWNING: Final = MapLine(kind=FormalKind.OWNER, source=OUR_SIDE, target=OUR_SIDE)

_INK: Final = "#1A222D"
_SOFT_INK: Final = "#4B5665"
_EDGE: Final = "#828C9A"
_GROUNDS: Final[Mapping[Attitude | None, tuple[str, str]]] = {
    Attitude.SUPPORT: ("#E4F4EA", "#1B7444"),
    Attitude.NEUTRAL: ("#EBEEF2", "#4B5665"),
    Attitude.OPPOSE: ("#FCE9E7", "#B3261E"),
    None: ("#FFFFFF", "#4B5665"),
}
"""Ground, and ink of border and word."""
_OURS: Final = ("#E2F2F7", "#0A6480")

STROKES: Final[Mapping[LineKind, Stroke]] = {
    FormalKind.SUPERIOR: Stroke("#4B5665", 1.5),
    FormalKind.ASSISTANT: Stroke("#4B5665", 1.5, (2.2, 3.0)),
    FormalKind.OWNER: Stroke("#0A6480", 1.8),
    RelationKind.INFLUENCE: Stroke("#1D5FBF", 1.8),
    RelationKind.CLOSE: Stroke("#1F7D72", 1.8, (14.0, 5.0)),
    RelationKind.CONFLICT: Stroke("#B3261E", 1.8, (4.5, 3.6)),
    RelationKind.INTRODUCED: Stroke("#7A46A3", 1.8, (9.0, 4.5)),
    RelationKind.LIAISON: Stroke("#0A6480", 1.8, (14.0, 4.5, 2.7, 4.5)),
}
"""In map units."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How map units come onto the paper: points a unit, and the map's middle in points."""

    points: float
    shift: Point

    def at(self, point: Point) -> Point:
        """Return where a point of the map lies on the paper."""
        return point[0] * self.points + self.shift[0], point[1] * self.points + self.shift[1]

    def size(self, least: tuple[float, float]) -> float:
        """Return a type size in points: legible, unless the boxes grow too small for it."""
        usual, most = least
        return min(max(usual, _SMALLEST_PRINT / self.points), most) * self.points


class MapDrawing:
    """Draws a map into an area of the paper."""

    def __init__(self, drawing: Drawing, shown: RelationMap, area: Box, missing: set[str]) -> None:
        self._draw = drawing
        self._map = shown
        self._missing = missing
        places = placed(shown.people, shown.places, upright=True)
        self._boxes = {key: box_at(place) for key, place in places.items()}
        inner = around(box for key, box in self._boxes.items() if key != OUR_SIDE)
        framed = inner.grown(FRAME_MARGIN)
        self._frame = framed._replace(top=framed.top - FRAME_HEAD)
        self._scale = _fitted(around([self._frame, self._boxes[OUR_SIDE]]), area)

    def paint(self) -> None:
        """Draw frame, lines, words, boxes."""
        self._paint_frame()
        paths: dict[MapLine, Way] = dict(ways(self._map.lines(), self._boxes))
        if self._map.owner:
            paths[_OWNING] = leads_to_frame(self._boxes[OUR_SIDE], self._frame)
        for line, way in paths.items():
            if way:
                self._paint_line(line, way)
        self._paint_words(paths)
        for person in self._map.people:
            self._paint_person(person, self._boxes[person.id])
        self._paint_ours(self._boxes[OUR_SIDE])

    def _paint_frame(self) -> None:
        left_top, right_bottom = self._corners(self._frame)
        edge = Stroke("#C3CAD4", 0.7)
        self._draw.box(left_top, right_bottom, round_by=5, fill="#FAFBFC", stroke=edge)
        style = self._style(Typeface.SANS_BOLD, _TEXT)
        room = right_bottom[0] - left_top[0] - 12
        name = clipped(self._map.client, style, room, self._missing)
        self._draw.lines(name, (left_top[0] + 7, left_top[1] + 3), _SOFT_INK)

    def _paint_line(self, line: MapLine, way: Way) -> None:
        points = [self._scale.at(point) for point in way]
        paint_line(self._draw, line.kind, points, self._scale.points, points_on=line.points)

    def _paint_words(self, paths: Mapping[MapLine, Way]) -> None:
        style = self._style(Typeface.SANS, _TEXT, Align.CENTRE)
        room = _LONGEST_WORD * self._scale.points
        words = {
            line: [clipped(text, style, room, self._missing) for text in _words(line)]
            for line in paths
        }
        sizes = {
            line: [
                (self._width(each[0], style) + 8, style.leading / self._scale.points)
                for each in texts
            ]
            for line, texts in words.items()
        }
        obstacles = map(with_badges, self._boxes.values())
        for line, ground in word_places(paths, sizes, obstacles).items():
            left_top, right_bottom = self._corners(ground)
            inside = line is not _OWNING and line.source != OUR_SIDE
            self._draw.ground(left_top, right_bottom, "#FAFBFC" if inside else "#FFFFFF")
            middle = (left_top[0] + right_bottom[0]) / 2 - room / 2
            widths = [abs(size[0] - (ground.right - ground.left)) for size in sizes[line]]
            written = words[line][widths.index(min(widths))]
            self._draw.lines(written, (middle, left_top[1]), STROKES[line.kind].colour)

    def _width(self, line: Line, style: TextStyle) -> float:
        """Return the width of a set line in map units."""
        text = "".join(run.text for run in line.runs)
        return paragraph(text, style, set()).width / self._scale.points

    def _paint_person(self, person: MapPerson, box: Box) -> None:
        ground, ink = _GROUNDS[person.attitude]
        dashes = () if person.attitude else (3.0, 2.0)
        edge = _EDGE if person.attitude in {None, Attitude.NEUTRAL} else ink
        self._ground(box, ground, Stroke(edge, 0.9, dashes))
        attitude = ATTITUDE_TITLES[person.attitude] if person.attitude else NO_ATTITUDE
        about = " · ".join(part for part in (person.department, person.post) if part)
        role = ROLE_TITLES[person.role] if person.role else ""
        dots = MOST_INFLUENCE * 10 + 6 if person.influence else 0
        self._text(box, 0, person.name, bold=True, less=dots)
        self._text(box, 1, about, colour=_SOFT_INK)
        self._text(box, 2, role, less=60)
        self._text(box, 2, attitude, bold=True, colour=ink, align=Align.RIGHT)
        self._paint_dots(box, person.influence or 0)
        badges = ((person.sponsor, SPONSOR_TITLE), (person.champion, CHAMPION_TITLE))
        for number, title in enumerate([title for held, title in badges if held]):
            self._paint_badge(box, title, at_right=number > 0)

    def _paint_ours(self, box: Box) -> None:
        ground, ink = _OURS
        owner = self._map.owner
        self._ground(box, ground, Stroke(ink, 0.9))
        self._text(box, 0, f"{OUR_TITLE}：{owner.name}" if owner else OUR_TITLE, bold=True)
        self._text(box, 1, owner.department if owner else "暂无负责人", colour=_SOFT_INK)
        self._text(box, 2, "客户负责人" if owner else "")

    def _paint_dots(self, box: Box, count: int) -> None:
        stroke = Stroke(_SOFT_INK, 0.5)
        for at in range(MOST_INFLUENCE if count else 0):
            x = box.right - 10 - (MOST_INFLUENCE - at) * 10 + 6.5
            middle = self._scale.at((x, box.top + 20))
            self._draw.dot(middle, 3.5 * self._scale.points, stroke, full=at < count)

    def _paint_badge(self, box: Box, word: str, *, at_right: bool) -> None:
        size = 11 * self._scale.points
        style = TextStyle(Typeface.SANS, size, BADGE * self._scale.points, Align.CENTRE)
        set_word = paragraph(word, style, self._missing)
        width = set_word.width / self._scale.points + 8
        left = box.right - 10 - width if at_right else box.left + 10
        ground = Box(left, box.top - BADGE / 2, left + width, box.top + BADGE / 2)
        left_top, right_bottom = self._corners(ground)
        edge = Stroke("#1D5FBF", 0.3)
        self._draw.box(left_top, right_bottom, round_by=1.6, fill="#1D5FBF", stroke=edge)
        lines = set_word.lines(right_bottom[0] - left_top[0])
        self._draw.lines(lines, left_top, "#FFFFFF")

    def _ground(self, box: Box, colour: str, stroke: Stroke) -> None:
        left_top, right_bottom = self._corners(box)
        round_by = 8 * self._scale.points
        self._draw.box(left_top, right_bottom, round_by=round_by, fill=colour, stroke=stroke)

    def _text(
        self,
        box: Box,
        row: int,
        text: str,
        *,
        bold: bool = False,
        colour: str = _INK,
        align: Align = Align.LEFT,
        less: float = 0.0,
    ) -> None:
        """Set a text on one of a box's three rows, `less` units short of its right end."""
        height = (box.bottom - box.top - 16) / 3
        left_top = self._scale.at((box.left + 10, box.top + 9 + row * height))
        face = Typeface.SANS_BOLD if bold else Typeface.SANS
        size = self._scale.size(_TEXT if row else _NAME)
        style = TextStyle(face, size, height * self._scale.points, align)
        room = (box.right - box.left - 20 - less) * self._scale.points
        self._draw.lines(clipped(text, style, room, self._missing), left_top, colour)

    def _style(
        self, face: Typeface, size: tuple[float, float], align: Align = Align.LEFT
    ) -> TextStyle:
        points = self._scale.size(size)
        return TextStyle(face, points, points * 1.35, align)

    def _corners(self, box: Box) -> tuple[Point, Point]:
        return self._scale.at((box.left, box.top)), self._scale.at((box.right, box.bottom))


def paint_line(
    drawing: Drawing, kind: LineKind, points: list[Point], scale: float, *, points_on: bool
) -> None:
    """Draw a line of a kind through `points` of the paper, with an arrow where it `points_on`."""
    stroke = STROKES[kind]
    dashes = tuple(dash * scale for dash in stroke.dashes)
    thin = Stroke(stroke.colour, stroke.width * scale, dashes)
    if points_on:
        tip, before = points[-1], points[-2]
        back = atan2(before[1] - tip[1], before[0] - tip[0])
        length = _ARROW * scale
        sides = [back - pi / 8, back + pi / 8]
        points = [*points[:-1], _off(tip, back, length * 0.6)]
        drawing.path(points, thin, turn=_TURN * scale)
        drawing.polygon([tip, *(_off(tip, side, length) for side in sides)], stroke.colour)
    else:
        drawing.path(points, thin, turn=_TURN * scale)


def _off(point: Point, angle: float, length: float) -> Point:
    return point[0] + length * cos(angle), point[1] + length * sin(angle)


def _words(line: MapLine) -> tuple[str, ...]:
    """Return the ways to write the word of a line, the longest first."""
    if line.kind in {FormalKind.SUPERIOR, FormalKind.ASSISTANT}:
        return ()
    kind = LINE_TITLES[line.kind]
    return (f"{kind}：{line.note}", kind) if line.note else (kind,)


def _fitted(content: Box, area: Box) -> Scale:
    """Return the scale at which `content` fills `area` as far as it may, in its middle."""
    across = (area.right - area.left) / (content.right - content.left)
    down = (area.bottom - area.top) / (content.bottom - content.top)
    points = min(across, down, _LARGEST_SCALE)
    (x, y), (to_x, to_y) = content.middle, area.middle
    return Scale(points, (to_x - x * points, to_y - y * points))
