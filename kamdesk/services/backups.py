"""Backups: at start, at close, when somebody asks; thinned; copied to a second place."""

from collections.abc import Callable
from pathlib import Path

from kamdesk.domain.backups import BackupRow, Reason
from kamdesk.domain.clock import Clock
from kamdesk.domain.errors import CancelledError, FileError
from kamdesk.domain.ids import UserId
from kamdesk.domain.permissions import Action, require
from kamdesk.i18n import _
from kamdesk.services.acting import acting
from kamdesk.storage import backups
from kamdesk.storage.company import Company
from kamdesk.storage.files import copy_atomically


class BackupService:
    """Backs up the company that is open."""

    def __init__(self, company: Company, clock: Clock) -> None:
        self._company = company
        self._clock = clock

    def available(self, *, by: UserId) -> list[BackupRow]:
        """Return the backups there are, newest first."""
        self._require(by)
        return backups.backups_in(self._company.places.backups)

    def make(
        self,
        *,
        by: UserId,
        report: Callable[[int, int], None] = backups.silent,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> BackupRow:
        """Make and check a backup now; CancelledError leaves none."""
        self._require(by)

        def step(done: int, whole: int) -> None:
            if cancelled():
                raise CancelledError(_("已取消备份，没有生成备份文件。"))
            report(done, whole)

        return self._make(Reason.MANUAL, step)

    def at_start(self) -> BackupRow | None:
        """Make a backup if there was a change since the last one (after a crash, say)."""
        return self._make_if_changed(Reason.START)

    def at_close(self) -> BackupRow | None:
        """Make a backup if there was a change since the last one; call it before closing."""
        return self._make_if_changed(Reason.CLOSE)

    def check(self, backup: Path, *, by: UserId) -> None:
        """Unpack a backup aside and check it whole; FileError where it is not sound."""
        self._require(by)
        places = self._company.places
        with backups.scratch_folder(places.folder) as folder:
            database, _keys = backups.unpack(backup, folder)
            backups.check(database, self._company.keyring.key)

    def copy_to(self, second_place: Path, *, by: UserId) -> Path:
        """Copy the newest backup to a second place (a memory stick, say), flushed and whole."""
        self._require(by)
        found = backups.backups_in(self._company.places.backups)
        if not found:
            raise FileError(_("还没有备份，请先点“立即备份”。"))
        target = second_place / found[0].path.name
        copy_atomically(found[0].path, target)
        backups.read_manifest(target)
        return target

    def _make_if_changed(self, reason: Reason) -> BackupRow | None:
        places, key = self._company.places, self._company.keyring.key
        newest = next(iter(backups.backups_in(places.backups)), None)
        return self._make(reason) if backups.changed_since(places, key, newest) else None

    def _make(
        self, reason: Reason, report: Callable[[int, int], None] = backups.silent
    ) -> BackupRow:
        company, now = self._company, self._clock.now()
        made = backups.make(
            company.places, company.keyring.key, reason=reason, now=now, report=report
        )
        backups.thin(company.places.backups, now)
        return made

    def _require(self, by: UserId) -> None:
        with self._company.sessions.read() as session:
            require(acting(session, by, self._clock), Action.BACKUP)
