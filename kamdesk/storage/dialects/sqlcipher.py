"""SQLCipher: how a connection is opened and checked (findings/reliability.md 2, 3)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from kamdesk.domain.errors import CancelledError, DatabaseError, KamdeskError
from kamdesk.domain.search_terms import plain
from kamdesk.i18n import N_, _

BEGIN_READ = "BEGIN"
BEGIN_WRITE = "BEGIN IMMEDIATE"
OLDEST_SQLITE = (3, 51, 3)
"""Releases from 3.7.0 on may lose a commit when the log is reset; 3.51.3 mended it."""
WAIT_SECONDS = 5.0
"""How long a writer waits for another one."""
PLAIN_FORM = "plain_form"
"""The SQL function that gives a text's plain form, for queries; the schema does without."""
CACHE_KIB = 65_536
"""Pages that a connection keeps in memory."""
_STEP = 2_000  # pages of 4 KiB copied at a time

_PRAGMAS: tuple[tuple[str, str, object], ...] = (
    ("foreign_keys", "ON", 1),
    ("recursive_triggers", "ON", 1),
    ("synchronous", "FULL", 2),
    ("trusted_schema", "OFF", 0),
    ("cache_size", f"-{CACHE_KIB}", -CACHE_KIB),
)
_SENTENCES = {
    dbapi2.SQLITE_FULL: N_("磁盘空间不足，本次操作没有保存，原有数据完好。请清理磁盘后重试。"),
    dbapi2.SQLITE_IOERR: N_(
        "磁盘读写失败（空间不足或磁盘故障），本次操作没有保存，原有数据完好。请检查磁盘后重试。"
    ),
    dbapi2.SQLITE_BUSY: N_("数据库正被另一个程序占用，本次操作没有保存。请稍后重试。"),
    dbapi2.SQLITE_LOCKED: N_("数据库正被另一个程序占用，本次操作没有保存。请稍后重试。"),
    dbapi2.SQLITE_NOTADB: N_("数据库打不开：密钥不符，或不是 KAM Desk 的数据库。请核对文件夹。"),
    dbapi2.SQLITE_CORRUPT: N_("数据库文件已损坏，为避免扩大损失已停止操作。请从备份恢复。"),
    dbapi2.SQLITE_READONLY: N_("数据库是只读的，不能保存。请检查数据文件夹的写入权限。"),
    dbapi2.SQLITE_PERM: N_("没有权限读写数据库。请检查数据文件夹的权限。"),
    dbapi2.SQLITE_CANTOPEN: N_("数据库文件打不开：文件不存在，或数据文件夹没有写入权限。"),
}
_UNREADABLE = "Could not decode to UTF-8"
"""The driver says so of text on a page whose check sum failed: it is read as zeros."""


@dataclass(frozen=True, slots=True)
class DataKey:
    """The 32 bytes that encrypt the company's database; never shown, never logged."""

    secret: bytes = field(repr=False)


def connect(path: Path, key: DataKey, *, journal: str = "wal", create: bool = False) -> Any:
    """Open `path` with `key`; every setting is read back, a wrong one is a defect.

    `journal` is "wal" for the company's own file and "delete" for a copy that has to be one file.
    """
    connection = _opened(path, key, "rwc" if create else "rw")
    try:
        _configure(connection, journal)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def reading(path: Path, key: DataKey) -> Iterator[Any]:
    """Lend a connection in one read transaction, without changing a setting of the file."""
    connection = _opened(path, key, "rw")
    try:
        connection.execute(BEGIN_READ)
        connection.execute("SELECT count(*) FROM sqlite_schema")  # the snapshot begins here
        yield connection
    finally:
        connection.close()


def copy_database(
    source: Path, target: Path, key: DataKey, report: Callable[[int, int], None]
) -> None:
    """Copy a database that may be in use, from one snapshot, into one file with the same key.

    `report` hears pages done and pages in all; what it raises ends the copying.
    """
    with reading(source, key) as snapshot:
        copy = _opened(target, key, "rwc")
        try:
            snapshot.backup(
                copy, pages=_STEP, progress=lambda _status, left, whole: report(whole - left, whole)
            )
            copy.execute("PRAGMA journal_mode = delete")
        finally:
            copy.close()


def fold_log(path: Path, key: DataKey) -> None:
    """Write the log into the file; while others read or write, as much as can be, at once."""
    connection = _opened(path, key, "rw")
    try:
        connection.execute("PRAGMA busy_timeout = 0")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def _opened(path: Path, key: DataKey, mode: str) -> Any:
    connection = dbapi2.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=WAIT_SECONDS,
        isolation_level=None,  # BEGIN is written by the engine, not guessed by the driver
        check_same_thread=False,  # the pool lends a connection to one thread at a time
    )
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.secret.hex()}'\"")
    return connection


def _configure(connection: Any, journal: str) -> None:
    found = connection.execute(f"PRAGMA journal_mode = {journal}").fetchone()[0]
    _assert_setting("journal_mode", found, journal)
    for name, value, expected in _PRAGMAS:
        connection.execute(f"PRAGMA {name} = {value}")
        _assert_setting(name, connection.execute(f"PRAGMA {name}").fetchone()[0], expected)
    connection.create_function(PLAIN_FORM, 1, _plain_form, deterministic=True)
    waits = connection.execute("PRAGMA busy_timeout").fetchone()[0]
    _assert_setting("busy_timeout", waits, int(WAIT_SECONDS * 1000))


def _plain_form(text: str | None) -> str | None:
    return None if text is None else plain(text)


def _assert_setting(name: str, found: object, expected: object) -> None:
    if found != expected:
        raise RuntimeError(f"PRAGMA {name} is {found!r}, not {expected!r}")


def require_safe_release(release: tuple[int, ...] = dbapi2.sqlite_version_info) -> None:
    """Refuse a SQLite with a known way of losing commits."""
    if release >= OLDEST_SQLITE:
        return
    raise DatabaseError(
        _("数据库组件版本过旧（SQLite {found}），可能丢失数据。请安装 {needed} 以上版本。").format(
            found=".".join(map(str, release)), needed=".".join(map(str, OLDEST_SQLITE))
        )
    )


FAILURES = (DBAPIError, dbapi2.Error)
"""What the database raises, through SQLAlchemy and without it."""


def refusal(error: Exception) -> KamdeskError | None:
    """Return the sentence for a failure of disk, lock or file, or for a query that was stopped.

    None where it is a defect.
    """
    cause = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    if _UNREADABLE in str(cause):
        code = dbapi2.SQLITE_CORRUPT
    if code == dbapi2.SQLITE_INTERRUPT:
        return CancelledError(_("查询已取消。"))
    return DatabaseError(_(_SENTENCES[code])) if code in _SENTENCES else None
