"""PySide6 6.12.0 on Python before 3.12 lost a reference to None a call and died after thousands."""

import sys

from PySide6.QtCore import QObject

CALLS = 100


def test_void_calls_keep_their_reference_to_none():
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        thing.setObjectName("a")
    assert before - sys.getrefcount(None) < CALLS / 2


def test_calls_with_a_truth_value_keep_their_reference_to_it():
    thing = QObject()
    before = sys.getrefcount(False)
    for _ in range(CALLS):
        thing.blockSignals(False)
    assert before - sys.getrefcount(False) < CALLS / 2
