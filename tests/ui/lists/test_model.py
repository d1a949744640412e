"""The windowed model: pages read as they are looked at, the rules of models kept."""

from array import array

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QAbstractItemModelTester

from kamdesk.ui.lists.model import KEPT_PAGES, PAGE, WindowModel
from kamdesk.ui.tokens import LIGHT
from tests.ui.lists.conftest import COLUMNS, BigSource

DISPLAY = Qt.ItemDataRole.DisplayRole


@pytest.fixture
def model(qapp, source):
    model = WindowModel(COLUMNS, source)
    model.set_ids(array("q", range(1, source.count + 1)))
    return model


def shown(model, line, column=0):
    return model.data(model.index(line, column), DISPLAY)


def test_the_model_keeps_the_rules_of_models(qapp):
    # Kept, as it speaks (a warning fails the test) for as long as it lives; it reads every cell.
    model = WindowModel(COLUMNS, BigSource(PAGE + 3))
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    tester = QAbstractItemModelTester(model, mode, model)
    for ids in (range(1, PAGE + 4), range(3), (), range(PAGE)):
        model.set_ids(array("q", ids))
    assert tester.model() is model


def test_only_the_pages_looked_at_are_read(model, source):
    source.reads.clear()
    assert shown(model, 50_000) == "客户50001"
    assert shown(model, 50_001) == "客户50002"
    assert len(source.reads) <= 1
    assert all(read <= PAGE for read in source.reads)


def test_the_cache_keeps_the_pages_used_last(model, source):
    for page in range(KEPT_PAGES + 10):
        shown(model, page * PAGE)
    source.reads.clear()
    model.row_at((KEPT_PAGES + 9) * PAGE)
    assert source.reads == []
    model.row_at(5 * PAGE)
    assert source.reads == [PAGE]


def test_the_last_page_may_be_short(qapp):
    source = BigSource(PAGE + 3)
    model = WindowModel(COLUMNS, source)
    model.set_ids(array("q", range(1, PAGE + 4)))
    assert shown(model, PAGE + 2) == f"客户{PAGE + 3}"
    assert source.reads == [3]


def test_a_record_gone_meanwhile_leaves_an_empty_line(qapp, source):
    source.gone = {2}
    model = WindowModel(COLUMNS, source)
    model.set_ids(array("q", [1, 2, 3]))
    assert [shown(model, line) for line in range(3)] == ["客户1", "", "客户3"]
    assert model.row_at(1) is None


def test_values_are_shown_in_their_usual_form(model):
    assert shown(model, 12_344, 3) == "1,234.5"
    assert shown(model, 0, 4) == "2026-11-23"


def test_numbers_stand_right_and_tones_colour(model):
    alignment = model.data(model.index(0, 3), Qt.ItemDataRole.TextAlignmentRole.value)
    assert alignment & int(Qt.AlignmentFlag.AlignRight)
    ink = model.data(model.index(0, 3), Qt.ItemDataRole.ForegroundRole.value)
    assert ink == QColor(LIGHT.bad)
    assert model.data(model.index(99, 3), Qt.ItemDataRole.ForegroundRole.value) is None


def test_tool_tips_are_never_markup(model):
    tip = model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole.value)
    assert tip == "<qt>客户1</qt>"


def test_lines_are_found_by_record(model):
    assert model.line_of(500) == 499
    assert model.line_of(-1) == -1
    assert model.lines_of([3, 1, -9]) == [0, 2]
