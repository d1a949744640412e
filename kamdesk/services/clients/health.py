"""How complete and how healthy a client is, computed when it is looked at."""

from sqlalchemy.orm import Session

from kamdesk.domain.clients.completeness import Filled, completeness
from kamdesk.domain.clients.health import Assessment, HealthFacts, health
from kamdesk.domain.clients.health_rules import HealthRule
from kamdesk.domain.clock import Clock, today
from kamdesk.domain.ids import ClientId, UserId
from kamdesk.domain.purchases.months import month_of, months_before
from kamdesk.services.acting import acting
from kamdesk.services.clients.access import readable
from kamdesk.storage import policies
from kamdesk.storage.clients import clients, contacts
from kamdesk.storage.clients import health as facts
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.purchases import months
from kamdesk.storage.sessions import Sessions

_MONTHS = 15


class HealthService:
    """Assesses one client; the number is the same for everybody who may see the client."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def assess(self, client_id: ClientId, *, by: UserId) -> Assessment:
        """Return completeness and health of a client, under the rule in force."""
        with self._sessions.read() as session:
            record = readable(session, client_id, actor=acting(session, by, self._clock))
            rule = policies.current(session, HealthRule).policy
            known = self._facts(session, record)
            return Assessment(known.completeness, health(known, rule))

    def _facts(self, session: Session, record: ClientRecord) -> HealthFacts:
        day = today(self._clock)
        people = contacts.of_client(session, record.id)
        filled = Filled(
            clients.draft_of_record(record),
            owned=record.owner_id is not None,
            contacts=[each.draft for each in people if not each.archived],
        )
        month = month_of(day)
        return HealthFacts(
            today=day,
            months=months.of_client(
                session, record.id, first=months_before(month, _MONTHS), last=month
            ),
            last_contact_on=facts.last_contact(session, record),
            people=facts.key_people(session, record.id),
            completeness=completeness(filled),
            papers=facts.papers(session, record.id, day=day),
        )
