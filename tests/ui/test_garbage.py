"""Garbage is collected by the sweeper, not by whichever thread allocates."""

import gc

from PySide6.QtCore import QObject

from kamdesk.ui.garbage import Sweeper


class Loop:
    def __init__(self):
        self.me = self


def test_garbage_waits_for_the_sweeper(qapp):
    sweeper = Sweeper(QObject(qapp))
    assert not gc.isenabled()
    loops = [Loop() for _each in range(2000)]
    del loops
    sweeper.sweep()
    assert gc.get_count()[0] < 2000
    sweeper.stop()
    assert gc.isenabled()
