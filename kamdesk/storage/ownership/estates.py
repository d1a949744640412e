"""What belongs to a client or a person and can be handed over."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from kamdesk.domain.clients.ownership import OWNING
from kamdesk.domain.ids import ClientId, UserId
from kamdesk.domain.numbers import with_revision
from kamdesk.domain.ownership.handovers import Belonging, Moved
from kamdesk.domain.projects import applications, filings
from kamdesk.domain.projects.applications import ApplicationState
from kamdesk.domain.projects.cases import TaskState
from kamdesk.domain.projects.filings import FilingState
from kamdesk.i18n import _
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.people import UserRecord, UserRoleRecord
from kamdesk.storage.projects.applications import ApplicationRecord
from kamdesk.storage.projects.carriers import APPLICATIONS, FILINGS
from kamdesk.storage.projects.cases import TaskRecord
from kamdesk.storage.projects.delegations import DelegationRecord
from kamdesk.storage.projects.filings import FilingRecord, live_on

_UNSETTLED = (FilingState.DRAFT, FilingState.IN_APPROVAL, FilingState.RETURNED)
_RUNNING = (
    ApplicationState.DRAFT,
    ApplicationState.IN_APPROVAL,
    ApplicationState.RETURNED,
    ApplicationState.APPROVED,
)
_APPROVING = frozenset({"in_approval", "returned"})


def children(session: Session, client: ClientRecord) -> list[Belonging]:
    """Return the present clients anywhere below one that belong to its owner, by name."""
    tree = select(ClientRecord.id).where(ClientRecord.parent_id == client.id).cte(recursive=True)
    below = select(ClientRecord.id).join(tree, ClientRecord.parent_id == tree.c.id)
    tree = tree.union(below)
    inside = ClientRecord.id.in_(select(tree.c.id))
    own = ClientRecord.owner_id == client.owner_id
    return _clients(session, inside, own, ClientRecord.archived.is_(other=False))


def clients_of(session: Session, owner_id: UserId) -> list[Belonging]:
    """Return the clients that somebody owns, archived ones too, by name."""
    return _clients(session, ClientRecord.owner_id == owner_id)


def papers_of(
    session: Session,
    holder_id: UserId,
    day: date,
    *,
    client_ids: Sequence[ClientId] | None = None,
) -> list[Belonging]:
    """Return the filings and applications somebody carries that still run, the oldest first."""
    live = or_(FilingRecord.state.in_(_UNSETTLED), live_on(day))
    filed = select(FilingRecord).where(FILINGS.by(holder_id), live).order_by(FilingRecord.id)
    applied = select(ApplicationRecord).where(
        APPLICATIONS.by(holder_id), ApplicationRecord.state.in_(_RUNNING)
    )
    applied = applied.order_by(ApplicationRecord.id)
    if client_ids is not None:
        filed = filed.where(FilingRecord.client_id.in_(client_ids))
        applied = applied.where(ApplicationRecord.client_id.in_(client_ids))
    return [
        *(_paper(Moved.FILING, each, filings.STATE_TITLES) for each in session.scalars(filed)),
        *(
            _paper(Moved.APPLICATION, each, applications.STATE_TITLES)
            for each in session.scalars(applied)
        ),
    ]


def people(session: Session) -> list[UserRecord]:
    """Return everybody who sells, or owns clients all the same, by name; the inactive too."""
    selling = select(UserRoleRecord.user_id).where(UserRoleRecord.role.in_(OWNING))
    owning = select(ClientRecord.owner_id).where(ClientRecord.owner_id.is_not(None))
    either = or_(UserRecord.id.in_(selling), UserRecord.id.in_(owning))
    found = select(UserRecord).where(either)
    return list(session.scalars(found.order_by(UserRecord.name, UserRecord.id)))


def open_tasks(session: Session, user_id: UserId) -> int:
    """Return how many approvals wait for somebody's own decision."""
    open_ones = (TaskRecord.holder_id == user_id, TaskRecord.state == TaskState.OPEN)
    return session.scalars(select(func.count()).where(*open_ones)).one()


def delegations_of(session: Session, user_id: UserId, day: date) -> list[DelegationRecord]:
    """Return the delegations that somebody gave or holds, today or later."""
    concerned = or_(DelegationRecord.delegator_id == user_id, DelegationRecord.agent_id == user_id)
    found = select(DelegationRecord).where(
        concerned, DelegationRecord.revoked_at.is_(None), DelegationRecord.ends_on >= day
    )
    return list(session.scalars(found.order_by(DelegationRecord.id)))


def _clients(session: Session, *conditions: ColumnElement[bool]) -> list[Belonging]:
    found = select(ClientRecord).where(*conditions)
    return [
        _client(each)
        for each in session.scalars(found.order_by(ClientRecord.pinyin, ClientRecord.id))
    ]


def _client(record: ClientRecord) -> Belonging:
    state = _("已归档") if record.archived else _("已锁定") if record.locked else ""
    return Belonging(
        moved=Moved.CLIENT,
        id=record.id,
        name=f"{record.number} {record.name}",
        state=state,
        client_id=record.id,
    )


def _paper(moved: Moved, record: Any, titles: Any) -> Belonging:
    number = with_revision(record.number or "", record.revision) or _("草稿")
    return Belonging(
        moved=moved,
        id=record.id,
        name=f"{number} {record.project_name}".strip(),
        state=_(titles[record.state]),
        client_id=record.client_id,
        approving=record.state.value in _APPROVING
        or (record.state.value == "draft" and record.case_id is not None),
    )
