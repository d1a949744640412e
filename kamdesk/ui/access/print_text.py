"""Printing a page of plain text, such as the recovery key's sheet."""

from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget


def print_text(parent: QWidget | None, text: str) -> None:
    """Ask for a printer and print `text` on it."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if QPrintDialog(printer, parent).exec():
        as_document(text).print_(printer)


def as_document(text: str) -> QTextDocument:
    """Return `text` as it goes to the printer."""
    document = QTextDocument()
    font = document.defaultFont()
    font.setPointSize(14)
    document.setDefaultFont(font)
    document.setPlainText(text)
    return document
