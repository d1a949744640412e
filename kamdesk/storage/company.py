"""A company's folder: built whole, opened behind the gate, closed with its log folded in."""

import contextlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from kamdesk.domain.backups import Reason
from kamdesk.domain.errors import DatabaseError
from kamdesk.i18n import _
from kamdesk.storage import backups
from kamdesk.storage.dialects.sqlcipher import DataKey
from kamdesk.storage.engine import open_engine
from kamdesk.storage.files import file_failures_told, flush_folder
from kamdesk.storage.keys import Cost, KeyFile, Keyring, write_keys
from kamdesk.storage.migrations.gate import migration_due
from kamdesk.storage.places import Places, require_local
from kamdesk.storage.sessions import Sessions


@dataclass(frozen=True, slots=True)
class Company:
    """The company that is open: its places, its database, its keys."""

    places: Places
    sessions: Sessions
    keyring: Keyring

    def close(self) -> None:
        """Close every connection; the last one folds the log into the database file."""
        self.sessions.close()


def open_company(places: Places, key: DataKey, *, now: datetime, cost: Cost) -> Company:
    """Open a company's database, migrating it after a checked backup where that is due.

    Raises DatabaseError: no local disk, wrong key, foreign, newer, damaged or locked file.
    """
    require_local(places.folder)
    require_database(places)
    if migration_due(places.database, key):
        backups.make(places, key, reason=Reason.MIGRATION, now=now)
        _migrate(places.database, key)
    sessions = Sessions(open_engine(places.database, key))
    return Company(places, sessions, Keyring(places.keys, key, cost=cost))


def create_company(
    places: Places, key: DataKey, *, keys: KeyFile, fill: Callable[[Session], None]
) -> None:
    """Build a new company: schema, first rows by `fill`, key file; the database comes last.

    A company is there once its database is; whatever fails before leaves none.
    """
    require_local(places.folder)
    if places.database.exists():
        raise DatabaseError(_("这个文件夹里已经有一家公司的数据。请直接登录，或另选文件夹。"))
    with file_failures_told(places.folder):
        places.folder.mkdir(parents=True, exist_ok=True)
    with _scratch(places.folder / "kamdesk.new.db") as building:
        _migrate(building, key, create=True)
        sessions = Sessions(open_engine(building, key))
        try:
            with sessions.write() as session:
                fill(session)
        finally:
            sessions.close()
        write_keys(places.keys, keys)
        with file_failures_told(places.database):
            building.replace(places.database)
            flush_folder(places.folder)


def put_in_place(places: Places, *, database: Path, keys: Path, now: datetime) -> Path | None:
    """Move a checked database and its key file in, after moving aside what is there.

    Returns the folder of the former files, or None where there were none. When a move fails, the
    former files are back in place and FileError is raised.
    """
    former = [path for path in places.live_files if path.exists()]
    aside = places.replaced / now.strftime("%Y%m%dT%H%M%S%fZ")
    with file_failures_told(places.folder), ExitStack() as undo:
        for path in former:
            aside.mkdir(parents=True, exist_ok=True)
            path.replace(aside / path.name)
            undo.callback((aside / path.name).replace, path)
        keys.replace(places.keys)
        database.replace(places.database)
        undo.pop_all()
        flush_folder(places.folder)
    return aside if former else None


def require_database(places: Places) -> None:
    """Refuse a folder without a company's database."""
    if not places.database.is_file():
        raise DatabaseError(
            _("数据文件夹“{folder}”里没有公司数据。请核对位置，或从备份恢复。").format(
                folder=places.folder
            )
        )


def _migrate(path: Path, key: DataKey, *, create: bool = False) -> None:
    from kamdesk.storage.migrations.runner import the_plan, upgrade  # noqa: PLC0415 - seldom due

    engine = open_engine(path, key, create=create)
    try:
        upgrade(engine, the_plan())
    finally:
        engine.dispose()


@contextmanager
def _scratch(path: Path) -> Iterator[Path]:
    leftovers = [path.with_name(path.name + end) for end in ("", "-wal", "-shm")]
    for leftover in leftovers:
        leftover.unlink(missing_ok=True)
    try:
        yield path
    finally:
        for leftover in leftovers:
            with contextlib.suppress(OSError):
                leftover.unlink(missing_ok=True)
