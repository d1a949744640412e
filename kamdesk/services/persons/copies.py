"""个人信息副本: all that is kept about one person, printed for that person."""

from typing import TYPE_CHECKING

from kamdesk.domain.changes import Noun
from kamdesk.domain.clock import Clock, day_of
from kamdesk.domain.errors import NotAllowedError
from kamdesk.domain.ids import ContactId, UserId
from kamdesk.domain.people import Actor
from kamdesk.domain.permissions import Subject
from kamdesk.domain.persons.copies import CopyPaper, may_copy
from kamdesk.domain.persons.erasures import refuse_erased
from kamdesk.domain.projects.paper import PaperFrame
from kamdesk.i18n import _
from kamdesk.services.acting import acting
from kamdesk.services.clients.access import log_step
from kamdesk.services.persons.persons import details_of
from kamdesk.storage import history
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.clients.contacts import ContactRecord
from kamdesk.storage.fetch import fetch
from kamdesk.storage.persons import reveals
from kamdesk.storage.persons.history import spoken
from kamdesk.storage.sessions import Sessions
from kamdesk.storage.settings import settings_of

if TYPE_CHECKING:
    from kamdesk.reports.form import RenderedPaper


class CopyService:
    """Renders the copy; whose data was printed, when and by whom is kept."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def pdf(self, contact_id: ContactId, *, by: UserId) -> "RenderedPaper":
        """Return the copy of a person's data as a PDF."""
        from kamdesk.reports import person_copy  # noqa: PLC0415 - ReportLab on first use only

        return person_copy.render(self.paper(contact_id, by=by))

    def paper(self, contact_id: ContactId, *, by: UserId) -> CopyPaper:
        """Return what stands on the copy; for the client's owner and who handles requests."""
        now = self._clock.now()
        with self._sessions.write() as session:
            actor = acting(session, by, self._clock)
            person = details_of(session, contact_id, actor=actor)
            _require(actor, person.people.subject)
            refuse_erased(fetch(session, ContactRecord, contact_id).erased_at)
            changes = spoken(session, history.of(session, Noun.CONTACT, contact_id), say=str)
            client = fetch(session, ClientRecord, person.people.client_id)
            payload = {"contact": contact_id}
            log_step(session, client, "contact_copy", by=by, at=now, payload=payload)
            return CopyPaper(
                frame=PaperFrame(
                    company_name=settings_of(session).company,
                    logo=settings_of(session).logo or None,
                    number=f"{person.client_number}-{contact_id}",
                    day=day_of(now),
                    printed_at=now,
                    printed_by=actor.name,
                    confidentiality="含个人信息 仅交本人",
                ),
                person=person,
                claims=tuple(
                    each for each in person.people.claims if each.contact_id == contact_id
                ),
                changes=tuple(reversed(changes)),
                revealed_at=tuple(each.at for each in reveals.of_contact(session, contact_id)),
            )


def _require(actor: Actor, subject: Subject) -> None:
    if not may_copy(actor, subject):
        raise NotAllowedError(_("只有该客户的负责人和办理个人信息请求的人员可以打印个人信息副本。"))
