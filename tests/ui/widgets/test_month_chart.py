"""The chart of months: what the mouse tells and what is painted."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QToolTip

from kamdesk.ui.theme import Theme, apply_theme, tokens_of
from kamdesk.ui.widgets.month_chart import ChartMonth, ChartTitles, MonthChart

TITLES = ChartTitles("采购量", "去年同月采购量", "采购额", "吨", "万元")


def month(at, bar, ghost=0.0, line=0.0):
    return ChartMonth(str(at), "2026", bar, ghost, line, f"2026-{at:02d}：{bar} 吨")


@pytest.fixture
def chart(qtbot):
    made = MonthChart(TITLES, name="每月采购")
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.show_months([month(at, 10.0 * at, 5.0, 3.0) for at in range(1, 13)])
    with qtbot.waitExposed(made):
        made.show()
    return made


def middle(chart, at):
    return chart._slot(at).center().toPoint()


def test_every_place_belongs_to_one_month(chart):
    assert [chart.place_of(middle(chart, at).x()) for at in range(12)] == list(range(12))
    assert chart.place_of(3) == -1
    assert chart.place_of(chart.width() - 3) == -1


def test_hovering_tells_the_month_under_the_mouse(chart, qtbot):
    qtbot.mouseMove(chart, middle(chart, 4))
    qtbot.waitUntil(lambda: "2026-05：50.0 吨" in QToolTip.text())
    qtbot.mouseMove(chart, QPoint(3, 100))
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_pressing_picks_a_month(chart, qtbot):
    with qtbot.waitSignal(chart.picked) as picked:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=middle(chart, 7))
    assert picked.args == [7]


def test_a_chart_without_months_is_empty_and_answers(chart):
    chart.show_months([])
    assert chart.place_of(400) == -1
    assert not chart.grab().isNull()


@pytest.mark.parametrize("theme", list(Theme))
def test_bars_stand_in_the_colours_of_the_theme_and_returns_hang_below_zero(qapp, chart, theme):
    apply_theme(qapp, theme)
    tokens = tokens_of(theme)
    chart.show_months([month(1, 30.0), month(2, -10.0)])
    picture = chart.grab().toImage()
    up, down = chart._bar(0, 30.0, 0.42), chart._bar(1, -10.0, 0.42)
    assert picture.pixelColor(up.left() + 3, up.center().y()) == QColor(tokens.c1)
    assert picture.pixelColor(down.left() + 3, down.center().y()) == QColor(tokens.c1)
    assert up.bottom() == pytest.approx(down.top())
    apply_theme(qapp, Theme.LIGHT)
