"""A table of a few rows: what it shows, where its cursor stands."""

import pytest
from PySide6.QtCore import Qt

from kamdesk.ui.lists.columns import Column
from kamdesk.ui.widgets.small_table import SmallTable

COLUMNS = (
    Column("name", "名称", value=lambda row: row[0]),
    Column("count", "数量", value=lambda row: row[1], number=True),
)
ROWS = [("<b>甲</b>", 1), ("乙", 2), ("丙", 3)]


@pytest.fixture
def table(qtbot):
    table = SmallTable(COLUMNS, name="表", empty="没有。")
    qtbot.addWidget(table)
    table.show()
    return table


def test_rows_stand_as_they_are_and_numbers_to_the_right(table):
    table.show_rows(ROWS)
    model = table.model()
    assert [model.index(line, 0).data() for line in range(3)] == ["<b>甲</b>", "乙", "丙"]
    assert "<b>" not in model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    side = model.index(0, 1).data(Qt.ItemDataRole.TextAlignmentRole)
    assert Qt.AlignmentFlag(side) & Qt.AlignmentFlag.AlignRight
    assert model.headerData(1, Qt.Orientation.Horizontal) == "数量"


def test_the_cursor_stays_on_its_line_or_goes_where_it_is_sent(table):
    assert (table.line(), table.current()) == (-1, None)
    table.show_rows(ROWS, select=2)
    assert table.current() == ROWS[2]
    table.show_rows(ROWS[:2])
    assert table.current() == ROWS[1]
    table.show_rows([])
    assert (table.line(), table.current()) == (-1, None)


def test_whoever_listens_hears_of_the_row_and_of_enter(qtbot, table):
    table.show_rows(ROWS, select=0)
    with qtbot.waitSignal(table.chosen):
        qtbot.keyClick(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.opened):
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert table.current() == ROWS[1]
