"""The filter texts, asked of a real database."""

from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, Text, create_engine, select
from sqlalchemy.types import Date

from kamdesk.domain.errors import RuleError
from kamdesk.storage import filters
from kamdesk.storage.base import MONEY, Instant, choice


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


THINGS = Table(
    "things",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("name", Text),
    Column("price", MONEY),
    Column("day", Date),
    Column("at", Instant),
    Column("colour", choice(Colour, "colour")),
)
ROWS = [
    (1, "50%折扣Ab", Decimal("19.99"), date(2026, 10, 31), (2026, 10, 31, 15, 59), Colour.RED),
    (2, "50块_钱", Decimal("20.00"), date(2026, 11, 1), (2026, 10, 31, 16, 0), Colour.GREEN),
    (3, "五十", Decimal("50000.00"), date(2026, 12, 31), (2026, 11, 30, 16, 0), None),
]


@pytest.fixture(scope="module")
def found():
    engine = create_engine("sqlite://")
    THINGS.metadata.create_all(engine)
    columns = ("id", "name", "price", "day", "at", "colour")
    with engine.begin() as connection:
        for row in ROWS:
            values = dict(zip(columns, row, strict=True))
            values["at"] = datetime(*values["at"], tzinfo=UTC)
            connection.execute(THINGS.insert(), values)

    def ask(condition):
        with engine.connect() as connection:
            return list(connection.scalars(select(THINGS.c.id).where(condition)))

    yield ask
    engine.dispose()


@pytest.mark.parametrize(
    ("text", "ids"),
    [("50", [1, 2]), ("50%", [1]), ("块_", [2]), ("50 ab", [1]), ("AB", [1]), ("", [1, 2, 3])],
)
def test_texts_mean_themselves_and_every_word_counts(found, text, ids):
    assert found(filters.text_filter((THINGS.c.name,), text)) == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        (">=20", [2, 3]),
        ("≥ 20", [2, 3]),
        ("<20", [1]),
        ("＝２０", [2]),
        ("20", [2]),
        ("19~20", [1, 2]),
        ("19～", [1, 2, 3]),
        ("~19.99", [1]),
        (">1万", [3]),
        ("50,000", [3]),
    ],
)
def test_numbers(found, text, ids):
    assert found(filters.number_filter(THINGS.c.price, text)) == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("2026", [1, 2, 3]),
        ("2026-11", [2]),
        ("2026年11月", [2]),
        ("2026-11-01", [2]),
        ("2026/11/1", [2]),
        (">2026-10", [2, 3]),
        ("<=2026-10-31", [1]),
        ("2026-10-31~2026-11", [1, 2]),
        ("2026-12~", [3]),
    ],
)
def test_days(found, text, ids):
    assert found(filters.date_filter(THINGS.c.day, text)) == ids


@pytest.mark.parametrize(
    ("text", "ids"), [("2026-10-31", [1]), ("2026-11", [2]), (">=2026-12-01", [3])]
)
def test_days_of_instants_are_chinas(found, text, ids):
    assert found(filters.date_filter(THINGS.c.at, text)) == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [("red", [1]), ("red, green", [1, 2]), ("none", [3]), ("red,none", [1, 3]), ("", [1, 2, 3])],
)
def test_choices(found, text, ids):
    assert found(filters.choice_filter(THINGS.c.colour, text)) == ids


@pytest.mark.parametrize(
    ("make", "column", "text"),
    [
        (filters.number_filter, "price", "很多"),
        (filters.number_filter, "price", ">=<3"),
        (filters.number_filter, "price", "1.234"),
        (filters.number_filter, "price", "9" * 40),
        (filters.date_filter, "day", "昨天"),
        (filters.date_filter, "day", "2026-13"),
        (filters.date_filter, "day", "2026-02-30"),
        (filters.date_filter, "day", "9999"),
        (filters.choice_filter, "colour", "blue"),
        (filters.flag_filter, "colour", "vielleicht"),
    ],
)
def test_what_cannot_be_understood_is_refused_in_words(make, column, text):
    with pytest.raises(RuleError, match=r"。$"):
        make(THINGS.c[column], text)


def test_a_giant_text_is_refused():
    with pytest.raises(RuleError, match="最多 100 个字"):
        filters.text_filter((THINGS.c.name,), "长" * 101)
