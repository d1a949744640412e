"""The global search (Ctrl+K): clients, filings and applications that a person may see."""

from kamdesk.domain.clock import Clock
from kamdesk.domain.ids import UserId
from kamdesk.domain.permissions import Action, reach
from kamdesk.domain.search import SearchHit
from kamdesk.services.acting import acting
from kamdesk.storage import search
from kamdesk.storage.filters import LONGEST
from kamdesk.storage.sessions import Sessions

_PLACES = (
    (Action.CLIENT_VIEW, search.clients),
    (Action.FILING_VIEW, search.filings),
    (Action.APPLICATION_VIEW, search.applications),
)
_EACH = 20


class SearchService:
    """Finds records by Chinese, pinyin initials, full pinyin, Latin, or number."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def find(self, text: str, *, by: UserId, limit: int = _EACH) -> list[SearchHit]:
        """Return what fits every word of `text`, at most `limit` of each kind."""
        words = " ".join(text[:LONGEST].split())
        if not words:
            return []
        with self._sessions.read() as session:
            actor = acting(session, by, self._clock)
            hits: list[SearchHit] = []
            for action, look in _PLACES:
                far = reach(actor, action)
                if far is not None:
                    hits += look(session, words, actor=actor, reach=far, limit=limit)
            return hits
