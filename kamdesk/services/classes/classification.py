"""The classes of one client: the verdict with its figures, deciding by hand, decisions taken."""

from datetime import date

from sqlalchemy.orm import Session

from kamdesk.domain.changes import Changes, Noun, changed
from kamdesk.domain.classes.classification import (
    ClassificationRule,
    ClientEvidence,
    Evidence,
    Period,
    evidence,
    period_of,
)
from kamdesk.domain.classes.decisions import (
    Basis,
    ClassDecision,
    Decided,
    DecisionRow,
    Way,
    check_basis,
)
from kamdesk.domain.clients.clients import ClientClass
from kamdesk.domain.clock import Clock, today
from kamdesk.domain.errors import RuleError
from kamdesk.domain.ids import ClassDecisionId, ClientId, UserId
from kamdesk.domain.lists import ListSource
from kamdesk.domain.permissions import Action
from kamdesk.domain.purchases.months import MonthFigures, month_range
from kamdesk.i18n import _
from kamdesk.services.acting import acting
from kamdesk.services.classes.decisions import keep_decisions
from kamdesk.services.clients.access import readable, writable
from kamdesk.services.lists import ViewedList
from kamdesk.storage import audit, policies
from kamdesk.storage.classes import decision_list, decisions, figures
from kamdesk.storage.clients.clients import classes_of_record
from kamdesk.storage.fetch import missing
from kamdesk.storage.purchases import months
from kamdesk.storage.sessions import Sessions


class ClassificationService:
    """Tells how a client stands by the rule, and keeps what people decide."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def evidence_of(self, client_id: ClientId, *, by: UserId) -> ClientEvidence:
        """Return the present verdict on a client with its figures, month by month."""
        with self._sessions.read() as session:
            client = readable(session, client_id, actor=acting(session, by, self._clock))
            found = _present(session, client_id, today(self._clock))
            bought = months_of(session, client_id, found.period)
            return ClientEvidence(client.is_economic, found, bought)

    def decisions_of(self, client_id: ClientId, *, by: UserId) -> list[ClassDecision]:
        """Return the decisions on a client's classes, the newest first."""
        with self._sessions.read() as session:
            readable(session, client_id, actor=acting(session, by, self._clock))
            return decisions.of_client(session, client_id)

    def list_for(self, by: UserId) -> ListSource[DecisionRow]:
        """Return the decisions on the clients that `by` may see, as a windowed list."""
        return ViewedList(
            self._sessions,
            self._clock,
            by,
            Action.CLIENT_VIEW,
            decision_list.ids,
            decision_list.rows,
        )

    def decision(self, decision_id: ClassDecisionId, *, by: UserId) -> ClassDecision:
        """Return one decision with its evidence."""
        with self._sessions.read() as session:
            found = decisions.one(session, decision_id)
            if found is None:
                raise missing()
            readable(session, found.client_id, actor=acting(session, by, self._clock))
            return found

    def decide(
        self,
        client_id: ClientId,
        client_class: ClientClass,
        *,
        holds: bool,
        basis: Basis,
        by: UserId,
        seen_version: int,
    ) -> Changes:
        """Give a client a class or take it away.

        The economic one rests on the verdict of this moment: going against it needs a reason.
        FieldError names the parts of `basis` that are missing; RuleError where it is archived.
        """
        with self._sessions.write() as session:
            client = writable(
                session,
                client_id,
                actor=acting(session, by, self._clock),
                action=Action.CLASS_DECIDE,
                seen_version=seen_version,
            )
            if client.archived:
                raise RuleError(_("已归档的客户不能分类，请先恢复。"))
            found = None
            if client_class is ClientClass.ECONOMIC:
                found = _present(session, client_id, today(self._clock))
            way = _way(found, holds=holds)
            overrules = way is Way.OVERRULED
            decided = Decided(
                client_id=client_id,
                before=classes_of_record(client),
                client_class=client_class,
                holds=holds,
                way=way,
                basis=check_basis(client_class, basis, holds=holds, overrules=overrules),
                evidence=found,
            )
            now = self._clock.now()
            kept = keep_decisions(session, [decided], by=by, at=now)
            audit.append(
                session,
                at=now,
                actor_id=by,
                action="class_decide",
                noun=Noun.CLASSIFICATION,
                record_id=kept,
                payload={
                    "number": client.number,
                    "class": client_class,
                    "holds": holds,
                    "way": way,
                },
            )
            return changed(Noun.CLIENT, Noun.CLASSIFICATION, record_id=client_id)


def months_of(session: Session, client_id: ClientId, period: Period) -> tuple[MonthFigures, ...]:
    """Return every month of a period, those without purchases too."""
    found = months.of_client(session, client_id, first=period.first, last=period.last)
    bought = {each.month: each for each in found}
    return tuple(
        bought.get(month, MonthFigures.none(month))
        for month in month_range(period.first, period.last)
    )


def _present(session: Session, client_id: ClientId, day: date) -> Evidence:
    """Return the verdict on a client by the rule in force."""
    version = policies.current(session, ClassificationRule)
    period = period_of(version.policy.window, day)
    found = figures.of_client(session, client_id, period)
    return evidence(found, version.policy, version.id, as_of=day)


def _way(found: Evidence | None, *, holds: bool) -> Way:
    if found is None:
        return Way.BY_HAND
    return Way.CONFIRMED if found.verdict.holds == holds else Way.OVERRULED
