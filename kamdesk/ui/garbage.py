"""Python's garbage, swept on the GUI thread only.

A collection may start in whichever thread happens to allocate. One that starts in a worker would
destroy windows' leftovers there, which Qt answers with a crash.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1000


class Sweeper(QObject):
    """Turns automatic collection off and collects by a timer, by Python's own thresholds."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.sweep)
        self._timer.start()

    def sweep(self) -> None:
        """Collect the generations whose threshold is passed."""
        due = [
            generation
            for generation, (count, limit) in enumerate(
                zip(gc.get_count(), gc.get_threshold(), strict=True)
            )
            if count > limit
        ]
        if due:
            gc.collect(due[-1])

    def stop(self) -> None:
        """Give collecting back to Python."""
        self._timer.stop()
        gc.enable()
