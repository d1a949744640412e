"""Clients whose key persons are not all known, as one person may see them."""

from kamdesk.domain.clock import Clock
from kamdesk.domain.ids import UserId
from kamdesk.domain.lists import ListSource
from kamdesk.domain.permissions import Action
from kamdesk.domain.persons.coverage import GapRow
from kamdesk.services.lists import ViewedList
from kamdesk.storage.persons import coverage
from kamdesk.storage.sessions import Sessions


class CoverageService:
    """Lists the gaps in what is known of clients' people."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def list_for(self, by: UserId) -> ListSource[GapRow]:
        """Return the windowed list of the owned clients with gaps that `by` may see."""
        find, read = coverage.ids, coverage.rows
        return ViewedList(self._sessions, self._clock, by, Action.CLIENT_VIEW, find, read)
