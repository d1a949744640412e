"""备案与立项: one place in the rail for what waits for me, applications, filings and conflicts."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from kamdesk.domain.changes import Changes, Noun
from kamdesk.domain.permissions import Action, allowed
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.shell.parts import Part, PartsPage

INBOX = "inbox"
"""The key of the part that carries the count; whoever decides nothing begins elsewhere."""
APPLICATIONS = "applications"
_COUNTED = (Noun.APPROVAL, Noun.APPLICATION, Noun.FILING, Noun.CONFLICT)


class ProjectsPage(PartsPage):
    """Its parts, with the number that waits in the inbox."""

    help_topic: ClassVar[str] = "projects"

    def __init__(
        self, parts: Sequence[Part], *, count_inbox: Callable[[], int], tools: PageTools
    ) -> None:
        self._count_inbox = count_inbox
        self._jobs = tools.jobs
        decides = allowed(tools.actor, Action.APPROVAL_DECIDE)
        first = INBOX if decides else APPLICATIONS
        super().__init__(parts, state=tools.state.scoped("projects"), first=first)
        tools.bus.changed.connect(self._on_changed)

    def activate(self) -> None:
        self._count()
        super().activate()

    def refresh(self) -> None:
        self._count()
        super().refresh()

    # -- inside -------------------------------------------------------------------------

    def _on_changed(self, changes: Changes) -> None:
        if changes.touches(*_COUNTED):
            self._count()

    def _count(self) -> None:
        self._jobs.run(self, self._count_inbox, self._show_count, key="count")

    def _show_count(self, count: int) -> None:
        self.tabs.show_count(INBOX, count)
        self.badge_changed.emit(count)
