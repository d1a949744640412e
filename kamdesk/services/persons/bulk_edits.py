"""Contacts as bulk edits see them: who may set which field, and how it is written."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from kamdesk.domain.bulk_edits import Texts
from kamdesk.domain.changes import Noun
from kamdesk.domain.clients.contacts import contact_texts
from kamdesk.domain.ids import ContactId, UserId
from kamdesk.domain.people import Actor
from kamdesk.domain.permissions import ACTION_TITLES, Action, allowed
from kamdesk.domain.persons import bulk_edits as rules
from kamdesk.i18n import _
from kamdesk.services.clients.access import subject_of
from kamdesk.storage import history
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.clients.contacts import ContactRecord, draft_of
from kamdesk.storage.persons.history import in_words


class ContactBulk:
    """The `BulkNoun` of contacts."""

    noun = Noun.CONTACT

    def check(self, _session: Session, values: Texts) -> Texts:
        """Return the cleaned values; FieldError for a wrong one."""
        return rules.check_values(values)

    def records(self, session: Session, ids: Sequence[int]) -> list[ContactRecord]:
        """Return the contacts of `ids` in the same order; of the erased nothing can be set."""
        wanted = ContactRecord.id.in_(ids), ContactRecord.erased_at.is_(None)
        by_id = {
            record.id: record for record in session.scalars(select(ContactRecord).where(*wanted))
        }
        return [by_id[ContactId(each)] for each in ids if each in by_id]

    def name(self, record: ContactRecord) -> str:
        """Return name and post."""
        return f"{record.name} {record.post}".rstrip()

    def refusal(self, session: Session, actor: Actor, record: ContactRecord, wanted: Texts) -> str:
        """Return why the actor cannot give the contact these texts."""
        if record.archived:
            return _("已归档，请先恢复。")
        client = session.get_one(ClientRecord, record.client_id)
        if not allowed(actor, Action.CLIENT_EDIT, subject_of(session, client, actor.day)):
            return _("您不能对它“{action}”。").format(action=_(ACTION_TITLES[Action.CLIENT_EDIT]))
        return rules.fault(draft_of(record), wanted, actor.day)

    def texts(self, record: ContactRecord, fields: Sequence[str]) -> dict[str, str]:
        """Return what stands in `fields`, as the history keeps it."""
        found = contact_texts(draft_of(record))
        return {field: found[field] for field in fields}

    def wanted(self, _record: ContactRecord, values: Texts) -> dict[str, str]:
        """Return what will stand there."""
        return dict(values)

    def write(
        self, session: Session, record: ContactRecord, texts: Texts, *, at: datetime, by: UserId
    ) -> None:
        """Set the fields; each goes into the contact's history."""
        before = self.texts(record, list(texts))
        for field, value in rules.read(texts).items():
            setattr(record, field, value)
        history.record(
            session,
            noun=Noun.CONTACT,
            record_id=record.id,
            before=before,
            after=dict(texts),
            at=at,
            by=by,
        )

    def word(self, _session: Session, field: str, text: str) -> str:
        """Return a text in words: the titles of choices."""
        return in_words(field, text)
