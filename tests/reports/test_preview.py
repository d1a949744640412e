"""Pictures of the very PDF."""

import pytest

from kamdesk.reports.application_form import render
from kamdesk.reports.preview import page_count, page_image
from tests.reports.papers import empty_application

PDF = render(empty_application()).pdf


def test_pages_are_counted():
    assert page_count(PDF) == 2


@pytest.mark.parametrize("dpi", [72, 96, 101])
def test_a_page_becomes_rgb_bytes_without_padding(dpi):
    width, height, data = page_image(PDF, 0, dpi)
    assert width == pytest.approx(595.276 * dpi / 72, abs=1)
    assert height == pytest.approx(841.89 * dpi / 72, abs=1)
    assert len(data) == width * height * 3
    assert data[:3] == b"\xff\xff\xff"
    assert min(data) < 40
