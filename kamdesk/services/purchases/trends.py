"""What one client bought in the last two years, from the monthly summary."""

from kamdesk.domain.clock import Clock, today
from kamdesk.domain.ids import ClientId, UserId
from kamdesk.domain.permissions import Action, require
from kamdesk.domain.purchases.months import month_of
from kamdesk.domain.purchases.trends import Trend, first_month, trend
from kamdesk.services.acting import acting
from kamdesk.services.clients.access import readable, subject_of
from kamdesk.storage.purchases import months
from kamdesk.storage.sessions import Sessions


class TrendService:
    """Reads trends."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def of_client(self, client_id: ClientId, *, by: UserId) -> Trend:
        """Return the trend of a client up to the present month."""
        last = month_of(today(self._clock))
        with self._sessions.read() as session:
            actor = acting(session, by, self._clock)
            client = readable(session, client_id, actor=actor)
            require(actor, Action.PURCHASE_VIEW, subject_of(session, client, actor.day))
            figures = months.of_client(session, client_id, first=first_month(last), last=last)
            return trend(figures, last)
