"""Whole columns of ids out of the database and into it, by the quickest way SQLite has.

A row at a time costs a list of a million records half a second, most of it with the interpreter's
lock held; one text with all ids is made without it (findings/performance.md 2).
"""

import json
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, UnaryExpression, func, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.operators import custom_op

from kamdesk.storage.dialects.sqlcipher import CACHE_KIB

_ONCE_KIB: Final = 8_192
_SLICE: Final = 1 << 17
"""Characters read at a time: between two slices other threads get their turn."""


def id_vector(session: Session, ordered: Select[Any], *, limit: int | None = None) -> "array[int]":
    """Return the ids that `ordered`, a query of one column, gives in its order."""
    inner = ordered.limit(limit).subquery()
    whole = select(func.json_group_array(inner.c[0]))
    with read_once(session) if limit is None else nullcontext():
        text: str = session.scalar(whole) or "[]"
    ids, at, end = array("q"), 1, len(text) - 1
    while at < end:
        comma = text.find(",", at + _SLICE, end)
        stop = end if comma < 0 else comma
        ids.extend(json.loads(f"[{text[at:stop]}]"))
        at = stop + 1
    return ids


@contextmanager
def read_once(session: Session) -> Iterator[None]:
    """Read a large part of the file once without keeping it in memory for good."""
    connection = session.connection()
    connection.exec_driver_sql(f"PRAGMA cache_size = -{_ONCE_KIB}")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size = -{CACHE_KIB}")


def among(ids: Sequence[int]) -> Select[Any]:
    """Return the query that gives `ids` themselves: for IN, however many they are."""
    values = func.json_each(json.dumps(list(ids))).table_valued("value")
    return select(values.c.value)


def unindexed(column: Any) -> ColumnElement[Any]:
    """Return `column` in a form that no index is walked for: sorting what was found is quicker.

    Walking an index in its order fetches every record from another page of the file.
    """
    return UnaryExpression(column, operator=custom_op("+"))
