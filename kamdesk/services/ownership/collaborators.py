"""协作人: who works along on a client with its owner."""

from datetime import datetime

from sqlalchemy.orm import Session

from kamdesk.domain.changes import Changes, Noun, changed
from kamdesk.domain.clients.clients import OwnerChoice
from kamdesk.domain.clock import Clock, today
from kamdesk.domain.errors import RuleError
from kamdesk.domain.ids import ClientId, CollaborationId, UserId
from kamdesk.domain.ownership.collaborators import Collaborator, CollaboratorDraft, check_draft
from kamdesk.domain.people import Actor
from kamdesk.domain.permissions import Action, Subject, require
from kamdesk.i18n import _
from kamdesk.services.acting import acting
from kamdesk.services.clients.access import log_step, readable, subject_of
from kamdesk.services.clients.ownership import owners
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.fetch import fetch
from kamdesk.storage.ownership import collaborators as table
from kamdesk.storage.ownership.collaborators import CollaboratorRecord
from kamdesk.storage.sessions import Sessions


class CollaboratorService:
    """Owner, department head and 销售管理部 name who works along; nobody else does."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def of_client(self, client_id: ClientId, *, by: UserId) -> list[Collaborator]:
        """Return who works along on a client; those that ran out too, until somebody ends them."""
        with self._sessions.read() as session:
            readable(session, client_id, actor=acting(session, by, self._clock))
            return table.of_client(session, client_id)

    def choices(self, client_id: ClientId, *, by: UserId) -> list[OwnerChoice]:
        """Return who may be asked to work along on a client."""
        with self._sessions.read() as session:
            client = readable(session, client_id, actor=acting(session, by, self._clock))
            people = [user for user in owners(session) if user.id != client.owner_id]
            return [OwnerChoice(user.id, user.name, user.login) for user in people]

    def share(self, client_id: ClientId, draft: CollaboratorDraft, *, by: UserId) -> Changes:
        """Let somebody work along; who did already does so on the new terms. FieldError."""
        now = self._clock.now()
        with self._sessions.write() as session:
            client = _sharable(session, client_id, acting(session, by, self._clock))
            able = {user.id for user in owners(session)}
            user_id = check_draft(
                draft, owner_id=client.owner_id, able=able, day=today(self._clock)
            )
            begin(session, client, user_id, draft, by=by, at=now)
            return changed(Noun.CLIENT, record_id=client_id)

    def end(self, collaboration_id: CollaborationId, *, by: UserId) -> Changes:
        """Let somebody work along no more."""
        now = self._clock.now()
        with self._sessions.write() as session:
            record = fetch(session, CollaboratorRecord, collaboration_id)
            actor = acting(session, by, self._clock)
            client = fetch(session, ClientRecord, record.client_id)
            if record.user_id != by:
                _require_sharing(session, client, actor)
            if record.ended_at is not None:
                raise RuleError(_("该协作已经结束，请刷新后再看。"))
            finish(session, client, record, by=by, at=now)
            return changed(Noun.CLIENT, record_id=client.id)


def begin(
    session: Session,
    client: ClientRecord,
    user_id: UserId,
    draft: CollaboratorDraft,
    *,
    by: UserId,
    at: datetime,
) -> None:
    """Let somebody work along from now on, in place of how they did before."""
    if before := table.open_one(session, client.id, user_id):
        table.end(before, at=at, by=by)
        session.flush()
    session.add(
        CollaboratorRecord(
            client_id=client.id,
            user_id=user_id,
            may_edit=draft.may_edit,
            until=draft.until,
            at=at,
            by_id=by,
        )
    )
    session.flush()
    payload = {"user": user_id, "may_edit": draft.may_edit, "until": draft.until}
    log_step(session, client, "client_share", by=by, at=at, payload=payload)


def finish(
    session: Session,
    client: ClientRecord,
    record: CollaboratorRecord,
    *,
    by: UserId,
    at: datetime,
) -> None:
    """End somebody's working along."""
    table.end(record, at=at, by=by)
    session.flush()
    payload = {"user": record.user_id}
    log_step(session, client, "client_share_end", by=by, at=at, payload=payload)


def _sharable(session: Session, client_id: ClientId, actor: Actor) -> ClientRecord:
    client = fetch(session, ClientRecord, client_id)
    _require_sharing(session, client, actor)
    if client.archived:
        raise RuleError(_("已归档的客户不能修改，请先恢复。"))
    if client.owner_id is None:
        raise RuleError(_("该客户还没有负责人，不能添加协作人。请先领取或指定负责人。"))
    return client


def _require_sharing(session: Session, client: ClientRecord, actor: Actor) -> None:
    """Refuse who may edit the client only because they work along themselves."""
    subject = subject_of(session, client)
    own = Subject(subject.owner_id, subject.department_id, subject.state)
    require(actor, Action.CLIENT_EDIT, own)
