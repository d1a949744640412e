"""Grading clients: the list of those due, one client's sheet, the decision, grading many again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from kamdesk.domain.changes import Changes, Noun, changed
from kamdesk.domain.classes.grading import GradingScheme, Judgement, score
from kamdesk.domain.classes.gradings import (
    VIEWS,
    GradingDraft,
    GradingRow,
    GradingSheet,
    checked_reason,
)
from kamdesk.domain.clock import Clock, day_of
from kamdesk.domain.errors import RuleError
from kamdesk.domain.ids import ClientId, UserId
from kamdesk.domain.lists import ListQuery, ListSource
from kamdesk.domain.permissions import Action, allowed, require
from kamdesk.domain.policies import PolicyVersion
from kamdesk.i18n import _
from kamdesk.services.acting import acting
from kamdesk.services.clients.access import log_step, readable, subject_of, writable
from kamdesk.services.lists import ViewedList, viewer
from kamdesk.storage import history, policies
from kamdesk.storage.classes import gradings
from kamdesk.storage.classes.gradings import GradingRecord
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.sessions import Sessions


@dataclass(frozen=True, slots=True)
class GradedAgain:
    """What grading many again did: how many, and the names of those left out with the reason."""

    done: int
    left_out: tuple[tuple[str, str], ...]


class GradingService:
    """Grades clients by the scheme in force; whoever sees a client sees its gradings."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def list_for(self, by: UserId) -> ListSource[GradingRow]:
        """Return the clients that `by` may see, with their grade and when it is due again."""
        return ViewedList(
            self._sessions, self._clock, by, Action.CLIENT_VIEW, gradings.ids, gradings.rows
        )

    def counts(self, *, by: UserId) -> dict[str, int]:
        """Return how many clients each view holds for `by`."""
        with self._sessions.read() as session:
            looking = viewer(session, self._clock, by, Action.CLIENT_VIEW)
            return {
                view: len(gradings.ids(session, ListQuery(view=view), looking)) for view in VIEWS
            }

    def sheet(self, client_id: ClientId, *, by: UserId) -> GradingSheet:
        """Return what grading a client begins with, and its gradings before."""
        with self._sessions.read() as session:
            client = readable(session, client_id, actor=acting(session, by, self._clock))
            scheme = policies.current(session, GradingScheme)
            return GradingSheet(
                client_id=client.id,
                name=client.name,
                version=client.version,
                grade=client.grade,
                tier=client.tier,
                due_on=client.grade_due_on,
                amount=client.year_amount,
                scheme=scheme.policy,
                scheme_id=scheme.id,
                past=gradings.of_client(session, client_id),
            )

    def decide(
        self, client_id: ClientId, draft: GradingDraft, *, by: UserId, seen_version: int
    ) -> Changes:
        """Grade a client; FieldError where another grade than the computed one has no reason."""
        with self._sessions.write() as session:
            client = writable(
                session,
                client_id,
                actor=acting(session, by, self._clock),
                action=Action.GRADE_DECIDE,
                seen_version=seen_version,
            )
            _refuse_archived(client)
            scheme = policies.current(session, GradingScheme)
            before = {"tier": client.tier.value if client.tier else ""}
            client.tier = draft.tier
            self._grade(session, client, draft, scheme, by=by, tier_before=before)
            return changed(Noun.GRADING, Noun.CLIENT, record_id=client_id)

    def grade_again(
        self, client_ids: Sequence[ClientId], *, by: UserId
    ) -> tuple[Changes, GradedAgain]:
        """Grade many by their last marks and their purchases of today, in one transaction.

        Left out and named: who was never graded, is archived, or is not the actor's to grade.
        """
        with self._sessions.write() as session:
            actor = acting(session, by, self._clock)
            require(actor, Action.GRADE_DECIDE)
            scheme = policies.current(session, GradingScheme)
            marks = gradings.last_of(session, client_ids)
            left_out: list[tuple[str, str]] = []
            for client_id in client_ids:
                client = session.get_one(ClientRecord, client_id)
                fitting = allowed(
                    actor, Action.GRADE_DECIDE, subject_of(session, client, actor.day)
                )
                obstacle = _obstacle(client, marks.get(client_id), fitting=fitting)
                if obstacle:
                    left_out.append((client.name, obstacle))
                else:
                    draft = GradingDraft(judgement=marks[client_id], tier=client.tier)
                    self._grade(session, client, draft, scheme, by=by, tier_before={})
            done = len(client_ids) - len(left_out)
            return changed(Noun.GRADING, Noun.CLIENT), GradedAgain(done, tuple(left_out))

    def _grade(
        self,
        session: Session,
        client: ClientRecord,
        draft: GradingDraft,
        scheme: PolicyVersion[GradingScheme],
        *,
        by: UserId,
        tier_before: dict[str, str],
    ) -> None:
        now = self._clock.now()
        record = _record(client, draft, scheme, by=by, at=now)
        session.add(record)
        before = {
            "grade": client.grade.value if client.grade else "",
            "grade_due_on": str(client.grade_due_on or ""),
            **tier_before,
        }
        client.grade, client.grade_due_on, client.updated_at = record.grade, record.due_on, now
        after = {"grade": record.grade.value, "grade_due_on": str(record.due_on)}
        if tier_before:
            after["tier"] = client.tier.value if client.tier else ""
        session.flush()
        history.record(
            session,
            noun=Noun.CLIENT,
            record_id=client.id,
            before=before,
            after=after,
            at=now,
            by=by,
        )
        payload = {"grade": record.grade, "total": record.total, "scheme": record.scheme_id}
        log_step(session, client, "client_grade", by=by, at=now, payload=payload)


def _record(
    client: ClientRecord,
    draft: GradingDraft,
    scheme: PolicyVersion[GradingScheme],
    *,
    by: UserId,
    at: datetime,
) -> GradingRecord:
    points = score(scheme.policy, client.year_amount, draft.judgement)
    proposed = scheme.policy.grade_of(points.total)
    reason = checked_reason(draft, proposed)
    grade = draft.grade or proposed
    return GradingRecord(
        client_id=client.id,
        scheme_id=scheme.id,
        amount=client.year_amount,
        marks=gradings.marks_text(draft.judgement),
        parts=gradings.parts_text(points),
        total=points.total,
        proposed=proposed,
        grade=grade,
        reason=reason,
        due_on=scheme.policy.due_after(day_of(at), grade),
        at=at,
        by_id=by,
    )


def _obstacle(client: ClientRecord, marks: Judgement | None, *, fitting: bool) -> str:
    if not fitting:
        return _("不在您的评级范围内")
    if client.archived:
        return _("已归档")
    return "" if marks is not None else _("还没有评过级，请先单独评级")


def _refuse_archived(client: ClientRecord) -> None:
    if client.archived:
        raise RuleError(_("已归档的客户不能评级，请先恢复。"))
