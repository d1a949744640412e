"""Who carries a paper on: its maker, or whoever it was handed over to.

A submitted paper names its maker for good; what may be done with it goes to its carrier.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, true, tuple_
from sqlalchemy.orm import Session

from kamdesk.domain.ids import DepartmentId, UserId
from kamdesk.domain.people import Actor
from kamdesk.domain.permissions import Reach
from kamdesk.domain.projects.routes import CaseKind
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.fetch import fetch
from kamdesk.storage.filters import Column
from kamdesk.storage.ownership.collaborators import shared_with
from kamdesk.storage.people import UserRecord
from kamdesk.storage.projects.applications import ApplicationRecord
from kamdesk.storage.projects.cases import CaseRecord
from kamdesk.storage.projects.filings import FilingRecord


@dataclass(frozen=True, slots=True)
class Carried:
    """The columns of a kind of paper that tell whose it is."""

    client: Column
    maker: Column
    carrier: Column
    department: Column

    @property
    def holder(self) -> ColumnElement[Any]:
        """The id of whoever carries the paper."""
        return func.coalesce(self.carrier, self.maker)

    def by(self, user_id: UserId) -> ColumnElement[bool]:
        """Return the condition that somebody carries the paper."""
        made = and_(self.maker == user_id, self.carrier.is_(None))
        return or_(made, self.carrier == user_id)

    def within(self, department_id: DepartmentId) -> ColumnElement[bool]:
        """Return the condition that the paper is carried in a department."""
        made = and_(self.department == department_id, self.carrier.is_(None))
        people = select(UserRecord.id).where(UserRecord.department_id == department_id)
        return or_(made, self.carrier.in_(people))

    def within_reach(self, actor: Actor, reach: Reach) -> ColumnElement[bool]:
        """Return the condition that the paper is the actor's to see."""
        if reach is Reach.ALL:
            return true()
        near = [self.by(actor.id), self.shared(actor)]
        if reach is Reach.DEPARTMENT and actor.department_id is not None:
            near.append(self.within(actor.department_id))
        return or_(*near)

    def shared(self, actor: Actor) -> ColumnElement[bool]:
        """Return the condition that it is the owner's paper on a client `actor` works along on."""
        owned = select(ClientRecord.id, ClientRecord.owner_id)
        owned = owned.where(ClientRecord.id.in_(shared_with(actor)))
        return tuple_(self.client, self.holder).in_(owned)


def carried_filing(filing: Any = FilingRecord) -> Carried:
    """Return the columns of filings, or of an alias of their table."""
    return Carried(filing.client_id, filing.filer_id, filing.carrier_id, filing.department_id)


FILINGS = carried_filing()
APPLICATIONS = Carried(
    ApplicationRecord.client_id,
    ApplicationRecord.applicant_id,
    ApplicationRecord.carrier_id,
    ApplicationRecord.department_id,
)


def carrier_of_case(session: Session, case: CaseRecord) -> UserId:
    """Return who carries the paper that a case is about."""
    if case.kind is CaseKind.FILING:
        return fetch(session, FilingRecord, case.record_id).holder_id
    return fetch(session, ApplicationRecord, case.record_id).holder_id


def carrier_name(session: Session, record: FilingRecord | ApplicationRecord) -> str:
    """Return the name of whoever a paper was handed over to; empty where it was not."""
    if record.carrier_id is None:
        return ""
    return fetch(session, UserRecord, record.carrier_id).name
