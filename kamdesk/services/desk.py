"""工作台: what waits for a person, what runs out, what came back, what they touched last."""

from dataclasses import replace

from sqlalchemy.orm import Session

from kamdesk.domain import permissions
from kamdesk.domain.clock import Clock, today
from kamdesk.domain.desk import Desk
from kamdesk.domain.ids import UserId
from kamdesk.domain.lists import ListQuery
from kamdesk.domain.ownership.pool import PoolRule
from kamdesk.domain.permissions import Action, Reach
from kamdesk.domain.projects.case_records import InboxRow
from kamdesk.domain.projects.filing_records import FilingRow
from kamdesk.services.acting import acting
from kamdesk.storage import desk as table
from kamdesk.storage import policies
from kamdesk.storage.ownership import due
from kamdesk.storage.progress import project_records
from kamdesk.storage.projects import filing_records, inbox
from kamdesk.storage.projects.listing import Viewer
from kamdesk.storage.sessions import Sessions

LINES = 8
"""Lines of each list on the first page."""


class DeskService:
    """The first page of whoever is logged in."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def desk(self, *, by: UserId) -> Desk:
        """Return the page; who has no part in the business sees only what they touched."""
        with self._sessions.read() as session:
            actor = acting(session, by, self._clock)
            returned = table.returned(session, actor.id)
            reach = permissions.reach(actor, Action.FILING_VIEW)
            viewer = Viewer(actor, reach or Reach.OWN, today(self._clock))
            page = Desk(
                waiting=(),
                waiting_count=0,
                warned=(),
                warned_count=0,
                disputed_count=0,
                returned=tuple(returned[:LINES]),
                returned_count=len(returned),
                recent=tuple(table.recent(session, actor.id, limit=LINES)),
            )
            return page if reach is None else _in_business(session, page, viewer)


def _in_business(session: Session, page: Desk, viewer: Viewer) -> Desk:
    waiting: list[InboxRow] = []
    count = 0
    if permissions.allowed(viewer.actor, Action.APPROVAL_DECIDE):
        oldest = inbox.inbox_ids(session, ListQuery(sort="waiting_since"), viewer)
        waiting = inbox.inbox_rows(session, oldest[:LINES], viewer)
        count = len(oldest)
    warned_count, warned = _warned(session, viewer)
    disputed = filing_records.ids(session, ListQuery(view="disputed"), viewer)
    slips = project_records.ids(session, ListQuery(view="to_accept"), viewer)
    return replace(
        page,
        slips_count=len(slips),
        waiting=tuple(waiting),
        waiting_count=count,
        warned=tuple(warned),
        warned_count=warned_count,
        disputed_count=len(disputed),
        falling_due_count=due.warned_count(session, viewer.actor.id, viewer.day),
        pool_warning_days=policies.current(session, PoolRule).policy.warning_days,
    )


def _warned(session: Session, viewer: Viewer) -> tuple[int, list[FilingRow]]:
    """Return the filings in reach that are soon over, the nearest end first."""
    query = ListQuery(view="warned", sort="protected_until")
    found = filing_records.ids(session, query, viewer)
    return len(found), filing_records.rows(session, found[:LINES], viewer)
