"""The register of filings as a list: ids for a filter and an order, rows in pages."""

from array import array
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, null, or_, select, true, type_coerce
from sqlalchemy.orm import Session, aliased

from kamdesk.domain.ids import FilingId
from kamdesk.domain.lists import ListQuery
from kamdesk.domain.numbers import with_revision
from kamdesk.domain.projects.conflicts import ConflictState
from kamdesk.domain.projects.filing_records import FilingRow
from kamdesk.domain.projects.filings import FilingState
from kamdesk.domain.projects.protections import Standing
from kamdesk.storage.base import choice
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.people import DepartmentRecord, UserRecord
from kamdesk.storage.projects import listing
from kamdesk.storage.projects.carriers import FILINGS
from kamdesk.storage.projects.conflicts import ConflictRecord
from kamdesk.storage.projects.filings import ExtensionRecord, FilingRecord, protection_of
from kamdesk.storage.projects.listing import Viewer

CARRIER = aliased(UserRecord, name="carrier")
VIEWS = ("all", "mine", "drafts", "warned", "disputed")
"""The fixed scopes of the register."""

_EXTENSIONS = (
    select(func.count())
    .where(ExtensionRecord.filing_id == FilingRecord.id)
    .correlate(FilingRecord)
    .scalar_subquery()
)
_DISPUTED = (
    select(ConflictRecord.id)
    .where(
        ConflictRecord.state == ConflictState.OPEN,
        or_(
            ConflictRecord.first_id == FilingRecord.id,
            ConflictRecord.second_id == FilingRecord.id,
        ),
    )
    .correlate(FilingRecord)
    .exists()
)


def ids(session: Session, query: ListQuery, viewer: Viewer) -> "array[int]":
    """Return the ids of the filings the actor may see that fit `query`, in its order."""
    base = _joined(FilingRecord.id).where(visible(viewer), _view(query.view, viewer))
    return listing.ids(session, base, query, boxes=_boxes(viewer.day), key=FilingRecord.id)


def rows(session: Session, ids: Sequence[int], viewer: Viewer) -> list[FilingRow]:
    """Return the rows of `ids` in the same order; those gone or not to be seen are left out."""
    shown = (
        FilingRecord,
        ClientRecord.name,
        UserRecord.name,
        CARRIER.name,
        DepartmentRecord.name,
    )
    wanted = _joined(*shown, _EXTENSIONS, _DISPUTED).where(
        FilingRecord.id.in_(ids), visible(viewer)
    )
    found = {row[0].id: _row(row, viewer.day) for row in session.execute(wanted)}
    return listing.in_order(found, ids)


def is_visible(session: Session, filing_id: FilingId, viewer: Viewer) -> bool:
    """Tell whether the actor may see that filing."""
    own = select(FilingRecord.id).where(FilingRecord.id == filing_id, visible(viewer))
    return session.scalar(own) is not None


def visible(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition that a filing is the viewer's to see."""
    sent = or_(FilingRecord.state != FilingState.DRAFT, FILINGS.by(viewer.actor.id))
    return listing.visible(viewer, FILINGS, case=FilingRecord.case_id) & sent


def _view(view: str, viewer: Viewer) -> ColumnElement[bool]:
    match view:
        case "all":
            return true()
        case "mine":
            return FILINGS.by(viewer.actor.id)
        case "drafts":
            return FilingRecord.state.in_((FilingState.DRAFT, FilingState.RETURNED))
        case "warned":
            return _standing(viewer.day).in_((Standing.DUE, Standing.DUE_SOON, Standing.IDLE))
        case "disputed":
            return _DISPUTED
    raise listing.unknown_view(view)


def _standing(day: date) -> ColumnElement[Any]:
    """Return `Protection.standing` as SQL; empty where the filing is not filed."""
    word = case(
        (FilingRecord.state != FilingState.FILED, null()),
        (FilingRecord.expires_on <= day, Standing.EXPIRED.value),
        (FilingRecord.due_soon_on <= day, Standing.DUE_SOON.value),
        (FilingRecord.idle_on <= day, Standing.IDLE.value),
        (FilingRecord.due_on <= day, Standing.DUE.value),
        else_=Standing.PROTECTED.value,
    )
    return type_coerce(word, choice(Standing, "standing"))


def _boxes(day: date) -> dict[str, listing.Box]:
    return {
        "number": listing.text_box(FilingRecord.number),
        "client": listing.client_box(),
        "project_name": listing.text_box(FilingRecord.project_name),
        "filer": listing.text_box(UserRecord.name),
        "carrier": listing.text_box(CARRIER.name),
        "department": listing.text_box(DepartmentRecord.name),
        "state": listing.choice_box(FilingRecord.state),
        "standing": listing.choice_box(_standing(day)),
        "submitted_at": listing.date_box(FilingRecord.submitted_at),
        "protected_from": listing.date_box(FilingRecord.protected_from),
        "protected_until": listing.date_box(FilingRecord.protected_until),
        "active_on": listing.date_box(FilingRecord.active_on),
        "extensions": listing.number_box(_EXTENSIONS),
        "disputed": listing.flag_box(_DISPUTED),
    }


def _joined(*columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(FilingRecord)
        .join(UserRecord, UserRecord.id == FilingRecord.filer_id)
        .join(CARRIER, CARRIER.id == FilingRecord.carrier_id, isouter=True)
        .join(ClientRecord, ClientRecord.id == FilingRecord.client_id, isouter=True)
        .join(DepartmentRecord, DepartmentRecord.id == FilingRecord.department_id, isouter=True)
    )


def _row(row: Any, day: date) -> FilingRow:
    record, client, filer, carrier, department, extensions, disputed = row
    protection = protection_of(record) if record.state is FilingState.FILED else None
    return FilingRow(
        id=record.id,
        number=with_revision(record.number or "", record.revision),
        client_id=record.client_id,
        client=client or "",
        project_name=record.project_name,
        filer_id=record.filer_id,
        filer=filer,
        carrier=carrier or "",
        department=department or "",
        state=record.state,
        standing=protection.standing(day) if protection else None,
        days_left=max(0, protection.days_left(day)) if protection else None,
        submitted_at=record.submitted_at,
        protected_from=record.protected_from,
        protected_until=record.protected_until,
        active_on=record.active_on,
        extensions=extensions,
        disputed=disputed,
    )
