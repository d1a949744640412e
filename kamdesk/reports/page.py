"""The page around a form's grid: head, foot, page number, verification code, watermark."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from reportlab.lib.utils import ImageReader

from kamdesk.domain.projects.paper import PaperFrame
from kamdesk.reports.cells import BLANK_DAY, day, minute
from kamdesk.reports.fonts import Typeface
from kamdesk.reports.grid import Row, draw_rows
from kamdesk.reports.kinsoku import Line
from kamdesk.reports.sheet import HEIGHT, WATERMARK_COLUMN, WIDTH, Rect, Sheet
from kamdesk.reports.style import Align, TextStyle
from kamdesk.reports.text import clipped, paragraph
from kamdesk.reports.verification import code_squares

MM: Final = 72 / 25.4
"""Points of a millimetre."""

LEFT: Final = 25 * MM  # the binding side
TOP: Final = 20 * MM
BOTTOM: Final = HEIGHT - 18 * MM
CONTENT: Final = WIDTH - LEFT - 18 * MM
"""Points between the left and the right margin."""

_COMPANY: Final = TextStyle(Typeface.SERIF, 12, 18, Align.CENTRE)
_TITLE: Final = TextStyle(Typeface.SERIF_BOLD, 20, 31, Align.CENTRE)
_NOTE: Final = {align: TextStyle(Typeface.SERIF, 10, 18, align) for align in Align}
_FOOT: Final = {align: TextStyle(Typeface.SERIF, 8, 12, align) for align in Align}
_WATERMARK_SIZE: Final = 130.0
_WATERMARK_LENGTH: Final = 480.0  # points, for longer words
_LOGO: Final = Rect(LEFT, TOP - 4, 84, 40)  # the most room a logo takes
CODE: Final = Rect(LEFT + CONTENT - 12 * MM, BOTTOM + 1.5 * MM, 12 * MM, 12 * MM)
"""Where the verification code stands."""
_MOST_COMPANY_LINES: Final = 3
_LONGEST_NUMBER: Final = 40  # characters of it in the verification code
_BLANK_NUMBER: Final = "________________"

Place = tuple[float, float, float]
"""Left, top and width of a line's column."""


@dataclass(frozen=True, slots=True)
class FormKind:
    """What is the same on every print of a form."""

    code: str
    title: str
    day_label: str


class PageMaker:
    """Makes the sheets of one print."""

    def __init__(self, kind: FormKind, frame: PaperFrame, missing: set[str]) -> None:
        self._kind, self._frame, self._missing = kind, frame, missing
        self._logo = _read_logo(frame.logo)
        self._side = _LOGO.width if self._logo else 0.0  # kept free left and right of the name
        company = paragraph(frame.company_name, _COMPANY, missing)
        self._company = company.lines(CONTENT - 2 * self._side)[:_MOST_COMPANY_LINES]
        self._squares = form_code(kind, frame)

    @property
    def first_top(self) -> float:
        """Where the grid starts on the first page, in points from the paper's upper edge."""
        head = len(self._company) * _COMPANY.leading + _TITLE.leading
        return TOP + head + _NOTE[Align.LEFT].leading + 6

    @property
    def following_top(self) -> float:
        """Where the grid starts on the further pages."""
        return TOP

    def sheet(self, rows: list[Row], number: int, count: int) -> Sheet:
        """Return page `number` of `count`."""
        sheet = Sheet(watermark=watermark(self._frame.watermark or "", self._missing))
        top = self.first_top if number == 1 else self.following_top
        if number == 1:
            self._draw_head(sheet)
        else:
            self._draw_short_head(sheet)
        draw_rows(sheet, rows, left=LEFT, top=top, width=CONTENT)
        self._draw_foot(sheet, f"第 {number} 页 共 {count} 页")
        return sheet

    def _draw_head(self, sheet: Sheet) -> None:
        y = TOP
        if self._logo:
            sheet.pictures.append((self._logo, _fitted(self._logo)))
        for line in self._company:
            sheet.place(line, LEFT + self._side, y)
            y += line.leading
        self._put(sheet, self._kind.title, _TITLE, (LEFT, y, CONTENT))
        y += _TITLE.leading + 2
        written = f"{self._kind.day_label}：{day(self._frame.day, BLANK_DAY)}"
        self._put(sheet, written, _NOTE[Align.LEFT], (LEFT, y, CONTENT / 2))
        number = f"编号：{self._frame.number or _BLANK_NUMBER}"
        self._put(sheet, number, _NOTE[Align.RIGHT], (LEFT + CONTENT / 2, y, CONTENT / 2))

    def _draw_short_head(self, sheet: Sheet) -> None:
        y = TOP - 20
        title = f"{self._kind.title}（续）"
        self._put(sheet, title, _NOTE[Align.LEFT], (LEFT, y, CONTENT / 2))
        number = f"编号：{self._frame.number or _BLANK_NUMBER}"
        self._put(sheet, number, _NOTE[Align.RIGHT], (LEFT + CONTENT / 2, y, CONTENT / 2))

    def _draw_foot(self, sheet: Sheet, page: str) -> None:
        frame, side = self._frame, CONTENT / 3
        right = CONTENT - (CODE.width + 6 if frame.audit_head else 0)
        version = f"{self._kind.code} {frame.form_version}"
        printed = f"打印：{minute(frame.printed_at)} {frame.printed_by}"
        verified = f"验证码 {frame.audit_head}" if frame.audit_head else ""
        columns = (
            (Align.LEFT, LEFT, version, frame.confidentiality),
            (Align.CENTRE, LEFT + side, page, frame.copies),
            (Align.RIGHT, LEFT + right - side, printed, verified),
        )
        for align, x, *texts in columns:
            for number, text in enumerate(texts):
                y = BOTTOM + 6 + number * _FOOT[align].leading
                self._put(sheet, text, _FOOT[align], (x, y, side))
        sheet.squares += self._squares

    def _put(self, sheet: Sheet, text: str, style: TextStyle, place: Place) -> None:
        """Put a text on one line, cut where it is too long."""
        left, top, width = place
        for line in clipped(text, style, width, self._missing):
            sheet.place(line, left, top)


def watermark(text: str, missing: set[str]) -> Line | None:
    """Return the pale word across a page, None for no word."""
    if not text:
        return None
    size = min(_WATERMARK_SIZE, _WATERMARK_LENGTH / len(text))
    style = TextStyle(Typeface.SERIF_BOLD, size, size, Align.CENTRE)
    return paragraph(text, style, missing).lines(WATERMARK_COLUMN)[0]


def form_code(kind: FormKind, frame: PaperFrame) -> list[Rect]:
    """Return the verification code: form, number and audit head, in capitals (half the size)."""
    if not frame.audit_head:
        return []
    text = f"{kind.code} {frame.number[:_LONGEST_NUMBER]} {frame.audit_head}"
    return code_squares(text.upper(), CODE)


def _read_logo(logo: bytes | None) -> Any:
    """Return ReportLab's reader of a picture, or None where it is none."""
    if not logo:
        return None
    try:
        reader = ImageReader(BytesIO(logo))
        reader.getRGBData()  # decodes it: a file may be cut off in its middle
    except (OSError, SyntaxError, ValueError):  # Pillow's ways of saying "broken"
        return None
    return reader


def _fitted(logo: Any) -> Rect:
    """Return the logo's box: as large as it may be, in its own proportions."""
    width, height = logo.getSize()
    scale = min(_LOGO.width / width, _LOGO.height / height)
    return Rect(_LOGO.left, _LOGO.top, width * scale, height * scale)
