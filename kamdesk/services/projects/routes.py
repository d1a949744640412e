"""Approval routes: the one in force, its versions, and a new version."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from kamdesk.domain import permissions
from kamdesk.domain.changes import Changes, Noun, changed
from kamdesk.domain.clock import Clock
from kamdesk.domain.errors import StaleRecordError
from kamdesk.domain.ids import UserId
from kamdesk.domain.permissions import Action
from kamdesk.domain.projects.routes import (
    CaseKind,
    Route,
    RouteStep,
    check_steps,
    default_steps,
    steps_to_json,
)
from kamdesk.domain.projects.sheets import digest
from kamdesk.i18n import _
from kamdesk.services.acting import acting
from kamdesk.storage import audit
from kamdesk.storage.projects import routes as table
from kamdesk.storage.sessions import Sessions


class RouteService:
    """Shows and changes the routes; a running case keeps the version it started with."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def current(self, kind: CaseKind, *, by: UserId) -> Route:
        """Return the version that the next submission of `kind` takes."""
        with self._sessions.write() as session:
            acting(session, by, self._clock)
            return in_force(session, kind, self._clock.now())

    def versions(self, kind: CaseKind, *, by: UserId) -> tuple[Route, ...]:
        """Return all versions of a kind's route, newest first."""
        with self._sessions.write() as session:
            acting(session, by, self._clock)
            in_force(session, kind, self._clock.now())
            return table.versions(session, kind)

    def save(
        self, kind: CaseKind, steps: Sequence[RouteStep], *, by: UserId, seen_version: int
    ) -> Changes:
        """Write a new version; RuleError where it could let something pass unapproved."""
        now = self._clock.now()
        with self._sessions.write() as session:
            actor = acting(session, by, self._clock)
            permissions.require(actor, Action.ROUTE_EDIT)
            check_steps(kind, steps)
            if in_force(session, kind, now).version != seen_version:
                raise StaleRecordError(
                    _("审批流程刚被别人修改过，您的修改没有保存。请刷新后重填。")
                )
            route = table.add(session, kind, steps, by=actor.id, at=now)
            audit.append(
                session,
                at=now,
                actor_id=actor.id,
                action="route.save",
                noun=Noun.ROUTE,
                record_id=route.id,
                payload={
                    "kind": kind,
                    "version": route.version,
                    "digest": digest(steps_to_json(steps)),
                },
            )
            return changed(Noun.ROUTE, record_id=route.id)


def in_force(session: Session, kind: CaseKind, at: datetime) -> Route:
    """Return the newest version; the default one is made with the limits set at its first use."""
    route = table.latest(session, kind)
    if route is not None:
        return route
    steps = default_steps(kind)
    return table.add(session, kind, steps, by=None, at=at)
