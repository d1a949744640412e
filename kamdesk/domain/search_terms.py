"""Terms of the search index: what a text is found by, and the terms that a typed word asks for.

A text is put in its plain form and cut at blanks. Each of its characters begins pieces of it: a
letter or digit of ASCII those of one, two, three and five characters, any other character (Han,
rare ones beyond U+FFFF too, signs) those of one and two. So a short word is one piece, and is found
exactly where that stands; a longer one is several, which leaves texts to be compared
(`Word.is_in`). A term is a piece behind the letter of the part of the record that it stands in.

Five: the pieces of three in full pinyin are so common that to look for a few of them at once among
a million names takes twenty times as long.

What a text begins with are terms of their own, in more sizes: they are few, and asked first.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from typing import Final

_SIGNS: Final = str.maketrans(
    {code: 0x10FF00 + code for code in range(128) if not chr(code).isalnum()}
)
"""Signs of ASCII part terms for the index's tokenizer; here they stand for characters of theirs."""
BEGINS, _OWNER, _DEPARTMENT = "b", "o", "d"
_LATIN, _OTHER = (1, 2, 3, 5), (1, 2)
"""How many characters the pieces have, by their first one."""
_LATIN_BEGINNING, _OTHER_BEGINNING = (1, 2, 3, 4, 5, 6, 8), (1, 2, 4)
_LATIN_PIECE: Final = re.compile("(?=([0-9a-z]..)(..)?)")
_MOST_PIECES: Final = 4
"""Pieces of a word that are looked for: more make the answer slower, and hardly more exact."""


class Part(StrEnum):
    """A part of a record; the value is the letter of its terms (b, d and o are taken)."""

    NAME = "n"
    SOUND = "s"
    FORM = "f"
    NUMBER = "u"
    CODE = "c"
    PHONE = "t"
    INDUSTRY = "i"
    PROVINCE = "p"
    CITY = "y"
    ADDRESS = "a"
    POST = "j"
    DEPARTMENT = "h"
    EMAIL = "m"
    CLIENT = "l"
    CLIENT_SOUND = "x"


Field = tuple[Part, str]
"""A text of a record and the part that it belongs to."""


def plain(text: str) -> str:
    """Return the form in which texts are indexed and compared: width, case and variants aside."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        text = "".join(each for each in text if not "\ud800" <= each <= "\udfff")
    return text.casefold()


def words_of(text: str) -> list[str]:
    """Return the words of what somebody typed, in plain form, each once."""
    return list(dict.fromkeys(plain(text).split()))


def pieces(text: str) -> set[str]:
    """Return the pieces of a `text` in plain form by which any part of it is found."""
    found: set[str] = set()
    for word in text.split():
        marked = word if word.isalnum() else word.translate(_SIGNS)
        found.update(marked)
        found.update([marked[at : at + 2] for at in range(len(marked))])
        if marked.isascii():
            found.update([marked[at : at + 3] for at in range(len(marked) - 2)])
            found.update([marked[at : at + 5] for at in range(len(marked) - 4)])
        else:
            for three, two in _LATIN_PIECE.findall(marked):
                found.update((three, three + two))
    return found


def beginning(text: str) -> set[str]:
    """Return the pieces by which a `text` in plain form is found that begins with a word."""
    marked = next(iter(text.split(maxsplit=1)), "").translate(_SIGNS)
    return {marked[:size] for size in _beginnings(marked[0])} if marked else set()


def as_terms(found: Mapping[str, set[str]], scope: Iterable[str] = ()) -> str:
    """Return the terms for the pieces `found` in each part, and those of the scope."""
    return " ".join(
        [*scope, *(part + f" {part}".join(each) for part, each in found.items() if each)]
    )


def owner_term(user_id: int) -> str:
    """Return the term of what belongs to a person, or is shared with them."""
    return f"{_OWNER}{user_id}"


def department_term(department_id: int) -> str:
    """Return the term of what belongs to a department."""
    return f"{_DEPARTMENT}{department_id}"


@dataclass(frozen=True, slots=True)
class Word:
    """A word to look for, in plain form, and the pieces that cover it."""

    text: str
    pieces: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        covering = dict.fromkeys(_covering(self._marked))
        object.__setattr__(self, "pieces", tuple(islice(covering, _MOST_PIECES)))

    @property
    def is_one_term(self) -> bool:
        """Tell whether the index alone finds exactly the texts that hold the word."""
        return len(self.text) in _sizes(self._marked[0])

    def is_in(self, text: str) -> bool:
        """Tell whether `text`, in plain form, holds the word."""
        return self.text in text

    def anywhere(self, parts: Iterable[Part]) -> str:
        """Return the expression for records that may hold the word in one of `parts`."""
        return either(_all(part + piece for piece in self.pieces) for part in parts)

    def begins(self, parts: Iterable[Part]) -> str:
        """Return the expression for records with a text of `parts` that may begin with the word."""
        size = max(each for each in _beginnings(self._marked[0]) if each <= len(self._marked))
        first = f'"{BEGINS}{self._marked[:size]}"'
        return first if size == len(self._marked) else f"{first} AND ({self.anywhere(parts)})"

    @property
    def _marked(self) -> str:
        return self.text.translate(_SIGNS)


def expression(asked: Sequence[str], scope: Iterable[str] = ()) -> str:
    """Return the expression for what fits all of `asked` and, where given, one term of `scope`."""
    within = either(f'"{term}"' for term in scope)
    return " AND ".join(f"({each})" for each in (within, *asked) if each)


def either(asked: Iterable[str]) -> str:
    """Return the expression for what one of `asked` finds."""
    return " OR ".join(f"({each})" if " " in each else each for each in asked)


def _sizes(sign: str) -> tuple[int, ...]:
    return _LATIN if sign.isascii() else _OTHER


def _beginnings(sign: str) -> tuple[int, ...]:
    return _LATIN_BEGINNING if sign.isascii() else _OTHER_BEGINNING


def _covering(marked: str) -> Iterator[str]:
    """Yield pieces that cover a word, as large as may be; the last one reaches back for that."""
    start, end = 0, len(marked)
    while start < end:
        sizes = _sizes(marked[start])
        if start + sizes[-1] > end:
            places = range(max(0, end - _LATIN[-1]), start + 1)
            last = [at for at in places if end - at in _sizes(marked[at])]
            if last:
                yield marked[last[0] :]
                return
        size = max(each for each in sizes if start + each <= end)
        yield marked[start : start + size]
        start += size


def _all(terms: Iterable[str]) -> str:
    return " AND ".join(f'"{term}"' for term in terms)
