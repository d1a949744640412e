"""Vectors of ids: in the order of their query, whole or cut, however many there are."""

import random

import pytest
from sqlalchemy import column, select, table, text

from kamdesk.storage.audit import AuditRecord
from kamdesk.storage.dialects.vectors import among, id_vector, unindexed
from kamdesk.storage.people import UserRecord
from tests.office import clock, office, people, sessions

__all__ = ["clock", "office", "people", "sessions"]

COUNT = 60_000


@pytest.fixture
def numbers(sessions):
    """A table of many numbers in no order, as a query of its ids and one of its values."""
    values = list(range(COUNT))
    random.Random(3).shuffle(values)
    with sessions.write() as session:
        session.execute(text("CREATE TABLE numbers (id INTEGER PRIMARY KEY, value INTEGER)"))
        session.execute(
            text("INSERT INTO numbers (id, value) VALUES (:id, :value)"),
            [{"id": at + 7_000_000_000, "value": value} for at, value in enumerate(values)],
        )
    return values


def ordered(direction):
    numbers = table("numbers", column("id"), column("value"))
    return select(numbers.c.id).order_by(text(f"value {direction}"))


@pytest.mark.parametrize("direction", ["ASC", "DESC"])
def test_a_vector_has_the_order_of_its_query_over_many_slices(sessions, numbers, direction):
    with sessions.read() as session:
        found = id_vector(session, ordered(direction))
    expected = sorted(range(COUNT), key=numbers.__getitem__, reverse=direction == "DESC")
    assert found.typecode == "q"
    assert list(found) == [at + 7_000_000_000 for at in expected]


def test_a_vector_may_be_cut(sessions, numbers):
    with sessions.read() as session:
        whole = id_vector(session, ordered("ASC"))
        assert id_vector(session, ordered("ASC"), limit=128) == whole[:128]


def test_nothing_found_is_an_empty_vector(sessions):
    with sessions.read() as session:
        assert len(id_vector(session, select(AuditRecord.seq).where(AuditRecord.seq < 0))) == 0


def test_ids_go_in_however_many_they_are(sessions):
    with sessions.read() as session:
        inside = select(UserRecord.id).where(UserRecord.id.in_(among([3, 1, *range(50, 90_000)])))
        assert sorted(session.scalars(inside)) == [1, 3]


def test_an_unindexed_column_is_not_walked_in_its_order(sessions):
    with sessions.read() as session:
        plans = []
        for key in (UserRecord.login, unindexed(UserRecord.login)):
            sql = str(select(UserRecord.name).order_by(key))
            plans.append(str(session.execute(text(f"EXPLAIN QUERY PLAN {sql}")).all()))
    assert "INDEX" in plans[0]
    assert "TEMP B-TREE FOR ORDER BY" in plans[1]
