"""What the health of a client is computed from: its people, its papers, the last contact."""

from datetime import date

from sqlalchemy import func, not_, select
from sqlalchemy.orm import Session

from kamdesk.domain.clients.contacts import BuyingRole
from kamdesk.domain.clients.health import KeyPeople, PaperFacts
from kamdesk.domain.ids import ClientId
from kamdesk.domain.projects.applications import ApplicationState
from kamdesk.domain.projects.conflicts import ConflictState
from kamdesk.domain.projects.filings import FilingState
from kamdesk.domain.projects.protections import Standing
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.clients.contacts import ContactRecord
from kamdesk.storage.projects.applications import ApplicationRecord
from kamdesk.storage.projects.conflicts import ConflictRecord
from kamdesk.storage.projects.filings import FilingRecord, FollowUpRecord, protection_of

_NOT_PAPERS = (FilingState.DRAFT, FilingState.CANCELLED)


def key_people(session: Session, client_id: ClientId) -> KeyPeople:
    """Return how many present people of a client are known, and in which parts."""
    decides = ContactRecord.role == BuyingRole.DECIDER
    counts = select(
        func.count(),
        func.count().filter(decides),
        func.count().filter(ContactRecord.sponsor),
        func.count().filter(ContactRecord.champion),
    ).where(ContactRecord.client_id == client_id, not_(ContactRecord.archived))
    return KeyPeople(*session.execute(counts).one())


def last_contact(session: Session, client: ClientRecord) -> date | None:
    """Return the day of the last contact: the client's own, or a follow-up of its filings."""
    latest = (
        select(func.max(FollowUpRecord.day))
        .join(FilingRecord, FilingRecord.id == FollowUpRecord.filing_id)
        .where(FilingRecord.client_id == client.id)
    )
    days = [day for day in (client.last_contact_on, session.scalar(latest)) if day is not None]
    return max(days, default=None)


def papers(session: Session, client_id: ClientId, *, day: date) -> PaperFacts:
    """Return how the filings and applications of a client stand on `day`; drafts do not count.

    A filing that ran out counts only while nothing else holds the client.
    """
    filings = list(session.scalars(select(FilingRecord).where(FilingRecord.client_id == client_id)))
    shown = select(ApplicationRecord.state).where(ApplicationRecord.client_id == client_id)
    newest = ApplicationRecord.submitted_at.desc().nulls_last()
    states = list(session.scalars(shown.order_by(newest, ApplicationRecord.id.desc())))
    sent = [state for state in states if state.value not in _NOT_PAPERS]
    protections = [protection_of(each) for each in filings if each.state is FilingState.FILED]
    standings = [each.standing(day) for each in protections if each is not None]
    expired = standings.count(Standing.EXPIRED)
    held = expired < len(standings) or ApplicationState.APPROVED in states
    disputed = select(func.count()).where(
        ConflictRecord.client_id == client_id, ConflictRecord.state == ConflictState.OPEN
    )
    returned = sum(each.state is FilingState.RETURNED for each in filings)
    return PaperFacts(
        total=len(sent) + sum(each.state not in _NOT_PAPERS for each in filings),
        running_out=standings.count(Standing.DUE) + standings.count(Standing.DUE_SOON),
        idle=standings.count(Standing.IDLE),
        expired=0 if held else expired,
        returned=returned + states.count(ApplicationState.RETURNED),
        refused=int(sent[:1] == [ApplicationState.REFUSED]),
        disputed=session.scalar(disputed) or 0,
    )
