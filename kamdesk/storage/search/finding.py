"""Asks the index in tiers, and shows of what it names only what the person may see.

The tiers are asked one after another, each only until there are hits enough: what begins with the
first word, what has the words in its name or its sound, what has them anywhere. In a tier the
newest come first, and among the newest the largest: to rank all that fits would take a hundred
times as long.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Row
from sqlalchemy.orm import Session

from kamdesk.domain.changes import Noun
from kamdesk.domain.search_terms import Field, Part, Word, either, expression
from kamdesk.storage.search.documents import SOURCES, Documents
from kamdesk.storage.search.tables import TABLES

_WINDOW: Final = 40
"""Records of a tier that are looked at before the first are shown."""
_WIDEST: Final = 1_000
_NEWEST: Final = 2**62

Shown = Callable[[Sequence[int]], "Sequence[Row[Any]]"]
"""Returns what is shown of records (see `shown.shown`); those out of reach are left out."""


@dataclass(frozen=True, slots=True)
class Found:
    """A record that fits: what is shown of it, and the texts it was found by, plain and as kept."""

    shown: "Row[Any]"
    fields: tuple[Field, ...]
    row: "Row[Any]"

    @property
    def id(self) -> int:
        """The record's id."""
        return int(self.shown.id)


@dataclass(frozen=True, slots=True)
class _Tier:
    """Where all words have to stand, and where one of them has to.

    In `first` a text has to begin with the first word.
    """

    parts: Sequence[Part]
    one_in: Sequence[Part]
    first: Sequence[Part] = ()

    def asked(self, words: Sequence[Word]) -> list[str]:
        """Return what the index is asked for."""
        asked = [word.anywhere(self.parts) for word in words]
        if self.first:
            return [words[0].begins(self.first), *asked[1:]]
        if len(words) == 1:  # the one that has to stand in the narrower place
            return [words[0].anywhere(self.one_in)]
        if self.one_in != self.parts:
            asked.append(either(word.anywhere(self.one_in) for word in words))
        return asked

    def holds(self, words: Sequence[Word], fields: Sequence[Field]) -> bool:
        """Tell whether texts fit, of which the index says that they may."""
        own = [text for part, text in fields if part in self.one_in]
        if self.first:
            own = [text for text in own if text.startswith(words[0].text)]
        found = [text for part, text in fields if part in self.parts]
        return any(word.is_in(text) for text in own for word in words) and all(
            any(word.is_in(text) for text in found) for word in words
        )


_OF_PAPER: Final = (Part.NAME, Part.SOUND, Part.NUMBER, Part.CLIENT, Part.CLIENT_SOUND)
_OF_PERSON: Final = (
    *(Part.NAME, Part.SOUND, Part.FORM, Part.PHONE, Part.POST, Part.DEPARTMENT, Part.EMAIL),
)
_OF_CLIENT: Final = (
    *(Part.NAME, Part.SOUND, Part.NUMBER, Part.PHONE, Part.CODE),
    *(Part.INDUSTRY, Part.PROVINCE, Part.CITY, Part.ADDRESS),
)
_SAID: Final = (Part.NAME, Part.SOUND)
_CALLED: Final = (Part.NAME, Part.SOUND, Part.FORM)
_TIERS: Final[Mapping[Noun, Sequence[_Tier]]] = {
    Noun.CLIENT: (
        _Tier(_OF_CLIENT, _SAID, first=_SAID),
        _Tier(_SAID, _SAID),
        _Tier(_OF_CLIENT, _OF_CLIENT),
    ),
    Noun.CONTACT: (
        _Tier((*_OF_PERSON, Part.CLIENT, Part.CLIENT_SOUND), _CALLED, first=_CALLED),
        _Tier(_CALLED, _CALLED),
        _Tier((*_OF_PERSON, Part.CLIENT, Part.CLIENT_SOUND), _OF_PERSON),
    ),
    Noun.FILING: (
        _Tier(_OF_PAPER, _SAID, first=_SAID),
        _Tier(_SAID, _SAID),
        _Tier(_OF_PAPER, _OF_PAPER),
    ),
    Noun.APPLICATION: (
        _Tier(_OF_PAPER, _SAID, first=_SAID),
        _Tier(_SAID, _SAID),
        _Tier(_OF_PAPER, _OF_PAPER),
    ),
}
"""A person is not found by their client's name alone: it only completes what is typed of them."""


class Finder:
    """Finds records of one kind for one person, on one snapshot."""

    def __init__(self, session: Session, documents: Documents, noun: Noun, shown: Shown) -> None:
        self._session = session
        self._documents = documents
        self._noun = noun
        self._shown = shown
        self._tiers = _TIERS[noun]
        self._rows: dict[int, Row[Any]] = {}
        self._settled: set[int] = set()

    def find(self, words: Sequence[Word], scope: Sequence[str] | None, limit: int) -> list[Found]:
        """Return the first `limit` records that fit all `words`, the best tier first.

        `scope` holds the terms of which a record needs one; None is no bound, empty finds nothing.
        """
        if scope is not None and not scope:
            return []
        hits: list[Row[Any]] = []
        waiting: dict[int, int] = {}
        for tier, ids in self._named(words, scope or ()):
            waiting = {**dict.fromkeys(ids, tier), **waiting}  # the best tier counts
            if len(waiting) >= limit - len(hits):
                hits += self._fitting(words, waiting, tier)
                waiting = {}
            if len(hits) >= limit:
                break
        hits += self._fitting(words, waiting, len(self._tiers) - 1)
        return self._with_texts(hits[:limit])

    def those(self, ids: Sequence[int]) -> list[Found]:
        """Return what is shown of the records `ids`, as far as the person may see them."""
        return self._with_texts(self._shown(ids)) if ids else []

    def _named(
        self, words: Sequence[Word], scope: Sequence[str]
    ) -> Iterator[tuple[int, list[int]]]:
        """Yield what the index names in each tier, the newest first, without what fitted before."""
        for place, tier in enumerate(self._tiers):
            for ids in self._asked(expression(tier.asked(words), scope)):
                yield place, [each for each in ids if each not in self._settled]

    def _asked(self, asked: str) -> Iterator[Sequence[int]]:
        """Yield what one expression names, the newest first, in ever larger lists."""
        table, size, before = TABLES[self._noun], _WINDOW, _NEWEST
        statement = (
            f"SELECT rowid FROM {table} WHERE {table} MATCH ? AND rowid < ? "  # noqa: S608 - our own name
            "ORDER BY rowid DESC LIMIT ?"
        )
        driver: Any = self._session.connection().connection.driver_connection
        while ids := [each for (each,) in driver.execute(statement, (asked, before, size))]:
            yield ids
            if len(ids) < size:
                return
            before, size = ids[-1], min(size * 5, _WIDEST)

    def _fitting(
        self, words: Sequence[Word], named: Mapping[int, int], last: int
    ) -> "list[Row[Any]]":
        """Return those of the `named` that fit: by tier, present ones first, then large ones.

        What the index named for a tier that it does not fit may fit a later one, up to the `last`
        that was asked.
        """
        tiers = named
        if not all(word.is_one_term for word in words):  # the index has named too many, perhaps
            self._read(list(named))
            places = {
                each: self._place(words, each, range(named[each], last + 1)) for each in named
            }
            tiers = {each: place for each, place in places.items() if place is not None}
        self._settled.update(tiers)
        rows = self._shown(list(tiers)) if tiers else []
        return sorted(rows, key=lambda row: (tiers[row.id], row.archived, -row.size, -row.id))

    def _place(self, words: Sequence[Word], record_id: int, places: range) -> int | None:
        """Return the first of the tiers at `places` that a record fits."""
        row = self._rows.get(record_id)
        if row is None:
            return None
        fields = list(self._documents.fields(self._noun, row))
        spoken: list[Field] | None = None
        for place in places:
            tier = self._tiers[place]
            if tier.holds(words, fields):
                return place
            if Part.FORM in tier.parts and spoken is None:
                spoken = [*fields, *self._documents.forms(self._noun, row)]
            if spoken is not None and tier.holds(words, spoken):
                return place
        return None

    def _read(self, ids: Sequence[int]) -> None:
        unread = [each for each in ids if each not in self._rows]
        if unread:
            rows = SOURCES[self._noun].rows(self._session.connection(), unread)
            self._rows |= {row.id: row for row in rows}

    def _with_texts(self, rows: "Sequence[Row[Any]]") -> list[Found]:
        self._read([row.id for row in rows])
        return [
            Found(row, tuple(self._documents.fields(self._noun, self._rows[row.id])), kept)
            for row in rows
            if (kept := self._rows.get(row.id)) is not None
        ]
