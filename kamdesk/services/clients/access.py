"""What the use cases of clients share: whose client it is, and reading one for a write."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from kamdesk.domain.changes import Noun
from kamdesk.domain.clients.access import client_subject
from kamdesk.domain.ids import ClientId, UserId
from kamdesk.domain.people import Actor
from kamdesk.domain.permissions import Action, Subject, require
from kamdesk.storage import audit
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.fetch import fetch, fresh
from kamdesk.storage.people import UserRecord


def subject_of(session: Session, client: ClientRecord) -> Subject:
    """Return what a permission asks about a client: owner, the owner's department, state."""
    owner = None if client.owner_id is None else session.get(UserRecord, client.owner_id)
    return client_subject(
        owner_id=client.owner_id,
        department_id=None if owner is None else owner.department_id,
        archived=client.archived,
    )


def readable(session: Session, client_id: ClientId, *, actor: Actor) -> ClientRecord:
    """Return a client that the actor may see."""
    client = fetch(session, ClientRecord, client_id)
    require(actor, Action.CLIENT_VIEW, subject_of(session, client))
    return client


def writable(
    session: Session, client_id: ClientId, *, actor: Actor, action: Action, seen_version: int
) -> ClientRecord:
    """Return a client as the screen has seen it, that the actor may do `action` to."""
    client = fetch(session, ClientRecord, client_id)
    require(actor, action, subject_of(session, client))
    return fresh(session, ClientRecord, client_id, seen_version)


def log_step(
    session: Session,
    client: ClientRecord,
    action: str,
    *,
    by: UserId,
    at: datetime,
    payload: Mapping[str, object],
) -> None:
    """Add the audit row of one step on a client."""
    audit.append(
        session,
        at=at,
        actor_id=by,
        action=action,
        noun=Noun.CLIENT,
        record_id=client.id,
        payload={"number": client.number, **payload},
    )
