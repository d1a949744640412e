"""Looking through the whole registry for clients that may be one; nothing is merged by itself."""

from collections.abc import Callable

from kamdesk.domain.changes import Changes, Noun, changed
from kamdesk.domain.clients.duplicates import DuplicateIndex
from kamdesk.domain.clients.names import Names
from kamdesk.domain.clock import Clock
from kamdesk.domain.errors import CancelledError
from kamdesk.domain.ids import ClientId, UserId
from kamdesk.domain.ownership.suspects import Suspect, alike_pairs, pair_of
from kamdesk.domain.permissions import Action, require
from kamdesk.i18n import _
from kamdesk.services.acting import acting
from kamdesk.services.clients.access import log_step
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.clients.names import entries
from kamdesk.storage.fetch import fetch
from kamdesk.storage.ownership import suspects as table
from kamdesk.storage.ownership.suspects import DistinctRecord
from kamdesk.storage.sessions import Sessions


class SuspectService:
    """Suggests pairs to 销售管理部, who merges them or tells them apart."""

    def __init__(self, sessions: Sessions, clock: Clock, names: Names | None = None) -> None:
        self._sessions = sessions
        self._clock = clock
        self._names = names or Names()

    def find(
        self,
        *,
        by: UserId,
        report: Callable[[int, int], None] = lambda _done, _total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> list[Suspect]:
        """Return the pairs that may be one, the surest first; archived clients are left out.

        Compares every client with all: some milliseconds each. CancelledError when stopped.
        """

        def step(done: int, total: int) -> None:
            if cancelled():
                raise CancelledError(_("已停止查找。"))
            report(done, total)

        with self._sessions.read() as session:
            require(acting(session, by, self._clock), Action.CLIENT_MERGE)
            gone, apart = table.archived(session), table.told_apart(session)
            every = [each for each in entries(session, self._names) if each.id not in gone]
            found = [
                (pair, reason, score)
                for pair, reason, score in alike_pairs(DuplicateIndex(every), every, step)
                if pair not in apart
            ]
            sides = table.sides(session, (key for pair, _why, _score in found for key in pair))
        suspects = [
            Suspect(first=sides[pair[0]], second=sides[pair[1]], reason=reason, score=score)
            for pair, reason, score in found
        ]
        return sorted(suspects, key=lambda each: (-each.score, each.first.name))

    def tell_apart(self, one: ClientId, other: ClientId, *, by: UserId) -> Changes:
        """Keep that two clients are not one; they are suggested no more."""
        with self._sessions.write() as session:
            require(acting(session, by, self._clock), Action.CLIENT_MERGE)
            first, second = pair_of(one, other)
            client = fetch(session, ClientRecord, first)
            fetch(session, ClientRecord, second)
            if session.get(DistinctRecord, (first, second)) is None:
                now = self._clock.now()
                session.add(
                    DistinctRecord(
                        first_id=ClientId(first), second_id=ClientId(second), at=now, by_id=by
                    )
                )
                session.flush()
                log_step(
                    session, client, "client_distinct", by=by, at=now, payload={"from": second}
                )
            return changed(Noun.CLIENT, record_id=first)
