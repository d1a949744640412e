"""查重: who has this organisation already? Quick enough to be asked while typing."""

from threading import Lock

from sqlalchemy.orm import Session

from kamdesk.domain.clients.credit_code import normalise_code
from kamdesk.domain.clients.duplicates import DuplicateHit, DuplicateIndex, Entry
from kamdesk.domain.clients.names import Names, Place
from kamdesk.domain.clock import Clock, today
from kamdesk.domain.ids import ClientId, UserId
from kamdesk.domain.permissions import Action, require
from kamdesk.domain.texts import NAME_LIMIT
from kamdesk.services.acting import acting
from kamdesk.storage import audit
from kamdesk.storage.clients import claims
from kamdesk.storage.clients.names import entries
from kamdesk.storage.sessions import Sessions


class DuplicateService:
    """The duplicate filter (客户信息过滤).

    The names are kept in memory; the audit trail's head tells when they have to be read again,
    because every change of a client adds to it, in whichever process.
    """

    def __init__(self, sessions: Sessions, clock: Clock, names: Names | None = None) -> None:
        self._sessions = sessions
        self._clock = clock
        self._names = names or Names()
        self._lock = Lock()
        self._read_at = -1
        self._index = DuplicateIndex(())

    def check(
        self,
        name: str,
        code: str = "",
        *,
        by: UserId,
        province: str = "",
        exclude: ClientId | None = None,
    ) -> list[DuplicateHit]:
        """Return the clients that may be the one asked for, the surest first.

        Anybody in business may ask: the answer holds name, owner and state, no details.
        `exclude` is the client that is being edited.
        """
        asked = self._asked(name[:NAME_LIMIT], code, province, exclude)
        with self._sessions.read() as session:
            require(acting(session, by, self._clock), Action.DUPLICATE_CHECK)
            matches = self._current(session).find(asked)
            return claims.hits(session, matches, day=today(self._clock))

    def _asked(self, name: str, code: str, province: str, exclude: ClientId | None) -> Entry:
        keys = self._names.keys(name)
        return Entry(
            id=exclude or 0,
            code=normalise_code(code),
            name_key=keys.name_key,
            core=keys.core,
            sound=keys.sound,
            place=self._names.place_of(province).within(Place.read(keys.place)),
        )

    def _current(self, session: Session) -> DuplicateIndex:
        head = audit.head(session)
        with self._lock:
            if self._read_at != (head.seq if head else 0):
                self._index = DuplicateIndex(entries(session, self._names))
                self._read_at = head.seq if head else 0
            return self._index
