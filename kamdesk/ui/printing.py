"""Printing a PDF: the system's spooler takes the file itself; where there is none, as pictures."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRect
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from kamdesk.i18n import _

_RASTER_DPI = 300


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """What the person chose; pages count from 1."""

    printer: str
    title: str
    copies: int
    first: int
    last: int
    two_sided: bool


Spool = Callable[[bytes, PrintOrder], bool]
"""Hands a PDF to the system; False where the system has no such way."""
Draw = Callable[[int, int], QImage]
"""(page from 0, dots per inch) → its picture."""


@dataclass(frozen=True, slots=True)
class PrintWays:
    """The ways a PDF can leave: spooled, written to a file, or drawn."""

    spool: Spool
    write: Callable[[Path, bytes], None]
    draw: Draw


def print_pdf(parent: QWidget, pdf: bytes, *, title: str, count: int, ways: PrintWays) -> str:
    """Ask for printer and pages and print; return a sentence for the person."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    # Kept in a variable: the dialog does not own its printer and would use freed memory.
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, count)
    dialog.setFromTo(1, count)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return ""
    return send(printer, pdf, order=_order(printer, title, count), ways=ways)


def send(printer: QPrinter, pdf: bytes, *, order: PrintOrder, ways: PrintWays) -> str:
    """Print as `printer` is set up: to a file, by the spooler, or drawn at 300 dpi."""
    if printer.outputFileName():
        ways.write(Path(printer.outputFileName()), pdf)
        return _("已保存：{file}").format(file=Path(printer.outputFileName()).name)
    if ways.spool(pdf, order) or draw_pages(printer, order, ways.draw):
        return _("已送往打印机：{printer}").format(printer=order.printer)
    return _("打印机“{printer}”没有响应，请检查后重试，或另存为 PDF。").format(
        printer=order.printer
    )


def draw_pages(printer: QPrinter, order: PrintOrder, draw: Draw) -> bool:
    """Draw the pages as pictures on `printer`; False when it does not take them."""
    printer.setFullPage(True)
    printer.setPageMargins(QMarginsF(), QPageLayout.Unit.Point)
    painter = QPainter()
    if not painter.begin(printer):
        return False
    dpi = min(printer.resolution(), _RASTER_DPI)
    for number in range(order.first - 1, order.last):
        if number >= order.first:
            printer.newPage()
        page = QRect(0, 0, printer.width(), printer.height())
        painter.drawImage(page, draw(number, dpi))
    return painter.end()


def _order(printer: QPrinter, title: str, count: int) -> PrintOrder:
    return PrintOrder(
        printer=printer.printerName(),
        title=title,
        copies=printer.copyCount(),
        first=printer.fromPage() or 1,
        last=printer.toPage() or count,
        two_sided=printer.duplex() != QPrinter.DuplexMode.DuplexNone,
    )
