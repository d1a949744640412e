"""Proposals: computed for all clients in one pass, confirmed or overruled by people."""

from collections.abc import Callable, Sequence

from sqlalchemy.orm import Session

from kamdesk.domain.changes import Changes, Noun, changed
from kamdesk.domain.classes.classification import (
    ClassificationRule,
    ClientEvidence,
    Evidence,
    Figures,
    evidence,
)
from kamdesk.domain.classes.decisions import Basis, Decided, Way, check_basis
from kamdesk.domain.classes.proposals import OpenProposal, Proposal, ProposalRow, Run, RunState
from kamdesk.domain.clients.access import client_subject
from kamdesk.domain.clients.clients import ClientClass
from kamdesk.domain.clock import Clock, today
from kamdesk.domain.errors import CancelledError, RuleError
from kamdesk.domain.ids import ClassRunId, ClientId, UserId
from kamdesk.domain.lists import ListSource
from kamdesk.domain.people import Actor
from kamdesk.domain.permissions import Action, allowed, require
from kamdesk.domain.purchases.months import month_of
from kamdesk.i18n import _, listed
from kamdesk.services.acting import acting
from kamdesk.services.classes.classification import months_of
from kamdesk.services.classes.decisions import keep_decisions
from kamdesk.services.clients.access import readable, subject_of
from kamdesk.services.lists import ViewedList, viewer
from kamdesk.storage import audit, policies
from kamdesk.storage.classes import proposals
from kamdesk.storage.fetch import missing
from kamdesk.storage.sessions import Sessions, stale

_STEPS = 3
_NAMED = 3
"""Clients that a refusal names."""


class ProposalService:
    """Computes the proposals and keeps what is decided on them; nothing is decided by itself."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def list_for(self, by: UserId) -> ListSource[ProposalRow]:
        """Return the open proposals on the clients that `by` may see, as a windowed list."""
        return ViewedList(
            self._sessions, self._clock, by, Action.CLIENT_VIEW, proposals.ids, proposals.rows
        )

    def state(self, *, by: UserId) -> RunState:
        """Return the latest computation and whether it is outdated."""
        with self._sessions.read() as session:
            acting(session, by, self._clock)
            rule, run = policies.current(session, ClassificationRule), proposals.last_run(session)
            month = month_of(today(self._clock))
            outdated = run is not None and (rule.id, month) != (run.rule_id, month_of(run.as_of))
            return RunState(run, rule.policy, outdated)

    def details(self, client_id: ClientId, *, by: UserId) -> Proposal:
        """Return the open proposal on a client with its evidence; MissingRecordError for none."""
        with self._sessions.read() as session:
            actor = acting(session, by, self._clock)
            client = readable(session, client_id, actor=actor)
            run = proposals.last_run(session)
            seen = viewer(session, self._clock, by, Action.CLIENT_VIEW)
            rows = proposals.rows(session, [client_id], seen)
            if run is None or not rows:
                raise missing()
            found = _evidence(rows[0], run)
            bought = months_of(session, client_id, found.period)
            standing = ClientEvidence(client.is_economic, found, bought)
            decidable = allowed(actor, Action.CLASS_DECIDE, subject_of(session, client, actor.day))
            return Proposal(rows[0], run.id, standing, decidable)

    def propose(
        self,
        *,
        by: UserId,
        report: Callable[[int, int], None] = lambda _done, _total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> tuple[Changes, int]:
        """Judge all clients by the rule in force; new proposals take the place of those open.

        Returns how many there are. A client whose figures were overruled is left out until its
        verdict or the rule's version changes. CancelledError leaves everything as it was.
        """
        with self._sessions.write() as session:
            require(acting(session, by, self._clock), Action.CLASS_DECIDE)
            version, now = policies.current(session, ClassificationRule), self._clock.now()
            _step(1, report, cancelled)
            run_id = proposals.begin_run(
                session, version.policy, version.id, as_of=today(self._clock), by=by, at=now
            )
            run = _last(session)
            _step(2, report, cancelled)
            count = proposals.replace_all(session, run)
            audit.append(
                session,
                at=now,
                actor_id=by,
                action="class_propose",
                noun=Noun.CLASSIFICATION,
                record_id=run_id,
                payload={"clients": run.clients, "proposals": count, "rule": version.id},
            )
            _step(_STEPS, report, cancelled)
            return changed(Noun.CLASSIFICATION, record_id=run_id), count

    def confirm(
        self, client_ids: Sequence[ClientId], *, by: UserId, seen_run: ClassRunId
    ) -> Changes:
        """Decide proposals as they are proposed, all or none.

        `seen_run` is the computation the screen shows. StaleRecordError where there is a newer
        one, RuleError where rule, purchases or class changed since.
        """
        return self._decide(client_ids, Basis(), Way.CONFIRMED, by=by, seen_run=seen_run)

    def overrule(
        self, client_ids: Sequence[ClientId], *, reason: str, by: UserId, seen_run: ClassRunId
    ) -> Changes:
        """Leave the clients' class as it is, against the figures; refusals as in `confirm`."""
        basis = check_basis(ClientClass.ECONOMIC, Basis(reason=reason), holds=True, overrules=True)
        return self._decide(client_ids, basis, Way.OVERRULED, by=by, seen_run=seen_run)

    def _decide(
        self,
        client_ids: Sequence[ClientId],
        basis: Basis,
        way: Way,
        *,
        by: UserId,
        seen_run: ClassRunId,
    ) -> Changes:
        with self._sessions.write() as session:
            actor = acting(session, by, self._clock)
            run = _last(session)
            if run.id != seen_run:
                raise stale()
            chosen = _chosen(session, run, client_ids, actor=actor)
            decided = [_decided(each.row, run, basis, way) for each in chosen]
            now = self._clock.now()
            kept = keep_decisions(session, decided, by=by, at=now)
            audit.append(
                session,
                at=now,
                actor_id=by,
                action=f"class_{way}",
                noun=Noun.CLASSIFICATION,
                record_id=run.id,
                payload={"clients": len(decided), "last_decision": kept},
            )
            return changed(Noun.CLIENT, Noun.CLASSIFICATION, record_id=run.id)


def _last(session: Session) -> Run:
    run = proposals.last_run(session)
    if run is None:
        raise missing()
    return run


def _step(done: int, report: Callable[[int, int], None], cancelled: Callable[[], bool]) -> None:
    if cancelled():
        raise CancelledError(_("已取消，分类建议没有变动。"))
    report(done, _STEPS)


def _chosen(
    session: Session, run: Run, client_ids: Sequence[ClientId], *, actor: Actor
) -> list[OpenProposal]:
    """Return the open proposals on `client_ids`; refuse where one may not be decided any more."""
    if policies.current(session, ClassificationRule).id != run.rule_id:
        raise RuleError(_("计算之后分类规则已修改，请先重新计算再认定。"))
    found = {each.row.id: each for each in proposals.open_of(session, run)}
    if not client_ids or not found.keys() >= set(client_ids):
        raise stale()
    chosen = [found[each] for each in dict.fromkeys(client_ids)]
    for each in chosen:
        whose = client_subject(
            owner_id=each.owner_id, department_id=each.department_id, archived=False
        )
        require(actor, Action.CLASS_DECIDE, whose)
    if moved := [each.row.client for each in chosen if not each.current]:
        text = _("计算之后有变化（采购记录、类别或归档），请先重新计算：{clients}")
        raise RuleError(text.format(clients=listed(moved[:_NAMED])))
    return chosen


def _decided(row: ProposalRow, run: Run, basis: Basis, way: Way) -> Decided:
    holds = row.grants if way is Way.CONFIRMED else not row.grants
    return Decided(
        client_id=row.id,
        before=row.classes,
        client_class=ClientClass.ECONOMIC,
        holds=holds,
        way=way,
        basis=basis,
        evidence=_evidence(row, run),
    )


def _evidence(row: ProposalRow, run: Run) -> Evidence:
    return evidence(Figures(row.tons, row.amount), run.rule, run.rule_id, as_of=run.as_of)
