"""The monthly summary of purchases: kept by whoever writes purchases, read by everything else."""

from decimal import Decimal

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from kamdesk.domain.ids import ClientId
from kamdesk.domain.purchases.months import Month, MonthFigures
from kamdesk.storage.base import MONEY, TONS, Base


class PurchaseMonthRecord(Base):
    """What one client bought in one month (yyyymm); months without purchases have no row."""

    __tablename__ = "purchase_months"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - read once by SQLAlchemy

    client_id: Mapped[ClientId] = mapped_column(ForeignKey("clients.id"), primary_key=True)
    month: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    tons: Mapped[Decimal] = mapped_column(TONS)
    amount: Mapped[Decimal] = mapped_column(MONEY)
    lines: Mapped[int]


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
