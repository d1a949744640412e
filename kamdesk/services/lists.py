"""Lists that depend on who looks: each call asks anew who that is and how far they may see."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from sqlalchemy.orm import Session

from kamdesk.domain import permissions
from kamdesk.domain.clock import Clock, today
from kamdesk.domain.ids import UserId
from kamdesk.domain.lists import ListQuery
from kamdesk.domain.permissions import Action, Reach
from kamdesk.services.acting import acting
from kamdesk.storage import audit
from kamdesk.storage.projects.listing import Viewer
from kamdesk.storage.sessions import Sessions

RowT = TypeVar("RowT")
Counts = Mapping[str, int]


class KeptCounts:
    """The counts of a list's views: they hold until something is written, or the day changes."""

    def __init__(self) -> None:
        self._kept: tuple[object, Counts] = (None, {})

    def of(self, session: Session, *key: object, make: Callable[[], Counts]) -> Counts:
        """Return the counts for `key`, made anew where the audit trail has grown since."""
        now = (audit.head(session), *key)
        then, counts = self._kept
        if then != now:
            counts = make()
            self._kept = (now, counts)
        return counts


@dataclass(frozen=True, slots=True)
class ViewedList(Generic[RowT]):
    """A `ListSource` in the name of `by`, within the reach that `action` gives them."""

    sessions: Sessions
    clock: Clock
    by: UserId
    action: Action
    find: Callable[[Session, ListQuery, Viewer], "array[int]"]
    read: Callable[[Session, Sequence[int], Viewer], list[RowT]]
    kept: KeptCounts = field(default_factory=KeptCounts)

    def ids(self, query: ListQuery) -> "array[int]":
        """Return the ids that fit `query`, in its order."""
        with self.sessions.read(stop=query.stop) as session:
            return self.find(session, query, self._viewer(session))

    def rows(self, ids: Sequence[int]) -> list[RowT]:
        """Return the rows of `ids` in the same order; ids that are gone are left out."""
        with self.sessions.read() as session:
            return self.read(session, ids, self._viewer(session))

    def counts(self, views: Sequence[str]) -> Counts:
        """Return how many records each of `views` holds."""
        with self.sessions.read() as session:
            looking = self._viewer(session)
            query = ListQuery()

            def make() -> Counts:
                find = {view: replace(query, view=view) for view in views}
                return {view: len(self.find(session, each, looking)) for view, each in find.items()}

            return self.kept.of(session, looking, *views, make=make)

    def _viewer(self, session: Session) -> Viewer:
        return viewer(session, self.clock, self.by, self.action)


def viewer(session: Session, clock: Clock, by: UserId, action: Action) -> Viewer:
    """Return who looks and how far they may, or refuse with NotAllowedError."""
    actor = acting(session, by, clock)
    permissions.require(actor, action)
    return Viewer(actor, permissions.reach(actor, action) or Reach.OWN, today(clock))
