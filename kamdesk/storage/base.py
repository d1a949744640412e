"""What every mapped class shares: constraint names and column types."""

from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, NewType

from sqlalchemy import BigInteger, Boolean, Dialect, Enum, Integer, MetaData, Text, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from kamdesk.domain import ids

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def instant_text(value: datetime) -> str:
    """Return an aware instant as ISO text in UTC, always 27 characters."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class Instant(TypeDecorator[datetime]):
    """An aware UTC instant, kept as ISO text of fixed length so that order is time."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> str | None:
        return None if value is None else instant_text(value)

    def process_result_value(self, value: Any | None, _dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class Scaled(TypeDecorator[Decimal]):
    """An exact decimal, kept as a whole number of its smallest unit."""

    impl = BigInteger
    cache_ok = True

    def __init__(self, places: int) -> None:
        super().__init__()
        self.places = places

    def process_bind_param(self, value: Decimal | None, _dialect: Dialect) -> int | None:
        if value is None:
            return None
        scaled = value.scaleb(self.places)
        if scaled != scaled.to_integral_value():
            raise ValueError(f"{value} has more than {self.places} decimals")
        return int(scaled)

    def process_result_value(self, value: Any | None, _dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-self.places)


MONEY = Scaled(2)
"""Yuan, kept in fen."""
TONS = Scaled(3)
"""Tons, kept in kilograms."""
PERCENT = Scaled(2)
"""Percent, kept in basis points."""


def flag(column: str) -> Boolean:
    """Return the type of a yes-or-no column, held to that by a CHECK named after `column`."""
    return Boolean(create_constraint=True, name=column)


def choice(words: type[StrEnum], column: str) -> Enum:
    """Return the type of a column that holds one of `words` by value, held to that by a CHECK."""
    return Enum(
        words,
        name=column,
        native_enum=False,
        create_constraint=True,
        length=40,
        values_callable=lambda members: [member.value for member in members],
    )


class Base(DeclarativeBase):
    """The mapped classes' common root."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012 - read once by SQLAlchemy
        typed_id: Integer for typed_id in vars(ids).values() if isinstance(typed_id, NewType)
    }


class Versioned:
    """A row guarded against lost updates: every UPDATE counts `version` up and checks it."""

    version: Mapped[int] = mapped_column(sort_order=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - SQLAlchemy passes the class
        return {"version_id_col": cls.version}
