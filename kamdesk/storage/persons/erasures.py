"""Erasing a person: the row stays as a tombstone, what it said of the person goes."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from kamdesk.domain.clock import day_of
from kamdesk.domain.ids import ContactId, UserId
from kamdesk.domain.persons.erasures import tombstone
from kamdesk.storage.clients import contacts
from kamdesk.storage.clients.contacts import ContactRecord
from kamdesk.storage.persons import claims, history, relations


def linked_to(session: Session, contact_id: ContactId) -> Sequence[ContactRecord]:
    """Return who reports to a person or assists them."""
    links = or_(
        ContactRecord.reports_to_id == contact_id, ContactRecord.assistant_of_id == contact_id
    )
    return session.scalars(select(ContactRecord).where(links)).all()


def erase(session: Session, record: ContactRecord, *, at: datetime, by: UserId) -> None:
    """Empty a person's row, history, claim and lines on the map; links of others are cut before."""
    contacts.fill(record, tombstone(record.id), ("", ""))
    record.archived, record.erased_at = True, at
    session.flush()
    history.forget(session, record.id)
    claims.forget(session, record.id, day=day_of(at))
    relations.forget(session, record.id, at=at, by=by)
