"""Tells, row by row, what is new, what is known and has changed, what is known as it stands.

The natural key by which rows are met again: with a document number the client, the document, the
product, and which of several such rows of the file it is; without one the client, the day, the
product, the contract, and which of several.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from kamdesk.domain.purchases.import_reading import Entry
from kamdesk.domain.purchases.import_values import ClientRef
from kamdesk.domain.purchases.imports import Known

Row: TypeAlias = tuple[int, int, str, str, str, int, int, int]
"""client, day (yyyymmdd), product, contract, document, nth, kilograms, fen."""
Key: TypeAlias = tuple[int, str, str, int] | tuple[int, int, str, str, int]


class Stored(NamedTuple):
    """A purchase that is there already; `row` as above."""

    id: int
    version: int
    cancelled: bool
    row: Row


@dataclass(slots=True)
class Parted:
    """Rows by what becomes of them; `skipped` counts those that stay as they are."""

    new: list[Row] = field(default_factory=list)
    changed: list[tuple[Stored, Row]] = field(default_factory=list)
    skipped: int = 0


class Keys:
    """Counts how often each natural key came in one file: its rows must come in their order."""

    def __init__(self) -> None:
        self._seen: dict[int, int] = {}

    def rows(self, entries: Sequence[Entry], clients: Mapping[ClientRef, int]) -> list[Row]:
        """Return the entries with their clients' ids and their `nth`.

        A key is remembered by its hash: 64 bits part some ten million keys well enough.
        """
        seen, found = self._seen, []
        for _line, ref, day, product, contract, document, kilograms, fen in entries:
            client = clients[ref]
            key = hash((client, document or (day, contract), product))
            nth = seen[key] = seen.get(key, 0) + 1
            found.append((client, day, product, contract, document, nth, kilograms, fen))
        return found


def key_of(row: Row) -> Key:
    """Return the natural key of a row."""
    client, day, product, contract, document, nth, *_figures = row
    if document:
        return client, document, product, nth
    return client, day, product, contract, nth


def parted(rows: Sequence[Row], stored: Iterable[Stored], known: Known) -> Parted:
    """Return what becomes of `rows`, given everything that is stored with their keys."""
    by_key = {key_of(each.row): each for each in stored}
    if not by_key:
        return Parted(new=list(rows))
    documents = {each.row[4] for each in by_key.values()}
    days = {each.row[:2] for each in by_key.values() if not each.row[4]}
    result = Parted()
    for row in rows:
        if row[4] not in documents or not (row[4] or row[:2] in days):  # most rows are new
            result.new.append(row)
            continue
        there = by_key.get(key_of(row))
        if there is None:
            result.new.append(row)
        elif known is Known.UPDATE and not there.cancelled and there.row != row:
            result.changed.append((there, row))
        else:
            result.skipped += 1
    return result
