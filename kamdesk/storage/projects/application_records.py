"""Applications as a list: ids for a filter and an order, rows in pages."""

from array import array
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from kamdesk.domain.ids import ApplicationId
from kamdesk.domain.lists import ListQuery
from kamdesk.domain.numbers import with_revision
from kamdesk.domain.projects.application_records import ApplicationRow
from kamdesk.domain.projects.applications import ApplicationState
from kamdesk.domain.projects.cases import StepState
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.people import DepartmentRecord, UserRecord
from kamdesk.storage.projects import listing
from kamdesk.storage.projects.applications import ApplicationRecord
from kamdesk.storage.projects.carriers import APPLICATIONS
from kamdesk.storage.projects.cases import StepRecord
from kamdesk.storage.projects.listing import Viewer

_OPEN_STEP = (
    select(func.max(StepRecord.title))
    .where(StepRecord.case_id == ApplicationRecord.case_id, StepRecord.state == StepState.OPEN)
    .correlate(ApplicationRecord)
    .scalar_subquery()
)
CARRIER = aliased(UserRecord, name="carrier")
_BOXES = {
    "number": listing.text_box(ApplicationRecord.number),
    "client": listing.client_box(),
    "project_name": listing.text_box(ApplicationRecord.project_name),
    "applicant": listing.text_box(UserRecord.name),
    "carrier": listing.text_box(CARRIER.name),
    "department": listing.text_box(DepartmentRecord.name),
    "state": listing.choice_box(ApplicationRecord.state),
    "mode": listing.choice_box(ApplicationRecord.mode),
    "budget": listing.number_box(ApplicationRecord.budget),
    "yearly_sales": listing.number_box(ApplicationRecord.yearly_sales),
    "monthly_tons": listing.number_box(ApplicationRecord.monthly_tons),
    "submitted_at": listing.date_box(ApplicationRecord.submitted_at),
    "approved_at": listing.date_box(ApplicationRecord.approved_at),
    "waiting_for": listing.text_box(_OPEN_STEP),
}
_UNSENT = (ApplicationState.DRAFT, ApplicationState.RETURNED)


def ids(session: Session, query: ListQuery, viewer: Viewer) -> "array[int]":
    """Return the ids of the applications the actor may see that fit `query`, in its order."""
    base = _joined(ApplicationRecord.id).where(visible(viewer), _view(query.view, viewer))
    return listing.ids(session, base, query, boxes=_BOXES, key=ApplicationRecord.id)


def rows(session: Session, ids: Sequence[int], viewer: Viewer) -> list[ApplicationRow]:
    """Return the rows of `ids` in the same order; those gone or not to be seen are left out."""
    shown = (
        ApplicationRecord,
        ClientRecord.name,
        UserRecord.name,
        CARRIER.name,
        DepartmentRecord.name,
    )
    wanted = _joined(*shown, _OPEN_STEP).where(ApplicationRecord.id.in_(ids), visible(viewer))
    found = {row[0].id: _row(row) for row in session.execute(wanted)}
    return listing.in_order(found, ids)


def is_visible(session: Session, application_id: ApplicationId, viewer: Viewer) -> bool:
    """Tell whether the actor may see that application."""
    own = select(ApplicationRecord.id).where(
        ApplicationRecord.id == application_id, visible(viewer)
    )
    return session.scalar(own) is not None


def visible(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition that an application is the viewer's to see."""
    mine = APPLICATIONS.by(viewer.actor.id)
    sent = or_(ApplicationRecord.state != ApplicationState.DRAFT, mine)
    return listing.visible(viewer, APPLICATIONS, case=ApplicationRecord.case_id) & sent


def _view(view: str, viewer: Viewer) -> ColumnElement[bool]:
    state = ApplicationRecord.state
    views = {
        "all": true(),
        "mine": APPLICATIONS.by(viewer.actor.id),
        "drafts": state.in_(_UNSENT),
        "in_approval": state == ApplicationState.IN_APPROVAL,
        "approved": state == ApplicationState.APPROVED,
    }
    if view not in views:
        raise listing.unknown_view(view)
    return views[view]


def _joined(*columns: Any) -> Select[Any]:
    department = DepartmentRecord.id == ApplicationRecord.department_id
    return (
        select(*columns)
        .select_from(ApplicationRecord)
        .join(UserRecord, UserRecord.id == ApplicationRecord.applicant_id)
        .join(CARRIER, CARRIER.id == ApplicationRecord.carrier_id, isouter=True)
        .join(ClientRecord, ClientRecord.id == ApplicationRecord.client_id, isouter=True)
        .join(DepartmentRecord, department, isouter=True)
    )


def _row(row: Any) -> ApplicationRow:
    record, client, applicant, carrier, department, waiting_for = row
    return ApplicationRow(
        id=record.id,
        number=with_revision(record.number or "", record.revision),
        client_id=record.client_id,
        client=client or "",
        project_name=record.project_name,
        applicant_id=record.applicant_id,
        applicant=applicant,
        carrier=carrier or "",
        department=department or "",
        state=record.state,
        mode=record.mode,
        budget=record.budget,
        yearly_sales=record.yearly_sales,
        monthly_tons=record.monthly_tons,
        submitted_at=record.submitted_at,
        approved_at=record.approved_at,
        waiting_for=waiting_for or "",
    )
