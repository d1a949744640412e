"""What the search shows of each kind of record, to whom, and the terms of their reach."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, literal, null, or_, select
from sqlalchemy.orm import Session

from kamdesk.domain.changes import Noun
from kamdesk.domain.people import Actor
from kamdesk.domain.permissions import Reach
from kamdesk.domain.search_terms import department_term, owner_term
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.clients.contacts import ContactRecord
from kamdesk.storage.clients.lists import OWNER, within_reach
from kamdesk.storage.filters import Column
from kamdesk.storage.people import UserRecord
from kamdesk.storage.projects.applications import ApplicationRecord
from kamdesk.storage.projects.carriers import APPLICATIONS, FILINGS
from kamdesk.storage.projects.filings import FilingRecord

_NUMBERED: dict[Noun, tuple[Any, tuple[Column, ...]]] = {
    Noun.CLIENT: (ClientRecord, (ClientRecord.number, ClientRecord.code)),
    Noun.FILING: (FilingRecord, (FilingRecord.number,)),
    Noun.APPLICATION: (ApplicationRecord, (ApplicationRecord.number,)),
}


def shown(
    session: Session, noun: Noun, ids: Sequence[int], *, actor: Actor, reach: Reach
) -> "Sequence[Row[Any]]":
    """Return what is shown of the records `ids` that the actor may see.

    Columns: id, number, title, note, client_id, the pinyin of title and note; archived and size
    for the order.
    """
    if noun is Noun.CLIENT:
        found = _clients(actor, reach).where(ClientRecord.id.in_(ids))
    elif noun is Noun.CONTACT:
        found = _contacts(actor, reach).where(ContactRecord.id.in_(ids))
    elif noun is Noun.FILING:
        mine = FILINGS.within_reach(actor, reach)
        found = _papers(FilingRecord, mine).where(FilingRecord.id.in_(ids))
    else:
        mine = APPLICATIONS.within_reach(actor, reach)
        found = _papers(ApplicationRecord, mine).where(ApplicationRecord.id.in_(ids))
    return session.execute(found).all()


def scope(session: Session, noun: Noun, actor: Actor, reach: Reach) -> list[str] | None:
    """Return the index's terms of which a record in reach has one; None where all are."""
    if reach is Reach.ALL:
        return None
    own = owner_term(actor.id)
    if reach is Reach.OWN or actor.department_id is None:
        return [own]
    members = select(UserRecord.id).where(UserRecord.department_id == actor.department_id)
    terms = [own, *map(owner_term, session.scalars(members))]
    if noun in (Noun.FILING, Noun.APPLICATION):
        terms.append(department_term(actor.department_id))
    return list(dict.fromkeys(terms))


def numbered(session: Session, noun: Noun, number: str) -> list[int]:
    """Return the records of a kind that have exactly this number, or this credit code."""
    if noun not in _NUMBERED:
        return []
    model, columns = _NUMBERED[noun]
    same = or_(*(column == number for column in columns))
    return list(session.scalars(select(model.id).where(same)))


def _clients(actor: Actor, reach: Reach) -> Select[*tuple[Any, ...]]:
    return (
        select(
            ClientRecord.id,
            ClientRecord.number,
            ClientRecord.name.label("title"),
            ClientRecord.pinyin.label("sound"),
            OWNER.name.label("note"),
            literal("").label("note_sound"),
            null().label("client_id"),
            ClientRecord.archived,
            ClientRecord.year_amount.label("size"),
        )
        .join(OWNER, OWNER.id == ClientRecord.owner_id, isouter=True)
        .where(within_reach(actor, reach))
    )


def _contacts(actor: Actor, reach: Reach) -> Select[*tuple[Any, ...]]:
    return (
        select(
            ContactRecord.id,
            literal("").label("number"),
            ContactRecord.name.label("title"),
            ContactRecord.pinyin.label("sound"),
            ClientRecord.name.label("note"),
            ClientRecord.pinyin.label("note_sound"),
            ContactRecord.client_id,
            or_(ContactRecord.archived, ClientRecord.archived).label("archived"),
            ClientRecord.year_amount.label("size"),
        )
        .join(ClientRecord, ClientRecord.id == ContactRecord.client_id)
        .join(OWNER, OWNER.id == ClientRecord.owner_id, isouter=True)
        .where(within_reach(actor, reach))
    )


def _papers(model: Any, mine: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            model.id,
            model.number,
            model.project_name.label("title"),
            literal("").label("sound"),
            ClientRecord.name.label("note"),
            ClientRecord.pinyin.label("note_sound"),
            null().label("client_id"),
            literal(0).label("archived"),
            literal(0).label("size"),
        )
        .join(ClientRecord, ClientRecord.id == model.client_id, isouter=True)
        .where(mine)
    )
