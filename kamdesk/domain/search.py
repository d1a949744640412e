"""What the global search finds, and where in a text the words stand that were typed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kamdesk.domain.changes import Noun
from kamdesk.domain.ids import ClientId
from kamdesk.domain.search_terms import Part, plain

Span = tuple[int, int]
"""Where something begins in a text, and where it has ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """A record that fits: its number ("" for a draft or a person), title, and a note.

    `sound` and `note_sound` are their pinyin, a syllable a character. Where the words stand neither
    in these nor in the number, `part` and `found` tell where they do; a person's telephone and mail
    come masked. `exact` marks a hit whose whole number or code was typed. A contact has the post
    for `detail`, the client's name for `note`, and that client's id.
    """

    noun: Noun
    record_id: int
    number: str
    title: str
    note: str
    sound: str = ""
    note_sound: str = ""
    detail: str = ""
    part: Part | None = None
    found: str = ""
    exact: bool = False
    client_id: ClientId | None = None


def spans(text: str, words: Sequence[str], sound: str = "") -> list[Span]:
    """Return where `words`, in plain form, stand in `text` or are its initials or its pinyin."""
    found = [span for word in words for span in _written(text, word) or _spoken(text, word, sound)]
    return _joined(sorted(found))


def _written(text: str, word: str) -> list[Span]:
    """Return where `word` stands in `text`, width and case aside."""
    signs, places = "", []
    for place, sign in enumerate(text):
        same = plain(sign)
        signs += same
        places += [place] * len(same)
    return [(places[at], places[at + len(word) - 1] + 1) for at in _all_places(signs, word)]


def _spoken(text: str, word: str, sound: str) -> list[Span]:
    """Return the characters of which `word` is the initials or a piece of the pinyin."""
    syllables = sound.split()
    places = [place for place, sign in enumerate(text) if sign.isalnum()]
    if not word.isascii() or len(places) != len(syllables):
        return []  # letters of an alphabet among the characters: no syllable for each
    for readings in ([each[0] for each in syllables], syllables):
        owners = [place for place, each in zip(places, readings, strict=True) for _sign in each]
        if found := _all_places("".join(readings), word):
            return [(owners[at], owners[at + len(word) - 1] + 1) for at in found]
    return []


def _all_places(text: str, word: str) -> list[int]:
    return list(_places(text, word)) if word else []


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


def _joined(found: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for begin, end in found:
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    return joined
