"""Reads a file's marks before anything is written: whose file it is and which schema it has."""

from dataclasses import dataclass
from pathlib import Path

from kamdesk.domain.errors import DatabaseError
from kamdesk.i18n import _
from kamdesk.storage.dialects.sqlcipher import DataKey, reading
from kamdesk.storage.schema import APPLICATION_ID, SCHEMA_VERSION
from kamdesk.storage.sessions import failures_told


@dataclass(frozen=True, slots=True)
class Marks:
    """The two numbers in a database's header."""

    application_id: int
    version: int


def read_marks(path: Path, key: DataKey) -> Marks:
    """Read the marks without writing a byte; DatabaseError for a wrong key or a damaged file."""
    with failures_told(), reading(path, key) as connection:
        application_id = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    return Marks(application_id, version)


def migration_due(path: Path, key: DataKey, *, newest: int = SCHEMA_VERSION) -> bool:
    """Tell whether the file is older than the program; refuse a foreign or newer one untouched."""
    marks = read_marks(path, key)
    if marks.application_id != APPLICATION_ID:
        raise DatabaseError(_("这个文件不是 KAM Desk 的数据库，没有打开。请核对数据文件夹。"))
    if marks.version > newest:
        raise DatabaseError(
            _(
                "数据库是更新版本的程序建立的（数据版本 {found}，本程序支持到 {known}）。"
                "数据没有改动；请先升级 KAM Desk 再打开。"
            ).format(found=marks.version, known=newest)
        )
    return marks.version < newest
