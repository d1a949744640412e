"""Preview of a printed form: the very PDF, page under page, to print or to save."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QImage, QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import QDialog, QScrollArea, QVBoxLayout, QWidget

from kamdesk.i18n import _
from kamdesk.ui.jobs import Jobs
from kamdesk.ui.labels import plain_label
from kamdesk.ui.messages import Messages
from kamdesk.ui.tokens import L, M, S
from kamdesk.ui.widgets.buttons import button, icon_button
from kamdesk.ui.widgets.cards import row_of

PageImage = Callable[[bytes, int, int], tuple[int, int, bytes]]
"""(pdf, page from 0, dots per inch) → (width, height, RGB bytes)."""

_POINTS_PER_INCH = 72
_ZOOMS = (50, 75, 100, 125, 150, 200, 300)
_NEAR = 1200


@dataclass(frozen=True, slots=True)
class PdfTools:
    """What the services lend to the preview.

    `page_sizes` gives each page's width and height in points; `spool` hands a PDF and a
    `printing.PrintOrder` to the system, False where it has no such way; `write` puts a file in
    place whole.
    """

    page_sizes: Callable[[bytes], list[tuple[float, float]]]
    page_image: PageImage
    write: Callable[[Path, bytes], None]
    spool: Callable[[bytes, Any], bool]


class PdfView(QScrollArea):
    """The pages under one another, drawn in the worker as they come into view."""

    def __init__(self, pdf: bytes, tools: PdfTools, *, jobs: Jobs) -> None:
        super().__init__()
        self._pdf = pdf
        self._tools = tools
        self._jobs = jobs
        self._sizes = tools.page_sizes(pdf)
        self._drawn: dict[int, int] = {}
        self._fit = True
        self.zoom = 100
        self.pages = [plain_label() for _size in self._sizes]
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setSpacing(M)
        for number, page in enumerate(self.pages, start=1):
            page.setAccessibleName(_("第 {number} 页").format(number=number))
            page.setProperty("sheet", "true")
            column.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        self.setWidgetResizable(True)
        self.setWidget(inner)
        self._rest = QTimer(self, singleShot=True, interval=30)
        self._rest.timeout.connect(self._draw_visible)
        self.verticalScrollBar().valueChanged.connect(self._rest.start)
        self.viewport().installEventFilter(self)

    @property
    def count(self) -> int:
        """The number of pages."""
        return len(self._sizes)

    def set_zoom(self, zoom: int) -> None:
        """Show the pages at `zoom` per cent of their size on paper."""
        self._fit = False
        self._resize_pages(zoom)

    def step_zoom(self, by: int) -> None:
        """Go to the next smaller (-1) or larger (1) usual zoom."""
        further = [one for one in _ZOOMS if (one - self.zoom) * by > 0]
        if further:
            self.set_zoom(min(further) if by > 0 else max(further))

    def fit_width(self) -> None:
        """Make the widest page as wide as the window, now and when it is resized."""
        self._fit = True
        widest = max((width for width, _height in self._sizes), default=1.0)
        room = self.viewport().width() - L * 2
        zoom = round(room * 100 * _POINTS_PER_INCH / (widest * self.logicalDpiX()))
        self._resize_pages(min(max(zoom, 10), 300))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.viewport() and event.type() == QEvent.Type.Resize:
            if self._fit:
                self.fit_width()
            self._rest.start()
        return super().eventFilter(watched, event)

    def _resize_pages(self, zoom: int) -> None:
        if zoom != self.zoom:
            self._drawn.clear()
        self.zoom = zoom
        scale = self.logicalDpiX() / _POINTS_PER_INCH * zoom / 100
        for page, (width, height) in zip(self.pages, self._sizes, strict=True):
            page.setFixedSize(round(width * scale), round(height * scale))
        self._rest.start()

    def _draw_visible(self) -> None:
        top = self.verticalScrollBar().value() - _NEAR
        bottom = top + self.viewport().height() + _NEAR * 2
        for number, page in enumerate(self.pages):
            if page.y() + page.height() >= top and page.y() <= bottom:
                self._draw(number)

    def _draw(self, number: int) -> None:
        if self._drawn.get(number) == self.zoom:
            return
        self._drawn[number] = zoom = self.zoom
        ratio = self.devicePixelRatioF()
        dpi = round(self.logicalDpiX() * zoom / 100 * ratio)
        pdf, draw = self._pdf, self._tools.page_image
        self._jobs.run(
            self,
            lambda: draw(pdf, number, dpi),
            lambda image: self._put(number, zoom, image),
            key=f"page {number}",
        )

    def _put(self, number: int, zoom: int, image: tuple[int, int, bytes]) -> None:
        if zoom != self.zoom:
            return
        picture = QPixmap.fromImage(as_image(image))
        label = self.pages[number]
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        label.setScaledContents(True)
        label.setPixmap(picture)


def as_image(image: tuple[int, int, bytes]) -> QImage:
    """Return RGB bytes as a picture of its own."""
    width, height, data = image
    return QImage(data, width, height, width * 3, QImage.Format.Format_RGB888).copy()


class PdfPreview(QDialog):
    """A window with the pages and what can be done with them."""

    def __init__(
        self,
        title: str,
        pdf: bytes,
        tools: PdfTools,
        *,
        file_name: str,
        jobs: Jobs,
        messages: Messages,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._pdf = pdf
        self._title = title
        self._tools = tools
        self._file_name = file_name
        self._jobs = jobs
        self._messages = messages
        self.view = PdfView(pdf, tools, jobs=jobs)
        self.said = plain_label(role="muted")
        self._build()
        room = self.screen().availableGeometry()
        self.resize(min(900, room.width()), min(1000, round(room.height() * 0.9)))
        QShortcut(QKeySequence.StandardKey.Print, self, self.print_out)
        QShortcut(QKeySequence.StandardKey.Save, self, self.save)

    def save(self) -> None:
        """Ask where to, and write the PDF there."""
        target = self._messages.save_file(
            self, _("另存为 PDF"), suggestion=self._file_name, kinds="PDF (*.pdf)"
        )
        if target is None:
            return
        path = target if target.suffix.lower() == ".pdf" else target.with_name(f"{target.name}.pdf")
        pdf, write = self._pdf, self._tools.write
        saved = _("已保存：{file}").format(file=path.name)
        self._jobs.run(self, lambda: write(path, pdf), lambda _none: self.said.setText(saved))

    def print_out(self) -> None:
        """Ask for printer and pages, and print."""
        from kamdesk.ui.printing import (  # noqa: PLC0415 - loads the system's printing libraries
            PrintWays,
            print_pdf,
        )

        tools, pdf = self._tools, self._pdf
        ways = PrintWays(
            spool=tools.spool,
            write=tools.write,
            draw=lambda number, dpi: as_image(tools.page_image(pdf, number, dpi)),
        )
        said = print_pdf(self, pdf, title=self._title, count=self.view.count, ways=ways)
        self.said.setText(said)

    def _build(self) -> None:
        bar = QWidget()
        count = _("共 {count} 页").format(count=self.view.count)
        row = row_of(
            icon_button("zoom-out", _("缩小"), lambda: self.view.step_zoom(-1), shortcut="Ctrl+-"),
            icon_button("zoom-in", _("放大"), lambda: self.view.step_zoom(1), shortcut="Ctrl+="),
            icon_button("move-horizontal", _("适合宽度"), self.view.fit_width, shortcut="Ctrl+0"),
            plain_label(count, role="muted"),
            self.said,
            None,
            button(_("另存为 PDF"), self.save, icon_name="save"),
            button(_("打印"), self.print_out, icon_name="printer", primary=True),
        )
        bar.setLayout(row)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(S, S, S, S)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self.view, 1)
        self.view.setFocus()
