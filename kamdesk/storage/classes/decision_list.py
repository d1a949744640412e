"""The list of decisions on classes: its filters, orders, views and rows."""

from array import array
from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import type_coerce
from sqlalchemy.orm import Session

from kamdesk.domain.classes.decisions import TEXTS, DecisionRow, basis_text
from kamdesk.domain.clients.clients import ClientClass
from kamdesk.domain.lists import ListQuery
from kamdesk.storage.classes.decisions import ClassDecisionRecord, basis_of, joined
from kamdesk.storage.classes.figures import TEN_THOUSANDS
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.clients.lists import OWNER, within_reach
from kamdesk.storage.people import UserRecord
from kamdesk.storage.projects import listing
from kamdesk.storage.projects.listing import Viewer


def ids(session: Session, query: ListQuery, viewer: Viewer) -> "array[int]":
    """Return the ids of the decisions in reach that fit `query`, in its order."""
    base = joined(ClassDecisionRecord.id).where(within_reach(viewer.actor, viewer.reach))
    if query.view in set(ClientClass):
        base = base.where(ClassDecisionRecord.client_class == ClientClass(query.view))
    elif query.view != "all":
        raise listing.unknown_view(query.view)
    return listing.ids(session, base, query, boxes=_BOXES, key=ClassDecisionRecord.id)


def rows(session: Session, ids: Sequence[int], viewer: Viewer) -> list[DecisionRow]:
    """Return the rows of `ids` in the same order; those gone or out of reach are left out."""
    shown = (
        ClassDecisionRecord,
        ClientRecord.number,
        ClientRecord.name.label("client"),
        OWNER.name.label("owner"),
        UserRecord.name.label("by"),
    )
    wanted = joined(*shown).where(
        ClassDecisionRecord.id.in_(ids), within_reach(viewer.actor, viewer.reach)
    )
    found = {row[0].id: _row(row) for row in session.execute(wanted)}
    return listing.in_order(found, ids)


def _row(row: Any) -> DecisionRow:
    record: ClassDecisionRecord = row[0]
    return DecisionRow(
        id=record.id,
        number=row.number,
        client=row.client,
        owner=row.owner or "",
        client_class=record.client_class,
        holds=record.holds,
        way=record.way,
        basis=record.verdict or basis_text(basis_of(record)),
        usage=record.usage,
        amount=record.amount,
        at=record.at,
        by=row.by,
    )


_BOXES: Final[Mapping[str, listing.Box]] = {
    "number": listing.text_box(ClientRecord.number),
    "client": listing.client_box(),
    "owner": listing.text_box(OWNER.name, OWNER.login),
    "client_class": listing.choice_box(ClassDecisionRecord.client_class),
    "holds": listing.flag_box(ClassDecisionRecord.holds),
    "way": listing.choice_box(ClassDecisionRecord.way),
    "basis": listing.text_box(
        ClassDecisionRecord.reason, *(getattr(ClassDecisionRecord, name) for name in TEXTS[:-1])
    ),
    "usage": listing.number_box(ClassDecisionRecord.usage),
    "amount": listing.number_box(type_coerce(ClassDecisionRecord.amount, TEN_THOUSANDS)),
    "at": listing.date_box(ClassDecisionRecord.at),
    "by": listing.text_box(UserRecord.name, UserRecord.login),
}
