"""The history of contacts: in words for people, and emptied when their data is erased."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from kamdesk.domain.changes import Noun
from kamdesk.domain.clients.contacts import ATTITUDE_TITLES, BASIS_TITLES, ROLE_TITLES
from kamdesk.domain.history import FieldChange
from kamdesk.domain.ids import ContactId
from kamdesk.i18n import N_, _
from kamdesk.storage.clients.contacts import ContactRecord
from kamdesk.storage.history import HistoryRecord

_PEOPLE: Final = frozenset({"reports_to_id", "assistant_of_id"})
_FLAG: Final[Mapping[str, str]] = {"yes": N_("是"), "no": N_("否")}
_TITLES: Final[Mapping[str, Mapping[str, str]]] = {
    **dict.fromkeys(("archived", "sponsor", "champion"), _FLAG),
    "role": {key.value: title for key, title in ROLE_TITLES.items()},
    "attitude": {key.value: title for key, title in ATTITUDE_TITLES.items()},
    "legal_basis": {key.value: title for key, title in BASIS_TITLES.items()},
}


def spoken(
    session: Session, changes: Sequence[FieldChange], say: Callable[[str], str] = _
) -> list[FieldChange]:
    """Return `changes` with names instead of ids and titles, told by `say`, instead of values."""
    names = _names(session, changes)

    def word(field: str, text: str) -> str:
        if field in _PEOPLE:
            return names.get(text, text)
        return in_words(field, text, say)

    return [
        replace(each, old=word(each.field, each.old), new=word(each.field, each.new))
        for each in changes
    ]


def in_words(field: str, text: str, say: Callable[[str], str] = _) -> str:
    """Return a text of the history in words, told by `say`: titles for values."""
    titles = _TITLES.get(field, {})
    return say(titles[text]) if text in titles else text


def forget(session: Session, contact_id: ContactId) -> None:
    """Empty what the history says of an erased contact; that it changed stays to be seen."""
    own = (HistoryRecord.noun == Noun.CONTACT.value, HistoryRecord.record_id == contact_id)
    session.execute(update(HistoryRecord).where(*own).values(old="", new=""))


def _names(session: Session, changes: Sequence[FieldChange]) -> dict[str, str]:
    texts = {text for each in changes if each.field in _PEOPLE for text in (each.old, each.new)}
    wanted = [int(text) for text in texts if text]
    rows = select(ContactRecord.id, ContactRecord.name).where(ContactRecord.id.in_(wanted))
    return {str(row.id): row.name for row in session.execute(rows)}
