"""Clients whose key persons are not all known, as one person may see them."""

from array import array
from collections.abc import Sequence

from kamdesk.domain.clock import Clock
from kamdesk.domain.ids import UserId
from kamdesk.domain.lists import ListQuery
from kamdesk.domain.persons.coverage import GapRow
from kamdesk.services.clients.lists import viewer
from kamdesk.storage.persons import coverage
from kamdesk.storage.sessions import Sessions


class CoverageService:
    """Lists the gaps in what is known of clients' people."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def list_for(self, by: UserId) -> "GapList":
        """Return the windowed list of the owned clients with gaps that `by` may see."""
        return GapList(self._sessions, self._clock, by)


class GapList:
    """The windowed list of one reader; roles are read anew at each call."""

    def __init__(self, sessions: Sessions, clock: Clock, by: UserId) -> None:
        self._sessions = sessions
        self._clock = clock
        self._by = by

    def ids(self, query: ListQuery) -> "array[int]":
        with self._sessions.read() as session:
            actor, reach = viewer(session, self._clock, self._by)
            return coverage.ids(session, query, actor=actor, reach=reach)

    def rows(self, ids: Sequence[int]) -> list[GapRow]:
        with self._sessions.read() as session:
            actor, reach = viewer(session, self._clock, self._by)
            return coverage.rows(session, ids, actor=actor, reach=reach)
