"""Erasing what is kept about a person, for good (PIPL art. 47)."""

from datetime import datetime

from sqlalchemy.orm import Session

from kamdesk.domain.changes import Changes, Noun, changed
from kamdesk.domain.clients.contacts import contact_texts
from kamdesk.domain.clock import Clock, day_of
from kamdesk.domain.ids import ContactId, UserId
from kamdesk.domain.permissions import Action, require
from kamdesk.domain.persons.erasures import check_reason, refuse_erased
from kamdesk.domain.persons.requests import RequestKind, RequestState
from kamdesk.services.acting import acting
from kamdesk.services.clients.access import log_step, subject_of
from kamdesk.services.persons.requests import close_request
from kamdesk.storage import history
from kamdesk.storage.clients import contacts
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.clients.contacts import ContactRecord
from kamdesk.storage.fetch import fetch, fresh
from kamdesk.storage.persons.erasures import erase, linked_to
from kamdesk.storage.persons.requests import RequestRecord, open_ones
from kamdesk.storage.sessions import Sessions


class ErasureService:
    """Erases; it cannot be taken back."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def erase(
        self, contact_id: ContactId, reason: str, *, by: UserId, seen_version: int
    ) -> Changes:
        """Erase a person's data; the reason goes into the register of requests.

        Whatever the person had asked for is settled by it. FieldError without a reason, RuleError
        where nothing is left to erase.
        """
        why, now = check_reason(reason), self._clock.now()
        with self._sessions.write() as session:
            client_id = fetch(session, ContactRecord, contact_id).client_id
            client = fetch(session, ClientRecord, client_id)
            require(
                acting(session, by, self._clock), Action.CONTACT_ERASE, subject_of(session, client)
            )
            record = fresh(session, ContactRecord, contact_id, seen_version)
            refuse_erased(record.erased_at)
            _cut_links(session, contact_id, at=now, by=by)
            erase(session, record, at=now, by=by)
            _settle(session, contact_id, why, at=now, by=by)
            payload = {"contact": contact_id}
            log_step(session, client, "contact_erase", by=by, at=now, payload=payload)
            return changed(Noun.CONTACT, Noun.CLIENT, Noun.RELATION, record_id=contact_id)


def _cut_links(session: Session, contact_id: ContactId, *, at: datetime, by: UserId) -> None:
    """Have nobody report to the person or assist them any more."""
    for other in linked_to(session, contact_id):
        before = contact_texts(contacts.draft_of(other))
        if other.reports_to_id == contact_id:
            other.reports_to_id = None
        if other.assistant_of_id == contact_id:
            other.assistant_of_id = None
        history.record(
            session,
            noun=Noun.CONTACT,
            record_id=other.id,
            before=before,
            after=contact_texts(contacts.draft_of(other)),
            at=at,
            by=by,
        )


def _settle(session: Session, contact_id: ContactId, why: str, *, at: datetime, by: UserId) -> None:
    """Settle what the person asked for; without a request the erasure is one by itself."""
    waiting = list(open_ones(session, contact_id))
    if not any(request.kind is RequestKind.ERASE for request in waiting):
        own = RequestRecord(
            contact_id=contact_id,
            kind=RequestKind.ERASE,
            state=RequestState.OPEN,
            received_on=day_of(at),
            at=at,
            by_id=by,
            note="",
        )
        session.add(own)
        session.flush()
        waiting.append(own)
    for request in waiting:
        close_request(session, request, RequestState.DONE, why, at=at, by=by)
