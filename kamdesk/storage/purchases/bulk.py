"""Purchases by the hundred thousand: met again by their natural keys, written, taken back."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import chain
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from kamdesk.domain.changes import Noun
from kamdesk.domain.ids import UserId
from kamdesk.domain.purchases.import_planning import Parted, Row, Stored
from kamdesk.domain.purchases.imports import Failure
from kamdesk.domain.purchases.months import Month
from kamdesk.storage import history
from kamdesk.storage.dialects import purchases as statements
from kamdesk.storage.purchases import accounts, months
from kamdesk.storage.purchases.months import Part
from kamdesk.storage.purchases.runs import PurchaseRunRecord

_TOGETHER: Final = 100
"""Rows that one statement inserts."""
_STEP: Final = 50_000
"""Ids that are taken back between two looks at the cancel button."""


def stored(session: Session, rows: Sequence[Row]) -> list[Stored]:
    """Return the purchases that may have the natural keys of `rows`."""
    connection, found = session.connection(), []
    last = connection.exec_driver_sql(statements.LAST_DOCUMENT).scalar_one() or ""
    numbers = set(map(itemgetter(4), rows))
    documents = {number for number in numbers if "" < number <= last}  # numbers mostly grow
    without = {row[:2] for row in rows if not row[4]} if "" in numbers else ()
    for statement, wanted in (
        (statements.STORED_WITH_DOCUMENT, documents),
        (statements.STORED_WITHOUT, without),
    ):
        if wanted:
            there = connection.exec_driver_sql(statement, (json.dumps(sorted(wanted)),))
            found += [
                Stored(key, version, bool(gone), tuple(row)) for key, version, gone, *row in there
            ]
    return found


def write(
    session: Session,
    run: PurchaseRunRecord,
    parted: Parted,
    *,
    at: datetime,
    present: Month,
) -> None:
    """Write what is new and what has changed, with summary, change log, history and counts."""
    clients = _insert(session, run, parted.new)
    clients |= _update(session, run, parted.changed, at=at)
    if clients:
        months.settle(session, clients, present=present)
    run.created += len(parted.new)
    run.updated += len(parted.changed)
    run.skipped += parted.skipped


def keep_failures(session: Session, run: PurchaseRunRecord, failures: Sequence[Failure]) -> None:
    """Keep the rows that did not come in."""
    rows = [
        (run.id, each.line, "\n".join(each.reasons), json.dumps(each.cells, ensure_ascii=False))
        for each in failures
    ]
    if rows:
        session.connection().exec_driver_sql(statements.KEEP_FAILURE, rows)
    run.failed += len(rows)


def touched(session: Session, run: PurchaseRunRecord) -> int:
    """Return how many purchases of a run somebody or another run has changed since."""
    connection, span = session.connection(), (run.first_id, run.last_id, run.id)
    own = connection.exec_driver_sql(statements.TOUCHED, span).scalar_one()
    return int(own + connection.exec_driver_sql(statements.TOUCHED_AGAIN, (run.id,)).scalar_one())


def take_back(
    session: Session,
    run: PurchaseRunRecord,
    *,
    by: UserId,
    at: datetime,
    present: Month,
    step: Callable[[int, int], None],
) -> None:
    """Remove what a run created, give what it changed its former values back.

    The run must be undone already: the database lets no other purchase go. `step` hears ids done
    and ids in all; what it raises ends the work.
    """
    connection = session.connection()
    first, last = run.first_id or 1, run.last_id or 0
    clients: set[int] = set()
    for start in range(first, last + 1, _STEP):
        step(start - first, last - first + 1)
        end = min(start + _STEP - 1, last)
        span = (start, end, run.id)
        clients |= set(connection.exec_driver_sql(statements.CLIENTS_OF, span).scalars())
        months.take_away(session, run.id, first=start, last=end)
        connection.exec_driver_sql(statements.REMOVE, span)
    clients |= _restore(session, run, by=by, at=at)
    accounts.unlearn(session, run.id)
    if clients:
        months.settle(session, clients, present=present)


def _insert(session: Session, run: PurchaseRunRecord, rows: Sequence[Row]) -> set[int]:
    if not rows:
        return set()
    connection = session.connection()
    _insert_rows(connection, run.id, rows)
    run.last_id = connection.exec_driver_sql(statements.LAST_ID).scalar_one()
    run.first_id = run.first_id or run.last_id - len(rows) + 1
    parts = _parts(rows)
    months.tally(session, parts)
    _add_totals(run, parts)
    return {client for client, *_figures in parts}


def _insert_rows(connection: Connection, run_id: int, rows: Sequence[Row]) -> None:
    """Insert a hundred rows a statement: an eighth quicker than executemany."""
    cursor = connection.connection.cursor()
    rest = len(rows) % _TOGETHER
    hundred = statements.insert(run_id, rows=_TOGETHER)
    for start in range(0, len(rows) - rest, _TOGETHER):
        cursor.execute(hundred, [*chain.from_iterable(rows[start : start + _TOGETHER])])
    cursor.executemany(statements.insert(run_id), rows[len(rows) - rest :])


def _parts(rows: Sequence[Row]) -> list[Part]:
    """Return rows as the summary has them: one part for each client's month."""
    sums: defaultdict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0, 0])
    of, found = (0, 0), [0, 0, 0]
    for client, day, _product, _contract, _document, _nth, kilograms, fen in rows:
        if (client, day // 100) != of:  # lines of one document follow each other
            of = client, day // 100
            found = sums[of]
        found[0] += kilograms
        found[1] += fen
        found[2] += 1
    return [(client, month, *found) for (client, month), found in sums.items()]  # type: ignore[misc] # three figures


def _add_totals(run: PurchaseRunRecord, parts: Sequence[Part]) -> None:
    run.tons += Decimal(sum(part[2] for part in parts)).scaleb(-3)
    run.amount += Decimal(sum(part[3] for part in parts)).scaleb(-2)


def _update(
    session: Session,
    run: PurchaseRunRecord,
    changed: Sequence[tuple[Stored, Row]],
    *,
    at: datetime,
) -> set[int]:
    if not changed:
        return set()
    connection = session.connection()
    connection.exec_driver_sql(
        statements.KEEP_CHANGE,
        [(run.id, was.id, was.version + 1, *_values(was.row)) for was, _row in changed],
    )
    connection.exec_driver_sql(statements.UPDATE, [(*_values(row), was.id) for was, row in changed])
    _record(session, [(was.id, was.row, row) for was, row in changed], at=at, by=run.by_id)
    parts = [*_away(was.row for was, _row in changed), *_parts([row for _was, row in changed])]
    months.tally(session, parts)
    _add_totals(run, parts)
    return {was.row[0] for was, _row in changed}


def _restore(session: Session, run: PurchaseRunRecord, *, by: UserId, at: datetime) -> set[int]:
    edits = list(_changes(session, run))
    if not edits:
        return set()
    session.connection().exec_driver_sql(
        statements.UPDATE, [(*_values(before), key) for key, _now, before in edits]
    )
    _record(session, edits, at=at, by=by)
    parts = [*_away(now for _key, now, _was in edits), *_parts([was for *_, was in edits])]
    months.tally(session, parts)
    return {client for client, *_figures in parts}


def _changes(session: Session, run: PurchaseRunRecord) -> Iterable[tuple[int, Row, Row]]:
    """Yield the purchases that a run changed: id, as they are now, as they were before."""
    found = session.connection().exec_driver_sql(statements.CHANGED, (run.id,))
    for key, client, day, contract, kilograms, fen, *was in found:
        yield (
            key,
            (client, day, "", contract, "", 0, kilograms, fen),
            (client, was[0], "", was[1], "", 0, was[2], was[3]),
        )


def _values(row: Row) -> tuple[int, str, int, int]:
    """Return what an update may change: the other columns are the natural key."""
    _client, day, _product, contract, _document, _nth, kilograms, fen = row
    return day, contract, kilograms, fen


def _away(rows: Iterable[Row]) -> Iterable[Part]:
    """Return rows as parts that are taken away from the summary."""
    for client, month, *figures in _parts(list(rows)):
        yield (client, month, *(-figure for figure in figures))  # type: ignore[misc] # three figures


def _record(
    session: Session, edits: Iterable[tuple[int, Row, Row]], *, at: datetime, by: UserId
) -> None:
    texts = [(key, _texts(before), _texts(after)) for key, before, after in edits]
    history.record_many(session, noun=Noun.PURCHASE, edits=texts, at=at, by=by)


def _texts(row: Row) -> dict[str, Any]:
    """Return what an update may change, as the history of a purchase keeps it."""
    day, contract, kilograms, fen = _values(row)
    return {
        "day": f"{day // 10_000}-{day // 100 % 100:02d}-{day % 100:02d}",
        "contract": contract,
        "tons": str(Decimal(kilograms).scaleb(-3)),
        "amount": str(Decimal(fen).scaleb(-2)),
    }
