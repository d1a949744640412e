"""What the preview needs of a PDF: sizes, pictures, a file, a printer."""

from threading import Lock

from kamdesk.app.spooler import spool
from kamdesk.storage.files import write_atomically
from kamdesk.ui.preview import PdfTools


def paper_tools() -> PdfTools:
    """Return the tools; the library that draws pages takes one caller at a time."""
    one_caller = Lock()

    def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
        from kamdesk.reports import preview  # noqa: PLC0415 - slow to load, seldom needed

        with one_caller:
            return preview.page_sizes(pdf)

    def page_image(pdf: bytes, page: int, dpi: int) -> tuple[int, int, bytes]:
        from kamdesk.reports import preview  # noqa: PLC0415 - slow to load, seldom needed

        with one_caller:
            return preview.page_image(pdf, page, dpi)

    return PdfTools(page_sizes, page_image, write_atomically, spool)
