"""Restoring a backup into the company's folder, while the company is closed."""

from datetime import datetime
from pathlib import Path

from kamdesk.domain.backups import Restored
from kamdesk.domain.changes import Noun
from kamdesk.domain.clock import Clock
from kamdesk.domain.ids import UserId
from kamdesk.domain.people import login_of
from kamdesk.domain.permissions import Action, require
from kamdesk.services.access import STANDARD
from kamdesk.services.acting import acting
from kamdesk.storage import audit, backups, keys
from kamdesk.storage.company import open_company, put_in_place
from kamdesk.storage.dialects.sqlcipher import DataKey
from kamdesk.storage.engine import open_engine
from kamdesk.storage.keys import Cost
from kamdesk.storage.people import id_of_login
from kamdesk.storage.places import Places, require_local
from kamdesk.storage.sessions import Sessions


class RestoreService:
    """Puts a backup in the place of what is there; what was there is moved aside, not deleted."""

    def __init__(self, folder: Path, clock: Clock, *, cost: Cost = STANDARD) -> None:
        self._places = Places(folder)
        self._clock = clock
        self._cost = cost

    def restore(self, backup: Path, *, login: str, password: str) -> Restored:
        """Restore `backup`; login and password are an administrator's at the time it was made.

        The backup is checked whole before anything is touched. Raises LoginError, NotAllowedError,
        FileError (damaged), DatabaseError (newer than the program, folder not fit).
        """
        require_local(self._places.folder)
        made_at = datetime.fromisoformat(backups.read_manifest(backup)["made_at"])
        self._places.folder.mkdir(parents=True, exist_ok=True)
        with backups.scratch_folder(self._places.folder) as folder:
            database, key_file = backups.unpack(backup, folder)
            key = keys.unlock(keys.read_keys(key_file), login=login_of(login), password=password)
            backups.check(database, key)
            by = _administrator(database, key, login_of(login))
            aside = put_in_place(
                self._places, database=database, keys=key_file, now=self._clock.now()
            )
        self._note(key, made_at, by=by)
        return Restored(made_at, aside)

    def _note(self, key: DataKey, made_at: datetime, *, by: UserId) -> None:
        company = open_company(self._places, key, now=self._clock.now(), cost=self._cost)
        try:
            with company.sessions.write() as session:
                audit.append(
                    session,
                    at=self._clock.now(),
                    actor_id=by,
                    action="backup_restored",
                    noun=Noun.SETTING,
                    record_id=by,
                    payload={"made_at": made_at},
                )
        finally:
            company.close()


def _administrator(database: Path, key: DataKey, login: str) -> UserId:
    sessions = Sessions(open_engine(database, key, journal="delete"))
    try:
        with sessions.read() as session:
            actor = acting(session, id_of_login(session, login))
            require(actor, Action.BACKUP)
            return actor.id
    finally:
        sessions.close()
