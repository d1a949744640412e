"""Rings and bars that show a share."""

import pytest
from PySide6.QtCore import Qt

from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.gauges import Gauge, ShareBar


@pytest.fixture
def gauge(qtbot):
    made = Gauge("健康度")
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_gauge_says_its_number_and_word_to_readers_too(gauge):
    gauge.say(72, "一般", Tone.WARN)
    assert (gauge.ring.share, gauge.word.text()) == (72, "一般")
    assert gauge.accessibleName() == "健康度 72 一般"
    gauge.say(None, "数据不足", Tone.NEUTRAL)
    assert gauge.ring.share is None
    assert not gauge.grab().isNull()


def test_a_gauge_answers_to_mouse_and_key(gauge, qtbot):
    with qtbot.waitSignal(gauge.clicked):
        qtbot.mouseClick(gauge, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(gauge.clicked):
        qtbot.keyClick(gauge, Qt.Key.Key_Return)


def coloured(qtbot, share):
    """Return how many pixels of a bar's middle line differ from those of an empty one."""
    pictures = []
    for each in (share, None):
        bar = ShareBar(each)
        qtbot.addWidget(bar)
        bar.resize(100, 6)
        pictures.append(bar.grab().toImage())
    return sum(pictures[0].pixel(x, 3) != pictures[1].pixel(x, 3) for x in range(100))


def test_a_bar_is_as_long_as_its_share(qtbot):
    assert coloured(qtbot, 0.0) == 0
    assert coloured(qtbot, 0.5) == pytest.approx(50, abs=2)
    assert coloured(qtbot, 1.7) == pytest.approx(100, abs=2)
