"""How a list looked: columns, widths, order, sort and splitter, kept under the list's name."""

from dataclasses import asdict
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QSplitter

from kamdesk.domain.saved_views import ViewColumn
from kamdesk.ui.lists.looks import columns_shown, show_columns
from kamdesk.ui.lists.view import ListView
from kamdesk.ui.state import UiState

_REST_MS = 300


class ListMemory(QObject):
    """Restores a list's looks and keeps them a moment after each change."""

    def __init__(self, view: ListView[Any], splitter: QSplitter, state: UiState) -> None:
        super().__init__(view)
        self._keys = view.header.keys
        self._view = view
        self._splitter = splitter
        self._state = state
        self.sort = ("", False)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self.keep)
        view.header.columns_changed.connect(self._rest.start)
        splitter.splitterMoved.connect(self._rest.start)

    def restore(self) -> None:
        """Bring back columns and sort; what no longer exists is passed over."""
        kept = self._state.document("look")
        key = kept.get("sort")
        if key in self._keys:
            self.sort = (str(key), kept.get("descending") is True)
        self._view.header.show_sort(self.sort[0], descending=self.sort[1])
        columns = kept.get("columns")
        if isinstance(columns, list):
            show_columns(self._view.header, [each for each in map(_column, columns) if each])
        self._rest.stop()

    def restore_splitter(self, share: float) -> None:
        """Bring back the splitter's place, or give the detail pane `share` of the width."""
        if not self._splitter.restoreState(self._state.data("splitter")):
            self._splitter.setSizes([round(1000 * (1 - share)), round(1000 * share)])
        self._splitter.setStretchFactor(0, round(100 * (1 - share)))
        self._splitter.setStretchFactor(1, round(100 * share))

    def keep_sort(self, key: str, *, descending: bool) -> None:
        """Note the order chosen and show its arrow."""
        self.sort = (key, descending)
        self._view.header.show_sort(key, descending=descending)
        self._rest.start()

    def flush(self) -> None:
        """Write down now what waits to be: the list goes out of sight, maybe for good."""
        if self._rest.isActive():
            self.keep()

    def keep(self) -> None:
        """Write the looks down."""
        self._rest.stop()
        columns = [asdict(column) for column in columns_shown(self._view.header)]
        look = {"columns": columns, "sort": self.sort[0], "descending": self.sort[1]}
        self._state.keep("look", look)
        if self._splitter.count() > 1:
            self._state.keep("splitter", self._splitter.saveState())


def _column(kept: object) -> ViewColumn | None:
    """Return a column as it was kept; a damaged one counts as absent."""
    if not isinstance(kept, dict):
        return None
    key, width = kept.get("key"), kept.get("width")
    if not isinstance(key, str) or not isinstance(width, int):
        return None
    return ViewColumn(key, width, kept.get("hidden") is True)
