"""The chain: only added to, and every kind of tampering is found."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from kamdesk.domain.audit import Anchor, AuditHead, read_anchor
from kamdesk.domain.changes import Noun
from kamdesk.storage import audit
from kamdesk.storage.triggers import TRIGGERS

MIDDLE = "at, actor_id, action, noun, record_id, payload"
START = datetime(2026, 11, 2, tzinfo=UTC)


@pytest.fixture
def chain(sessions, people):
    with sessions.write() as session:
        for step in range(20):
            audit.append(
                session,
                at=START + timedelta(minutes=step),
                actor_id=people.head,
                action="decided",
                noun=Noun.APPLICATION,
                record_id=step,
                payload={"step": step, "amount": Decimal("50000.00"), "day": date(2026, 11, 2)},
            )
    return sessions


def tamper(sessions, statement):
    """Change rows as an owner of file and key could: without the triggers."""
    with sessions.write() as session:
        for trigger in TRIGGERS:
            session.execute(text(f"DROP TRIGGER IF EXISTS {trigger.name}"))
        session.execute(text(statement))


def check(sessions, anchor=None):
    with sessions.read() as session:
        return audit.verify(session, anchor)


def test_an_untouched_chain_is_sound(chain):
    report = check(chain)
    assert (report.count, report.broken_seq, report.sound) == (20, None, True)
    with chain.read() as session:
        assert report.head == audit.head(session)


def test_an_empty_chain_is_sound(sessions):
    assert check(sessions).sound
    with sessions.read() as session:
        assert audit.head(session) is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET digest = digest",
        "UPDATE audit SET payload = '{}' WHERE seq = 7",
        "DELETE FROM audit WHERE seq = 20",
        f"REPLACE INTO audit SELECT seq, {MIDDLE}, previous, 'x' FROM audit WHERE seq = 20",
        f"INSERT INTO audit SELECT 22, {MIDDLE}, digest, 'x' FROM audit WHERE seq = 20",
        f"INSERT INTO audit SELECT 21, {MIDDLE}, previous, 'x' FROM audit WHERE seq = 20",
    ],
)
def test_the_database_itself_refuses_to_rewrite_the_chain(chain, statement):
    with pytest.raises(IntegrityError), chain.write() as session:
        session.execute(text(statement))
    assert check(chain).sound


@pytest.mark.parametrize("column", ["at", "actor_id", "action", "noun", "record_id", "payload"])
def test_a_changed_column_is_found_where_it_is(chain, column):
    value = {"actor_id": "1", "record_id": "99", "at": "'2026-11-09T00:00:00.000000Z'"}
    tamper(chain, f"UPDATE audit SET {column} = {value.get(column, chr(39) * 2)} WHERE seq = 7")
    assert check(chain).broken_seq == 7


def test_a_row_taken_out_is_found(chain):
    tamper(chain, "DELETE FROM audit WHERE seq = 7")
    assert check(chain).broken_seq == 8


def test_a_cut_tail_is_found_by_an_anchor_only(chain):
    anchor = read_anchor(str(check(chain).head))
    tamper(chain, "DELETE FROM audit WHERE seq > 15")
    assert check(chain).sound
    report = check(chain, anchor)
    assert (report.anchor_kept, report.sound) == (False, False)


def test_a_chain_forged_anew_is_found_by_an_anchor(chain, people):
    anchor = read_anchor(str(check(chain).head))
    tamper(chain, "DELETE FROM audit WHERE seq = 20")
    with chain.write() as session:
        audit.append(
            session,
            at=START,
            actor_id=people.head,
            action="forged",
            noun=Noun.APPLICATION,
            record_id=19,
            payload={},
        )
    assert check(chain).sound
    assert not check(chain, anchor).sound


def test_an_anchor_in_the_middle_is_kept(chain):
    with chain.read() as session:
        digest = session.scalar(text("SELECT digest FROM audit WHERE seq = 9"))
    assert check(chain, Anchor(9, digest[:16])).anchor_kept is True
    assert check(chain, Anchor(9, "0" * 16)).anchor_kept is False


def test_the_canonical_text_does_not_depend_on_order_or_kind_of_number():
    payload = {"b": Decimal("1.50"), "a": datetime(2026, 11, 2, 9, tzinfo=UTC), "名": "钢"}
    text_of_it = '{"a":"2026-11-02T09:00:00.000000Z","b":"1.50","名":"钢"}'
    assert audit.canonical(payload) == text_of_it


def test_what_has_no_canonical_form_is_a_defect():
    with pytest.raises(TypeError, match="set has no canonical form"):
        audit.canonical({"a": {1, 2}})


def test_a_head_is_printed_as_its_anchor():
    assert str(AuditHead(123, "0123456789abcdef" * 4)) == "123:0123456789abcdef"
