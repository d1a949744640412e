"""Showing a number whole to somebody who sees it in part, each time with a trace."""

from kamdesk.domain.changes import Noun
from kamdesk.domain.clock import Clock
from kamdesk.domain.ids import ContactId, UserId
from kamdesk.domain.permissions import Action, require
from kamdesk.domain.persons.erasures import refuse_erased
from kamdesk.domain.persons.reveals import REVEALED, Reached, RevealReason
from kamdesk.services.acting import acting
from kamdesk.services.clients.access import subject_of
from kamdesk.storage import audit
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.clients.contacts import ContactRecord
from kamdesk.storage.fetch import fetch
from kamdesk.storage.persons.reveals import RevealRecord
from kamdesk.storage.sessions import Sessions


class RevealService:
    """Hands out phone and e-mail of one person for a reason."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def reveal(self, contact_id: ContactId, reason: RevealReason, *, by: UserId) -> Reached:
        """Return the numbers whole; who looked, when and why is kept."""
        now = self._clock.now()
        with self._sessions.write() as session:
            contact = fetch(session, ContactRecord, contact_id)
            client = fetch(session, ClientRecord, contact.client_id)
            require(
                acting(session, by, self._clock), Action.CONTACT_REVEAL, subject_of(session, client)
            )
            refuse_erased(contact.erased_at)
            session.add(RevealRecord(contact_id=contact.id, reason=reason, at=now, by_id=by))
            audit.append(
                session,
                at=now,
                actor_id=by,
                action=REVEALED,
                noun=Noun.CONTACT,
                record_id=contact.id,
                payload={"client": client.number, "reason": reason.value},
            )
            return Reached(contact.name, contact.phone, contact.email)
