"""Clients as one person sees them: the list, and everything about one."""

from array import array
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial

from sqlalchemy.orm import Session

from kamdesk.domain.clients.clients import ClientDetails, ClientRow
from kamdesk.domain.clients.credit_code import code_warning
from kamdesk.domain.clock import Clock
from kamdesk.domain.ids import UserId
from kamdesk.domain.lists import ListQuery, Stop
from kamdesk.domain.people import Actor
from kamdesk.domain.permissions import Action, Reach, reach, require
from kamdesk.services.acting import acting
from kamdesk.services.clients.access import subject_of
from kamdesk.services.lists import KeptCounts
from kamdesk.storage.clients import clients, lists
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.clients.health import last_contact
from kamdesk.storage.people import UserRecord
from kamdesk.storage.sessions import Sessions


class ClientList:
    """The windowed list of one person; roles are read anew at each call."""

    def __init__(self, sessions: Sessions, clock: Clock, by: UserId) -> None:
        self._sessions = sessions
        self._clock = clock
        self._by = by
        self._kept = KeptCounts()

    def ids(self, query: ListQuery) -> "array[int]":
        with self._sessions.read(stop=query.stop) as session:
            actor, far = viewer(session, self._clock, self._by)
            return lists.ids(session, query, actor=actor, reach=far)

    def rows(self, ids: Sequence[int]) -> list[ClientRow]:
        with self._sessions.read() as session:
            actor, far = viewer(session, self._clock, self._by)
            return lists.rows(session, ids, actor=actor, reach=far)

    def counts(self, views: Sequence[str]) -> Mapping[str, int]:
        """Return how many clients each of `views` holds."""
        with self._sessions.read() as session:
            actor, far = viewer(session, self._clock, self._by)
            count = partial(lists.counts, session, actor=actor, reach=far)
            found = self._kept.of(session, actor, make=count)
        return {view: found[view] for view in views}

    def sums(self, ids: Sequence[int], stop: Stop) -> Mapping[str, Decimal]:
        """Return the sums of tons and yuan over the clients `ids`."""
        with self._sessions.read(stop=stop) as session:
            actor, far = viewer(session, self._clock, self._by)
            return lists.sums(session, ids, actor=actor, reach=far)


def viewer(session: Session, clock: Clock, by: UserId) -> tuple[Actor, Reach]:
    """Return who looks at clients and how far; refuse who may not at all."""
    actor = acting(session, by, clock)
    require(actor, Action.CLIENT_VIEW)
    return actor, reach(actor, Action.CLIENT_VIEW) or Reach.OWN


def details_of(session: Session, record: ClientRecord, day: date) -> ClientDetails:
    """Return everything about a client's mapped row on `day`."""
    subject = subject_of(session, record, day)
    creator = session.get_one(UserRecord, record.created_by_id)
    owner = None if record.owner_id is None else session.get(UserRecord, record.owner_id)
    parent = None if record.parent_id is None else session.get(ClientRecord, record.parent_id)
    return ClientDetails(
        id=record.id,
        number=record.number,
        draft=clients.draft_of_record(record),
        code_warning=code_warning(record.code or ""),
        parent=parent.name if parent else "",
        children=tuple(lists.children(session, record.id)),
        owner_id=record.owner_id,
        owner=owner.name if owner else "",
        department_id=subject.department_id,
        tier=record.tier,
        year_tons=record.year_tons,
        year_amount=record.year_amount,
        last_purchase_on=record.last_purchase_on,
        last_contact_on=last_contact(session, record),
        readers=subject.readers,
        editors=subject.editors,
        locked=record.locked,
        archived=record.archived,
        created_at=record.created_at,
        created_by=creator.name,
        updated_at=record.updated_at,
        version=record.version,
    )
