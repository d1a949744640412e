"""What the frame knows of a page: how it is called, and a few things it can be asked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class Page(QWidget):
    """A page of the main window; subclasses answer what they care for."""

    help_topic: ClassVar[str] = "index"
    """The name of the page's help text."""

    status_changed = Signal(str)
    """The left part of the status bar."""
    open_requested = Signal(str, int)
    """Asks the frame to open a record (kind, id) on the page that shows its kind."""
    page_requested = Signal(str, object)
    """Asks the frame for another page by key, with something for its `show_hint`."""
    badge_changed = Signal(int)
    """The number at the page's place in the rail."""

    def topic(self) -> str:
        """Return the help text for what is in front."""
        return self.help_topic

    def activate(self) -> None:
        """Be shown now: read what is stale. Called each time the page comes to the front."""

    def refresh(self) -> None:
        """Read everything again (F5)."""

    def open_record(self, kind: str, record_id: int) -> None:
        """Show a record of one of the page's kinds."""

    def close_record(self) -> None:
        """Show what the page shows when no record was asked for: going back ends here."""

    def show_hint(self, hint: object) -> None:
        """Show what another page asked for with `page_requested`, such as a filtered view."""

    def can_leave(self) -> bool:
        """Tell whether the page may be left or closed; asks about unsaved changes itself."""
        return True

    def status(self) -> str:
        """Return the status line when the page comes to the front."""
        return ""


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A place in the rail; its page is made at the first visit.

    `title` is marked with `N_`, two to five characters. `kinds` are the record kinds it opens.
    `at_bottom` puts it to the lower end of the rail.
    """

    key: str
    title: str
    icon: str
    make: Callable[[], Page]
    kinds: tuple[str, ...] = ()
    at_bottom: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """Something the search found: `kind` and `record_id` open it, `group` (translated) heads it.

    `reason` tells where it fits, if not in the title. `marks`, `note_marks` and `reason_marks` are
    the pieces of those texts that fit: where they begin and have ended.
    """

    kind: str
    record_id: int
    group: str
    title: str
    note: str = ""
    reason: str = ""
    marks: Sequence[tuple[int, int]] = ()
    note_marks: Sequence[tuple[int, int]] = ()
    reason_marks: Sequence[tuple[int, int]] = ()
