"""Reads a PDF back as a reader sees it: lines of text and where they start."""

import ctypes
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

MM = 72 / 25.4


class Placed(NamedTuple):
    """A line of text; x and y in mm from the paper's upper left corner to the first character."""

    x: float
    y: float
    text: str


class Glyph(NamedTuple):
    """A character and its box in points from the paper's lower left corner."""

    char: str
    left: float
    bottom: float
    right: float
    top: float


class Spot(NamedTuple):
    """A character and where it is set: its left edge and baseline, points from upper left."""

    char: str
    x: float
    y: float


def pages_of(pdf):
    """Return the glyphs of each page, line ends included."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [glyphs_of(page) for page in document]


def glyphs_of(page):
    text = page.get_textpage()
    count = text.count_chars()
    codes = [raw.FPDFText_GetUnicode(text, place) for place in range(count)]
    return [Glyph(chr(code), *text.get_charbox(place)) for place, code in enumerate(codes)]


def spots_of(pdf):
    """Return the characters of each page by line, uppermost first; blanks do not count."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [_spots(page) for page in document]


def _spots(page):
    text, lines = page.get_textpage(), {}
    x, y = ctypes.c_double(), ctypes.c_double()
    for place in range(text.count_chars()):
        char = chr(raw.FPDFText_GetUnicode(text, place))
        raw.FPDFText_GetCharOrigin(text, place, x, y)
        if not char.isspace():
            lines.setdefault(round(y.value, 1), []).append(Spot(char, x.value, 841.89 - y.value))
    return [sorted(lines[key], key=lambda spot: spot.x) for key in sorted(lines, reverse=True)]


def lines_of(glyphs):
    """Return a page's lines with their places; blanks do not count."""
    lines, line = [], []
    for glyph in [*glyphs, Glyph("\n", 0, 0, 0, 0)]:
        if glyph.char in "\r\n":
            if line:
                first = line[0]
                x, y = first.left / MM, (841.89 - first.top) / MM
                lines.append(Placed(x, y, joined(line)))
            line = []
        elif not glyph.char.isspace():
            line.append(glyph)
    return lines


def joined(glyphs):
    """Return the text of glyphs; the reader tells a character beyond the BMP in two halves."""
    halves = "".join(glyph.char for glyph in glyphs)
    return halves.encode("utf-16", "surrogatepass").decode("utf-16")


def text_of(pdf):
    """Return all text without blanks and line ends, a form feed between pages."""
    return "\f".join("".join(line.text for line in lines_of(page)) for page in pages_of(pdf))
