"""A tab of one client's page: it reads what it shows by itself."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kamdesk.domain.clients.clients import ClientDetails


class ClientTab(QWidget):
    """Subclasses show one side of a client; the page around them knows only this."""

    opened = Signal(str, int)
    """Kind and id of a record to open elsewhere."""
    gap_wanted = Signal(object)
    """A `Gap` of the client's file that the person wants to fill in."""
    count_changed = Signal(int)
    """The number beside the tab's title."""

    def show_client(self, details: ClientDetails) -> None:
        """Show the side of `details`; called when the tab is looked at and after each change."""


@dataclass(frozen=True, slots=True)
class TabSpec:
    """One tab: `title` is marked with `N_`; `make` builds it when it is first looked at.

    `count` tells the number beside the title before that; it is called in the worker.
    """

    key: str
    title: str
    make: Callable[[], ClientTab]
    count: Callable[[ClientDetails], int] | None = None
