"""The monthly summary of purchases: kept by whoever writes purchases, read by everything else."""

import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final, TypeAlias

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from kamdesk.domain.ids import ClientId
from kamdesk.domain.purchases.months import Month, MonthFigures, months_before
from kamdesk.storage.base import MONEY, TONS, Base
from kamdesk.storage.dialects import purchases as statements

YEAR: Final = 12
"""Months that a client's figures of the year sum."""


class PurchaseMonthRecord(Base):
    """What one client bought in one month (yyyymm); months without purchases have no row."""

    __tablename__ = "purchase_months"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - read once by SQLAlchemy

    client_id: Mapped[ClientId] = mapped_column(ForeignKey("clients.id"), primary_key=True)
    month: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    tons: Mapped[Decimal] = mapped_column(TONS)
    amount: Mapped[Decimal] = mapped_column(MONEY)
    lines: Mapped[int]


class PurchaseSummaryRecord(Base):
    """The one row that tells with which month the year ends in the figures of clients."""

    __tablename__ = "purchase_summary"

    id: Mapped[int] = mapped_column(primary_key=True)
    month: Mapped[int]


Part: TypeAlias = tuple[int, int, int, int, int]
"""Of the summary: client, yyyymm, kilograms, fen, lines; negative figures take away."""


def of_client(
    session: Session, client_id: ClientId, *, first: Month, last: Month
) -> list[MonthFigures]:
    """Return a client's months from `first` to `last`, in order; empty months are left out."""
    months = (
        select(PurchaseMonthRecord)
        .where(
            PurchaseMonthRecord.client_id == client_id,
            PurchaseMonthRecord.month.between(first, last),
        )
        .order_by(PurchaseMonthRecord.month)
    )
    return [
        MonthFigures(Month(row.month), row.tons, row.amount, row.lines)
        for row in session.scalars(months)
    ]


def add(session: Session, parts: Sequence[Part], *, present: Month) -> None:
    """Bring a few purchases into the summary and into their clients' figures."""
    tally(session, parts)
    settle(session, {client for client, *_figures in parts}, present=present)


def tally(session: Session, parts: Iterable[Part]) -> None:
    """Bring purchases into the summary; `settle` is to follow for their clients."""
    session.connection().exec_driver_sql(statements.ADD, list(parts))


def take_away(session: Session, run_id: int, *, first: int, last: int) -> None:
    """Take the purchases of a run with ids from `first` to `last` away; `settle` is to follow."""
    session.connection().exec_driver_sql(statements.TAKE_AWAY, (first, last, run_id))


def settle(session: Session, clients: Iterable[int], *, present: Month) -> None:
    """Make the figures of `clients` follow their months; `present` is the last of the year's.

    Where they ended with another month, the figures of all clients follow.
    """
    connection, ids = session.connection(), json.dumps(sorted(clients))
    connection.exec_driver_sql(statements.DROP_EMPTY, (ids,))
    if not keep_year(session, present=present):
        first = months_before(present, YEAR - 1)
        connection.exec_driver_sql(
            statements.SETTLE + statements.OF_SOME, (first, present, first, present, ids)
        )


def keep_year(session: Session, *, present: Month) -> bool:
    """Let the figures of all clients end with `present`; tell whether there was need to."""
    if year_ends_with(session, present):
        return False
    session.merge(PurchaseSummaryRecord(id=1, month=present))
    session.flush()
    _settle_all(session, present)
    return True


def year_ends_with(session: Session, present: Month) -> bool:
    """Tell whether the figures of clients end with `present`."""
    kept = session.get(PurchaseSummaryRecord, 1)
    return kept is not None and kept.month == present


def rebuild_some(session: Session, clients: Iterable[int], *, present: Month) -> None:
    """Sum the purchases of a few clients anew."""
    some = sorted(clients)
    for statement in (statements.FORGET_MONTHS, statements.SUM_SOME):
        session.connection().exec_driver_sql(statement, (json.dumps(some),))
    settle(session, some, present=present)


def rebuild(session: Session, *, present: Month) -> None:
    """Sum everything anew from the purchases themselves."""
    connection = session.connection()
    connection.exec_driver_sql("DELETE FROM purchase_months")
    connection.exec_driver_sql(statements.REBUILD)
    if not keep_year(session, present=present):
        _settle_all(session, present)


def _settle_all(session: Session, present: Month) -> None:
    session.connection().exec_driver_sql(statements.SETTLE, _year(present))


def _year(present: Month) -> tuple[int, ...]:
    """Return the first and the last month of the year that ends with `present`, twice."""
    return (months_before(present, YEAR - 1), present) * 2
