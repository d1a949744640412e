"""Running numbers: yearly, never twice, no gap after a rollback."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from kamdesk.domain.numbers import NumberKind
from kamdesk.storage import numbers

NOVEMBER = datetime(2026, 11, 2, 1, tzinfo=UTC)
CHINESE_NEW_YEAR = datetime(2026, 12, 31, 16, tzinfo=UTC)  # midnight in China


def take(sessions, kind=NumberKind.FILING, at=NOVEMBER):
    with sessions.write() as session:
        return numbers.take(session, kind, at)


def test_each_series_counts_for_itself(sessions):
    assert [take(sessions) for _ in range(3)][-1] == "KD-BB-2026-0003"
    assert take(sessions, NumberKind.APPLICATION) == "KD-LX-2026-0001"


def test_the_year_is_chinas(sessions):
    assert take(sessions, at=CHINESE_NEW_YEAR) == "KD-BB-2027-0001"
    assert take(sessions) == "KD-BB-2026-0001"


def test_a_rolled_back_number_is_given_again_without_a_gap(sessions):
    with sessions.write() as session:
        numbers.take(session, NumberKind.FILING, NOVEMBER)
        session.rollback()
    assert take(sessions) == "KD-BB-2026-0001"


def test_a_cancelled_number_stays_with_its_reason(sessions):
    number = take(sessions)
    with sessions.write() as session:
        numbers.cancel(session, number, reason="客户停业", at=NOVEMBER)
    with sessions.read() as session:
        kept = session.get(numbers.NumberRecord, number)
        assert kept.cancel_reason == "客户停业"
    assert take(sessions) == "KD-BB-2026-0002"


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE number_counters SET last = 0",
        "UPDATE number_counters SET last = last + 2",
        "UPDATE number_counters SET year = 2025",
        "DELETE FROM number_counters",
        "REPLACE INTO number_counters (kind, year, last) VALUES ('BB', 2026, 0)",
        "INSERT INTO number_counters (kind, year, last) VALUES ('BB', 2030, 7)",
        "DELETE FROM number_register",
        "UPDATE number_register SET number = 'KD-BB-2026-9999'",
        "UPDATE number_register SET cancel_reason = '', cancelled_at = '2026'",
        "UPDATE number_register SET sequence = 5",
        "REPLACE INTO number_register SELECT * FROM number_register",
    ],
)
def test_the_register_refuses_to_forget(sessions, attack):
    take(sessions)
    with pytest.raises(IntegrityError), sessions.write() as session:
        session.execute(text(attack))


def test_a_number_is_cancelled_once(sessions):
    number = take(sessions)
    with sessions.write() as session:
        numbers.cancel(session, number, reason="客户停业", at=NOVEMBER)
    with pytest.raises(IntegrityError), sessions.write() as session:
        numbers.cancel(session, number, reason="别的", at=NOVEMBER)
