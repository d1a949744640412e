"""The group of a client with its figures rolled up."""

from kamdesk.domain.clients.groups import GroupUnit, group_of
from kamdesk.domain.clock import Clock
from kamdesk.domain.ids import ClientId, UserId
from kamdesk.services.clients.access import readable
from kamdesk.services.clients.lists import viewer
from kamdesk.storage.clients import groups
from kamdesk.storage.sessions import Sessions


class GroupService:
    """Reads groups of clients."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def of_client(self, client_id: ClientId, *, by: UserId) -> GroupUnit:
        """Return the whole group of a client, from its top.

        Units out of the reader's reach are named, as 查重 names them, without their figures.
        """
        with self._sessions.read() as session:
            actor, reach = viewer(session, self._clock, by)
            readable(session, client_id, actor=actor)
            top = groups.top_of(session, client_id)
            found = groups.members(session, top, actor=actor, reach=reach)
            return group_of(found, top)
