"""Printing a page of text: into a PDF here, where there is no printer."""

from PySide6.QtPrintSupport import QPrinter

from kamdesk.ui.access.print_text import as_document


def test_the_text_comes_out_of_the_printer(qapp, tmp_path):
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    as_document("恢复密钥").print_(printer)
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")
