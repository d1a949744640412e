"""Asks the index in tiers, and shows of what it names only what the person may see.

The tiers are asked one after another, each only until there are hits enough: what begins with the
first word, what has the words in its name or its sound, what has them anywhere. In a tier the
newest come first, and among the newest the largest: to rank all that fits would take a hundred
times as long.
"""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
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
        self._texts: dict[int, tuple[tuple[Field, ...], Row[Any]]] = {}

    def find(self, words: Sequence[Word], scope: Sequence[str] | None, limit: int) -> list[Found]:
        """Return the first `limit` records that fit all `words`, the best tier first.

        `scope` holds the terms of which a record needs one; None is no bound, empty finds nothing.
        """
        hits: dict[int, Row[Any]] = {}
        if scope is not None and not scope:
            return []
        for tier in _TIERS[self._noun]:
            missing = limit - len(hits)
            if missing:
                asked = expression(tier.asked(words), scope or ())
                fitting = self._of_tier(asked, tier, words, seen=hits, wanted=missing)
                better = sorted(fitting, key=_rank)
                hits |= {row.id: row for row in better[:missing]}
        return self._with_texts(list(hits.values()))

    def those(self, ids: Sequence[int]) -> list[Found]:
        """Return what is shown of the records `ids`, as far as the person may see them."""
        return self._with_texts(self._shown(ids)) if ids else []

    def _of_tier(
        self,
        asked: str,
        tier: _Tier,
        words: Sequence[Word],
        *,
        seen: Container[int],
        wanted: int,
    ) -> "list[Row[Any]]":
        """Return records of a tier that are not `seen` yet, the newest ones, `wanted` or more."""
        certain = all(word.is_one_term for word in words)
        fitting: list[Row[Any]] = []
        for ids in self._named(asked):
            fresh = [each for each in ids if each not in seen]
            if not certain:
                self._read(fresh)
                fresh = [each for each in fresh if tier.holds(words, self._fields(each))]
            fitting += self._shown(fresh) if fresh else []
            if len(fitting) >= wanted:
                break
        return fitting

    def _named(self, asked: str) -> Iterator[list[int]]:
        """Yield the ids that the index names, the newest first, in ever larger lists."""
        table, size, before = TABLES[self._noun], _WINDOW, _NEWEST
        statement = (
            f"SELECT rowid FROM {table} WHERE {table} MATCH ? AND rowid < ? "  # noqa: S608 - our own name
            "ORDER BY rowid DESC LIMIT ?"
        )
        run = self._session.connection().exec_driver_sql
        while ids := run(statement, (asked, before, size)).scalars().all():
            yield list(ids)
            if len(ids) < size:
                return
            before, size = ids[-1], min(size * 5, _WIDEST)

    def _read(self, ids: Sequence[int]) -> None:
        """Read the texts of records."""
        unread = [each for each in ids if each not in self._texts]
        if unread:
            for row in SOURCES[self._noun].rows(self._session.connection(), unread):
                self._texts[row.id] = tuple(self._documents.fields(self._noun, row)), row

    def _with_texts(self, rows: "Sequence[Row[Any]]") -> list[Found]:
        self._read([row.id for row in rows])
        return [Found(row, *self._texts[row.id]) for row in rows if row.id in self._texts]

    def _fields(self, record_id: int) -> tuple[Field, ...]:
        return self._texts[record_id][0] if record_id in self._texts else ()


def _rank(row: "Row[Any]") -> tuple[bool, int, int]:
    return row.archived, -row.size, -row.id
