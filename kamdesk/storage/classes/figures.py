"""What clients bought in a period, and the verdict on it, for all of them in one statement."""

from decimal import Decimal
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, not_, or_, select
from sqlalchemy.orm import Session

from kamdesk.domain.classes.classification import ClassificationRule, Figures, Fired, Join, Period
from kamdesk.domain.ids import ClientId
from kamdesk.storage.base import MONEY, TONS, Scaled
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.purchases.months import PurchaseMonthRecord

TEN_THOUSANDS: Final = Scaled(6)
"""Fen read as 万元: what the filter box of an amount compares with."""
_TONS = func.coalesce(func.sum(PurchaseMonthRecord.tons), literal(Decimal(0), TONS))
_AMOUNT = func.coalesce(func.sum(PurchaseMonthRecord.amount), literal(Decimal(0), MONEY))


def in_question() -> ColumnElement[bool]:
    """Return the condition that a client is classified at all: neither put away nor merged."""
    return and_(not_(ClientRecord.archived), ClientRecord.merged_into_id.is_(None))


def judged(rule: ClassificationRule, period: Period) -> Select[Any]:
    """Return the statement that judges every client in question.

    Its columns: client_id, held (the economic class now), tons, amount, met (the verdict), fired.
    """
    found = _sums(period).subquery("sums")
    usage = found.c.tons >= rule.monthly_tons * period.months
    sales = found.c.amount >= rule.year_amount
    met = and_(usage, sales) if rule.join is Join.AND else or_(usage, sales)
    fired = case(
        (and_(usage, sales), Fired.BOTH.value),
        (usage, Fired.USAGE.value),
        (sales, Fired.SALES.value),
        else_=Fired.NONE.value,
    )
    return select(*found.c, met.label("met"), fired.label("fired"))


def of_client(session: Session, client_id: ClientId, period: Period) -> Figures:
    """Return the figures of one client; nothing bought is zero."""
    wanted = select(_TONS, _AMOUNT).where(
        PurchaseMonthRecord.client_id == client_id, _within(period)
    )
    return Figures(*session.execute(wanted).one())


def _sums(period: Period) -> Select[Any]:
    bought = and_(PurchaseMonthRecord.client_id == ClientRecord.id, _within(period))
    columns: tuple[Any, ...] = (
        ClientRecord.id.label("client_id"),
        ClientRecord.is_economic.label("held"),
        _TONS.label("tons"),
        _AMOUNT.label("amount"),
    )
    return (
        select(*columns)
        .select_from(ClientRecord)
        .join(PurchaseMonthRecord, bought, isouter=True)
        .where(in_question())
        .group_by(ClientRecord.id)
    )


def _within(period: Period) -> ColumnElement[bool]:
    return PurchaseMonthRecord.month.between(period.first, period.last)
