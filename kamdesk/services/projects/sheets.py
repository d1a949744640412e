"""Sheets made from what stands in the tables now: the form with the client as it is today."""

from sqlalchemy.orm import Session

from kamdesk.domain.clients.clients import ClientClass
from kamdesk.domain.errors import FieldError
from kamdesk.domain.ids import ClientId, DepartmentId, FilingId, UserId
from kamdesk.domain.numbers import with_revision
from kamdesk.domain.projects import applications, filings
from kamdesk.domain.projects.sheets import (
    ApplicationSheet,
    ClientFacts,
    FilingFacts,
    FilingSheet,
)
from kamdesk.i18n import _
from kamdesk.storage.clients.clients import ClientRecord, classes_of_record
from kamdesk.storage.people import DepartmentRecord, UserRecord
from kamdesk.storage.projects import applications as application_table
from kamdesk.storage.projects import filings as filing_table
from kamdesk.storage.projects.applications import ApplicationRecord
from kamdesk.storage.projects.filings import FilingRecord


def filing_sheet(session: Session, record: FilingRecord) -> FilingSheet:
    """Return KD-02 as it stands now."""
    return FilingSheet(
        form_version=filings.FORM_VERSION,
        number=with_revision(record.number or "", record.revision),
        revision=record.revision,
        submitted_at=record.submitted_at,
        filer=_name(session, record.holder_id),
        department=_department(session, record.department_id),
        client=client_facts(session, record.client_id),
        draft=filing_table.draft_of(record),
    )


def application_sheet(session: Session, record: ApplicationRecord) -> ApplicationSheet:
    """Return KD-01 as it stands now."""
    return ApplicationSheet(
        form_version=applications.FORM_VERSION,
        number=with_revision(record.number or "", record.revision),
        revision=record.revision,
        submitted_at=record.submitted_at,
        applicant=_name(session, record.holder_id),
        department=_department(session, record.department_id),
        client=client_facts(session, record.client_id),
        filing=filing_facts(session, record.filing_id),
        draft=application_table.draft_of(record),
    )


def client_facts(session: Session, client_id: ClientId | None) -> ClientFacts:
    """Return the client's data as they are today."""
    client = None if client_id is None else session.get(ClientRecord, client_id)
    if client is None:
        return ClientFacts()
    held = classes_of_record(client)
    return ClientFacts(
        name=client.name,
        short_name=client.short_name,
        former_names=client.former_name,
        code=client.code or "",
        industry=client.industry,
        region=f"{client.province}{client.city}",
        address=client.address,
        phone=client.phone,
        classes=tuple(each.value for each in ClientClass if each in held),
    )


def client_in_use(session: Session, client_id: ClientId | None) -> ClientRecord:
    """Return the client a form is about, or raise FieldError where it is gone or archived."""
    client = None if client_id is None else session.get(ClientRecord, client_id)
    if client is None or client.archived:
        raise FieldError({"client_id": _("该客户不存在或已归档，请另选客户。")})
    return client


def filing_facts(session: Session, filing_id: FilingId | None) -> FilingFacts | None:
    """Return the number and the protection of a filing; None where it never was in force."""
    filing = None if filing_id is None else session.get(FilingRecord, filing_id)
    protection = None if filing is None else filing_table.protection_of(filing)
    if filing is None or protection is None:
        return None
    return FilingFacts(
        number=with_revision(filing.number or "", filing.revision),
        filed_on=protection.starts_on,
        valid_until=protection.ends_on,
    )


def _name(session: Session, user_id: UserId) -> str:
    user = session.get(UserRecord, user_id)
    return user.name if user else ""


def _department(session: Session, department_id: DepartmentId | None) -> str:
    place = None if department_id is None else session.get(DepartmentRecord, department_id)
    return place.name if place else ""
