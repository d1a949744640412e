"""What the client card KD-10 reads beside the client itself: persons, papers, owners before."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from kamdesk.domain.clients.card import KeyPersonLine
from kamdesk.domain.clients.contacts import ATTITUDE_TITLES, BASIS_TITLES, ROLE_TITLES
from kamdesk.domain.ids import ClientId, ContactId
from kamdesk.domain.projects import applications, filings
from kamdesk.storage.clients.contacts import ContactRecord
from kamdesk.storage.people import UserRecord
from kamdesk.storage.projects.applications import ApplicationRecord
from kamdesk.storage.projects.filings import FilingRecord


def persons(session: Session, client_id: ClientId) -> list[KeyPersonLine]:
    """Return a client's present contacts, the most influential first; numbers in full."""
    found = session.scalars(
        select(ContactRecord)
        .where(ContactRecord.client_id == client_id, ContactRecord.archived.is_(other=False))
        .order_by(ContactRecord.influence.desc().nulls_last(), ContactRecord.id)
    ).all()
    names = {record.id: record.name for record in found}
    return [_person(record, names) for record in found]


def papers(session: Session, client_id: ClientId) -> Iterator[str]:
    """Yield a line for each numbered filing and application of a client, the newest first."""
    filed = (
        select(FilingRecord, UserRecord.name)
        .join(UserRecord, UserRecord.id == FilingRecord.filer_id)
        .where(FilingRecord.client_id == client_id, FilingRecord.number.is_not(None))
        .order_by(FilingRecord.id.desc())
    )
    for filing, person in session.execute(filed):
        until = f"，保护至 {filing.protected_until}" if filing.protected_until else ""
        state = filings.STATE_TITLES[filing.state]
        yield f"备案 {filing.number}　{filing.project_name}　{person}　{state}{until}"
    applied = (
        select(ApplicationRecord, UserRecord.name)
        .join(UserRecord, UserRecord.id == ApplicationRecord.applicant_id)
        .where(ApplicationRecord.client_id == client_id, ApplicationRecord.number.is_not(None))
        .order_by(ApplicationRecord.id.desc())
    )
    for application, person in session.execute(applied):
        state = applications.STATE_TITLES[application.state]
        yield f"立项 {application.number}　{application.project_name}　{person}　{state}"


def _person(record: ContactRecord, names: dict[ContactId, str]) -> KeyPersonLine:
    marks = (("高层支持者", record.sponsor), ("内部推动者", record.champion))
    return KeyPersonLine(
        name=record.name,
        department=record.department,
        post=record.post,
        superior=names.get(record.reports_to_id, "") if record.reports_to_id else "",
        assists=names.get(record.assistant_of_id, "") if record.assistant_of_id else "",
        role=ROLE_TITLES[record.role] if record.role else "",
        influence=record.influence,
        attitude=ATTITUDE_TITLES[record.attitude] if record.attitude else "",
        marks=tuple(mark for mark, on in marks if on),
        phone=record.phone,
        email=record.email,
        remark=record.remark,
        source=record.source,
        told_on=record.told_on,
        legal_basis=BASIS_TITLES[record.legal_basis] if record.legal_basis else "",
        keep_until=record.keep_until,
    )
