"""The ink of one page, and how it gets into a PDF.

Page content is written as PDF operators in one go: ReportLab's own drawing calls cost ten times as
much for the many short texts of a form. ReportLab still makes the fonts, pictures and the file.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any, Final, NamedTuple

from reportlab.pdfbase import pdfmetrics

from kamdesk.reports.kinsoku import Line, Run
from kamdesk.reports.style import Ink

HEIGHT: Final = 841.89
"""Height of A4 in points."""
WIDTH: Final = 595.276
"""Width of A4 in points."""

WATERMARK_COLUMN: Final = 2000.0
"""Points; wider than any page, as the watermark's line is centred in it."""

_LABEL_GREY: Final = 0.955
_WATERMARK_GREY: Final = 0.9
_WATERMARK_ANGLE: Final = math.radians(35)
_CENTRE: Final = 0.38  # em from the baseline up to the middle of a Chinese character


class Rect(NamedTuple):
    """A rectangle; `top` in points from the paper's upper edge."""

    left: float
    top: float
    width: float
    height: float


class Rule(NamedTuple):
    """A straight line; coordinates in points from the paper's upper left corner."""

    x0: float
    y0: float
    x1: float
    y1: float
    weight: float


class PlacedRun(NamedTuple):
    """A run at its place; `baseline` in points from the paper's upper edge."""

    x: float
    baseline: float
    run: Run
    ink: Ink = Ink.BLACK


@dataclass(slots=True)
class Sheet:
    """What one page shows."""

    shades: list[Rect] = field(default_factory=list)  # grey grounds of label cells
    squares: list[Rect] = field(default_factory=list)  # black, such as modules of the QR code
    rules: list[Rule] = field(default_factory=list)
    runs: list[PlacedRun] = field(default_factory=list)
    coloured_rules: dict[Ink, list[Rule]] = field(default_factory=dict)
    pictures: list[tuple[Any, Rect]] = field(default_factory=list)  # ReportLab's ImageReader
    watermark: Line | None = None  # centred in a column of WATERMARK_COLUMN
    width: float = WIDTH  # of the paper
    height: float = HEIGHT

    def place(self, line: Line, left: float, top: float) -> None:
        """Put a line into a column at `left` whose upper edge is `top`."""
        baseline = top + line.leading / 2 + line.size * _CENTRE
        self.runs += [
            PlacedRun(left + run.x, baseline, run, line.ink) for run in line.runs if run.text
        ]


def paint(canvas: Any, sheet: Sheet) -> None:
    """Draw a sheet as the next page of ReportLab's `canvas`."""
    height = sheet.height
    operators = [*_rects(sheet.shades, _LABEL_GREY, height)]
    if sheet.watermark:
        operators += _watermark(canvas, sheet.watermark, sheet)
    operators += _rects(sheet.squares, 0, height)
    operators += _rules(sheet.rules, height)
    for ink, coloured in sheet.coloured_rules.items():
        operators += [_colour(ink, "RG"), *_rules(coloured, height), _colour(Ink.BLACK, "RG")]
    operators += _runs(canvas, sheet.runs, height)
    canvas.addLiteral("\n".join(operators))
    for picture, box in sheet.pictures:
        bottom = height - box.top - box.height
        canvas.drawImage(picture, box.left, bottom, box.width, box.height, mask="auto")
    canvas.showPage()


def _rects(boxes: list[Rect], grey: float, paper: float) -> Iterator[str]:
    if not boxes:
        return
    yield f"{grey} g"
    for left, top, width, height in boxes:
        yield f"{left:.2f} {paper - top - height:.2f} {width:.2f} {height:.2f} re"
    yield "f 0 g"


def _rules(rules: list[Rule], paper: float) -> Iterator[str]:
    weight = itemgetter(4)
    for width, group in groupby(sorted(rules, key=weight), weight):
        yield f"{width} w"
        for x0, y0, x1, y1, _width in group:
            yield f"{x0:.2f} {paper - y0:.2f} m {x1:.2f} {paper - y1:.2f} l"
        yield "S"


def _runs(canvas: Any, runs: list[PlacedRun], paper: float) -> Iterator[str]:
    yield "BT"
    font_in_use, spacing_in_use, ink_in_use = "", 0.0, Ink.BLACK
    for x, baseline, (_x, font, size, text, spacing), ink in runs:
        if ink is not ink_in_use:
            yield _colour(ink, "rg")
            ink_in_use = ink
        yield f"1 0 0 1 {x:.2f} {paper - baseline:.2f} Tm"
        if spacing != spacing_in_use:
            yield f"{spacing:.3f} Tc"
            spacing_in_use = spacing
        for name, codes in _subsets(canvas, font, text):
            wanted = f"{name} {size} Tf"
            if wanted != font_in_use:
                yield wanted
                font_in_use = wanted
            yield f"<{codes.hex()}> Tj"
    yield "ET"


def _colour(ink: Ink, operator: str) -> str:
    return "{} {} {} ".format(*ink.value) + operator


def _subsets(canvas: Any, font_name: str, text: str) -> Iterator[tuple[str, bytes]]:
    """Yield the parts of `text` by font subset: the subset's name in the file and its codes."""
    font, document = pdfmetrics.getFont(font_name), canvas._doc  # noqa: SLF001 - as canvases do
    for subset, codes in font.splitString(text, document):
        yield font.getSubsetInternalName(subset, document), codes


def _watermark(canvas: Any, line: Line, sheet: Sheet) -> Iterator[str]:
    """Yield a pale text across the page's middle."""
    cosine, sine = math.cos(_WATERMARK_ANGLE), math.sin(_WATERMARK_ANGLE)
    centre = f"{sheet.width / 2} {sheet.height / 2}"
    yield f"q {cosine:.4f} {sine:.4f} {-sine:.4f} {cosine:.4f} {centre} cm"
    yield f"{_WATERMARK_GREY} g BT"
    for x, font, size, text, _spacing in line.runs:
        yield f"1 0 0 1 {x - WATERMARK_COLUMN / 2:.2f} {-size * _CENTRE:.2f} Tm"
        for name, codes in _subsets(canvas, font, text):
            yield f"{name} {size} Tf <{codes.hex()}> Tj"
    yield "ET Q"
