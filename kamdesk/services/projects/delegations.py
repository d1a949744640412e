"""代理审批: giving and revoking, for oneself only."""

from kamdesk.domain import permissions
from kamdesk.domain.changes import Changes, Noun, changed
from kamdesk.domain.clock import Clock, today
from kamdesk.domain.errors import NotAllowedError, RuleError
from kamdesk.domain.ids import DelegationId, UserId
from kamdesk.domain.people import Actor
from kamdesk.domain.permissions import Action
from kamdesk.domain.projects.approvers import may_approve
from kamdesk.domain.projects.delegations import (
    Delegation,
    DelegationDraft,
    check_draft,
    check_overlap,
)
from kamdesk.i18n import _
from kamdesk.services.acting import acting
from kamdesk.storage import audit
from kamdesk.storage.fetch import fresh
from kamdesk.storage.projects import delegations as table
from kamdesk.storage.projects.approvers import staff
from kamdesk.storage.projects.delegations import DelegationRecord
from kamdesk.storage.sessions import Sessions


class DelegationService:
    """Lets an approver name an agent for a time."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def given_by(self, *, by: UserId) -> tuple[Delegation, ...]:
        """Return what the person has delegated, newest period first."""
        with self._sessions.read() as session:
            return table.given_by(session, acting(session, by, self._clock).id)

    def given_to(self, *, by: UserId) -> tuple[Delegation, ...]:
        """Return what others delegated to the person, newest period first."""
        with self._sessions.read() as session:
            return table.given_to(session, acting(session, by, self._clock).id)

    def agents(self, *, by: UserId) -> tuple[Actor, ...]:
        """Return who may be named as agent."""
        with self._sessions.read() as session:
            actor = acting(session, by, self._clock)
            people = staff(session)
        return tuple(each for each in people if may_approve(each) and each.id != actor.id)

    def give(self, draft: DelegationDraft, *, by: UserId) -> Changes:
        """Delegate; FieldError names what does not fit, an overlap among them."""
        now = self._clock.now()
        with self._sessions.write() as session:
            actor = acting(session, by, self._clock)
            permissions.require(actor, Action.DELEGATION_GIVE)
            agent = next((each for each in staff(session) if each.id == draft.agent_id), None)
            draft = check_draft(draft, actor, agent, today(self._clock))
            check_overlap(draft, table.given_by(session, actor.id))
            record = DelegationRecord(
                delegator_id=actor.id,
                agent_id=draft.agent_id,
                starts_on=draft.starts_on,
                ends_on=draft.ends_on,
                reason=draft.reason,
                given_at=now,
                **table.covered(draft.kinds),
            )
            session.add(record)
            session.flush()
            audit.append(
                session,
                at=now,
                actor_id=actor.id,
                action="delegation.give",
                noun=Noun.APPROVAL,
                record_id=record.id,
                payload={
                    "agent": draft.agent_id,
                    "kinds": sorted(draft.kinds),
                    "starts_on": draft.starts_on,
                    "ends_on": draft.ends_on,
                },
            )
            return changed(Noun.APPROVAL, record_id=record.id)

    def revoke(self, delegation_id: DelegationId, *, by: UserId, seen_version: int) -> Changes:
        """End a delegation of one's own at once."""
        now = self._clock.now()
        with self._sessions.write() as session:
            actor = acting(session, by, self._clock)
            record = fresh(session, DelegationRecord, delegation_id, seen_version)
            if record.delegator_id != actor.id:
                raise NotAllowedError(_("只有委托人本人可以撤销委托。"))
            if record.revoked_at is not None:
                raise RuleError(_("这项委托已撤销，无需再办。"))
            record.revoked_at = now
            session.flush()
            audit.append(
                session,
                at=now,
                actor_id=actor.id,
                action="delegation.revoke",
                noun=Noun.APPROVAL,
                record_id=record.id,
                payload={"agent": record.agent_id},
            )
            return changed(Noun.APPROVAL, record_id=record.id)
