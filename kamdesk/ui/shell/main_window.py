"""The frame: rail, top bar, pages, status bar. It knows its pages only by `Page`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from kamdesk.i18n import _
from kamdesk.ui.jobs import Jobs
from kamdesk.ui.labels import plain_label
from kamdesk.ui.shell.page import Hit, Page, PageSpec
from kamdesk.ui.shell.rail import Rail
from kamdesk.ui.shell.top_bar import SignedIn, TopBar
from kamdesk.ui.shell.visits import Visit, Visits
from kamdesk.ui.state import UiState
from kamdesk.ui.tokens import DEFAULT_POINTS, XL, M, S

if TYPE_CHECKING:
    from kamdesk.ui.shell.help import HelpWindow
    from kamdesk.ui.shell.palette import Palette

_FIRST_SIZE = (1280, 800)


@dataclass(frozen=True, slots=True)
class Finder:
    """The searches of the palette; both run in the worker."""

    search: Callable[[str], Sequence[Hit]]
    recent: Callable[[], Sequence[Hit]]


class MainWindow(QMainWindow):
    """Shows one page at a time; pages are made at their first visit."""

    language_chosen = Signal(object)
    theme_chosen = Signal(object)
    font_size_chosen = Signal(int)
    password_requested = Signal()
    lock_requested = Signal()
    sign_out_requested = Signal()
    record_opened = Signal(str, int)
    """A record (kind, id) was opened: for the list of recent ones."""
    closing = Signal()
    """The window was closed by its user; unsaved changes were asked about."""

    def __init__(
        self,
        pages: Sequence[PageSpec],
        *,
        user: SignedIn,
        finder: Finder,
        jobs: Jobs,
        state: UiState,
        bell_page: str = "",
        base_pt: int = DEFAULT_POINTS,
    ) -> None:
        super().__init__()
        self._specs = {spec.key: spec for spec in pages}
        self._pages: dict[str, Page] = {}
        self._state = state.scoped("window")
        self._visits = Visits()
        self._finder = finder
        self._jobs = jobs
        self._help: HelpWindow | None = None
        self._palette: Palette | None = None
        self._bell_page = bell_page
        self.rail = Rail(pages)
        self.top_bar = TopBar(user, base_pt=base_pt)
        self.stack = QStackedWidget()
        self.said = plain_label()
        self.facts = plain_label()
        self._build()
        self._connect()
        self._add_keys()
        self._restore_place()

    # -- going about ------------------------------------------------------------------

    @property
    def current(self) -> Page | None:
        """The page in front."""
        widget = self.stack.currentWidget()
        return widget if isinstance(widget, Page) else None

    def page_keys(self) -> list[str]:
        """Return the keys of the pages the person sees, in the order of the rail."""
        return list(self._specs)

    def page(self, key: str) -> Page:
        """Return a page, made now if this is the first visit."""
        if key not in self._pages:
            page = self._specs[key].make()
            self._pages[key] = page
            self.stack.addWidget(page)
            page.status_changed.connect(lambda text, page=page: self._on_status(page, text))
            page.open_requested.connect(self.open_record)
            page.page_requested.connect(self._on_page_requested)
            page.badge_changed.connect(lambda count, key=key: self.show_badge(key, count))
        return self._pages[key]

    def show_page(self, key: str) -> bool:
        """Bring a page to the front; False when the present one does not let go."""
        if not self._bring(key):
            return False
        self._visits.go(Visit(key))
        return True

    def show_last_page(self) -> None:
        """Show the page that was in front when the program was closed, else the first."""
        key = self._state.text("page")
        self.show_page(key if key in self._specs else next(iter(self._specs)))

    def open_record(self, kind: str, record_id: int) -> bool:
        """Open a record on the page that shows its kind; False when nobody can."""
        key = next((spec.key for spec in self._specs.values() if kind in spec.kinds), "")
        if not key or not self._bring(key):
            return False
        self._visits.go(Visit(key, kind, record_id))
        self._pages[key].open_record(kind, record_id)
        self.record_opened.emit(kind, record_id)
        return True

    # -- what others tell the frame ---------------------------------------------------

    def show_badge(self, key: str, count: int) -> None:
        """Write the number at a page's place in the rail, and beside the bell for its page."""
        self.rail.show_badge(key, count)
        if key == self._bell_page:
            self.top_bar.show_waiting(count)

    def show_facts(self, text: str) -> None:
        """Write the right part of the status bar: saved, last backup, size of the database."""
        self.facts.setText(text)

    def say(self, text: str) -> None:
        """Write the left part of the status bar."""
        self.said.setText(text)

    @property
    def palette_popup(self) -> "Palette":
        """The search, made when it is first wanted."""
        if self._palette is None:
            from kamdesk.ui.shell.palette import Palette  # noqa: PLC0415 - not before the first paint

            self._palette = Palette(self._finder.search, self._finder.recent, jobs=self._jobs)
            self._palette.setParent(self, self._palette.windowFlags())
            self._palette.chosen.connect(self.open_record)
        return self._palette

    def open_palette(self) -> None:
        """Open the search."""
        self.palette_popup.open_below(self.top_bar.search)

    def open_help(self) -> None:
        """Open the help page of the page in front."""
        if self._help is None:
            from kamdesk.ui.shell.help import HelpWindow  # noqa: PLC0415 - not before the first paint

            self._help = HelpWindow(self)
        page = self.current
        self._help.show_topic(page.topic() if page is not None else "index")

    def can_close(self) -> bool:
        """Ask every page that was visited whether it may be left."""
        return all(page.can_leave() for page in self._pages.values())

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.can_close():
            event.ignore()
            return
        self._keep_place()
        event.accept()
        self.closing.emit()

    # -- inside -----------------------------------------------------------------------

    def _build(self) -> None:
        inner = QVBoxLayout()
        inner.setContentsMargins(XL, M, XL, S)
        inner.addWidget(self.stack)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.top_bar)
        right.addLayout(inner, 1)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        self.setCentralWidget(whole)
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        bar.addWidget(self.said, 1)
        bar.addPermanentWidget(self.facts)

    def _connect(self) -> None:
        top = self.top_bar
        self.rail.chosen.connect(self._on_rail)
        top.search_pressed.connect(self.open_palette)
        top.bell_pressed.connect(self._on_bell)
        for mine, theirs in (
            (self.language_chosen, top.language_chosen),
            (self.theme_chosen, top.theme_chosen),
            (self.font_size_chosen, top.font_size_chosen),
            (self.password_requested, top.password_requested),
            (self.lock_requested, top.lock_requested),
            (self.sign_out_requested, top.sign_out_requested),
        ):
            theirs.connect(mine)

    def _add_keys(self) -> None:
        for keys, do in (
            ("Ctrl+K", self.open_palette),
            ("F1", self.open_help),
            ("F5", self._refresh),
            ("Alt+Left", lambda: self._step(-1)),
            ("Alt+Right", lambda: self._step(1)),
            ("Ctrl+L", self.lock_requested.emit),
        ):
            QShortcut(QKeySequence(keys), self, do)

    def _bring(self, key: str) -> bool:
        page, present = self.page(key), self.current
        if page is not present:
            if present is not None and not present.can_leave():
                self.rail.show_current(self._key_of(present))
                return False
            self.stack.setCurrentWidget(page)
        self.rail.show_current(key)
        self.top_bar.title.setText(_(self._specs[key].title))
        self.setWindowTitle(
            _("{page} · 大客户业务拓展工作台").format(page=_(self._specs[key].title))
        )
        self.say(page.status())
        page.activate()
        return True

    def _key_of(self, page: Page) -> str:
        return next(key for key, one in self._pages.items() if one is page)

    def _step(self, by: int) -> None:
        visit = self._visits.step(by)
        if visit is None:
            return
        if not self._bring(visit.page):
            self._visits.step(-by)
        elif visit.kind:
            self._pages[visit.page].open_record(visit.kind, visit.record_id)
        else:
            self._pages[visit.page].close_record()

    def _refresh(self) -> None:
        if self.current is not None:
            self.current.refresh()

    def _on_rail(self, key: str) -> None:
        there = self.current is not None and self._key_of(self.current) == key
        if self.show_page(key) and there:
            self._pages[key].close_record()

    def _on_bell(self) -> None:
        if self._bell_page:
            self.show_page(self._bell_page)

    def _on_page_requested(self, key: str, hint: object) -> None:
        if self.show_page(key) and hint is not None:
            self._pages[key].show_hint(hint)

    def _on_status(self, page: Page, text: str) -> None:
        if page is self.current:
            self.say(text)

    def _keep_place(self) -> None:
        self._state.keep("geometry", self.saveGeometry())
        if self.current is not None:
            self._state.keep("page", self._key_of(self.current))

    def _restore_place(self) -> None:
        self.resize(*_FIRST_SIZE)
        self.restoreGeometry(self._state.data("geometry"))
        screens = QGuiApplication.screens()
        middle = self.frameGeometry().center()
        if screens and not any(one.availableGeometry().contains(middle) for one in screens):
            room = screens[0].availableGeometry()
            self.resize(self.size().boundedTo(room.size()))
            self.move(room.center() - self.rect().center())
