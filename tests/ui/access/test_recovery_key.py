"""The recovery key's sheet: shown once, kept by whoever promises it."""

from datetime import date

import pytest
from PySide6.QtGui import QGuiApplication

from kamdesk.domain.errors import FileError
from kamdesk.domain.recovery import new_recovery_key
from kamdesk.ui.access.door import KeepWays
from kamdesk.ui.access.recovery_key import RecoveryKeyPanel

KEY = new_recovery_key()


@pytest.fixture
def panel(qtbot, messages):
    made = sheet(messages, KeepWays(write=lambda path, data: None, print_text=lambda text: None))
    qtbot.addWidget(made)
    return made


def sheet(messages, ways):
    return RecoveryKeyPanel("宏远", KEY, date(2026, 11, 2), messages=messages, ways=ways)


def test_nobody_goes_on_without_the_promise(panel):
    assert not panel.next_button.isEnabled()
    panel.promise.setChecked(True)
    assert panel.next_button.isEnabled()


def test_the_key_is_copied(panel):
    panel.copy()
    assert QGuiApplication.clipboard().text() == KEY
    assert "已复制" in panel.notice.text


def test_the_sheet_is_saved_and_printed_with_company_day_and_key(qtbot, messages, tmp_path):
    written, printed = {}, []
    panel = sheet(messages, KeepWays(write=written.__setitem__, print_text=printed.append))
    qtbot.addWidget(panel)
    messages.path = tmp_path / "key.txt"
    panel.save()
    panel.print_sheet()
    text = written[messages.path].decode("utf-8-sig")
    for word in ("宏远", "2026-11-02", KEY):
        assert word in text
        assert word in printed[0]


def test_a_file_that_cannot_be_written_is_told(qtbot, messages, tmp_path):
    def full(path, data):
        raise FileError("磁盘空间不足。")

    panel = sheet(messages, KeepWays(write=full, print_text=lambda text: None))
    qtbot.addWidget(panel)
    messages.path = tmp_path / "key.txt"
    panel.save()
    assert panel.notice.text == "磁盘空间不足。"


def test_nothing_is_saved_when_no_file_was_chosen(panel):
    panel.save()
    assert panel.notice.text == ""
