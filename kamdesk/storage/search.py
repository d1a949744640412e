"""Looks for words in clients with their contacts, filings and applications."""

from typing import Any

from sqlalchemy import ColumnElement, and_, case, or_, select
from sqlalchemy.orm import Session

from kamdesk.domain.changes import Noun
from kamdesk.domain.people import Actor
from kamdesk.domain.permissions import Reach
from kamdesk.domain.search import SearchHit
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.clients.contacts import ContactRecord
from kamdesk.storage.clients.lists import OWNER, within_reach
from kamdesk.storage.filters import contains_any, text_filter
from kamdesk.storage.projects.applications import ApplicationRecord
from kamdesk.storage.projects.carriers import APPLICATIONS, FILINGS
from kamdesk.storage.projects.filings import FilingRecord


def clients(
    session: Session, text: str, *, actor: Actor, reach: Reach, limit: int
) -> list[SearchHit]:
    """Return clients by name (pinyin too), number, code, contact; names that begin so first."""
    words = text.split()
    begins = case((ClientRecord.name.istartswith(words[0], autoescape=True), 0), else_=1)
    found = (
        select(ClientRecord.id, ClientRecord.number, ClientRecord.name, OWNER.name.label("owner"))
        .join(OWNER, OWNER.id == ClientRecord.owner_id, isouter=True)
        .where(within_reach(actor, reach), and_(*map(_in_client, words)))
        .order_by(ClientRecord.archived, begins, ClientRecord.pinyin, ClientRecord.id)
        .limit(limit)
    )
    return [
        SearchHit(Noun.CLIENT, row.id, row.number, row.name, row.owner or "")
        for row in session.execute(found)
    ]


def filings(
    session: Session, text: str, *, actor: Actor, reach: Reach, limit: int
) -> list[SearchHit]:
    """Return filings by number, project name or client, the newest first."""
    mine = FILINGS.within_reach(actor, reach)
    return _papers(session, FilingRecord, Noun.FILING, text, mine=mine, limit=limit)


def applications(
    session: Session, text: str, *, actor: Actor, reach: Reach, limit: int
) -> list[SearchHit]:
    """Return applications by number, project name or client, the newest first."""
    mine = APPLICATIONS.within_reach(actor, reach)
    return _papers(session, ApplicationRecord, Noun.APPLICATION, text, mine=mine, limit=limit)


def _in_client(word: str) -> ColumnElement[bool]:
    people = (ContactRecord.name, ContactRecord.initials, ContactRecord.phone)
    with_contact = select(ContactRecord.client_id).where(contains_any(people, word))
    where = (ClientRecord.spoken, ClientRecord.number, ClientRecord.code, ClientRecord.phone)
    return or_(contains_any(where, word), ClientRecord.id.in_(with_contact))


def _papers(
    session: Session,
    model: Any,
    noun: Noun,
    text: str,
    *,
    mine: ColumnElement[bool],
    limit: int,
) -> list[SearchHit]:
    where = (model.number, model.project_name, ClientRecord.spoken)
    found = (
        select(model.id, model.number, model.project_name, ClientRecord.name)
        .join(ClientRecord, ClientRecord.id == model.client_id, isouter=True)
        .where(mine, text_filter(where, text))
        .order_by(model.id.desc())
        .limit(limit)
    )
    return [
        SearchHit(noun, key, number or "", project, client or "")
        for key, number, project, client in session.execute(found)
    ]
