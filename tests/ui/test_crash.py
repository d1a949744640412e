"""A defect is shown once, with a report that names no person."""

import logging
import sys

import pytest
from PySide6.QtGui import QGuiApplication

from kamdesk import __version__
from kamdesk.ui.crash import CrashHook, CrashWindow, RecentLog, blotted, crash_report

HOME = "/" + "home"
"""Split, so that no file of the project holds a path of one computer."""


@pytest.fixture
def hook(qapp, caplog):
    hook = CrashHook(RecentLog())
    yield hook
    if hook.window is not None:
        hook.window.close()


@pytest.fixture
def defect():
    with pytest.raises(KeyError) as caught:
        {}["王芳 13800138000"]
    return caught.value


def test_a_report_names_versions_and_places(defect):
    report = crash_report(defect, ["INFO opened"])
    assert __version__ in report
    assert "Python " in report
    assert "test_crash.py" in report
    assert "INFO opened" in report


def test_a_report_names_no_person_and_no_folder(defect):
    report = crash_report(defect, [f"client 李明 code 91140100123 {HOME}/wangfang/company.kamdesk"])
    for secret in ("王芳", "13800138000", "李明", "91140100123", "wangfang", HOME):
        assert secret not in report


def test_addresses_are_blotted():
    assert blotted("to a.b@c.cn now") == "to □ now"


def test_a_defect_opens_one_window_and_a_second_is_added(hook, defect):
    hook(KeyError, defect, defect.__traceback__)
    first = hook.window
    assert first.isVisible()
    hook(ValueError, ValueError("again"), None)
    assert hook.window is first
    assert "ValueError" in first.report.toPlainText()


def test_the_report_can_be_copied(qtbot):
    window = CrashWindow("报告")
    qtbot.addWidget(window)
    window.copy()
    assert QGuiApplication.clipboard().text() == "报告"


def test_an_interrupt_is_no_defect(hook, monkeypatch):
    passed = []
    monkeypatch.setattr(sys, "__excepthook__", lambda *args: passed.append(args[0]))
    hook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert passed == [KeyboardInterrupt]
    assert hook.window is None


def test_installing_takes_over_the_hook(hook, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    hook.install()
    assert sys.excepthook is hook


def test_recent_lines_are_few_and_without_tracebacks(defect):
    recent = RecentLog()
    for number in range(200):
        line = {"msg": f"line {number}", "exc_info": (KeyError, defect, None)}
        recent.handle(logging.makeLogRecord(line))
    assert len(recent.lines) == 60
    assert recent.lines[-1].endswith("line 199")
