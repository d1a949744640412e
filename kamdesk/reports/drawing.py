"""Lines, boxes and words on a page, measured in points from its upper left corner."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from reportlab.lib.colors import HexColor

from kamdesk.reports.kinsoku import Line

Point = tuple[float, float]
_CENTRE: Final = 0.38  # em from the baseline up to the middle of a Chinese character


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line's colour (#RRGGBB), its width and dashes in points."""

    colour: str
    width: float
    dashes: tuple[float, ...] = ()


class Drawing:
    """Draws on the page that ReportLab's `canvas` is at."""

    def __init__(self, canvas: Any, height: float) -> None:
        self._canvas = canvas
        self._height = height

    def path(self, points: Sequence[Point], stroke: Stroke, *, turn: float = 0.0) -> None:
        """Draw through `points`, bends rounded from `turn` points before them."""
        self._stroke(stroke)
        path = self._canvas.beginPath()
        path.moveTo(*self._at(points[0]))
        for before, corner, after in zip(points, points[1:], points[2:], strict=False):
            start, end = _towards(corner, before, turn), _towards(corner, after, turn)
            path.lineTo(*self._at(start))
            near = (_towards(corner, start, turn / 3), _towards(corner, end, turn / 3))
            path.curveTo(*self._at(near[0]), *self._at(near[1]), *self._at(end))
        path.lineTo(*self._at(points[-1]))
        self._canvas.drawPath(path)

    def polygon(self, points: Sequence[Point], colour: str) -> None:
        """Fill what lies between `points`."""
        path = self._canvas.beginPath()
        path.moveTo(*self._at(points[0]))
        for point in points[1:]:
            path.lineTo(*self._at(point))
        path.close()
        self._canvas.setFillColor(HexColor(colour))
        self._canvas.drawPath(path, stroke=0, fill=1)

    def box(
        self, left_top: Point, right_bottom: Point, *, round_by: float, fill: str, stroke: Stroke
    ) -> None:
        """Draw a box with round corners."""
        self._stroke(stroke)
        self._canvas.setFillColor(HexColor(fill))
        left, bottom = self._at((left_top[0], right_bottom[1]))
        width, height = right_bottom[0] - left_top[0], right_bottom[1] - left_top[1]
        self._canvas.roundRect(left, bottom, width, height, round_by, stroke=1, fill=1)

    def ground(self, left_top: Point, right_bottom: Point, colour: str) -> None:
        """Fill a rectangle."""
        left, bottom = self._at((left_top[0], right_bottom[1]))
        self._canvas.setFillColor(HexColor(colour))
        width, height = right_bottom[0] - left_top[0], right_bottom[1] - left_top[1]
        self._canvas.rect(left, bottom, width, height, stroke=0, fill=1)

    def dot(self, middle: Point, radius: float, stroke: Stroke, *, full: bool) -> None:
        """Draw a small circle, full or empty."""
        self._stroke(stroke)
        self._canvas.setFillColor(HexColor(stroke.colour))
        self._canvas.circle(*self._at(middle), radius, stroke=1, fill=int(full))

    def lines(self, lines: Iterable[Line], left_top: Point, colour: str = "#000000") -> float:
        """Set lines below each other; return where the next one would begin."""
        left, top = left_top
        self._canvas.setFillColor(HexColor(colour))
        for line in lines:
            y = self._height - (top + line.leading / 2 + line.size * _CENTRE)
            for run in line.runs:
                self._canvas.setFont(run.font, run.size)
                self._canvas.drawString(left + run.x, y, run.text, charSpace=run.spacing)
            top += line.leading
        return top

    def _at(self, point: Point) -> Point:
        return point[0], self._height - point[1]

    def _stroke(self, stroke: Stroke) -> None:
        self._canvas.setStrokeColor(HexColor(stroke.colour))
        self._canvas.setLineWidth(stroke.width)
        self._canvas.setDash(list(stroke.dashes))


def _towards(start: Point, end: Point, length: float) -> Point:
    across, down = end[0] - start[0], end[1] - start[1]
    whole = (across * across + down * down) ** 0.5
    share = min(length / whole, 0.5) if whole else 0.0
    return start[0] + across * share, start[1] + down * share
