"""Contacts of a client: list, add, edit, put away, bring back; who changed what of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from kamdesk.domain.changes import Changes, Noun, changed
from kamdesk.domain.clients.contacts import Contact, ContactDraft, check_contact, contact_texts
from kamdesk.domain.clients.names import Names
from kamdesk.domain.clock import Clock, today
from kamdesk.domain.history import FieldChange
from kamdesk.domain.ids import ClientId, ContactId, UserId
from kamdesk.domain.permissions import Action, require
from kamdesk.domain.persons.erasures import refuse_erased
from kamdesk.domain.persons.masking import masked_contact, masked_field, sees_whole
from kamdesk.domain.persons.persons import check_keeping
from kamdesk.domain.persons.superiors import check_superiors
from kamdesk.services.acting import acting
from kamdesk.services.clients.access import log_step, readable, subject_of
from kamdesk.storage import history
from kamdesk.storage.clients import contacts
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.clients.contacts import ContactRecord
from kamdesk.storage.fetch import fetch, fresh
from kamdesk.storage.persons import reveals
from kamdesk.storage.persons.history import spoken
from kamdesk.storage.sessions import Sessions


class ContactService:
    """The people at clients; who may edit the client may edit them."""

    def __init__(self, sessions: Sessions, clock: Clock, names: Names | None = None) -> None:
        self._sessions = sessions
        self._clock = clock
        self._names = names or Names()

    def of_client(self, client_id: ClientId, *, by: UserId) -> list[Contact]:
        """Return a client's contacts, present ones first; numbers in part where they are so."""
        with self._sessions.read() as session:
            actor = acting(session, by, self._clock)
            client = readable(session, client_id, actor=actor)
            people = contacts.of_client(session, client_id)
            if sees_whole(actor, subject_of(session, client, actor.day)):
                return people
            return [masked_contact(each) for each in people]

    def history(self, contact_id: ContactId, *, by: UserId) -> list[FieldChange]:
        """Return who changed what of a contact or looked at its numbers, the newest first."""
        with self._sessions.read() as session:
            actor = acting(session, by, self._clock)
            client_id = fetch(session, ContactRecord, contact_id).client_id
            client = readable(session, client_id, actor=actor)
            changes = spoken(session, history.of(session, Noun.CONTACT, contact_id))
            changes += reveals.of_contact(session, contact_id)
            changes.sort(key=lambda each: each.at, reverse=True)
            if sees_whole(actor, subject_of(session, client, actor.day)):
                return changes
            return _hidden(changes)

    def create(self, client_id: ClientId, draft: ContactDraft, *, by: UserId) -> Changes:
        """Add a contact; FieldError where a field is wrong."""
        clean = check_contact(draft, day=today(self._clock))
        with self._sessions.write() as session:
            client = self._editable(session, client_id, by)
            check_superiors(clean, contacts.superiors(session, client_id), contact_id=None)
            record = ContactRecord(client_id=client_id, archived=False)
            self._fill(record, clean)
            session.add(record)
            return self._keep(session, client, record, action="contact_create", by=by)

    def edit(
        self, contact_id: ContactId, draft: ContactDraft, *, by: UserId, seen_version: int
    ) -> Changes:
        """Write the fields that differ; FieldError where one is wrong."""
        clean = check_contact(draft, day=today(self._clock))
        with self._sessions.write() as session:
            record, client = self._for_writing(session, contact_id, by, seen_version)
            old = contacts.draft_of(record)
            if old == clean:
                return changed(record_id=record.id)
            lines = contacts.superiors(session, client.id)
            check_superiors(clean, lines, contact_id=contact_id)
            self._fill(record, clean)
            texts = contact_texts(old), contact_texts(clean)
            self._remember(session, record, texts, by=by)
            return self._keep(session, client, record, action="contact_edit", by=by)

    def archive(self, contact_id: ContactId, *, by: UserId, seen_version: int) -> Changes:
        """Put a contact away; nothing is deleted."""
        return self._move(contact_id, by=by, seen_version=seen_version, archived=True)

    def restore(self, contact_id: ContactId, *, by: UserId, seen_version: int) -> Changes:
        """Bring a contact back."""
        return self._move(contact_id, by=by, seen_version=seen_version, archived=False)

    def keep(
        self,
        contact_id: ContactId,
        until: date | None,
        reason: str,
        *,
        by: UserId,
        seen_version: int,
    ) -> Changes:
        """Keep a contact's data longer; FieldError without a later day and a reason."""
        day, why = check_keeping(until, reason, day=today(self._clock))
        with self._sessions.write() as session:
            record, client = self._for_writing(session, contact_id, by, seen_version)
            before = {"keep_until": str(record.keep_until or "")}
            record.keep_until = day
            after = {"keep_until": str(day), "keep_reason": why}
            self._remember(session, record, (before, after), by=by)
            return self._keep(session, client, record, action="contact_keep", by=by)

    def _move(
        self, contact_id: ContactId, *, by: UserId, seen_version: int, archived: bool
    ) -> Changes:
        with self._sessions.write() as session:
            record, client = self._for_writing(session, contact_id, by, seen_version)
            if record.archived == archived:
                return changed(record_id=record.id)
            record.archived = archived
            away, back = {"archived": "yes"}, {"archived": "no"}
            texts = (back, away) if archived else (away, back)
            self._remember(session, record, texts, by=by)
            action = "contact_archive" if archived else "contact_restore"
            return self._keep(session, client, record, action=action, by=by)

    def _editable(self, session: Session, client_id: ClientId, by: UserId) -> ClientRecord:
        client = fetch(session, ClientRecord, client_id)
        actor = acting(session, by, self._clock)
        require(actor, Action.CLIENT_EDIT, subject_of(session, client, actor.day))
        return client

    def _for_writing(
        self, session: Session, contact_id: ContactId, by: UserId, seen_version: int
    ) -> tuple[ContactRecord, ClientRecord]:
        client_id = fetch(session, ContactRecord, contact_id).client_id
        client = self._editable(session, client_id, by)
        record = fresh(session, ContactRecord, contact_id, seen_version)
        refuse_erased(record.erased_at)
        return record, client

    def _fill(self, record: ContactRecord, draft: ContactDraft) -> None:
        contacts.fill(record, draft, self._names.person_pinyin(draft.name))

    def _remember(
        self,
        session: Session,
        record: ContactRecord,
        texts: tuple[dict[str, str], dict[str, str]],
        *,
        by: UserId,
    ) -> None:
        """Write the fields of `texts` (before, after) that differ into the history."""
        history.record(
            session,
            noun=Noun.CONTACT,
            record_id=record.id,
            before=texts[0],
            after=texts[1],
            at=self._clock.now(),
            by=by,
        )

    def _keep(
        self,
        session: Session,
        client: ClientRecord,
        record: ContactRecord,
        *,
        action: str,
        by: UserId,
    ) -> Changes:
        session.flush()
        payload = {"contact": record.id}  # no names, no phone numbers in the audit trail
        log_step(session, client, action, by=by, at=self._clock.now(), payload=payload)
        return changed(Noun.CONTACT, Noun.CLIENT, record_id=record.id)


def _hidden(changes: Sequence[FieldChange]) -> list[FieldChange]:
    """Return `changes` with numbers and e-mails in part, as the fields themselves are shown."""
    return [
        replace(
            each, old=masked_field(each.field, each.old), new=masked_field(each.field, each.new)
        )
        for each in changes
    ]
