"""Which clients fall due to the pool on a day; `Holding` in SQL."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, not_, or_, select
from sqlalchemy.orm import Session

from kamdesk.domain.ids import ClientId, UserId
from kamdesk.domain.ownership.pool import Holding, PoolRule, last_quiet_day
from kamdesk.domain.projects.applications import ApplicationState
from kamdesk.storage import policies
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.projects.applications import ApplicationRecord
from kamdesk.storage.projects.filings import FilingRecord, claims_on

_RUNNING = (ApplicationState.IN_APPROVAL, ApplicationState.RETURNED, ApplicationState.APPROVED)
COUNTED_FROM = case(
    (ClientRecord.last_contact_on > ClientRecord.owned_since, ClientRecord.last_contact_on),
    else_=ClientRecord.owned_since,
)
"""The day from which the days without contact count: the first due is the first by this."""
HOLDING = (
    ClientRecord.owned_since,
    ClientRecord.last_contact_on,
    ClientRecord.locked,
    ClientRecord.is_strategic,
)
"""The columns that `holding_of` reads."""


def is_busy(day: date) -> ColumnElement[bool]:
    """Return the condition that a filing claims a client or an application is about it."""
    return or_(
        *(
            each.where(each.selected_columns[0] == ClientRecord.id).exists()
            for each in _holding(day)
        )
    )


def _idle(day: date) -> ColumnElement[bool]:
    """Return the opposite of `is_busy`, in the form that is quicker for a million clients."""
    return and_(
        *(
            ClientRecord.id.not_in(each.where(each.selected_columns[0].is_not(None)))
            for each in _holding(day)
        )
    )


def _holding(day: date) -> Sequence[Select[Any]]:
    """Return the queries of the clients that filings and that applications keep busy."""
    filed = select(FilingRecord.client_id).where(claims_on(day))
    running = ApplicationRecord.state.in_(_RUNNING)
    return filed, select(ApplicationRecord.client_id).where(running)


def falling_due(rule: PoolRule, day: date, *, warned: bool) -> ColumnElement[bool]:
    """Return the condition that a client is due on `day`, or `warned` of (the due ones too)."""
    limit = last_quiet_day(rule, day, warned=warned)
    contact = ClientRecord.last_contact_on
    return and_(
        not_(ClientRecord.archived),
        not_(ClientRecord.locked),
        not_(ClientRecord.is_strategic),
        ClientRecord.owned_since <= limit,
        or_(contact.is_(None), contact <= limit),
        _idle(day),
    )


def holding_of(record: Any, *, engaged: bool) -> Holding:
    """Return what decides how a client stands, from its mapped or its plain row."""
    return Holding(
        owned_since=record.owned_since,
        last_contact_on=record.last_contact_on,
        locked=record.locked,
        strategic=record.is_strategic,
        busy=engaged,
    )


def engaged(session: Session, client_ids: Sequence[ClientId], day: date) -> set[ClientId]:
    """Return which of the clients are busy on `day`."""
    wanted = select(ClientRecord.id).where(ClientRecord.id.in_(client_ids), is_busy(day))
    return set(session.scalars(wanted))


def warned_count(session: Session, user_id: UserId, day: date) -> int:
    """Return how many clients of somebody's own are due or warned of on `day`."""
    rule = policies.current(session, PoolRule).policy
    own = ClientRecord.owner_id == user_id
    found = select(func.count()).where(own, falling_due(rule, day, warned=True))
    return session.scalars(found).one()
