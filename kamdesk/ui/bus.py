"""The change bus: a write is announced once, each view decides whether to read again."""

from PySide6.QtCore import QObject, Signal

from kamdesk.domain.changes import Changes


class ChangeBus(QObject):
    """Carries `Changes` from whoever wrote to whoever shows."""

    changed = Signal(object)
    """Emitted with the `Changes` of a write that was committed."""

    def announce(self, changes: Changes) -> None:
        """Tell every view what was written."""
        self.changed.emit(changes)
