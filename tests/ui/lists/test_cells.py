"""A list paints its cells as the style would, the second time from what was laid out."""

from array import array

import pytest
from PySide6.QtWidgets import QStyledItemDelegate

from kamdesk.ui.theme import Theme, apply_theme


@pytest.fixture(params=list(Theme))
def view(page, qapp, request):
    apply_theme(qapp, request.param)
    page.view.resize(700, 400)
    page.view.show_ids(array("q", range(99_990, 100_000)))
    page.view.setColumnWidth(1, 80)  # too narrow for its text
    page.view.selectRow(2)
    yield page.view
    apply_theme(qapp, Theme.LIGHT)


def painted(view):
    return view.viewport().grab().toImage()


def differing(one, other):
    places = [(x, y) for x in range(one.width()) for y in range(one.height())]
    return sum(one.pixel(*at) != other.pixel(*at) for at in places) / len(places)


def test_cells_look_as_the_style_draws_them(view):
    first, second = painted(view), painted(view)
    view.setItemDelegate(QStyledItemDelegate(view))
    styled = painted(view)
    view.setItemDelegate(view.cells)
    assert first == second
    assert differing(first, styled) < 0.01  # figures may stand a part of a pixel aside
    view.clearSelection()
    assert differing(painted(view), first) > 0.03


def test_texts_follow_the_font(view):
    before = painted(view)
    font = view.font()
    font.setPointSizeF(font.pointSizeF() + 3)
    view.setFont(font)
    view.verticalHeader().setDefaultSectionSize(20)
    assert differing(painted(view), before) > 0.01
