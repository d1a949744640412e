"""Backups: one file with a checked copy of the database and the key file.

The live file is never opened or copied as a file: the engine's own backup makes the copy from one
snapshot, the copy is opened and checked whole, and only then is it moved into place
(findings/reliability.md 0.3, 0.4).
"""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from kamdesk.domain.audit import AuditHead
from kamdesk.domain.backups import BackupRow, Reason, kept
from kamdesk.domain.errors import FileError
from kamdesk.i18n import _
from kamdesk.storage import audit
from kamdesk.storage.dialects.sqlcipher import DataKey, copy_database, fold_log
from kamdesk.storage.engine import open_engine
from kamdesk.storage.files import file_failures_told, replacing
from kamdesk.storage.migrations.gate import migration_due
from kamdesk.storage.migrations.runner import row_counts
from kamdesk.storage.places import Places
from kamdesk.storage.sessions import failures_told

FORMAT = 1
SUFFIX = ".kdbak"
_LEFT_SECONDS = 24 * 3600
_STAMP = "%Y%m%dT%H%M%S%fZ"
_MANIFEST, _DATABASE, _KEYS = "manifest.json", "kamdesk.db", "kamdesk.keys"

Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Footprint:
    """A database file seen from outside: size, time of the last write, whether the log is empty."""

    size: int
    written_ns: int
    log_empty: bool


@dataclass(frozen=True, slots=True)
class Contents:
    """What a check of a copy found in it."""

    head: AuditHead | None
    counts: Mapping[str, int]


def silent(_done: int, _whole: int) -> None:
    """Report progress to nobody."""


def footprint(places: Places, key: DataKey) -> Footprint:
    """Fold the log into the database file, then ask the file system how the file stands."""
    with failures_told():
        fold_log(places.database, key)
    log = places.log_of_database
    state = places.database.stat()
    return Footprint(state.st_size, state.st_mtime_ns, not log.exists() or not log.stat().st_size)


def make(
    places: Places, key: DataKey, *, reason: Reason, now: datetime, report: Report = silent
) -> BackupRow:
    """Make, check and keep one backup in the company's backup folder.

    Raises DatabaseError or FileError; then there is no new backup and the older ones stay.
    """
    seen = footprint(places, key)
    with file_failures_told(places.backups):
        places.backups.mkdir(exist_ok=True)
        _sweep(places.backups, now)
    target = places.backups / f"kamdesk-{now.strftime(_STAMP)}-{reason.value}{SUFFIX}"
    with replacing(target) as packed:
        copy = packed.with_suffix(".db")
        try:
            with failures_told():
                copy_database(places.database, copy, key, report)
            contents = check(copy, key)
            manifest = _manifest(seen, contents, reason=reason, now=now)
            _pack(packed, manifest=manifest, database=copy, keys=places.keys)
        finally:
            copy.unlink(missing_ok=True)
    return BackupRow(target, now, reason, target.stat().st_size)


def check(copy: Path, key: DataKey) -> Contents:
    """Open a copy and check it whole: schema known, pages, links, audit chain; else FileError."""
    migration_due(copy, key)  # refuses a newer schema
    engine = open_engine(copy, key, journal="delete")
    try:
        with failures_told(), engine.connect() as connection:
            _require_sound(connection)
            with Session(connection) as session:
                found = audit.verify(session)
            if not found.sound:
                raise _damaged(_("审计记录第 {seq} 条不符").format(seq=found.broken_seq))
            return Contents(found.head, row_counts(connection))
    finally:
        engine.dispose()


def changed_since(places: Places, key: DataKey, backup: BackupRow | None) -> bool:
    """Tell whether the database may have been written since `backup` was made."""
    if backup is None:
        return True
    try:
        source = read_manifest(backup.path)["source"]
    except FileError:
        return True  # a damaged backup is none
    seen = footprint(places, key)
    return not seen.log_empty or source != _marks(seen)


def backups_in(folder: Path) -> list[BackupRow]:
    """Return the backups in a folder, newest first; other files are passed over."""
    rows = [_row(path) for path in folder.glob(f"kamdesk-*{SUFFIX}")] if folder.is_dir() else []
    return sorted(
        (row for row in rows if row is not None), key=lambda row: row.made_at, reverse=True
    )


def thin(folder: Path, now: datetime) -> list[Path]:
    """Remove the backups that are not to be kept; return what was removed."""
    rows = backups_in(folder)
    staying = kept((row.made_at for row in rows), now)
    going = [row.path for row in rows if row.made_at not in staying]
    for path in going:
        with file_failures_told(path):
            path.unlink()
    return going


def unpack(backup: Path, folder: Path) -> tuple[Path, Path]:
    """Unpack a backup into `folder`; return database and key file, compared with the manifest."""
    manifest = read_manifest(backup)
    with _packed(backup) as packed:
        for name in (_DATABASE, _KEYS):
            packed.extract(name, folder)
    for name in (_DATABASE, _KEYS):
        if _sha256(folder / name) != manifest["sha256"][name]:
            raise _damaged(_("内容与校验和不符"))
    return folder / _DATABASE, folder / _KEYS


def read_manifest(backup: Path) -> dict[str, Any]:
    """Return what a backup says of itself; FileError where it is no backup or damaged."""
    with _packed(backup) as packed:
        manifest: dict[str, Any] = json.loads(packed.read(_MANIFEST))
        stored = {each.filename: each.compress_type for each in packed.infolist()}
    whole = all(stored.get(name) == zipfile.ZIP_STORED for name in (_DATABASE, _KEYS))
    if manifest.get("format") != FORMAT or not whole:
        raise _damaged(_("格式不认识，可能来自更新版本的程序"))
    return manifest


@contextmanager
def _packed(backup: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with file_failures_told(backup), zipfile.ZipFile(backup) as packed:
            yield packed
    except (zipfile.BadZipFile, KeyError, ValueError, EOFError) as error:
        raise _damaged(_("不是完整的备份文件")) from error


@contextmanager
def scratch_folder(folder: Path) -> Iterator[Path]:
    """Lend an empty folder on the same disk as `folder`; it is gone afterwards."""
    with file_failures_told(folder), TemporaryDirectory(prefix="unpacked-", dir=folder) as name:
        yield Path(name)


def _sweep(folder: Path, now: datetime) -> None:
    """Remove what a backup that was killed left behind, once it is a day old."""
    for path in folder.glob(f".kamdesk-*{SUFFIX}.*"):
        if now.timestamp() - path.stat().st_mtime > _LEFT_SECONDS:
            path.unlink(missing_ok=True)


def _require_sound(connection: Connection) -> None:
    for pragma in ("cipher_integrity_check", "quick_check"):
        found = connection.exec_driver_sql(f"PRAGMA {pragma}").scalars().all()
        if [line for line in found if line != "ok"]:
            raise _damaged(_("数据页损坏"))
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise _damaged(_("有记录失去关联"))


def _manifest(
    seen: Footprint, contents: Contents, *, reason: Reason, now: datetime
) -> dict[str, Any]:
    head = contents.head
    return {
        "format": FORMAT,
        "made_at": now.isoformat(),
        "reason": reason.value,
        "audit": None if head is None else [head.seq, head.digest],
        "counts": dict(contents.counts),
        "source": _marks(seen),
    }


def _marks(seen: Footprint) -> list[int]:
    return [seen.size, seen.written_ns]


def _pack(target: Path, *, manifest: dict[str, Any], database: Path, keys: Path) -> None:
    key_bytes = keys.read_bytes()
    sums = {_DATABASE: _sha256(database), _KEYS: hashlib.sha256(key_bytes).hexdigest()}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as packed:
        packed.writestr(_MANIFEST, json.dumps({**manifest, "sha256": sums}, indent=1))
        packed.writestr(_KEYS, key_bytes)
        packed.write(database, _DATABASE)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _row(path: Path) -> BackupRow | None:
    _name, stamp, reason = [*path.stem.split("-", 2), "", ""][:3]
    try:
        made_at = datetime.strptime(f"{stamp}+0000", f"{_STAMP}%z")
        return BackupRow(path, made_at, Reason(reason), path.stat().st_size)
    except ValueError:
        return None


def _damaged(reason: str) -> FileError:
    return FileError(_("备份没有通过检查：{reason}。请改用另一个备份。").format(reason=reason))
