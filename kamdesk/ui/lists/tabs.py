"""The tabs above a list: fixed views with their counts."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from kamdesk.i18n import _
from kamdesk.ui.labels import without_mnemonic
from kamdesk.ui.tokens import XS


@dataclass(frozen=True, slots=True)
class View:
    """A fixed scope of a list; `key` goes into `ListQuery.view`, `title` is marked with `N_`."""

    key: str
    title: str
    counted: bool = True


class ViewTabs(QWidget):
    """One tab a view; exactly one is chosen."""

    chosen = Signal(str)

    def __init__(self, views: tuple[View, ...]) -> None:
        super().__init__()
        self._views = {view.key: view for view in views}
        self._buttons: dict[str, QToolButton] = {}
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(XS)
        for view in views:
            tab = QToolButton()
            tab.setText(without_mnemonic(_(view.title)))
            tab.setCheckable(True)
            tab.setProperty("tab", "true")
            tab.clicked.connect(lambda _on, key=view.key: self.chosen.emit(key))
            group.addButton(tab)
            row.addWidget(tab)
            self._buttons[view.key] = tab
        self.choose("")

    @property
    def current(self) -> str:
        """The key of the chosen view; `all` when the list has no views."""
        keys = [key for key, tab in self._buttons.items() if tab.isChecked()]
        return keys[0] if keys else "all"

    def choose(self, key: str) -> None:
        """Choose a view without emitting; an unknown one means the first."""
        if self._buttons:
            first = next(iter(self._buttons))
            self._buttons.get(key, self._buttons[first]).setChecked(True)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Write the counts beside the titles."""
        for key, count in counts.items():
            title = without_mnemonic(_(self._views[key].title))
            self._buttons[key].setText(f"{title} {count:,}")
