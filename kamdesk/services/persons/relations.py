"""Lines between the people at a client: entered, changed, ended."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from kamdesk.domain.changes import Changes, Noun, changed
from kamdesk.domain.clock import Clock
from kamdesk.domain.errors import FieldError
from kamdesk.domain.ids import ClientId, ContactId, RelationId, UserId
from kamdesk.domain.people import Actor
from kamdesk.domain.persons.relations import (
    KIND_TITLES,
    RelationDraft,
    check_relation,
    same_line,
)
from kamdesk.i18n import _
from kamdesk.services.acting import acting
from kamdesk.services.persons.maps import drawable
from kamdesk.storage import audit
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.clients.contacts import ContactRecord
from kamdesk.storage.fetch import fetch
from kamdesk.storage.persons.relations import RelationRecord, draft_of, holding
from kamdesk.storage.sessions import Sessions, stale


class RelationService:
    """The informal lines of the relationship map; who may edit the client may draw them."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def add(self, client_id: ClientId, draft: RelationDraft, *, by: UserId) -> Changes:
        """Enter a line; FieldError where it makes no sense or is there already."""
        clean = check_relation(draft)
        with self._sessions.write() as session:
            client = drawable(session, client_id, acting(session, by, self._clock))
            step = _Step(session, client, self._clock.now(), by)
            return step.told("relation_add", step.entered(clean))

    def change(self, relation_id: RelationId, draft: RelationDraft, *, by: UserId) -> Changes:
        """End a line and enter it as `draft` says; the answer names the new one.

        Raises FieldError as `add` does, StaleRecordError where the line has ended meanwhile.
        """
        clean = check_relation(draft)
        with self._sessions.write() as session:
            record, client = _for_writing(session, relation_id, acting(session, by, self._clock))
            if draft_of(record) == clean:
                return changed(record_id=record.id)
            step = _Step(session, client, self._clock.now(), by)
            step.end(record)
            return step.told("relation_change", step.entered(clean), before=record.id)

    def end(self, relation_id: RelationId, *, by: UserId) -> Changes:
        """End a line; StaleRecordError where it has ended already."""
        with self._sessions.write() as session:
            record, client = _for_writing(session, relation_id, acting(session, by, self._clock))
            step = _Step(session, client, self._clock.now(), by)
            step.end(record)
            return step.told("relation_end", record)


class _Step(NamedTuple):
    """One step on the lines of a client: when and by whom it is done."""

    session: Session
    client: ClientRecord
    at: datetime
    by: UserId

    def entered(self, draft: RelationDraft) -> RelationRecord:
        """Enter a line whose ends fit."""
        _check_ends(self.session, self.client, draft)
        record = RelationRecord(
            kind=draft.kind,
            source_id=draft.source_id,
            target_id=draft.target_id,
            note=draft.note,
            at=self.at,
            by_id=self.by,
        )
        self.session.add(record)
        self.session.flush()
        return record

    def end(self, record: RelationRecord) -> None:
        """End a line."""
        record.ended_at, record.ended_by_id = self.at, self.by
        self.session.flush()

    def told(self, action: str, record: RelationRecord, **more: object) -> Changes:
        """Add the audit row, which names no person, and return what was written."""
        audit.append(
            self.session,
            at=self.at,
            actor_id=self.by,
            action=action,
            noun=Noun.RELATION,
            record_id=record.id,
            payload={"client": self.client.number, "kind": record.kind, **more},
        )
        return changed(Noun.RELATION, record_id=record.id)


def _for_writing(
    session: Session, relation_id: RelationId, actor: Actor
) -> tuple[RelationRecord, ClientRecord]:
    record = fetch(session, RelationRecord, relation_id)
    client_id = fetch(session, ContactRecord, record.target_id).client_id
    client = drawable(session, client_id, actor)
    if record.ended_at is not None:
        raise stale()
    return record, client


def _check_ends(session: Session, client: ClientRecord, draft: RelationDraft) -> None:
    """Refuse with FieldError people who are not on the client's map, and a line drawn twice."""
    for field, contact_id in (("source_id", draft.source_id), ("target_id", draft.target_id)):
        if contact_id is not None and not _is_on_map(session, client, contact_id):
            raise FieldError({field: _("此人已不是该客户的在册联系人，请另选一人。")})
    if any(same_line(draft_of(record), draft) for record in holding(session, draft.target_id)):
        text = _("这两人之间已有“{kind}”关系，请直接修改那一条。")
        raise FieldError({"kind": text.format(kind=_(KIND_TITLES[draft.kind]))})


def _is_on_map(session: Session, client: ClientRecord, contact_id: ContactId) -> bool:
    contact = session.get(ContactRecord, contact_id)
    if contact is None or contact.client_id != client.id:
        return False
    return not contact.archived and contact.erased_at is None
