"""Policies: read what is in force, set a new version, look at the versions before."""

from kamdesk.domain.changes import Changes, Noun, changed
from kamdesk.domain.clock import Clock
from kamdesk.domain.errors import FieldError
from kamdesk.domain.ids import PolicyId, UserId
from kamdesk.domain.permissions import Action, require
from kamdesk.domain.policies import Policy, PolicyT, PolicyVersion, policy_texts
from kamdesk.services.acting import acting
from kamdesk.storage import audit, policies
from kamdesk.storage.sessions import Sessions, stale


class PolicyService:
    """Reads and sets policies of any kind."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def current(self, kind: type[PolicyT]) -> PolicyVersion[PolicyT]:
        """Return the version of `kind` in force."""
        with self._sessions.read() as session:
            return policies.current(session, kind)

    def versions(self, kind: type[PolicyT], *, by: UserId) -> list[PolicyVersion[PolicyT]]:
        """Return every version that was set, the newest first."""
        with self._sessions.read() as session:
            acting(session, by, self._clock)
            return policies.versions(session, kind)

    def save(self, policy: Policy, *, seen: PolicyId, by: UserId) -> Changes:
        """Set a new version; `seen` is the id of the one the screen had read.

        Raises FieldError with a sentence for each wrong field, StaleRecordError.
        """
        with self._sessions.write() as session:
            require(acting(session, by, self._clock), Action.POLICY_EDIT)
            if faults := policy.faults():
                raise FieldError(faults)
            before = policies.current(session, type(policy))
            if before.id != seen:
                raise stale()
            if before.policy == policy:
                return changed()
            now = self._clock.now()
            record = policies.keep(session, policy, at=now, by=by)
            old = policy_texts(before.policy)
            audit.append(
                session,
                at=now,
                actor_id=by,
                action=f"policy_{policy.kind}",
                noun=Noun.POLICY,
                record_id=record.id,
                payload={k: v for k, v in policy_texts(policy).items() if old.get(k) != v},
            )
            return changed(Noun.POLICY, record_id=record.id)
