"""The one way a text gets onto paper: `paragraph()`.

Text is never markup here, so `<img src=…>`, `R&D` and formulae print as they were typed. Control
and invisible characters are dropped; a character that no shipped font has prints as 〓 and is
reported to the caller.
"""

import re
from typing import Final

from kamdesk.reports.fonts import Face, face, face_for
from kamdesk.reports.kinsoku import CjkParagraph, Line
from kamdesk.reports.style import TextStyle

GETA: Final = "〓"
"""Printed in place of a character that no shipped font has."""

TICKED: Final = "☑"
"""In a text for `paragraph()`: a ticked box; `UNTICKED` is an empty one."""
UNTICKED: Final = "□"

_NEWLINES: Final = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    r"""Return `text` with \n for every kind of line end and without what has no ink."""
    plain = _NEWLINES.sub("\n", text).replace("\t", "    ").replace("☐", UNTICKED)
    return _SURROGATE.sub("\ufffd", _INVISIBLE.sub("", plain))


def paragraph(text: str, style: TextStyle, missing: set[str]) -> CjkParagraph:
    """Return `text` ready to be broken into lines; adds to `missing` what no font can draw."""
    plain = clean(text)
    base, size = face(style.typeface), style.size
    try:
        widths = [width * size for width in map(base.widths.__getitem__, plain)]
        if style.tracking:
            widths = [width + style.tracking for width in widths]
    except KeyError:
        return _mixed(plain, style, base, missing)
    return CjkParagraph(plain, style, widths=widths, fonts=base.name)


def _mixed(plain: str, style: TextStyle, base: Face, missing: set[str]) -> CjkParagraph:
    """Set a text that the base typeface cannot draw alone."""
    ticks = frozenset(place for place, char in enumerate(plain) if char == TICKED)
    chars = list(plain.replace(TICKED, UNTICKED))
    faces = [base] * len(chars)
    for place, char in enumerate(chars):
        if not base.has(char):
            faces[place], chars[place] = _fallback(char, base, missing)
    return CjkParagraph(
        "".join(chars),
        style,
        widths=[
            at.widths[char] * style.size + style.tracking
            for at, char in zip(faces, chars, strict=True)
        ],
        fonts=[at.name for at in faces],
        ticks=ticks,
    )


def _fallback(char: str, base: Face, missing: set[str]) -> tuple[Face, str]:
    """Return another typeface for `char`, or the base with the mark for a missing character."""
    found = face_for(char)
    if found is not None:
        return found, char
    missing.add(char)
    return base, GETA


def clipped(text: str, style: TextStyle, width: float, missing: set[str]) -> list[Line]:
    """Return `text` on one line of `width` points, cut with … where it is longer."""
    flat = " ".join(clean(text).split("\n"))
    whole = paragraph(flat, style, missing)
    if whole.width > width:
        room = width - face(style.typeface).widths["…"] * style.size
        whole = paragraph(flat[: whole.count_within(room)] + "…", style, missing)
    return whole.lines(width)
