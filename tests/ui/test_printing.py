"""Printing: the spooler takes the file, a file is copied, anything else is drawn."""

from PySide6.QtPrintSupport import QPrinter

from kamdesk.ui.printing import PrintOrder, draw_pages, send

ORDER = PrintOrder("HP", "立项申请表", copies=1, first=2, last=3, two_sided=False)


def test_the_spooler_takes_the_pdf_itself(qapp, shop):
    said = send(QPrinter(), b"%PDF", order=ORDER, ways=shop.ways())
    assert shop.spooled == [ORDER]
    assert shop.drawn == []
    assert said == "已送往打印机：HP"


def test_printing_to_a_file_copies_the_pdf(qapp, shop, tmp_path):
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "a.pdf"))
    assert send(printer, b"%PDF", order=ORDER, ways=shop.ways()) == "已保存：a.pdf"
    assert shop.written == {"a.pdf": b"%PDF"}


def test_without_a_spooler_pages_are_drawn(qapp, shop, tmp_path):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "a.pdf"))
    assert draw_pages(printer, ORDER, shop.ways().draw)
    assert [page for page, _dpi in shop.drawn] == [1, 2]
    assert all(dpi <= 300 for _page, dpi in shop.drawn)
    assert (tmp_path / "a.pdf").stat().st_size > 1000
