"""How a list looked: columns, widths, order, sort and splitter, kept under the list's name."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QSplitter

from kamdesk.ui.lists.view import ListView
from kamdesk.ui.state import UiState

if TYPE_CHECKING:
    from kamdesk.ui.lists.page import ListSpec

_REST_MS = 300


class ListMemory(QObject):
    """Restores a list's looks and keeps them a moment after each change."""

    def __init__(
        self, spec: "ListSpec[Any]", view: ListView[Any], splitter: QSplitter, state: UiState
    ) -> None:
        super().__init__(view)
        self._keys = [column.key for column in spec.columns]
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
            for place, column in enumerate(columns):
                self._restore_column(place, column)
            self._view.header.place_boxes()
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
        header = self._view.header
        order = sorted(range(header.count()), key=header.visualIndex)
        columns = [
            {
                "key": self._keys[at],
                "width": round(header.sectionSize(at) / header.scale),
                "hidden": header.isSectionHidden(at),
            }
            for at in order
        ]
        look = {"columns": columns, "sort": self.sort[0], "descending": self.sort[1]}
        self._state.keep("look", look)
        if self._splitter.count() > 1:
            self._state.keep("splitter", self._splitter.saveState())

    def _restore_column(self, place: int, column: object) -> None:
        if not isinstance(column, dict) or column.get("key") not in self._keys:
            return
        header, at = self._view.header, self._keys.index(column["key"])
        header.moveSection(header.visualIndex(at), min(place, header.count() - 1))
        hidden, width = column.get("hidden") is True, column.get("width")
        header.setSectionHidden(at, hidden)
        if isinstance(width, int) and width > 0 and not hidden:
            header.resizeSection(at, round(width * header.scale))
