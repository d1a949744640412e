"""Breaking Chinese text into lines (GB/T 15834 and the usual 避头尾).

No line starts with a closing mark or ends with an opening one, Latin words and numbers stay whole
where they fit, a newline always breaks, and nothing is ever wider than the column.

A mark that may not start the next line takes the character before it along (推出). A style that
`pulls` does it the other way where the mark alone is too many: it is pulled into the full line
(拉进), its own empty half beyond the column's edge and its other half won from the gaps between
the characters, so that the line is exactly as wide as its column.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby
from typing import Final, NamedTuple

from kamdesk.reports.fonts import Typeface
from kamdesk.reports.style import Align, Ink, TextStyle

NO_START: Final = frozenset("，。、；：？！）》」』】〕〉］｝〗”’％‰℃°…—～·・々,.;:?!)]}%")
"""Marks that no line may start with."""

NO_END: Final = frozenset("（《「『【〔〈［｛〖“‘￥¥＄$＃#§№([{□")
"""Marks that no line may end with; a tick box stays with its words."""

PULLED: Final = frozenset("，。、；：）》」』】〕〉］｝〗")
"""Marks whose right half has no ink: those that may be pulled into a full line."""

_CHINESE_MARKS: Final = frozenset("“”‘’…—·")  # below the Chinese blocks, yet no part of a word
_FIRST_CHINESE: Final = "\u2e80"
_WIDEST_GAP: Final = 0.12  # em: a line that would need more to be justified stays ragged
_TOLERANCE: Final = 1e-6  # points: sums of widths are not exact
_TICK: Final = "√"
_TICK_FONT: Final = Typeface.SERIF_BOLD.value  # the titles' one, so it is in the file anyway
_TICK_SIZE: Final = 1.1  # of the box's size


class Run(NamedTuple):
    """Text of one typeface within a line; `x` in points from the column's left edge."""

    x: float
    font: str
    size: float
    text: str
    spacing: float = 0.0  # points added after every character


class Line(NamedTuple):
    """A line ready to be placed; `leading` and `size` in points."""

    runs: tuple[Run, ...]
    leading: float
    size: float
    ink: Ink = Ink.BLACK


class Span(NamedTuple):
    """Where a line stands in its text; `last` of its paragraph lines are never justified."""

    start: int
    end: int
    last: bool


class CjkParagraph:
    """A text whose characters have their width and font, to be broken at any column width.

    `fonts` is one name for all characters or one for each; `ticks` are the positions of boxes
    that get a tick drawn over them.
    """

    __slots__ = ("_fonts", "_style", "_text", "_ticks", "_widths")

    def __init__(
        self,
        text: str,
        style: TextStyle,
        *,
        widths: Sequence[float],
        fonts: str | Sequence[str],
        ticks: frozenset[int] = frozenset(),
    ) -> None:
        self._text, self._style = text, style
        self._widths, self._fonts, self._ticks = widths, fonts, ticks

    @property
    def width(self) -> float:
        """Width in points, were it set on one line."""
        return sum(self._widths)

    def count_within(self, width: float) -> int:
        """Return how many of the first characters fit into `width` points."""
        return bisect_right(list(accumulate(self._widths)), width)

    def lines(self, width: float) -> list[Line]:
        """Break to a column of `width` points; an empty text has one empty line."""
        spans = break_lines(self._text, self._widths, width, pulls=self._style.pulls)
        return [self._line(span, width) for span in spans]

    def _line(self, span: Span, width: float) -> Line:
        start, end, last = span
        style = self._style
        slack = self._slack(start, end, width)
        gap = 0.0
        if end - start > 1 and (slack < 0 or (style.align is Align.JUSTIFY and not last)):
            gap = slack / (end - start - 1)
        runs = self._runs(
            start,
            end,
            max(0.0, slack) * style.share,
            gap if gap <= _WIDEST_GAP * style.size else 0.0,
        )
        return Line(tuple(runs), style.leading, style.size, style.ink)

    def _slack(self, start: int, end: int, width: float) -> float:
        """Return the points a line leaves free; fewer than none where a mark was pulled in."""
        free = width - sum(self._widths[start:end])
        if not self._style.pulls or free > -_TOLERANCE:
            return max(0.0, free)
        return free + self._style.size / 2

    def _runs(self, start: int, end: int, x: float, gap: float) -> Iterator[Run]:
        fonts, size = self._fonts, self._style.size
        spacing = gap + self._style.tracking
        if isinstance(fonts, str):
            yield Run(x, fonts, size, self._text[start:end], spacing)
            return
        ticks = self._ticks
        for (font, ticked), places in groupby(
            range(start, end), lambda place: (fonts[place], place in ticks)
        ):
            first, *rest = places
            stop = first + len(rest) + 1
            yield Run(x, font, size, self._text[first:stop], spacing)
            if ticked:
                yield Run(x, _TICK_FONT, size * _TICK_SIZE, _TICK)
            x += sum(self._widths[first:stop]) + gap * (stop - first)


def break_lines(
    text: str, widths: Sequence[float], limit: float, *, pulls: bool = False
) -> list[Span]:
    """Return the lines of `text` in a column of `limit` points; `widths` are its characters'.

    With `pulls` a line may be over it by one of the PULLED marks.
    """
    lines: list[Span] = []
    start = 0
    for piece in text.split("\n"):
        end = start + len(piece)
        marks = PULLED if pulls else frozenset[str]()
        lines += _break_piece(text, widths, Span(start, end, last=True), limit, pulled=marks)
        start = end + 1
    return lines


def _break_piece(
    text: str, widths: Sequence[float], piece: Span, limit: float, *, pulled: frozenset[str]
) -> Iterator[Span]:
    """Break what stands between two newlines; one of the marks `pulled` may be over `limit`."""
    first = start = piece.start
    stop = _without_blanks(text, start, piece.end)
    ends = list(accumulate(widths[start:stop], initial=0.0))
    while True:
        room = ends[start - first] + limit + _TOLERANCE
        fits = first + bisect_right(ends, room, lo=start - first) - 1
        end = max(fits, start + 1)  # a character wider than the column stands alone
        if end < stop and text[end] in pulled and _is_break(text, end + 1, stop):
            end += 1
        if end >= stop:
            yield Span(start, stop, last=True)
            return
        end = _break_before(text, start, end)
        yield Span(start, _without_blanks(text, start, end), last=False)
        start = end
        while text[start] == " ":
            start += 1


def _break_before(text: str, start: int, end: int) -> int:
    """Return the last place up to `end` where a line may break.

    If there is none a word is cut, and if marks alone fill the line they are.
    """
    for allowed in (_may_break, _may_cut):
        place = end
        while place > start + 1 and not allowed(text[place - 1], text[place]):
            place -= 1
        if place > start + 1:
            return place
    return end


def _is_break(text: str, place: int, stop: int) -> bool:
    """Tell whether a text that ends at `stop` may break before `place`."""
    return place >= stop or _may_break(text[place - 1], text[place])


def _may_break(left: str, right: str) -> bool:
    """Tell whether a line may end with `left` and the next one start with `right`."""
    return _may_cut(left, right) and not (_in_word(left) and _in_word(right))


def _may_cut(left: str, right: str) -> bool:
    """Tell the same where words need not stay whole."""
    return right not in NO_START and left not in NO_END


def _in_word(char: str) -> bool:
    return char < _FIRST_CHINESE and char != " " and char not in _CHINESE_MARKS


def _without_blanks(text: str, start: int, end: int) -> int:
    """Return the end of a line without the blanks it ends with."""
    while end > start and text[end - 1] == " ":
        end -= 1
    return end
