"""Building and checking the search index; records keep it up to date by themselves."""

from collections.abc import Callable
from typing import Final

from kamdesk.domain.errors import CancelledError
from kamdesk.domain.ids import UserId
from kamdesk.domain.permissions import Action, require
from kamdesk.i18n import _
from kamdesk.services.acting import acting
from kamdesk.storage.search import index
from kamdesk.storage.search.documents import Documents
from kamdesk.storage.sessions import Sessions

_STEP: Final = 10_000
"""Records that one transaction indexes while the index is built."""


class SearchIndexService:
    """The index as a whole."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    def is_due(self) -> bool:
        """Tell whether the index has to be built: never done, broken off, or of another version."""
        with self._sessions.read() as session:
            return not index.is_ready(session.connection())

    def build(
        self,
        *,
        report: Callable[[int, int], None] = lambda _done, _total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> int:
        """Build the index, or go on with a build that was broken off; return how many records.

        CancelledError leaves what is done, to be gone on with.
        """
        documents = Documents()
        with self._sessions.write() as session:
            left = total = index.begin(session.connection())
        while True:
            report(total - left, total)
            if cancelled():
                raise CancelledError(_("搜索索引没有建完，下次打开时会继续。"))
            with self._sessions.write() as session:
                left = index.fill(session.connection(), documents, _STEP)
            if not left:
                break
        self._merge()
        report(total, total)
        return total

    def faults(self, *, by: UserId) -> int:
        """Return how many records the index has wrong; all of them where it is not built."""
        with self._sessions.read() as session:
            require(acting(session, by), Action.AUDIT_VERIFY)
            return index.faults(session.connection(), Documents())

    def rebuild(
        self,
        *,
        report: Callable[[int, int], None] = lambda _done, _total: None,
    ) -> int:
        """Build the index anew, whatever it is worth; return how many records it holds."""
        with self._sessions.write() as session:
            index.give_up(session.connection())
        return self.build(report=report)

    def _merge(self) -> None:
        more = True
        while more:
            with self._sessions.write() as session:
                more = index.merge(session.connection())
