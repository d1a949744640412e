"""The verification code of a print: what ties the paper to the audit trail."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from kamdesk.reports.sheet import Rect

_MASK: Final = 2
"""Any of the eight masks may be read; trying all of them would take 8 ms a form."""


def code_squares(text: str, box: Rect) -> list[Rect]:
    """Return the dark parts of `text` as a QR code that fills a square box."""
    from reportlab.graphics.barcode.qrencoder import (  # noqa: PLC0415 - 70 ms, drafts have none
        QRCode,
        QRErrorCorrectLevel,
    )

    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(text)
    code.version = code.calculate_version()
    code.makeImpl(test=False, maskPattern=_MASK)
    module = box.width / code.getModuleCount()
    return [
        Rect(box.left + start * module, box.top + row * module, length * module, module)
        for row, modules in enumerate(code.modules)
        for start, length in _dark_stretches(modules)
    ]


def _dark_stretches(modules: list[bool]) -> Iterator[tuple[int, int]]:
    """Yield where dark modules of a row start and how many follow each other."""
    start = 0
    for dark, group in groupby(modules):
        length = len(list(group))
        if dark:
            yield start, length
        start += length
