"""Everything about one filing, for one person."""

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from kamdesk.domain import permissions
from kamdesk.domain.ids import CaseId
from kamdesk.domain.ownership.handovers import Moved
from kamdesk.domain.people import Actor
from kamdesk.domain.permissions import Action
from kamdesk.domain.projects.filing_records import FilingDetails
from kamdesk.domain.projects.filings import FilingState
from kamdesk.domain.projects.routes import CaseKind
from kamdesk.domain.projects.sheets import ClientFacts, FilingSheet
from kamdesk.services.clients.access import subject_of
from kamdesk.services.projects.rights import filing_rights
from kamdesk.services.projects.sheets import filing_sheet
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.ownership import handovers
from kamdesk.storage.projects import approvals, conflicts, sheets
from kamdesk.storage.projects import filings as table
from kamdesk.storage.projects.carriers import carrier_name
from kamdesk.storage.projects.filings import FilingRecord

_UNSENT = frozenset({FilingState.DRAFT, FilingState.RETURNED})


def details_of(session: Session, record: FilingRecord, actor: Actor, day: date) -> FilingDetails:
    """Return the details of a filing as `actor` may see them on `day`."""
    extensions = table.extensions(session, record.id)
    protection = table.protection_of(record) if record.state is FilingState.FILED else None
    acted = _acted(session, record.case_id)
    return FilingDetails(
        id=record.id,
        version=record.version,
        state=record.state,
        filer_id=record.filer_id,
        sheet=sheet_of(session, record, actor),
        case_id=record.case_id,
        protection=table.protection_of(record),
        standing=protection.standing(day) if protection else None,
        days_left=max(0, protection.days_left(day)) if protection else None,
        follow_ups=table.follow_ups(session, record.id),
        extensions=extensions,
        conflicts=conflicts.of_filing(session, record.id),
        joint_with=conflicts.joint_partners(session, record.id),
        carrier=carrier_name(session, record),
        handovers=handovers.of_paper(session, Moved.FILING, record.id),
        closed_on=record.closed_on,
        close_reason=record.close_reason,
        rights=filing_rights(actor, record, extensions=len(extensions), acted=acted, day=day),
    )


def sheet_of(session: Session, record: FilingRecord, actor: Actor) -> FilingSheet:
    """Return the frozen sheet, or the draft as it stands."""
    sheet = filing_sheet(session, record)
    if record.state not in _UNSENT and record.case_id is not None:
        kept = sheets.latest(session, record.case_id, CaseKind.FILING).sheet
        sheet = kept if isinstance(kept, FilingSheet) else sheet
    return shown(session, record, actor, sheet)


def shown(session: Session, record: FilingRecord, actor: Actor, sheet: FilingSheet) -> FilingSheet:
    """Return `sheet` as `actor` may see it.

    Of a client that is not theirs to see, a filer sees the name only until the filing is filed.
    """
    if record.state is FilingState.FILED or _may_see_client(session, record, actor):
        return sheet
    return replace(sheet, client=ClientFacts(name=sheet.client.name))


def _may_see_client(session: Session, record: FilingRecord, actor: Actor) -> bool:
    client = None if record.client_id is None else session.get(ClientRecord, record.client_id)
    if client is None:
        return True
    return permissions.allowed(actor, Action.CLIENT_VIEW, subject_of(session, client, actor.day))


def _acted(session: Session, case_id: CaseId | None) -> bool:
    if case_id is None:
        return False
    return approvals.load(session, approvals.case_of(session, case_id)).acted
