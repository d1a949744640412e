"""The QR code's squares against the encoder's modules."""

import pytest
from reportlab.graphics.barcode.qrencoder import QRCode

from kamdesk.reports.sheet import Rect
from kamdesk.reports.verification import code_squares

BOX = Rect(100, 200, 29, 29)  # a module a point for version 3


@pytest.mark.parametrize("text", ["KD-01 KD-LX-2026-0001-R1 128:0F3A99AA00BB11CC"])
def test_squares_cover_the_dark_modules_and_nothing_else(text):
    code = QRCode(3, 0)
    code.addData(text)
    code.makeImpl(test=False, maskPattern=2)
    dark = {(x, y) for y in range(29) for x in range(29) if code.isDark(y, x)}
    covered = {
        (round(square.left - BOX.left) + step, round(square.top - BOX.top))
        for square in code_squares(text, BOX)
        for step in range(round(square.width))
    }
    assert covered == dark


def test_longer_texts_still_fit_the_box():
    squares = code_squares("验证" * 40, BOX)
    assert all(square.left + square.width <= BOX.left + BOX.width + 0.01 for square in squares)
