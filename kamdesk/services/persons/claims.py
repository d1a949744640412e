"""Naming the key person of a client (product rule 5)."""

from sqlalchemy.orm import Session

from kamdesk.domain.changes import Changes, Noun, changed
from kamdesk.domain.clock import Clock, day_of
from kamdesk.domain.errors import RuleError
from kamdesk.domain.ids import ContactId, UserId
from kamdesk.domain.people import Actor
from kamdesk.domain.permissions import Action, require
from kamdesk.domain.persons.claims import check_change
from kamdesk.i18n import _
from kamdesk.services.acting import acting
from kamdesk.services.clients.access import log_step, subject_of
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.clients.contacts import ContactRecord
from kamdesk.storage.fetch import fetch
from kamdesk.storage.persons.claims import ClaimRecord, holding
from kamdesk.storage.sessions import Sessions


class ClaimService:
    """Keeps who is a client's key person; who may edit the client may say it."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def name(self, contact_id: ContactId, reason: str = "", *, by: UserId) -> Changes:
        """Make a contact the key person of their client from today on.

        The first is free; a change needs a reason and ends the claim before. RuleError for
        somebody put away or named already, FieldError without the reason.
        """
        now = self._clock.now()
        with self._sessions.write() as session:
            actor = acting(session, by, self._clock)
            contact, client = _named(session, contact_id, actor)
            before = holding(session, client.id)
            why = check_change(
                current=before.contact_id if before else None, wanted=contact_id, reason=reason
            )
            if before:
                before.ended_on = day_of(now)
                session.flush()  # only one claim holds at a time
            session.add(
                ClaimRecord(
                    client_id=client.id,
                    contact_id=contact.id,
                    since=day_of(now),
                    reason=why,
                    at=now,
                    by_id=by,
                )
            )
            payload = {"contact": contact.id, "before": before.contact_id if before else None}
            log_step(session, client, "key_person", by=by, at=now, payload=payload)
            return changed(Noun.CONTACT, Noun.CLIENT, record_id=contact.id)


def _named(
    session: Session, contact_id: ContactId, actor: Actor
) -> tuple[ContactRecord, ClientRecord]:
    contact = fetch(session, ContactRecord, contact_id)
    client = fetch(session, ClientRecord, contact.client_id)
    require(actor, Action.CLIENT_EDIT, subject_of(session, client, actor.day))
    if contact.archived:
        raise RuleError(_("已归档的联系人不能作为关键人，请先恢复。"))
    return contact, client
