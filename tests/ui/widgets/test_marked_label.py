"""A line with emphasised pieces: literal, elided, and counted right with rare characters."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from kamdesk.ui.theme import current_tokens
from kamdesk.ui.widgets.marked_label import MarkedLabel


def shown(qtbot, label, width=240):
    qtbot.addWidget(label)
    label.resize(width, 24)
    return label.grab().toImage()


def columns_in_accent(image):
    """Return the columns that have a pixel much like the accent."""
    accent = QColor(current_tokens().accent)

    def near(x, y):
        colour = image.pixelColor(x, y)
        return abs(colour.red() - accent.red()) + abs(colour.blue() - accent.blue()) < 40

    return [x for x in range(image.width()) if any(near(x, y) for y in range(image.height()))]


def test_only_the_marked_piece_is_in_accent(qtbot):
    text = "山西晋丰公司"
    assert columns_in_accent(shown(qtbot, MarkedLabel(text))) == []
    columns = columns_in_accent(shown(qtbot, MarkedLabel(text, [(2, 4)])))
    step = MarkedLabel(text).fontMetrics().horizontalAdvance("山")
    assert 2 * step - 2 <= columns[0] <= 2 * step + step
    assert columns[-1] <= 4 * step + 2


def test_a_rare_character_before_it_moves_no_mark(qtbot):
    plain = columns_in_accent(shown(qtbot, MarkedLabel("汉晋丰", [(1, 2)])))
    rare = MarkedLabel("𬴂晋丰", [(1, 2)])
    image = shown(qtbot, rare)
    lead = rare.fontMetrics().horizontalAdvance("𬴂")
    assert columns_in_accent(image)[0] >= lead - 2
    assert len(columns_in_accent(image)) == len(plain)


def test_a_mark_behind_the_end_of_the_line_is_left_out(qtbot):
    label = MarkedLabel("山西晋丰农产品有限公司", [(8, 10)])
    assert columns_in_accent(shown(qtbot, label, width=60)) == []


def test_a_line_may_stand_to_the_right(qtbot):
    label = MarkedLabel("晋丰", [(0, 2)])
    label.setAlignment(Qt.AlignmentFlag.AlignRight)
    assert columns_in_accent(shown(qtbot, label, width=240))[0] > 120
