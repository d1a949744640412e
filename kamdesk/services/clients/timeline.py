"""The time line of a client, merged from everything that keeps a trace of it."""

from collections.abc import Collection, Sequence
from itertools import chain
from typing import Final

from kamdesk.domain.clients.timeline import TimelineKind, TimelinePage
from kamdesk.domain.clock import Clock, today
from kamdesk.domain.ids import ClientId, UserId
from kamdesk.domain.permissions import Action, Reach, reach
from kamdesk.services.acting import acting
from kamdesk.services.clients.access import readable
from kamdesk.storage.classes import timeline as classes
from kamdesk.storage.clients import timeline as registry
from kamdesk.storage.clients.timeline import Look, Source
from kamdesk.storage.projects import timeline as papers
from kamdesk.storage.projects.listing import Viewer
from kamdesk.storage.purchases import timeline as purchases
from kamdesk.storage.sessions import Sessions

SOURCES: Final[tuple[Source, ...]] = (
    *papers.SOURCES,
    *classes.SOURCES,
    *purchases.SOURCES,
    *registry.SOURCES,
)
"""Where entries come from: the one place to add a source. In one instant the first stands above."""


class TimelineService:
    """Reads time lines."""

    def __init__(
        self, sessions: Sessions, clock: Clock, sources: Sequence[Source] = SOURCES
    ) -> None:
        self._sessions = sessions
        self._clock = clock
        self._sources = sources

    def newest(
        self,
        client_id: ClientId,
        *,
        by: UserId,
        limit: int,
        kinds: Collection[TimelineKind] = (),
    ) -> TimelinePage:
        """Return the newest `limit` entries of `kinds`, of all where none is named."""
        with self._sessions.read() as session:
            actor = acting(session, by, self._clock)
            readable(session, client_id, actor=actor)
            far = reach(actor, Action.FILING_VIEW) or Reach.OWN
            # One more than is shown tells whether there are older ones.
            look = Look(client_id, Viewer(actor, far, today(self._clock)), limit + 1)
            wanted = [each for each in self._sources if not kinds or each.kind in kinds]
            found = list(chain.from_iterable(each.read(session, look) for each in wanted))
        found.sort(key=lambda entry: entry.at, reverse=True)
        present = {each.kind for each in self._sources}
        possible = tuple(kind for kind in TimelineKind if kind in present)
        return TimelinePage(tuple(found[:limit]), len(found) > limit, possible)
