"""The tabs of one client's page: each is made when it is first looked at."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from kamdesk.domain.clients.clients import ClientDetails
from kamdesk.i18n import _
from kamdesk.ui.clients.tab import ClientTab, TabSpec
from kamdesk.ui.labels import without_mnemonic
from kamdesk.ui.state import UiState
from kamdesk.ui.tokens import S

_KEPT = "client_tab"


class TabRow(QTabWidget):
    """Shows one tab of a client; the others read when their turn comes."""

    opened = Signal(str, int)
    """Kind and id of a record to open elsewhere."""
    gap_wanted = Signal(object)
    """A `Gap` to fill in."""

    def __init__(self, specs: Sequence[TabSpec], *, state: UiState) -> None:
        super().__init__()
        self._specs = list(specs)
        self._state = state
        self._made: dict[str, ClientTab] = {}
        self._fresh: set[str] = set()
        self._details: ClientDetails | None = None
        self.tabBar().setDrawBase(False)
        self._rooms = [self._room(spec) for spec in self._specs]
        self.show_tab(state.text(_KEPT))
        self.currentChanged.connect(self._on_chosen)

    def show_client(self, details: ClientDetails) -> None:
        """Show `details`: the tab in front now, each other one when it is looked at."""
        self._details = details
        self._fresh.clear()
        self._bring()

    def show_tab(self, key: str) -> ClientTab | None:
        """Bring a tab to the front; None where there is no such tab, or no client yet."""
        if key in self.tab_keys():
            self.setCurrentIndex(self.tab_keys().index(key))
        return self._made.get(key)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Write numbers beside the titles (tab key → number); 0 takes one away."""
        for at, spec in enumerate(self._specs):
            if spec.key in counts:
                self._write(at, counts[spec.key])

    def tab_keys(self) -> list[str]:
        """Return the keys of the tabs, from left to right."""
        return [spec.key for spec in self._specs]

    @property
    def current_tab(self) -> ClientTab | None:
        """The tab in front; None before the first client."""
        at = self.currentIndex()
        return self._made.get(self._specs[at].key) if at >= 0 else None

    # -- inside -------------------------------------------------------------------------

    def _room(self, spec: TabSpec) -> QVBoxLayout:
        """Add the place where a tab will stand."""
        holder = QWidget()
        room = QVBoxLayout(holder)
        room.setContentsMargins(0, S, 0, 0)
        self.addTab(holder, without_mnemonic(_(spec.title)))
        return room

    def _on_chosen(self, at: int) -> None:
        self._state.keep(_KEPT, self._specs[at].key)
        self._bring()

    def _bring(self) -> None:
        at = self.currentIndex()
        if self._details is None or at < 0:
            return
        spec = self._specs[at]
        if spec.key not in self._made:
            self._make(at, spec)
        if spec.key not in self._fresh:
            self._fresh.add(spec.key)
            self._made[spec.key].show_client(self._details)

    def _make(self, at: int, spec: TabSpec) -> None:
        tab = self._made[spec.key] = spec.make()
        self._rooms[at].addWidget(tab)
        tab.opened.connect(self.opened)
        tab.gap_wanted.connect(self.gap_wanted)
        tab.count_changed.connect(lambda count: self._write(at, count))

    def _write(self, at: int, count: int) -> None:
        title = without_mnemonic(_(self._specs[at].title))
        self.setTabText(at, f"{title} {count:,}" if count else title)
