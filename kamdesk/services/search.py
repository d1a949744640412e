"""The global search (Ctrl+K): clients, people, filings and applications that one may see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Final

from sqlalchemy.orm import Session

from kamdesk.domain.changes import Noun
from kamdesk.domain.clock import Clock
from kamdesk.domain.errors import RuleError
from kamdesk.domain.ids import UserId
from kamdesk.domain.people import Actor
from kamdesk.domain.permissions import Action, reach
from kamdesk.domain.persons.masking import masked, masked_email
from kamdesk.domain.search import SearchHit
from kamdesk.domain.search_terms import Part, Word, plain, words_of
from kamdesk.i18n import _
from kamdesk.services.acting import acting
from kamdesk.storage.filters import LONGEST
from kamdesk.storage.search.documents import Documents
from kamdesk.storage.search.finding import Finder, Found
from kamdesk.storage.search.index import is_ready
from kamdesk.storage.search.shown import numbered, scope, shown
from kamdesk.storage.sessions import Sessions

_KINDS: Final = (
    (Noun.CLIENT, Action.CLIENT_VIEW),
    (Noun.CONTACT, Action.CLIENT_VIEW),
    (Noun.FILING, Action.FILING_VIEW),
    (Noun.APPLICATION, Action.APPLICATION_VIEW),
)
_EACH: Final = 20
_SHORTEST_NUMBER: Final = 6
_SEEN: Final = frozenset({Part.SOUND, Part.NUMBER, Part.CLIENT_SOUND})
"""Parts that title, number, note and post show without more words."""
_COLUMNS: Final[Mapping[Part | None, Sequence[str]]] = {
    Part.NAME: ("short_name", "former_name"),
    Part.CODE: ("code",),
    Part.PHONE: ("phone",),
    Part.INDUSTRY: ("industry",),
    Part.PROVINCE: ("province",),
    Part.CITY: ("city",),
    Part.ADDRESS: ("address",),
    Part.DEPARTMENT: ("department",),
    Part.EMAIL: ("email",),
    Part.CLIENT: ("client_short",),
}
"""The columns of a record that hold a part which the title does not show."""
_MASKS: Final = {Part.PHONE: masked, Part.EMAIL: masked_email}


class SearchService:
    """Finds records by Chinese, pinyin initials, full pinyin, Latin, number, and how one speaks."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock
        self._documents = Documents()

    def find(self, text: str, *, by: UserId, limit: int = _EACH) -> list[SearchHit]:
        """Return what fits every word of `text`: exact numbers, then at most `limit` of each kind.

        Refuses with RuleError while the index is not built.
        """
        words = [Word(each) for each in words_of(text[:LONGEST])]
        if not words:
            return []
        with self._sessions.read() as session:
            actor = acting(session, by, self._clock)
            if not is_ready(session.connection()):
                raise RuleError(_("搜索索引还没有建好，请等它建好后再搜索。"))
            looking = _Looking(session, self._documents, actor, words, limit)
            kinds = [looking.kind(noun, action) for noun, action in _KINDS]
            return [*chain(*(same for same, _rest in kinds)), *chain(*(rest for _, rest in kinds))]


@dataclass(frozen=True, slots=True)
class _Looking:
    """One search: in whose name, for which words."""

    session: Session
    documents: Documents
    actor: Actor
    words: Sequence[Word]
    limit: int

    def kind(self, noun: Noun, action: Action) -> tuple[list[SearchHit], list[SearchHit]]:
        """Return the hits of a kind whose number was typed, and the others."""
        far = reach(self.actor, action)
        if far is None:
            return [], []
        session, words = self.session, self.words
        read = partial(shown, session, noun, actor=self.actor, reach=far)
        finder = Finder(session, self.documents, noun, read)
        ids = numbered(session, noun, words[0].text.upper()) if _is_number(words) else []
        within = scope(session, noun, self.actor, far)
        found = [each for each in finder.find(words, within, self.limit) if each.id not in ids]
        return (
            [self._hit(noun, each, exact=True) for each in finder.those(ids)],
            [self._hit(noun, each) for each in found],
        )

    def _hit(self, noun: Noun, found: Found, *, exact: bool = False) -> SearchHit:
        row = found.shown
        part, text = self._reason(noun, found)
        return SearchHit(
            noun=noun,
            record_id=row.id,
            number=row.number or "",
            title=row.title,
            note=row.note or "",
            sound=row.sound or self.documents.sound(row.title),
            note_sound=row.note_sound or "",
            detail=found.row.post if noun is Noun.CONTACT else "",
            part=part,
            found=text,
            exact=exact,
            client_id=row.client_id,
        )

    def _reason(self, noun: Noun, found: Found) -> tuple[Part | None, str]:
        """Return where a word stands that is not seen otherwise, and the text there."""
        title = plain(found.shown.title)
        for word in self.words:
            parts = {part for part, text in found.fields if word.is_in(text)}
            if word.is_in(title) or parts & _SEEN:
                continue
            part = next((each for each in Part if each in parts), None)
            if part is None and noun is Noun.CONTACT:
                return Part.FORM, self.documents.called(found.row, word.text)
            if part is not None and (text := _written(noun, found, part, word)):
                return part, text
        return None, ""


def _is_number(words: Sequence[Word]) -> bool:
    text = words[0].text
    long = len(words) == 1 and len(text) >= _SHORTEST_NUMBER
    return long and text.isascii() and any(sign.isdigit() for sign in text)


def _written(noun: Noun, found: Found, part: Part, word: Word) -> str:
    """Return a part of a record as it was entered, hidden in part where it is a person's number."""
    kept = [getattr(found.row, name, "") or "" for name in _COLUMNS.get(part, ())]
    text = next((each for each in kept if word.is_in(plain(each))), kept[0] if kept else "")
    return _MASKS[part](text) if noun is Noun.CONTACT and part in _MASKS else text
