"""The key person of a client: free the first time, then with a reason and anew."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from kamdesk.domain.clock import today
from kamdesk.domain.errors import FieldError, NotAllowedError, RuleError
from kamdesk.storage.audit import AuditRecord


@pytest.fixture
def read(persons, people, firm):
    """Return the claims, newest first: who, since, until, why."""

    def claims_now():
        return [
            (claim.name, claim.since, claim.ended_on, claim.reason)
            for claim in persons.of_client(firm.client, by=people.sales).claims
        ]

    return claims_now


def test_the_first_is_named_without_a_reason(claims, people, firm, read, clock):
    claims.name(firm.boss, by=people.sales)
    assert read() == [("王建国", today(clock), None, "")]


def test_a_change_needs_a_reason_and_begins_the_claim_anew(claims, people, firm, read, clock):
    first = today(clock)
    claims.name(firm.boss, by=people.sales)
    clock.advance(days=30)
    with pytest.raises(FieldError, match="变更原因"):
        claims.name(firm.secretary, " ", by=people.sales)
    assert read() == [("王建国", first, None, "")]
    claims.name(firm.secretary, "王总调离", by=people.head)
    later = first + timedelta(days=30)
    assert read() == [("李秘", later, None, "王总调离"), ("王建国", first, later, "")]


def test_coming_back_is_a_claim_of_its_own(claims, people, firm, read, clock):
    claims.name(firm.boss, by=people.sales)
    claims.name(firm.secretary, "甲", by=people.sales)
    claims.name(firm.boss, "乙", by=people.sales)
    assert [name for name, *_ in read()] == ["王建国", "李秘", "王建国"]


def test_who_is_named_already_is_not_named_again(claims, people, firm):
    claims.name(firm.boss, by=people.sales)
    with pytest.raises(RuleError, match="已经是"):
        claims.name(firm.boss, "再次", by=people.sales)


def test_nobody_put_away_is_named(claims, contacts, people, firm):
    contacts.archive(firm.boss, by=people.sales, seen_version=1)
    with pytest.raises(RuleError, match="已归档"):
        claims.name(firm.boss, by=people.sales)


def test_only_who_may_edit_the_client_names(claims, people, firm, read):
    for by in (people.sales2, people.finance, people.general_manager):
        with pytest.raises(NotAllowedError):
            claims.name(firm.boss, by=by)
    assert read() == []


def test_the_audit_trail_knows_the_step_by_numbers_only(claims, people, firm, sessions):
    claims.name(firm.boss, by=people.sales)
    claims.name(firm.secretary, "王建国退休", by=people.sales)
    with sessions.read() as session:
        steps = session.scalars(
            select(AuditRecord.payload).where(AuditRecord.action == "key_person")
        ).all()
    assert len(steps) == 2
    assert not [step for step in steps if "王" in step]
