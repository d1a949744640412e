"""Keeps the sums of purchases true: when the month has turned, and anew from the records."""

from kamdesk.domain.changes import Changes, Noun, changed
from kamdesk.domain.clock import Clock, today
from kamdesk.domain.ids import UserId
from kamdesk.domain.purchases.months import month_of
from kamdesk.services.acting import acting
from kamdesk.storage import audit
from kamdesk.storage.purchases import months
from kamdesk.storage.sessions import Sessions


class MonthService:
    """The monthly summary and the clients' figures of the year; every write keeps both itself."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def keep_year(self, *, by: UserId) -> Changes:
        """Let the clients' years end with the present month; to be called when the day begins.

        Nothing happens, and nothing is announced, where they do.
        """
        month = month_of(today(self._clock))
        with self._sessions.read() as session:
            acting(session, by, self._clock)
            if months.year_ends_with(session, month):
                return changed()
        with self._sessions.write() as session:
            turned = months.keep_year(session, present=month)
            return changed(Noun.CLIENT) if turned else changed()

    def rebuild(self, *, by: UserId) -> Changes:
        """Sum everything anew from the purchase records."""
        with self._sessions.write() as session:
            acting(session, by, self._clock)
            months.rebuild(session, present=month_of(today(self._clock)))
            audit.append(
                session,
                at=self._clock.now(),
                actor_id=by,
                action="purchase_summary_rebuild",
                noun=Noun.PURCHASE,
                record_id=0,
                payload={},
            )
            return changed(Noun.PURCHASE, Noun.CLIENT)
