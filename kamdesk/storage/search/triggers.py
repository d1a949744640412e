"""Triggers that note whose terms are out of date: a writer cannot forget the index.

They only queue; the terms are made by `kamdesk.storage.search.index` before the commit. So the
file can be written without the tokenizer, and is merely found by its old words until it is indexed.
"""

from typing import Final

from kamdesk.domain.changes import Noun
from kamdesk.storage.triggers import Trigger

_OF_CLIENT: Final = """
name short_name former_name spoken number code phone industry province city address
owner_id
"""
_OF_CONTACT: Final = """
client_id name post department phone email pinyin initials erased_at
"""
_OF_FILING: Final = "number project_name client_id filer_id carrier_id department_id"
_OF_APPLICATION: Final = "number project_name client_id applicant_id carrier_id department_id"
_OF_ITS_CLIENT: Final = "name short_name spoken owner_id"
"""Columns of a client that its contacts, filings and applications are found by too."""


def _trigger(name: str, table: str, event: str, *queued: str) -> Trigger:
    body = " ".join(f"INSERT OR IGNORE INTO search_queue (noun, record_id) {q};" for q in queued)
    return Trigger(
        name, table, f"CREATE TRIGGER {name} AFTER {event} ON {table} FOR EACH ROW BEGIN {body} END"
    )


def _itself(noun: Noun, row: str = "NEW") -> str:
    return f"VALUES ('{noun}', {row}.id)"


def _below(client: str) -> tuple[str, ...]:
    """Return what is queued with a client: what is found by its words, or seen with it."""
    below = (
        (Noun.CONTACT, "contacts"),
        (Noun.FILING, "filings"),
        (Noun.APPLICATION, "applications"),
    )
    return tuple(
        f"SELECT '{noun}', id FROM {table} WHERE client_id = NEW.{client}"  # noqa: S608 - our own names
        for noun, table in below
    )


def _columns(names: str) -> str:
    return ", ".join(names.split())


def _watched(table: str, noun: Noun, columns: str) -> tuple[Trigger, Trigger]:
    return (
        _trigger(f"{table}_search_new", table, "INSERT", _itself(noun)),
        _trigger(f"{table}_search_edited", table, f"UPDATE OF {_columns(columns)}", _itself(noun)),
    )


TRIGGERS: tuple[Trigger, ...] = (
    *_watched("clients", Noun.CLIENT, _OF_CLIENT),
    _trigger(
        "clients_search_below",
        "clients",
        f"UPDATE OF {_columns(_OF_ITS_CLIENT)}",
        *_below("id"),
    ),
    *(
        _trigger(
            f"client_collaborators_search_{name}",
            "client_collaborators",
            event,
            f"VALUES ('{Noun.CLIENT}', NEW.client_id)",
            *_below("client_id"),
        )
        for name, event in (("new", "INSERT"), ("edited", "UPDATE OF ended_at"))
    ),
    *_watched("contacts", Noun.CONTACT, _OF_CONTACT),
    *_watched("filings", Noun.FILING, _OF_FILING),
    *_watched("applications", Noun.APPLICATION, _OF_APPLICATION),
    _trigger("filings_search_gone", "filings", "DELETE", _itself(Noun.FILING, "OLD")),
    _trigger(
        "applications_search_gone", "applications", "DELETE", _itself(Noun.APPLICATION, "OLD")
    ),
)
