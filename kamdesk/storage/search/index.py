"""The one writer of the index: takes queued records off, and puts their terms in.

The queue is filled by triggers and taken off by `Sessions.write` just before it commits, in the
same transaction. An index that is not ready is filled in steps, each a transaction of its own, so
that a long build can be told, cancelled, and gone on with.
"""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from kamdesk.domain.changes import Noun
from kamdesk.storage.search.documents import SOURCES, Documents
from kamdesk.storage.search.tables import INDEX_VERSION, TABLES

_CHUNK: Final = 500
_HELD_BYTES: Final = 64_000_000
"""How much of the index a building transaction gathers in memory before it writes it."""
_SAMPLE: Final = 200
_PAGES: Final = 2_000
"""How many pages one step of the final merging writes, at most."""


def is_ready(connection: Connection) -> bool:
    """Tell whether every record is in the index, those of this transaction's queue aside."""
    found = connection.exec_driver_sql("SELECT version, ready FROM search_state").first()
    return found is not None and tuple(found) == (INDEX_VERSION, 1)


def drain(connection: Connection, documents: Documents) -> None:
    """Bring the index up to date with what this transaction wrote.

    A damaged index is given up rather than the write: it is built anew when the company is opened.
    """
    waiting = "SELECT EXISTS (SELECT 1 FROM search_queue)"
    if not connection.exec_driver_sql(waiting).scalar() or not is_ready(connection):
        return
    try:
        with connection.begin_nested():
            while _take(connection, documents, _CHUNK):
                pass
    except DBAPIError as error:
        if getattr(error.orig, "sqlite_errorcode", 0) & 0xFF != dbapi2.SQLITE_CORRUPT:
            raise
        give_up(connection)


def give_up(connection: Connection) -> None:
    """Note that the index has to be built anew."""
    connection.exec_driver_sql("DELETE FROM search_state")


def begin(connection: Connection) -> int:
    """Empty the index and queue every record; return how many there are.

    Where such a build was begun and not ended, go on with it and return what is left.
    """
    state = connection.exec_driver_sql("SELECT version FROM search_state").scalar()
    if state != INDEX_VERSION or is_ready(connection):
        _empty(connection)
    return _waiting(connection)


def fill(connection: Connection, documents: Documents, count: int) -> int:
    """Index about `count` queued records; return how many are left. At 0 the index is ready."""
    for table in TABLES.values():
        _set(connection, table, "automerge", 0)
        _set(connection, table, "hashsize", _HELD_BYTES)
    done = 0
    while done < count and (taken := _take(connection, documents, _CHUNK)):
        done += taken
    left = _waiting(connection)
    if not left:
        for table in TABLES.values():
            _set(connection, table, "automerge", 4)
            _set(connection, table, "hashsize", 1_048_576)
        connection.exec_driver_sql("UPDATE search_state SET ready = 1")
    return left


def merge(connection: Connection) -> bool:
    """Make the index quicker to ask by merging its pieces; tell whether there is more to do."""
    before = connection.exec_driver_sql("SELECT total_changes()").scalar_one()
    for table in TABLES.values():
        _set(connection, table, "merge", -_PAGES)
    after = connection.exec_driver_sql("SELECT total_changes()").scalar_one()
    return bool(after - before >= 2 * len(TABLES))


def faults(connection: Connection, documents: Documents) -> int:
    """Return how many faults the index has: records missing or left over, terms out of date.

    A table that is torn counts as one; the terms are compared for a sample of each kind.
    """
    return sum(_faults_of(connection, documents, noun) for noun in TABLES)


def _faults_of(connection: Connection, documents: Documents, noun: Noun) -> int:
    table, source = TABLES[noun], SOURCES[noun]
    run = connection.exec_driver_sql
    if run(f"PRAGMA quick_check({table})").scalar() != "ok":
        return 1
    wanted = f"SELECT id FROM {source.table} WHERE NOT ({source.left_out})"  # noqa: S608 - our own names
    there = f"SELECT id FROM {table}_docsize"  # noqa: S608 - our own name
    differing: list[int] = [
        run(f"SELECT count(*) FROM ({one} EXCEPT {other})").scalar_one()  # noqa: S608 - the same
        for one, other in ((wanted, there), (there, wanted))
    ]
    both = f"SELECT id FROM ({wanted} INTERSECT {there})"  # noqa: S608 - the same
    ids = run(f"{both} ORDER BY random() LIMIT {_SAMPLE}").scalars().all()
    rows = source.rows(connection, ids)
    return sum(differing) + sum(
        not _is_found(connection, table, row.id, documents.terms(noun, row)) for row in rows
    )


def _is_found(connection: Connection, table: str, record_id: int, terms: str) -> bool:
    asked = " AND ".join(f'"{term}"' for term in terms.split())
    query = f"SELECT 1 FROM {table} WHERE {table} MATCH ? AND rowid = ?"  # noqa: S608 - our own name
    return connection.exec_driver_sql(query, (asked, record_id)).first() is not None


def _empty(connection: Connection) -> None:
    run = connection.exec_driver_sql
    run("DELETE FROM search_state")
    run("DELETE FROM search_queue")
    for noun, table in TABLES.items():
        run(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")  # noqa: S608 - our own name
        source = SOURCES[noun]
        run(
            f"INSERT INTO search_queue (noun, record_id) SELECT '{noun}', id FROM {source.table} "  # noqa: S608 - our own names
            f"WHERE NOT ({source.left_out})"
        )
    run("INSERT INTO search_state (id, version, ready) VALUES (1, ?, 0)", (INDEX_VERSION,))


def _take(connection: Connection, documents: Documents, count: int) -> int:
    """Index the first queued records, at most `count` of one kind; return how many they were."""
    run = connection.exec_driver_sql
    first = run("SELECT noun FROM search_queue ORDER BY noun, record_id LIMIT 1").scalar()
    if first is None:
        return 0
    noun = Noun(first)
    taken = "SELECT record_id FROM search_queue WHERE noun = ? ORDER BY record_id LIMIT ?"
    ids = run(taken, (noun.value, count)).scalars().all()
    _index(connection, documents, noun, ids)
    run(
        "DELETE FROM search_queue WHERE noun = ? AND record_id BETWEEN ? AND ?",
        (noun.value, ids[0], ids[-1]),
    )
    return len(ids)


def _index(connection: Connection, documents: Documents, noun: Noun, ids: Sequence[int]) -> None:
    """Put the present terms of records in the place of their former ones."""
    table, run = TABLES[noun], connection.exec_driver_sql
    rows = SOURCES[noun].rows(connection, ids)
    found = [(row.id, documents.terms(noun, row)) for row in rows]
    if found:
        run(f"INSERT OR REPLACE INTO {table} (rowid, terms) VALUES (?, ?)", found)  # noqa: S608 - our own name
    gone = [(each,) for each in set(ids).difference([row.id for row in rows])]
    if gone:
        run(f"DELETE FROM {table} WHERE rowid = ?", gone)  # noqa: S608 - our own name


def _waiting(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT count(*) FROM search_queue").scalar_one())


def _set(connection: Connection, table: str, command: str, value: int) -> None:
    statement = f"INSERT INTO {table} ({table}, rank) VALUES (?, ?)"  # noqa: S608 - our own name
    connection.exec_driver_sql(statement, (command, value))
