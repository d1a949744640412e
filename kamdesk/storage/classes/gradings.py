"""The table of gradings, and clients listed by grade."""

import json
from array import array
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Select, Text, and_, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from kamdesk.domain.classes.grading import Criterion, Judgement, Part, Score
from kamdesk.domain.classes.gradings import SOON_DAYS, Grading, GradingRow
from kamdesk.domain.clients.clients import Grade
from kamdesk.domain.ids import ClientId, PolicyId, UserId
from kamdesk.domain.lists import ListQuery
from kamdesk.storage.base import MONEY, Base, Instant, Scaled, choice
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.clients.lists import OWNER, within_reach
from kamdesk.storage.people import UserRecord
from kamdesk.storage.projects import listing
from kamdesk.storage.projects.listing import (
    Viewer,
    choice_box,
    client_box,
    date_box,
    number_box,
    text_box,
    unknown_view,
)
from kamdesk.storage.triggers import Trigger, append_only

_TENTHS = Scaled(1)


class GradingRecord(Base):
    """A decision on a client's grade; `parts` and `marks` are JSON, `scheme_id` 0 the defaults."""

    __tablename__ = "gradings"

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[ClientId] = mapped_column(ForeignKey("clients.id"), index=True)
    scheme_id: Mapped[int]  # no foreign key: 0 stands for the defaults, before anybody set one
    amount: Mapped[Decimal] = mapped_column(MONEY)
    marks: Mapped[str] = mapped_column(Text)
    parts: Mapped[str] = mapped_column(Text)
    total: Mapped[Decimal] = mapped_column(_TENTHS)
    proposed: Mapped[Grade] = mapped_column(choice(Grade, "proposed"))
    grade: Mapped[Grade] = mapped_column(choice(Grade, "grade"))
    reason: Mapped[str] = mapped_column(Text)
    due_on: Mapped[date]
    at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"))


_LAST = (
    select(func.max(GradingRecord.id))
    .where(GradingRecord.client_id == ClientRecord.id)
    .correlate(ClientRecord)
    .scalar_subquery()
)


def parts_text(score: Score) -> str:
    """Return the parts of a score as they are kept."""
    parts = [[part.criterion.value, str(part.points), part.weight] for part in score.parts]
    return json.dumps(parts)


def marks_text(judgement: Judgement) -> str:
    """Return the marks as they are kept."""
    marks = {"scale": judgement.scale, "potential": judgement.potential}
    return json.dumps({**marks, "payment": judgement.payment})


def of_client(session: Session, client_id: ClientId) -> tuple[Grading, ...]:
    """Return a client's gradings, the newest first."""
    found = session.execute(
        select(GradingRecord, UserRecord.name)
        .join(UserRecord, UserRecord.id == GradingRecord.by_id)
        .where(GradingRecord.client_id == client_id)
        .order_by(GradingRecord.id.desc())
    )
    return tuple(_grading(record, by) for record, by in found)


def last_of(session: Session, client_ids: Sequence[int]) -> dict[int, Judgement]:
    """Return the marks of the last grading of each client that has one."""
    newest = (
        select(func.max(GradingRecord.id))
        .where(GradingRecord.client_id.in_(client_ids))
        .group_by(GradingRecord.client_id)
    )
    found = select(GradingRecord.client_id, GradingRecord.marks).where(GradingRecord.id.in_(newest))
    return {row.client_id: Judgement(**json.loads(row.marks)) for row in session.execute(found)}


def ids(session: Session, query: ListQuery, viewer: Viewer) -> "array[int]":
    """Return the ids of the clients the actor may see that fit `query`, in its order."""
    base = _joined(ClientRecord.id).where(
        within_reach(viewer.actor, viewer.reach), _view(query.view, viewer.day)
    )
    return listing.ids(session, base, query, boxes=_BOXES, key=ClientRecord.id)


def rows(session: Session, ids: Sequence[int], viewer: Viewer) -> list[GradingRow]:
    """Return the rows of `ids` in the same order; those gone or not to be seen are left out."""
    wanted = _joined(*_SHOWN).where(
        ClientRecord.id.in_(ids), within_reach(viewer.actor, viewer.reach)
    )
    found = {row.id: GradingRow(**row._asdict()) for row in session.execute(wanted)}
    return listing.in_order(found, ids)


_SHOWN = (
    ClientRecord.id,
    ClientRecord.number,
    ClientRecord.name,
    ClientRecord.grade,
    ClientRecord.tier,
    GradingRecord.total,
    ClientRecord.grade_due_on.label("due_on"),
    ClientRecord.year_amount.label("amount"),
    func.coalesce(OWNER.name, "").label("owner"),
)
_BOXES = {
    "name": client_box(),
    "number": text_box(ClientRecord.number),
    "grade": choice_box(ClientRecord.grade),
    "tier": choice_box(ClientRecord.tier),
    "total": number_box(GradingRecord.total),
    "due_on": date_box(ClientRecord.grade_due_on),
    "amount": number_box(ClientRecord.year_amount, unit="万"),
    "owner": text_box(OWNER.name, OWNER.login),
}


def _joined(*columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(ClientRecord)
        .join(OWNER, OWNER.id == ClientRecord.owner_id, isouter=True)
        .join(GradingRecord, GradingRecord.id == _LAST, isouter=True)
    )


def _view(view: str, day: date) -> ColumnElement[bool]:
    present = ClientRecord.archived.is_(other=False)
    match view:
        case "due":
            return and_(present, ClientRecord.grade_due_on <= day)
        case "soon":
            until = day + timedelta(days=SOON_DAYS)
            due_on = ClientRecord.grade_due_on
            return and_(present, due_on > day, due_on <= until)
        case "ungraded":
            return and_(present, ClientRecord.grade.is_(None))
        case "all":
            return present
        case _:
            raise unknown_view(view)


def _grading(record: GradingRecord, by: str) -> Grading:
    parts = tuple(
        Part(Criterion(name), Decimal(points), weight)
        for name, points, weight in json.loads(record.parts)
    )
    return Grading(
        score=Score(parts),
        total=record.total,
        amount=record.amount,
        proposed=record.proposed,
        grade=record.grade,
        reason=record.reason,
        due_on=record.due_on,
        scheme_id=PolicyId(record.scheme_id),
        judgement=Judgement(**json.loads(record.marks)),
        at=record.at,
        by=by,
    )


TRIGGERS: tuple[Trigger, ...] = append_only("gradings")
