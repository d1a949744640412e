"""What the index reads of each record, and the terms that it is found by."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any, Final

from sqlalchemy import Connection, Row

from kamdesk.domain.changes import Noun
from kamdesk.domain.persons.honorifics import spoken_forms
from kamdesk.domain.pinyin import Pinyin
from kamdesk.domain.search_terms import (
    BEGINS,
    Field,
    Part,
    as_terms,
    beginning,
    department_term,
    owner_term,
    pieces,
    plain,
)

_SHARED: Final = """(
    SELECT group_concat(user_id) FROM client_collaborators
    WHERE client_collaborators.client_id = clients.id AND ended_at IS NULL
) AS shared"""
_CLIENTS: Final = """
SELECT id, name, short_name, former_name, spoken, number, code, phone, industry, province, city,
    address, owner_id, {shared}
FROM clients
"""
_CONTACTS: Final = """
SELECT contacts.id, contacts.name, contacts.post, contacts.department, contacts.phone,
    contacts.email, contacts.pinyin, contacts.initials, clients.name AS client,
    clients.short_name AS client_short, clients.spoken AS client_spoken, clients.owner_id,
    {shared}
FROM contacts JOIN clients ON clients.id = contacts.client_id
"""
_PAPERS: Final = """
SELECT {table}.id, {table}.number, {table}.project_name,
    coalesce({table}.carrier_id, {table}.{owner}) AS owner_id, {shared},
    CASE WHEN {table}.carrier_id IS NULL THEN {table}.department_id END AS department_id,
    clients.name AS client, clients.short_name AS client_short,
    clients.spoken AS client_spoken
FROM {table} LEFT JOIN clients ON clients.id = {table}.client_id
"""

_BEGINNING: Final = frozenset({Part.NAME, Part.SOUND, Part.FORM})
"""Parts whose texts are found first where they begin with what was typed."""


_INITIALS: Final = slice(-2, -1)
_SOUNDS: Final = slice(-2, None)
"""The lines of what `names.spoken` wrote that hold the initials, and the full pinyin too."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a kind of record is read, and how its texts follow from a row."""

    table: str
    query: str
    fields: "Callable[[Row[Any], Pinyin], Iterator[Field]]"
    scopes: "Callable[[Row[Any]], Iterator[str]]"
    left_out: str = "0"
    """Rows for which this condition holds are never found."""

    def rows(self, connection: Connection, ids: Sequence[int]) -> "Sequence[Row[Any]]":
        """Return the rows of `ids` that are to be found."""
        wanted = f"{self.table}.id IN ({', '.join('?' * len(ids))})"
        statement = f"{self.query} WHERE {wanted} AND NOT ({self.left_out})"
        return connection.exec_driver_sql(statement, tuple(ids)).fetchall()


class Documents:
    """Turns rows into terms; keeps readings, and the terms of texts that come again and again."""

    def __init__(self) -> None:
        self._pinyin = Pinyin()
        self._often = lru_cache(maxsize=20_000)(pieces)

    def fields(self, noun: Noun, row: "Row[Any]") -> Iterator[Field]:
        """Yield the texts of a record in plain form, what is asked for most first."""
        return SOURCES[noun].fields(row, self._pinyin)

    def forms(self, noun: Noun, row: "Row[Any]") -> Iterator[Field]:
        """Yield the forms by which a person is spoken of; others have none."""
        if noun is Noun.CONTACT:
            for form in spoken_forms(row.name, row.post, self._pinyin):
                yield Part.FORM, form

    def called(self, row: "Row[Any]", word: str) -> str:
        """Return the form by which a person was looked for, in characters; "" where by none."""
        forms = sorted(spoken_forms(row.name, row.post, self._pinyin), key=len)
        written = [form for form in forms if not form.isascii()]
        return next((form for form in written if word in form or word in self._said(form)), "")

    def sound(self, text: str) -> str:
        """Return the syllables of a text, parted by blanks."""
        return self._pinyin.key(text)

    def _said(self, form: str) -> str:
        key = self._pinyin.person_key(form)
        return f"{key.replace(' ', '')} {self._pinyin.person_initials(form)}"

    def terms(self, noun: Noun, row: "Row[Any]") -> str:
        """Return the terms of a record, parted by blanks."""
        found: dict[str, set[str]] = {}
        for part, text in chain(self.fields(noun, row), self.forms(noun, row)):
            of_part = found.setdefault(part, set())
            of_part |= (self._often if part in _REPEATED else pieces)(text)
            if part in _BEGINNING:
                found.setdefault(BEGINS, set()).update(beginning(text))
        return as_terms(found, SOURCES[noun].scopes(row))


def _client(row: "Row[Any]", _pinyin: Pinyin) -> Iterator[Field]:
    yield Part.NAME, plain(row.name)
    for text in (row.short_name, row.former_name):
        if text:
            yield Part.NAME, plain(text)
    yield from _sounds(Part.SOUND, row.spoken, _SOUNDS)
    yield Part.NUMBER, plain(row.number)
    yield from _phones(row.phone)
    for part, text in (
        (Part.CODE, row.code),
        (Part.INDUSTRY, row.industry),
        (Part.PROVINCE, row.province),
        (Part.CITY, row.city),
        (Part.ADDRESS, row.address),
    ):
        if text:
            yield part, plain(text)


def _contact(row: "Row[Any]", _pinyin: Pinyin) -> Iterator[Field]:
    yield Part.NAME, plain(row.name)
    for sound in (row.initials, row.pinyin.replace(" ", "")):
        if sound:
            yield Part.SOUND, plain(sound)
    yield from _phones(row.phone)
    for part, text in (
        (Part.POST, row.post),
        (Part.DEPARTMENT, row.department),
        (Part.EMAIL, row.email),
    ):
        if text:
            yield part, plain(text)
    yield from _of_client(row, _INITIALS)


def _paper(row: "Row[Any]", pinyin: Pinyin) -> Iterator[Field]:
    yield Part.NAME, plain(row.project_name)
    if row.number:
        yield Part.NUMBER, plain(row.number)
    yield from _of_client(row, _SOUNDS)
    key, initials = pinyin.key_and_initials(row.project_name)
    for sound in (initials, key.replace(" ", "")):
        if sound:
            yield Part.SOUND, plain(sound)


def _of_client(row: "Row[Any]", lines: slice) -> Iterator[Field]:
    """Yield what a record is found by because of its client."""
    for text in (row.client, row.client_short):
        if text:
            yield Part.CLIENT, plain(text)
    yield from _sounds(Part.CLIENT_SOUND, row.client_spoken or "", lines)


def _sounds(part: Part, spoken: str, lines: slice) -> Iterator[Field]:
    for line in spoken.split("\n")[lines]:
        if line:
            yield part, plain(line)


def _phones(text: str) -> Iterator[Field]:
    """Yield a phone number as it was written, and as its digits where it has signs in between."""
    if text:
        yield Part.PHONE, plain(text)
        digits = "".join(each for each in text if each.isdigit())
        if digits and digits != text:
            yield Part.PHONE, digits


def _owner(row: "Row[Any]") -> Iterator[str]:
    shared = row.shared.split(",") if row.shared else ()
    for user_id in dict.fromkeys((row.owner_id, *map(int, shared))):
        if user_id is not None:
            yield owner_term(user_id)


def _owner_and_department(row: "Row[Any]") -> Iterator[str]:
    yield from _owner(row)
    if row.department_id is not None:
        yield department_term(row.department_id)


SOURCES: Final[Mapping[Noun, Source]] = {
    Noun.CLIENT: Source("clients", _CLIENTS.format(shared=_SHARED), _client, _owner),
    Noun.CONTACT: Source(
        "contacts",
        _CONTACTS.format(shared=_SHARED),
        _contact,
        _owner,
        left_out="contacts.erased_at IS NOT NULL",
    ),
    Noun.FILING: Source(
        "filings",
        _PAPERS.format(table="filings", owner="filer_id", shared=_SHARED),
        _paper,
        _owner_and_department,
    ),
    Noun.APPLICATION: Source(
        "applications",
        _PAPERS.format(table="applications", owner="applicant_id", shared=_SHARED),
        _paper,
        _owner_and_department,
    ),
}
_REPEATED: Final = frozenset(
    {Part.INDUSTRY, Part.PROVINCE, Part.CITY, Part.POST, Part.FORM, Part.DEPARTMENT}
)
"""Parts whose texts many records share."""
