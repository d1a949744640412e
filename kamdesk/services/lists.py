"""Lists that depend on who looks: each call asks anew who that is and how far they may see."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy.orm import Session

from kamdesk.domain import permissions
from kamdesk.domain.clock import Clock, today
from kamdesk.domain.ids import UserId
from kamdesk.domain.lists import ListQuery
from kamdesk.domain.permissions import Action, Reach
from kamdesk.services.acting import acting
from kamdesk.storage.projects.listing import Viewer
from kamdesk.storage.sessions import Sessions

RowT = TypeVar("RowT")


@dataclass(frozen=True, slots=True)
class ViewedList(Generic[RowT]):
    """A `ListSource` in the name of `by`, within the reach that `action` gives them."""

    sessions: Sessions
    clock: Clock
    by: UserId
    action: Action
    find: Callable[[Session, ListQuery, Viewer], "array[int]"]
    read: Callable[[Session, Sequence[int], Viewer], list[RowT]]

    def ids(self, query: ListQuery) -> "array[int]":
        """Return the ids that fit `query`, in its order."""
        with self.sessions.read() as session:
            return self.find(session, query, viewer(session, self.clock, self.by, self.action))

    def rows(self, ids: Sequence[int]) -> list[RowT]:
        """Return the rows of `ids` in the same order; ids that are gone are left out."""
        with self.sessions.read() as session:
            return self.read(session, ids, viewer(session, self.clock, self.by, self.action))


def viewer(session: Session, clock: Clock, by: UserId, action: Action) -> Viewer:
    """Return who looks and how far they may, or refuse with NotAllowedError."""
    actor = acting(session, by, clock)
    permissions.require(actor, action)
    return Viewer(actor, permissions.reach(actor, action) or Reach.OWN, today(clock))
