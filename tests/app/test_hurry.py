"""What the start does without."""

import gc
import sys

import PySide6.QtCore  # noqa: F401 - brings the scan that is looked for

from kamdesk.app.hurry import hurry


def test_garbage_and_the_source_scan_wait_until_the_first_window(monkeypatch):
    scan = sys.modules["shibokensupport.feature"]
    before = scan._mod_uses_pyside
    monkeypatch.setattr(scan, "_mod_uses_pyside", before)  # given back when the test ends
    hurry()
    try:
        assert not gc.isenabled()
        assert scan._mod_uses_pyside is not before
    finally:
        gc.enable()
