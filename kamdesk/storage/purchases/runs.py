"""The tables of import runs: how far each got, what it changed, which rows it gave back."""

import json
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from sqlalchemy import ColumnElement, ForeignKey, Text, select
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from kamdesk.domain.ids import PurchaseRunId, UserId
from kamdesk.domain.purchases.imports import Failure
from kamdesk.domain.purchases.runs import RunRow, RunState
from kamdesk.storage.base import MONEY, TONS, Base, Instant, Versioned, choice
from kamdesk.storage.people import UserRecord

_UNDONE_BY = aliased(UserRecord, name="undone_by")


class PurchaseRunRecord(Versioned, Base):
    """An import of one file; `last_line` is the last line that was worked off.

    The rows it created have ids from `first_id` to `last_id`. `task` is what it was told to do, as
    JSON: headings, columns, options.
    """

    __tablename__ = "purchase_runs"

    id: Mapped[PurchaseRunId] = mapped_column(primary_key=True)
    file_name: Mapped[str] = mapped_column(Text)
    encoding: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(Text, index=True)
    task: Mapped[str] = mapped_column(Text)
    state: Mapped[RunState] = mapped_column(choice(RunState, "state"))
    lines: Mapped[int]
    last_line: Mapped[int] = mapped_column(default=0)
    created: Mapped[int] = mapped_column(default=0)
    updated: Mapped[int] = mapped_column(default=0)
    skipped: Mapped[int] = mapped_column(default=0)
    failed: Mapped[int] = mapped_column(default=0)
    new_clients: Mapped[int] = mapped_column(default=0)
    tons: Mapped[Decimal] = mapped_column(TONS, default=Decimal(0))
    amount: Mapped[Decimal] = mapped_column(MONEY, default=Decimal(0))
    first_id: Mapped[int | None]
    last_id: Mapped[int | None]
    failure: Mapped[str] = mapped_column(Text, default="")
    started_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    by_id: Mapped[UserId] = mapped_column(ForeignKey("users.id"))
    undone_at: Mapped[datetime | None] = mapped_column(Instant)
    undone_by_id: Mapped[UserId | None] = mapped_column(ForeignKey("users.id"))


class PurchaseRunChangeRecord(Base):
    """What a run overwrote in a purchase: its values before, and its version after."""

    __tablename__ = "purchase_run_changes"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - read once by SQLAlchemy

    run_id: Mapped[PurchaseRunId] = mapped_column(ForeignKey("purchase_runs.id"), primary_key=True)
    purchase_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    version: Mapped[int]
    day: Mapped[int]
    contract: Mapped[str] = mapped_column(Text)
    tons: Mapped[Decimal] = mapped_column(TONS)
    amount: Mapped[Decimal] = mapped_column(MONEY)


class PurchaseRunFailureRecord(Base):
    """A row of the file that did not come in: why, and its cells as JSON."""

    __tablename__ = "purchase_run_failures"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - read once by SQLAlchemy

    run_id: Mapped[PurchaseRunId] = mapped_column(ForeignKey("purchase_runs.id"), primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    reasons: Mapped[str] = mapped_column(Text)
    cells: Mapped[str] = mapped_column(Text)


def rows(session: Session, *conditions: ColumnElement[bool]) -> list[RunRow]:
    """Return the runs that meet `conditions`, the newest first."""
    wanted = (
        select(PurchaseRunRecord, UserRecord.name, _UNDONE_BY.name)
        .join(UserRecord, UserRecord.id == PurchaseRunRecord.by_id)
        .join(_UNDONE_BY, _UNDONE_BY.id == PurchaseRunRecord.undone_by_id, isouter=True)
        .where(*conditions)
        .order_by(PurchaseRunRecord.id.desc())
    )
    return [_row(run, by, undone_by or "") for run, by, undone_by in session.execute(wanted)]


def with_digest(session: Session, digest: str) -> list[RunRow]:
    """Return the runs of the same file, the newest first."""
    return rows(session, PurchaseRunRecord.digest == digest)


def failures(
    session: Session, run_id: PurchaseRunId, *, limit: int | None = None
) -> Iterator[Failure]:
    """Yield the rows that did not come in, in the order of the file."""
    record = PurchaseRunFailureRecord
    wanted = select(record.line, record.reasons, record.cells).where(record.run_id == run_id)
    for line, reasons, cells in session.execute(wanted.order_by(record.line).limit(limit)):
        yield Failure(line, tuple(reasons.splitlines()), tuple(json.loads(cells)))


def _row(run: PurchaseRunRecord, by: str, undone_by: str) -> RunRow:
    same = set(RunRow.__dataclass_fields__) - {"done", "by", "undone_by"}
    return RunRow(
        **{name: getattr(run, name) for name in same},
        done=run.last_line,
        by=by,
        undone_by=undone_by,
    )
