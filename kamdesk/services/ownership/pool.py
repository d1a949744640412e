"""公海: claiming clients, giving them back, taking back what falls due, locking.

Nothing is taken away by itself: a person returns clients from the list of those that are due.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from kamdesk.domain import permissions
from kamdesk.domain.changes import Changes, Noun, changed
from kamdesk.domain.clock import Clock, today
from kamdesk.domain.errors import NotAllowedError, RuleError
from kamdesk.domain.ids import ClientId, UserId
from kamdesk.domain.lists import ListSource
from kamdesk.domain.ownership.owners import Way
from kamdesk.domain.ownership.pool import (
    Candidate,
    Kept,
    PoolRow,
    PoolRule,
    Quota,
    Standing,
    TakeBack,
    check_claim,
)
from kamdesk.domain.people import Actor
from kamdesk.domain.permissions import Action
from kamdesk.domain.projects import forms
from kamdesk.i18n import N_, _, listed
from kamdesk.services.acting import acting
from kamdesk.services.clients.access import log_step, readable, subject_of
from kamdesk.services.lists import ViewedList
from kamdesk.services.ownership.owners import Turn, change_owner
from kamdesk.storage import history, policies
from kamdesk.storage.clients import claims
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.ownership import due, owners
from kamdesk.storage.ownership import pool as rows
from kamdesk.storage.sessions import Sessions

_CHUNK = 500


class PoolService:
    """The pool as one person sees it, and what may be done with its clients."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def list_for(self, by: UserId) -> ListSource[PoolRow]:
        """Return the pool, anybody's in business; its other views as far as `by` sees clients."""
        return ViewedList(self._sessions, self._clock, by, Action.CLIENT_VIEW, rows.ids, rows.rows)

    def rule(self) -> PoolRule:
        """Return the rule in force."""
        with self._sessions.read() as session:
            return policies.current(session, PoolRule).policy

    def standing(self, client_id: ClientId, *, by: UserId) -> tuple[Standing, int | None]:
        """Return how a client stands towards the pool today, and the days left."""
        with self._sessions.read() as session:
            actor = acting(session, by, self._clock)
            client, rule = readable(session, client_id, actor=actor), _rule(session)
            day = today(self._clock)
            engaged = bool(due.engaged(session, [client_id], day))
            holding = due.holding_of(client, engaged=engaged)
            return holding.standing(rule, day), holding.days_left(rule, day)

    def claim(self, ids: Sequence[ClientId], *, by: UserId) -> Changes:
        """Take clients out of the pool, all or none; RuleError names the limit in the way."""
        day, now = today(self._clock), self._clock.now()
        with self._sessions.write() as session:
            actor = acting(session, by, self._clock)
            permissions.require(actor, Action.CLIENT_CLAIM)
            clients = list(_clients(session, ids))
            left = owners.left_on(session, ids, by)
            quota = Quota(
                claimed_today=owners.claimed_on(session, by, day),
                held=owners.held_by(session, by),
            )
            wanted = tuple(_candidate(each, left) for each in clients)
            check_claim(_rule(session), wanted, quota, day=day)
            for client in clients:
                change_owner(session, client, by, Turn(way=Way.CLAIM, at=now, by=by))
            return changed(Noun.CLIENT, record_id=clients[0].id if clients else None)

    def release(self, ids: Sequence[ClientId], *, by: UserId, reason: str) -> Changes:
        """Give clients of one's own back to the pool, all or none, with a compulsory reason."""
        now = self._clock.now()
        reason = forms.reason(reason, N_("退回原因"))
        with self._sessions.write() as session:
            actor = acting(session, by, self._clock)
            permissions.require(actor, Action.CLIENT_CLAIM)
            clients = list(_clients(session, ids))
            for client in clients:
                _require_releasable(session, client, actor, today(self._clock))
                turn = Turn(way=Way.RELEASE, at=now, by=by, reason=reason)
                change_owner(session, client, None, turn)
            return changed(Noun.CLIENT, record_id=clients[0].id if clients else None)

    def plan_take_back(self, ids: Sequence[ClientId], *, by: UserId) -> TakeBack:
        """Return which of the clients are due and would go back to the pool, and which stay."""
        with self._sessions.read() as session:
            actor = acting(session, by, self._clock)
            return _planned(session, ids, actor, today(self._clock))

    def take_back(
        self, ids: Sequence[ClientId], *, by: UserId, reason: str
    ) -> tuple[Changes, TakeBack]:
        """Return those of the clients that are due to the pool; tell which went and which stayed.

        RuleError where none is due any more.
        """
        now = self._clock.now()
        reason = forms.reason(reason, N_("收回原因"))
        with self._sessions.write() as session:
            plan = _planned(session, ids, acting(session, by, self._clock), today(self._clock))
            if not plan.going:
                raise RuleError(_("所选客户都没有到期，不能收回。请刷新后再选。"))
            turn = Turn(way=Way.TAKE_BACK, at=now, by=by, reason=reason)
            for client in _clients(session, plan.going):
                change_owner(session, client, None, turn)
            return changed(Noun.CLIENT), plan

    def lock(self, ids: Sequence[ClientId], *, locked: bool, by: UserId) -> Changes:
        """Lock clients, so that they are neither returned nor claimed, or unlock them."""
        with self._sessions.write() as session:
            actor = acting(session, by, self._clock)
            for client in _clients(session, ids):
                permissions.require(actor, Action.CLIENT_ASSIGN, subject_of(session, client))
                if client.locked != locked:
                    self._lock(session, client, locked=locked, by=by)
            return changed(Noun.CLIENT, record_id=ids[0] if ids else None)

    def _lock(self, session: Session, client: ClientRecord, *, locked: bool, by: UserId) -> None:
        now = client.updated_at = self._clock.now()
        client.locked = locked
        session.flush()
        before, after = ("no", "yes") if locked else ("yes", "no")
        history.record(
            session,
            noun=Noun.CLIENT,
            record_id=client.id,
            before={"locked": before},
            after={"locked": after},
            at=now,
            by=by,
        )
        action = "client_lock" if locked else "client_unlock"
        log_step(session, client, action, by=by, at=now, payload={"fields": ["locked"]})


def _rule(session: Session) -> PoolRule:
    return policies.current(session, PoolRule).policy


def _clients(session: Session, ids: Sequence[ClientId]) -> Iterator[ClientRecord]:
    """Yield the clients in the order of their ids; what is gone is left out."""
    for start in range(0, len(ids), _CHUNK):
        some = ClientRecord.id.in_(ids[start : start + _CHUNK])
        yield from session.scalars(select(ClientRecord).where(some).order_by(ClientRecord.id))


def _candidate(client: ClientRecord, left: dict[ClientId, date]) -> Candidate:
    return Candidate(
        id=client.id,
        name=client.name,
        owned=client.owner_id is not None,
        locked=client.locked,
        archived=client.archived,
        left_on=left.get(client.id),
    )


def _require_releasable(session: Session, client: ClientRecord, actor: Actor, day: date) -> None:
    if client.owner_id != actor.id:
        raise NotAllowedError(
            _("“{name}”不是您负责的客户，不能退回公海。").format(name=client.name)
        )
    if client.archived:
        raise RuleError(_("已归档的客户不能修改，请先恢复。"))
    if client.locked:
        raise RuleError(
            _("“{name}”已锁定，不能退回公海；请先由部门负责人或销售管理部解锁。").format(
                name=client.name
            )
        )
    if papers := claims.live_papers(session, client.id, day=day):
        raise RuleError(
            _("“{name}”还有未了结的备案或立项（{papers}），了结或移交后才能退回公海。").format(
                name=client.name, papers=listed(papers)
            )
        )


def _planned(session: Session, ids: Sequence[ClientId], actor: Actor, day: date) -> TakeBack:
    permissions.require(actor, Action.CLIENT_ASSIGN)
    rule, going, kept = _rule(session), [], []
    for start in range(0, len(ids), _CHUNK):
        some = ids[start : start + _CHUNK]
        engaged = due.engaged(session, some, day)
        for client in _clients(session, some):
            reason = _why_kept(session, client, actor)
            holding = due.holding_of(client, engaged=client.id in engaged)
            if not reason and holding.standing(rule, day) is not Standing.DUE:
                reason = _("没有到期")
            if reason:
                kept.append(Kept(client.name, reason))
            else:
                going.append(client.id)
    return TakeBack(tuple(going), tuple(kept))


def _why_kept(session: Session, client: ClientRecord, actor: Actor) -> str:
    if client.owner_id is None:
        return _("已在公海")
    if client.archived:
        return _("已归档")
    allowed = permissions.allowed(actor, Action.CLIENT_ASSIGN, subject_of(session, client))
    return "" if allowed else _("不在您的职责范围内")
