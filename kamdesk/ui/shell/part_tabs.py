"""The tabs of a page with parts: underlined words, with a count where something waits."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QTabBar

from kamdesk.ui.labels import plain_tip, without_mnemonic


class PartTabs(QTabBar):
    """One tab a part, given as (key, title); arrows move between them."""

    chosen = Signal(str)
    """The key of a tab chosen by hand."""

    def __init__(self, parts: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._keys = [key for key, _title in parts]
        self._titles = [title for _key, title in parts]
        self.setDrawBase(False)
        self.setExpanding(False)
        for number, title in enumerate(self._titles, start=1):
            at = self.addTab(without_mnemonic(title))
            self.setTabToolTip(at, plain_tip(f"{title}  Ctrl+{number}"))
        self.currentChanged.connect(self._on_changed)

    def choose(self, key: str) -> None:
        """Mark a tab without telling; an unknown key means the first."""
        with QSignalBlocker(self):
            self.setCurrentIndex(self._keys.index(key) if key in self._keys else 0)

    def show_count(self, key: str, count: int) -> None:
        """Write the number that waits beside a tab's title; 0 takes it away."""
        if key in self._keys:
            at = self._keys.index(key)
            title = f"{self._titles[at]} {count:,}" if count else self._titles[at]
            self.setTabText(at, without_mnemonic(title))

    def _on_changed(self, at: int) -> None:
        self.chosen.emit(self._keys[at])
