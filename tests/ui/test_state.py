"""Remembered looks come back, damaged ones count as absent."""

import pytest
from PySide6.QtCore import QByteArray

from kamdesk.ui.state import UiState


@pytest.mark.parametrize("value", ["甲；乙,丙=1", "", "[x]\n%20"])
def test_texts_come_back_after_a_restart(tmp_path, value):
    UiState(tmp_path / "ui.ini").keep("a", value)
    assert UiState(tmp_path / "ui.ini").text("a") == value


def test_numbers_bytes_and_documents_come_back(tmp_path):
    state = UiState(tmp_path / "ui.ini").scoped("list/客户")
    state.keep("n", 14)
    state.keep("b", QByteArray(b"\x00\xff,"))
    state.keep("d", {"列": [1, "二"]})
    again = UiState(tmp_path / "ui.ini").scoped("list/客户")
    assert again.number("n", 10) == 14
    assert bytes(again.data("b").data()) == b"\x00\xff,"
    assert again.document("d") == {"列": [1, "二"]}


def test_scopes_do_not_mix(state):
    state.scoped("a").keep("x", "1")
    assert state.scoped("b").text("x", "none") == "none"


def test_damaged_values_count_as_absent(state):
    state.keep("d", "{")
    state.keep("n", "viele")
    assert state.document("d") == {}
    assert state.number("n", 10) == 10
    state.keep("d", "[1]")
    assert state.document("d") == {}
