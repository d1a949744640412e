"""What the use cases of clients share: whose client it is, and reading one for a write."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy.orm import Session

from kamdesk.domain.changes import Noun
from kamdesk.domain.clients.access import client_subject
from kamdesk.domain.ids import ClientId, UserId
from kamdesk.domain.people import Actor
from kamdesk.domain.permissions import Action, Subject, require
from kamdesk.storage import audit
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.fetch import fetch, fresh
from kamdesk.storage.ownership.collaborators import sharing
from kamdesk.storage.people import UserRecord


def subject_of(session: Session, client: ClientRecord, day: date = date.max) -> Subject:
    """Return what a permission asks about a client: owner, the owner's department, state.

    Who works along until some day counts as long as `day` is not after it.
    """
    owner = None if client.owner_id is None else session.get(UserRecord, client.owner_id)
    readers, editors = sharing(session, client.id, day)
    return client_subject(
        owner_id=client.owner_id,
        department_id=None if owner is None else owner.department_id,
        archived=client.archived,
        readers=readers,
        editors=editors,
    )


def readable(session: Session, client_id: ClientId, *, actor: Actor) -> ClientRecord:
    """Return a client that the actor may see."""
    client = fetch(session, ClientRecord, client_id)
    require(actor, Action.CLIENT_VIEW, subject_of(session, client, actor.day))
    return client


def writable(
    session: Session, client_id: ClientId, *, actor: Actor, action: Action, seen_version: int
) -> ClientRecord:
    """Return a client as the screen has seen it, that the actor may do `action` to."""
    client = fetch(session, ClientRecord, client_id)
    require(actor, action, subject_of(session, client, actor.day))
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
