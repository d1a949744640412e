"""The register of what people ask about their own data: taken in, settled, listed."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from kamdesk.domain.changes import Changes, Noun, changed
from kamdesk.domain.clock import Clock, day_of
from kamdesk.domain.ids import ContactId, RequestId, UserId
from kamdesk.domain.lists import ListSource
from kamdesk.domain.permissions import Action, require
from kamdesk.domain.persons.erasures import refuse_erased
from kamdesk.domain.persons.requests import (
    RequestKind,
    RequestRow,
    RequestState,
    check_received,
    check_settling,
)
from kamdesk.services.acting import acting
from kamdesk.services.clients.access import subject_of
from kamdesk.services.lists import ViewedList
from kamdesk.storage import audit
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.clients.contacts import ContactRecord
from kamdesk.storage.fetch import fetch
from kamdesk.storage.persons import requests
from kamdesk.storage.persons.requests import RequestRecord
from kamdesk.storage.sessions import Sessions, stale


class RequestService:
    """Takes requests in from whoever works with the client; the department settles them."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def list_for(self, by: UserId) -> ListSource[RequestRow]:
        """Return the windowed list of the requests about people that `by` may see."""
        find, read = requests.ids, requests.rows
        return ViewedList(self._sessions, self._clock, by, Action.CLIENT_VIEW, find, read)

    def register(
        self, contact_id: ContactId, kind: RequestKind, received_on: date | None, *, by: UserId
    ) -> Changes:
        """Take a request in; FieldError for a day to come."""
        now = self._clock.now()
        day = check_received(received_on, day=day_of(now))
        with self._sessions.write() as session:
            contact = fetch(session, ContactRecord, contact_id)
            client = fetch(session, ClientRecord, contact.client_id)
            require(
                acting(session, by, self._clock), Action.CLIENT_EDIT, subject_of(session, client)
            )
            refuse_erased(contact.erased_at)
            record = RequestRecord(
                contact_id=contact.id,
                kind=kind,
                state=RequestState.OPEN,
                received_on=day,
                at=now,
                by_id=by,
                note="",
            )
            session.add(record)
            session.flush()
            _log(session, record, "person_request", at=now, by=by)
            return changed(Noun.CONTACT, record_id=record.id)

    def settle(
        self, request_id: RequestId, state: RequestState, note: str, *, by: UserId
    ) -> Changes:
        """Note what came of a request; FieldError for a refusal without its reason.

        StaleRecordError where somebody has settled it meanwhile.
        """
        clean = check_settling(state, note)
        with self._sessions.write() as session:
            record = fetch(session, RequestRecord, request_id)
            contact = fetch(session, ContactRecord, record.contact_id)
            client = fetch(session, ClientRecord, contact.client_id)
            require(
                acting(session, by, self._clock), Action.CONTACT_ERASE, subject_of(session, client)
            )
            if record.state is not RequestState.OPEN:
                raise stale()
            close_request(session, record, state, clean, at=self._clock.now(), by=by)
            return changed(Noun.CONTACT, record_id=record.id)


def close_request(
    session: Session,
    record: RequestRecord,
    state: RequestState,
    note: str,
    *,
    at: datetime,
    by: UserId,
) -> None:
    """Settle a request and add its audit row."""
    record.state, record.note = state, note
    record.settled_on, record.settled_by_id = day_of(at), by
    session.flush()
    _log(session, record, "person_request_settle", at=at, by=by)


def _log(session: Session, record: RequestRecord, step: str, *, at: datetime, by: UserId) -> None:
    audit.append(
        session,
        at=at,
        actor_id=by,
        action=step,
        noun=Noun.CONTACT,
        record_id=record.contact_id,
        payload={"request": record.id, "kind": record.kind.value, "state": record.state.value},
    )
