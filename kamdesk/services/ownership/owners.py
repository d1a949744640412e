"""Whose a client is: the one way in which an owner changes, and who owned it before."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from kamdesk.domain.changes import Noun
from kamdesk.domain.clock import Clock, day_of
from kamdesk.domain.ids import ClientId, UserId
from kamdesk.domain.ownership.owners import Spell, Way
from kamdesk.services.acting import acting
from kamdesk.services.clients.access import log_step, readable
from kamdesk.storage import history
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.ownership import collaborators
from kamdesk.storage.ownership import owners as table
from kamdesk.storage.ownership.owners import OwnerRecord
from kamdesk.storage.sessions import Sessions


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """How, why, when and by whom a client comes to another owner."""

    way: Way
    at: datetime
    by: UserId
    reason: str = ""


class OwnerService:
    """Tells who owned a client."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def of_client(self, client_id: ClientId, *, by: UserId) -> list[Spell]:
        """Return the client's owners, the present one first."""
        with self._sessions.read() as session:
            readable(session, client_id, actor=acting(session, by, self._clock))
            return table.of_client(session, client_id)


def change_owner(
    session: Session, client: ClientRecord, owner_id: UserId | None, turn: Turn
) -> None:
    """Give a client to somebody else, or to nobody: history, spell and audit row in one.

    A new owner who worked along on the client does so no more; in the pool nobody does.
    """
    former = client.owner_id
    spell = OwnerRecord(
        client_id=client.id,
        owner_id=owner_id,
        former_id=former,
        starts_on=day_of(turn.at),
        way=turn.way,
        reason=turn.reason,
        at=turn.at,
        by_id=turn.by,
    )
    table.turn_over(session, spell)
    client.owner_id = owner_id
    client.owned_since = None if owner_id is None else spell.starts_on
    client.updated_at = turn.at
    session.flush()
    _end_collaborations(session, client, turn)
    history.record(
        session,
        noun=Noun.CLIENT,
        record_id=client.id,
        before={"owner_id": str(former or "")},
        after={"owner_id": str(owner_id or "")},
        at=turn.at,
        by=turn.by,
    )
    payload = {"fields": ["owner_id"], "owner": owner_id, "former": former}
    log_step(session, client, f"client_{turn.way}", by=turn.by, at=turn.at, payload=payload)


def begin_owners(session: Session, after: ClientId, turn: Turn) -> None:
    """Begin the first spell of every client that was added after `after`, owned or not."""
    table.begin_after(session, after, way=turn.way, day=day_of(turn.at), at=turn.at, by=turn.by)


def _end_collaborations(session: Session, client: ClientRecord, turn: Turn) -> None:
    """End the new owner's own, and in the pool everybody's."""
    for along in collaborators.all_open(session, client.id):
        if client.owner_id in {None, along.user_id}:
            collaborators.end(along, at=turn.at, by=turn.by)
    session.flush()
