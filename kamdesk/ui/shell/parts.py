"""A page with parts: one place in the rail for several pages, each behind a tab."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from kamdesk.i18n import _
from kamdesk.ui.shell.page import Page
from kamdesk.ui.shell.part_tabs import PartTabs
from kamdesk.ui.state import UiState
from kamdesk.ui.tokens import S


@dataclass(frozen=True, slots=True)
class Part:
    """One tab: `title` is marked with `N_`; `kinds` are the record kinds it opens.

    `make` builds its page when it is first looked at.
    """

    key: str
    title: str
    make: Callable[[], Page]
    kinds: tuple[str, ...] = ()


class PartsPage(Page):
    """Shows one of its parts at a time and passes on what the frame asks and the parts tell."""

    def __init__(self, parts: Sequence[Part], *, state: UiState, first: str = "") -> None:
        super().__init__()
        self._parts = {part.key: part for part in parts}
        self._pages: dict[str, Page] = {}
        self._state = state
        self._key = next(iter(self._parts))
        self.tabs = PartTabs([(part.key, _(part.title)) for part in parts])
        self.stack = QStackedWidget()
        self._build()
        self.tabs.chosen.connect(self.show_part)
        self._bring(state.text("tab", first))

    @property
    def current(self) -> Part:
        """The part in front."""
        return self._parts[self._key]

    @property
    def current_page(self) -> Page:
        """The page of the part in front."""
        return self._page(self._key)

    def part_keys(self) -> list[str]:
        """Return the keys of the parts, from left to right."""
        return list(self._parts)

    def show_part(self, key: str) -> bool:
        """Bring a part to the front; False when the present one does not let go."""
        if key == self._key:
            return True
        if not self.current_page.can_leave():
            self.tabs.choose(self._key)
            return False
        self._bring(key)
        self._state.keep("tab", key)
        self.status_changed.emit(self.status())
        self.current_page.activate()
        return True

    # -- what the frame asks ------------------------------------------------------------

    def topic(self) -> str:
        return self.current_page.topic()

    def activate(self) -> None:
        self.current_page.activate()

    def refresh(self) -> None:
        self.current_page.refresh()

    def open_record(self, kind: str, record_id: int) -> None:
        for part in self._parts.values():
            if kind in part.kinds and self.show_part(part.key):
                self._page(part.key).open_record(kind, record_id)

    def close_record(self) -> None:
        self.current_page.close_record()

    def show_hint(self, hint: object) -> None:
        """Show a part by its key, or by (key, what its own page understands)."""
        key, inner = hint if isinstance(hint, tuple) else (hint, None)
        if isinstance(key, str) and key in self._parts and self.show_part(key):
            self._page(key).show_hint(inner)

    def can_leave(self) -> bool:
        return all(page.can_leave() for page in self._pages.values())

    def status(self) -> str:
        return self.current_page.status()

    # -- inside -------------------------------------------------------------------------

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(S)
        layout.addWidget(self.tabs)
        layout.addWidget(self.stack, 1)
        for number, part in enumerate(self._parts.values(), start=1):
            keys = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
            keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            keys.activated.connect(partial(self.show_part, part.key))

    def _page(self, key: str) -> Page:
        """Return a part's page, made now if this is the first look at it."""
        if key not in self._pages:
            part = self._parts[key]
            page = self._pages[key] = part.make()
            self.stack.addWidget(page)
            page.open_requested.connect(self.open_requested)
            page.page_requested.connect(self.page_requested)
            page.status_changed.connect(lambda text: self._on_status(part, text))
        return self._pages[key]

    def _bring(self, key: str) -> None:
        self._key = key if key in self._parts else self._key
        self.tabs.choose(self._key)
        self.stack.setCurrentWidget(self.current_page)

    def _on_status(self, part: Part, text: str) -> None:
        if part is self.current:
            self.status_changed.emit(text)
