"""Running numbers: a counter a series and year, and the register of every number ever taken."""

from datetime import datetime

from sqlalchemy import Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from kamdesk.domain.clock import day_of
from kamdesk.domain.numbers import NumberKind, number_text
from kamdesk.storage.base import Base, Instant, choice


class NumberCounterRecord(Base):
    """The last sequence of a series in a year; it only ever counts up by one."""

    __tablename__ = "number_counters"

    kind: Mapped[NumberKind] = mapped_column(choice(NumberKind, "kind"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]


class NumberRecord(Base):
    """A number taken; a cancelled one (作废) stays with its reason."""

    __tablename__ = "number_register"
    __table_args__ = (UniqueConstraint("kind", "year", "sequence"),)

    number: Mapped[str] = mapped_column(Text, primary_key=True)
    kind: Mapped[NumberKind] = mapped_column(choice(NumberKind, "kind"))
    year: Mapped[int]
    sequence: Mapped[int]
    taken_at: Mapped[datetime] = mapped_column(Instant)
    cancelled_at: Mapped[datetime | None] = mapped_column(Instant)
    cancel_reason: Mapped[str | None] = mapped_column(Text)


def take(session: Session, kind: NumberKind, at: datetime) -> str:
    """Take the next number of `kind` in the Chinese calendar year of `at`.

    Only inside a writing transaction: it holds the write lock from its beginning, so two takers
    queue, and a rolled-back one leaves no gap.
    """
    year = day_of(at).year
    counter = session.get(NumberCounterRecord, (kind, year))
    if counter is None:
        counter = NumberCounterRecord(kind=kind, year=year, last=0)
        session.add(counter)
        session.flush()
    counter.last += 1
    number = number_text(kind, year, counter.last)
    session.add(
        NumberRecord(number=number, kind=kind, year=year, sequence=counter.last, taken_at=at)
    )
    session.flush()
    return number


def cancel(session: Session, number: str, *, reason: str, at: datetime) -> None:
    """Mark `number` as 作废; it stays in the register and is never given again."""
    record = session.scalars(select(NumberRecord).where(NumberRecord.number == number)).one()
    record.cancelled_at = at
    record.cancel_reason = reason
    session.flush()
