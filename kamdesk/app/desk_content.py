"""Reads what the first page shows the person who is signed in."""

from kamdesk.app.records import Records
from kamdesk.app.wiring import Services
from kamdesk.domain.people import Actor
from kamdesk.domain.permissions import Action, allowed
from kamdesk.ui.desk.figures import Figure, Upkeep, business_figures, upkeep_figures
from kamdesk.ui.desk.page import DeskContent
from kamdesk.ui.recent import Recent

_RECENT_LINES = 8


class DeskReader:
    """Gathers the page's numbers from the services; runs in the worker."""

    def __init__(
        self, services: Services, actor: Actor, *, records: Records, recent: Recent
    ) -> None:
        self._services = services
        self._actor = actor
        self._records = records
        self._recent = recent

    def read(self) -> DeskContent:
        """Return everything the page shows."""
        desk, by = self._services.desk.desk(by=self._actor.id), self._actor.id
        figures: list[Figure] = []
        if allowed(self._actor, Action.CLIENT_VIEW):
            figures += business_figures(self._actor, desk, self._services.clients.counts(by=by))
        if allowed(self._actor, Action.USER_MANAGE):
            figures += upkeep_figures(self._upkeep())
        recent = self._records.hits(self._recent.items(), most=_RECENT_LINES)
        return DeskContent(desk, figures, recent)

    def _upkeep(self) -> Upkeep:
        by = self._actor.id
        backups = self._services.backups.available(by=by)
        head = self._services.audit.head()
        users = self._services.people.users(by=by)
        return Upkeep(
            active_users=sum(user.active for user in users),
            backups=len(backups),
            last_backup=backups[0].made_at if backups else None,
            audit_links=head.seq if head else 0,
        )
