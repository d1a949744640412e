"""The one engine factory: SQLAlchemy over SQLCipher with transactions that really begin."""

from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from kamdesk.storage.dialects.sqlcipher import (
    BEGIN_READ,
    BEGIN_WRITE,
    DataKey,
    connect,
    require_safe_release,
)

_BEGIN = "begin_statement"


def open_engine(path: Path, key: DataKey, *, journal: str = "wal", create: bool = False) -> Engine:
    """Return an engine on the encrypted file `path`; nothing is opened before first use.

    The key is held by the closure only: it stands in no URL, no message and no log, and bound
    values (names, phone numbers) are left out of error texts.
    """
    require_safe_release()
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: connect(path, key, journal=journal, create=create),
        poolclass=QueuePool,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    return engine


def for_writing(engine: Engine) -> Engine:
    """Return the same engine with transactions that take the write lock when they begin.

    A transaction that reads first and writes later fails at once when another one has committed
    in between, without waiting (findings/reliability.md 2.4).
    """
    return engine.execution_options(**{_BEGIN: BEGIN_WRITE})


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN, BEGIN_READ))
