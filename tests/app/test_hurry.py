"""What the start does without."""

import gc
import sys

import PySide6.QtCore  # noqa: F401 - brings the scan that is looked for

from kamdesk.app.hurry import hurry


def slow(_module):
    """Stand for PySide's own scan."""


def test_garbage_and_the_source_scan_wait_until_the_first_window(monkeypatch):
    scan = sys.modules["shibokensupport.feature"]
    monkeypatch.setattr(scan, "_mod_uses_pyside", slow)  # what was there comes back at the end
    hurry()
    try:
        assert not gc.isenabled()
        assert scan._mod_uses_pyside is not slow
    finally:
        gc.enable()
