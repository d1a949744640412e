"""Everything about one application, for one person."""

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from kamdesk.domain import permissions
from kamdesk.domain.ids import ClientId
from kamdesk.domain.ownership.handovers import Moved
from kamdesk.domain.people import Actor
from kamdesk.domain.permissions import Action
from kamdesk.domain.projects.application_records import ApplicationBasis, ApplicationDetails
from kamdesk.domain.projects.applications import ApplicationState
from kamdesk.domain.projects.routes import CaseKind
from kamdesk.domain.projects.sheets import ApplicationSheet, ClientFacts
from kamdesk.services.clients.access import subject_of
from kamdesk.services.projects.rights import application_rights
from kamdesk.services.projects.sheets import application_sheet, client_facts, filing_facts
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.fetch import fetch
from kamdesk.storage.ownership import handovers
from kamdesk.storage.projects import approvals, filings, sheets
from kamdesk.storage.projects.applications import ApplicationRecord
from kamdesk.storage.projects.carriers import carrier_name

_UNSENT = frozenset({ApplicationState.DRAFT, ApplicationState.RETURNED})


def details_of(session: Session, record: ApplicationRecord, actor: Actor) -> ApplicationDetails:
    """Return the details of an application as `actor` may see them."""
    acted = False
    if record.case_id is not None:
        acted = approvals.load(session, approvals.case_of(session, record.case_id)).acted
    return ApplicationDetails(
        id=record.id,
        version=record.version,
        state=record.state,
        applicant_id=record.applicant_id,
        sheet=sheet_of(session, record, actor),
        filing_id=record.filing_id,
        case_id=record.case_id,
        carrier=carrier_name(session, record),
        handovers=handovers.of_paper(session, Moved.APPLICATION, record.id),
        closed_reason=record.closed_reason,
        rights=application_rights(actor, record, acted=acted),
    )


def sheet_of(session: Session, record: ApplicationRecord, actor: Actor) -> ApplicationSheet:
    """Return the frozen sheet, or the draft as it stands.

    Of a client that is not theirs to see, an applicant sees the name only until it is submitted,
    which a live filing of their own allows.
    """
    if record.state not in _UNSENT and record.case_id is not None:
        kept = sheets.latest(session, record.case_id, CaseKind.APPLICATION).sheet
        if isinstance(kept, ApplicationSheet):
            return kept
    sheet = application_sheet(session, record)
    client = None if record.client_id is None else session.get(ClientRecord, record.client_id)
    if client is None or record.filing_id is not None:
        return sheet
    if permissions.allowed(actor, Action.CLIENT_VIEW, subject_of(session, client, actor.day)):
        return sheet
    return replace(sheet, client=ClientFacts(name=sheet.client.name))


def basis_of(session: Session, client_id: ClientId, actor: Actor, day: date) -> ApplicationBasis:
    """Return what an application of `actor` would rest on, as far as they may see the client."""
    client = fetch(session, ClientRecord, client_id)
    facts = client_facts(session, client_id)
    filing = filings.live_filing(session, client_id, actor.id, day)
    if filing is not None:
        return ApplicationBasis(facts, filing_facts(session, filing.id))
    if not permissions.allowed(actor, Action.CLIENT_VIEW, subject_of(session, client, actor.day)):
        facts = ClientFacts(name=facts.name)
    return ApplicationBasis(facts, None)
