"""The company's settings, changed by the administrator, with the history of every change."""

from dataclasses import asdict, replace

from kamdesk.domain.changes import Changes, Noun, changed
from kamdesk.domain.clock import Clock
from kamdesk.domain.errors import FieldError
from kamdesk.domain.history import FieldChange
from kamdesk.domain.ids import UserId
from kamdesk.domain.permissions import Action, require
from kamdesk.domain.settings import Settings, settings_faults
from kamdesk.services.acting import acting
from kamdesk.storage import audit, history
from kamdesk.storage.sessions import Sessions, stale
from kamdesk.storage.settings import ONLY, keep, settings_of


class SettingsService:
    """Reads and writes the settings."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def current(self) -> Settings:
        """Return the settings in force."""
        with self._sessions.read() as session:
            return settings_of(session)

    def changes(self, *, by: UserId) -> list[FieldChange]:
        """Return what was changed when by whom, newest first."""
        with self._sessions.read() as session:
            acting(session, by, self._clock)
            return history.of(session, Noun.SETTING, ONLY)

    def save(self, settings: Settings, *, seen: Settings, by: UserId) -> Changes:
        """Write the settings; `seen` is what the screen had read before.

        Raises FieldError with a sentence for each wrong field, StaleRecordError.
        """
        wanted = replace(settings, company=settings.company.strip())
        with self._sessions.write() as session:
            require(acting(session, by, self._clock), Action.SETTINGS_EDIT)
            if faults := settings_faults(wanted):
                raise FieldError(faults)
            before = settings_of(session)
            if before != seen:
                raise stale()
            keep(session, wanted)
            now, old, new = self._clock.now(), _texts(before), _texts(wanted)
            history.record(
                session, noun=Noun.SETTING, record_id=ONLY, before=old, after=new, at=now, by=by
            )
            audit.append(
                session,
                at=now,
                actor_id=by,
                action="settings_changed",
                noun=Noun.SETTING,
                record_id=ONLY,
                payload={name: text for name, text in new.items() if old[name] != text},
            )
            return changed(Noun.SETTING)


def _texts(settings: Settings) -> dict[str, str]:
    texts = {name: str(value) for name, value in asdict(settings).items()}
    return texts | {"logo": audit.digest_of(settings.logo) if settings.logo else ""}
