"""Projects as a list and as one page: ids for a filter and an order, rows, the log."""

from array import array
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, or_, select, true
from sqlalchemy.orm import Session, aliased

from kamdesk.domain.ids import ProjectId
from kamdesk.domain.lists import ListQuery
from kamdesk.domain.progress.project_records import (
    OpenSlip,
    ProjectEvent,
    ProjectRow,
    SlipState,
    Step,
)
from kamdesk.domain.progress.projects import ProjectAct, ProjectState
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.people import UserRecord
from kamdesk.storage.progress.projects import (
    ProjectEventRecord,
    ProjectRecord,
    SlipRecord,
    StageOwnerRecord,
)
from kamdesk.storage.projects import listing
from kamdesk.storage.projects.applications import ApplicationRecord
from kamdesk.storage.projects.carriers import APPLICATIONS
from kamdesk.storage.projects.listing import Viewer

OWNER = aliased(UserRecord, name="stage_owner")
LEADER = aliased(UserRecord, name="leader")
TAKER = aliased(UserRecord, name="taker")
_BOXES = {
    "number": listing.text_box(ApplicationRecord.number),
    "name": listing.text_box(ProjectRecord.name),
    "client": listing.client_box(),
    "state": listing.choice_box(ProjectRecord.state),
    "stage": listing.choice_box(ProjectRecord.stage),
    "owner": listing.text_box(OWNER.name),
    "leader": listing.text_box(LEADER.name),
    "waiting_for": listing.text_box(TAKER.name),
    "since": listing.date_box(ProjectRecord.stage_since),
    "started_at": listing.date_box(ProjectRecord.started_at),
    "ended_at": listing.date_box(ProjectRecord.ended_at),
}
_ALIVE = (ProjectState.RUNNING, ProjectState.SUSPENDED)


def ids(session: Session, query: ListQuery, viewer: Viewer) -> "array[int]":
    """Return the ids of the projects the actor may see that fit `query`, in its order."""
    base = _joined(ProjectRecord.id).where(visible(viewer), _view(query.view, viewer))
    return listing.ids(session, base, query, boxes=_BOXES, key=ProjectRecord.id)


def rows(session: Session, ids: Sequence[int], viewer: Viewer) -> list[ProjectRow]:
    """Return the rows of `ids` in the same order; those gone or not to be seen are left out."""
    shown = (
        ProjectRecord,
        ApplicationRecord.number,
        ClientRecord.name,
        OWNER.name,
        LEADER.name,
        TAKER.name,
    )
    wanted = _joined(*shown).where(ProjectRecord.id.in_(ids), visible(viewer))
    found = {row[0].id: _row(row) for row in session.execute(wanted)}
    return listing.in_order(found, ids)


def is_visible(session: Session, project_id: ProjectId, viewer: Viewer) -> bool:
    """Tell whether a project is the viewer's to see, as in the list."""
    own = _joined(ProjectRecord.id).where(ProjectRecord.id == project_id, visible(viewer))
    return session.scalar(own) is not None


def visible(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition that a project is in reach, or the viewer owns a stage of it."""
    near = APPLICATIONS.within_reach(viewer.actor, viewer.reach)
    return or_(near, ProjectRecord.id.in_(_owned(viewer)))


def events(session: Session, project_id: ProjectId) -> tuple[ProjectEvent, ...]:
    """Return the log of a project, the earliest first."""
    own = (
        select(ProjectEventRecord, UserRecord.name)
        .join(UserRecord, UserRecord.id == ProjectEventRecord.by_id)
        .where(ProjectEventRecord.project_id == project_id)
        .order_by(ProjectEventRecord.id)
    )
    return tuple(
        ProjectEvent(each.at, name, _step(each.step), each.stage, each.state, each.text)
        for each, name in session.execute(own)
    )


def slip_of(session: Session, project_id: ProjectId) -> OpenSlip | None:
    """Return the slip that waits, with the names on it."""
    giver, taker = aliased(UserRecord), aliased(UserRecord)
    own = (
        select(SlipRecord, giver.name, taker.name)
        .join(giver, giver.id == SlipRecord.giver_id, isouter=True)
        .join(taker, taker.id == SlipRecord.taker_id)
        .where(SlipRecord.project_id == project_id, SlipRecord.state == SlipState.OPEN)
    )
    row = session.execute(own).one_or_none()
    if row is None:
        return None
    slip, gives, takes = row
    return OpenSlip(
        slip.id, slip.stage, gives or "", slip.taker_id, takes, slip.note, slip.at, slip.version
    )


def _owned(viewer: Viewer) -> Select[Any]:
    return select(StageOwnerRecord.project_id).where(StageOwnerRecord.user_id == viewer.actor.id)


def _joined(*columns: Any) -> Select[Any]:
    owns = and_(
        StageOwnerRecord.project_id == ProjectRecord.id,
        StageOwnerRecord.stage == ProjectRecord.stage,
    )
    waits = and_(SlipRecord.project_id == ProjectRecord.id, SlipRecord.state == SlipState.OPEN)
    return (
        select(*columns)
        .select_from(ProjectRecord)
        .join(ApplicationRecord, ApplicationRecord.id == ProjectRecord.application_id)
        .join(ClientRecord, ClientRecord.id == ApplicationRecord.client_id)
        .join(LEADER, LEADER.id == APPLICATIONS.holder)
        .join(StageOwnerRecord, owns, isouter=True)
        .join(OWNER, OWNER.id == StageOwnerRecord.user_id, isouter=True)
        .join(SlipRecord, waits, isouter=True)
        .join(TAKER, TAKER.id == SlipRecord.taker_id, isouter=True)
    )


def _view(view: str, viewer: Viewer) -> ColumnElement[bool]:
    match view:
        case "all":
            return true()
        case "alive":
            return ProjectRecord.state.in_(_ALIVE)
        case "mine":
            return and_(ProjectRecord.state.in_(_ALIVE), ProjectRecord.id.in_(_owned(viewer)))
        case "to_accept":
            return SlipRecord.taker_id == viewer.actor.id
        case "over":
            return ProjectRecord.state.not_in(_ALIVE)
    raise listing.unknown_view(view)


def _row(row: "Row[Any]") -> ProjectRow:
    record, number, client, owner, leader, taker = tuple(row)
    return ProjectRow(
        id=record.id,
        number=number,
        name=record.name,
        client=client,
        state=record.state,
        stage=record.stage,
        owner=owner or "",
        leader=leader,
        waiting_for=taker or "",
        since=record.stage_since,
        started_at=record.started_at,
        ended_at=record.ended_at,
    )


def _step(text: str) -> ProjectAct | Step:
    return Step(text) if text in set(Step) else ProjectAct(text)
