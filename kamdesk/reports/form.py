"""Puts a form's rows onto pages and the pages into a PDF."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from kamdesk.domain.clock import CHINA
from kamdesk.domain.projects.paper import PaperFrame
from kamdesk.reports.fonts import Typeface, face
from kamdesk.reports.grid import Row, paginate
from kamdesk.reports.page import BOTTOM, FormKind, PageMaker
from kamdesk.reports.sheet import Sheet, paint


@dataclass(frozen=True, slots=True)
class RenderedPaper:
    """A finished print."""

    pdf: bytes
    pages: int
    missing: tuple[str, ...]
    """Characters that no shipped font has, printed as 〓; the user has to be told."""


def render_form(
    kind: FormKind, frame: PaperFrame, rows: Sequence[Row], missing: set[str]
) -> RenderedPaper:
    """Return the PDF of a form; the same input gives the same bytes."""
    sheets = lay_out(kind, frame, rows, missing)
    title = " ".join(part for part in (kind.title, frame.number) if part)
    pdf = write_pdf(sheets, title=title, author=frame.company_name, made_at=frame.printed_at)
    return RenderedPaper(pdf, len(sheets), tuple(sorted(missing)))


def lay_out(
    kind: FormKind, frame: PaperFrame, rows: Sequence[Row], missing: set[str]
) -> list[Sheet]:
    """Return the form's pages, ready to be painted."""
    maker = PageMaker(kind, frame, missing)
    pages = paginate(rows, first=BOTTOM - maker.first_top, following=BOTTOM - maker.following_top)
    return [maker.sheet(page, number, len(pages)) for number, page in enumerate(pages, start=1)]


def write_pdf(sheets: Sequence[Sheet], *, title: str, author: str, made_at: datetime) -> bytes:
    """Return the sheets, all of one size, as a PDF file that is dated `made_at` (aware)."""
    target = BytesIO()
    size = (sheets[0].width, sheets[0].height)
    canvas = open_canvas(target, title=title, author=author, made_at=made_at, size=size)
    for sheet in sheets:
        paint(canvas, sheet)
    canvas.save()
    return target.getvalue()


def open_canvas(
    target: BytesIO,
    *,
    title: str,
    author: str,
    made_at: datetime,
    size: tuple[float, float],
) -> Any:
    """Return ReportLab's canvas with pages of `size` points, for a file dated `made_at`."""
    canvas = Canvas(
        target,
        pagesize=size,
        pageCompression=1,
        invariant=1,  # no clock, no random id: the same form is the same file
        lang="zh-CN",
        initialFontName=face(Typeface.SERIF).name,  # else Helvetica is named, not embedded
    )
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setSubject(title)
    canvas.setCreator("KAM Desk")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    stamp = f"D:{made_at.astimezone(CHINA):%Y%m%d%H%M%S}+08'00'"
    canvas.setDateFormatter(lambda *_parts: stamp)
    return canvas
