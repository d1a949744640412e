"""The relationship map of a client: read, arranged, printed."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from kamdesk.domain.changes import Changes, Noun, changed
from kamdesk.domain.clock import Clock, today
from kamdesk.domain.errors import RuleError
from kamdesk.domain.ids import ClientId, UserId
from kamdesk.domain.people import Actor
from kamdesk.domain.permissions import Action, allowed, require
from kamdesk.domain.persons.maps import (
    OUR_SIDE,
    MapPaper,
    Place,
    RelationMap,
    check_places,
)
from kamdesk.domain.projects.paper import PaperFrame
from kamdesk.i18n import _
from kamdesk.services.acting import acting
from kamdesk.services.clients.access import log_step, readable, subject_of
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.fetch import fetch
from kamdesk.storage.persons import maps, relations
from kamdesk.storage.sessions import Sessions
from kamdesk.storage.settings import settings_of

if TYPE_CHECKING:
    from kamdesk.reports.form import RenderedPaper


class MapService:
    """Who may see the client may look at its map, who may edit the client may arrange it."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def of_client(self, client_id: ClientId, *, by: UserId) -> RelationMap:
        """Return a client's map."""
        with self._sessions.read() as session:
            return _map_of(session, client_id, acting(session, by, self._clock))

    def arrange(self, client_id: ClientId, places: Mapping[int, Place], *, by: UserId) -> Changes:
        """Keep where the boxes stand; without `places` they are arranged by themselves again.

        People who have left the map meanwhile are passed over. Raises RuleError for a box out of
        reach.
        """
        check_places(places)
        with self._sessions.write() as session:
            client = drawable(session, client_id, acting(session, by, self._clock))
            known = {OUR_SIDE, *(person.id for person in maps.people_of(session, client_id))}
            kept = {key: place for key, place in places.items() if key in known}
            if kept == maps.places_of(session, client_id):
                return changed(record_id=client_id)
            maps.keep_places(session, client_id, kept)
            payload = {"boxes": len(kept)}
            log_step(session, client, "map_arrange", by=by, at=self._clock.now(), payload=payload)
            return changed(Noun.RELATION, record_id=client_id)

    def pdf(self, client_id: ClientId, *, by: UserId) -> "RenderedPaper":
        """Return the map as a PDF."""
        from kamdesk.reports import relation_map  # noqa: PLC0415 - ReportLab on first use only

        return relation_map.render(self.paper(client_id, by=by))

    def paper(self, client_id: ClientId, *, by: UserId) -> MapPaper:
        """Return what is printed of a client's map."""
        with self._sessions.read() as session:
            printed = _map_of(session, client_id, acting(session, by, self._clock))
            frame = PaperFrame(
                company_name=settings_of(session).company,
                number=printed.number,
                day=today(self._clock),
                printed_at=self._clock.now(),
                printed_by=acting(session, by, self._clock).name,
            )
        return MapPaper(frame, printed)


def drawable(session: Session, client_id: ClientId, actor: Actor) -> ClientRecord:
    """Return a client whose map the actor may change; RuleError where it is archived."""
    client = fetch(session, ClientRecord, client_id)
    require(actor, Action.CLIENT_EDIT, subject_of(session, client, actor.day))
    if client.archived:
        raise RuleError(_("已归档的客户不能修改，请先恢复。"))
    return client


def _map_of(session: Session, client_id: ClientId, actor: Actor) -> RelationMap:
    client = readable(session, client_id, actor=actor)
    may_edit = allowed(actor, Action.CLIENT_EDIT, subject_of(session, client, actor.day))
    return RelationMap(
        client_id=client_id,
        client=client.name,
        number=client.number,
        people=maps.people_of(session, client_id),
        owner=maps.owner_of(session, client),
        relations=relations.of_client(session, client_id),
        places=maps.places_of(session, client_id),
        editable=may_edit and not client.archived,
    )
