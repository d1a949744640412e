"""撞单: opened at submission, blocking the last step, ruled once with a reason."""

import pytest

from kamdesk.domain.errors import FieldError, NotAllowedError, RuleError, StaleRecordError
from kamdesk.domain.lists import ListQuery
from kamdesk.domain.people import Role
from kamdesk.domain.projects.cases import CaseState, Decision
from kamdesk.domain.projects.conflicts import ConflictState, Ruling
from kamdesk.domain.projects.filings import FilingState
from kamdesk.storage import audit
from kamdesk.storage.people import UserRoleRecord


@pytest.fixture
def sessions(filed_sessions):
    return filed_sessions


@pytest.fixture
def client(filed_office):
    return filed_office.client


@pytest.fixture
def free_client(chain):
    return chain.client("宁波大通机械有限公司")


@pytest.fixture
def first(filed_office):
    return filed_office.filing


@pytest.fixture
def second(chain, client, people, first):
    filing = chain.filing(client, people.sales3)
    chain.send_filing(filing, people.sales3)
    return filing


def filing_of(chain, filing):
    return chain.filings.details(filing, by=chain.people.general_manager)


def conflict_of(chain, filing, index=0):
    return filing_of(chain, filing).conflicts[index]


def rule(chain, filing, ruling, *, reason="先报备且已有面谈记录", by=None):
    conflict = conflict_of(chain, filing)
    chain.conflicts.rule(
        conflict.id,
        by=by or chain.people.management,
        seen_version=conflict.version,
        ruling=ruling,
        reason=reason,
    )


def test_a_second_filer_opens_a_numbered_case(chain, people, first, second):
    conflict = conflict_of(chain, second)
    assert conflict.number == "KD-ZC-2026-0001"
    assert (conflict.first.filing_id, conflict.second.filing_id) == (first, second)
    assert conflict_of(chain, first).id == conflict.id
    assert conflict.state is ConflictState.OPEN


def test_both_in_approval_are_a_conflict_too(chain, free_client, people):
    early, late = (chain.filing(free_client, by) for by in (people.sales, people.sales3))
    chain.send_filing(early, people.sales)
    chain.send_filing(late, people.sales3)
    conflict = conflict_of(chain, late)
    assert (conflict.first.filing_id, conflict.second.filing_id) == (early, late)


def test_the_last_step_waits_for_the_ruling(chain, people, second):
    case = filing_of(chain, second).case_id
    chain.decide(case, people.head2)
    with pytest.raises(RuleError, match="KD-ZC-2026-0001"):
        chain.decide(case, people.management)
    rule(chain, second, Ruling.JOINT)
    chain.decide(case, people.management)
    assert filing_of(chain, second).state is FilingState.FILED


def test_the_first_does_not_wait(chain, free_client, people):
    early, late = (chain.filing(free_client, by) for by in (people.sales, people.sales3))
    case = chain.send_filing(early, people.sales)
    chain.send_filing(late, people.sales3)
    assert chain.agree_all(case).state is CaseState.APPROVED


def test_keeping_the_first_refuses_the_second(chain, first, second):
    rule(chain, second, Ruling.KEEP_FIRST)
    lost = filing_of(chain, second)
    assert lost.state is FilingState.REFUSED
    assert "先报备且已有面谈记录" in lost.close_reason
    assert chain.case(lost.case_id).state is CaseState.REFUSED
    assert chain.asked(lost.case_id) == []
    assert filing_of(chain, first).state is FilingState.FILED


def test_giving_to_the_second_ends_the_first(chain, first, second):
    rule(chain, second, Ruling.GIVE_SECOND)
    assert filing_of(chain, first).state is FilingState.ENDED
    chain.agree_all(filing_of(chain, second).case_id)
    assert filing_of(chain, second).state is FilingState.FILED


def test_giving_to_the_second_refuses_a_first_that_waits_for_amendment(chain, free_client, people):
    early, late = (chain.filing(free_client, by) for by in (people.sales, people.sales3))
    case = chain.send_filing(early, people.sales)
    chain.send_filing(late, people.sales3)
    chain.decide(case, people.head, Decision.RETURN, text="请补充")
    rule(chain, late, Ruling.GIVE_SECOND)
    assert filing_of(chain, early).state is FilingState.REFUSED


def test_joint_filings_name_each_other(chain, first, second):
    rule(chain, second, Ruling.JOINT)
    chain.agree_all(filing_of(chain, second).case_id)
    assert filing_of(chain, first).joint_with == "赵强"
    assert filing_of(chain, second).joint_with == "李明"


def test_the_loser_is_not_barred(chain, client, people, second):
    rule(chain, second, Ruling.KEEP_FIRST)
    again = chain.filing(client, people.sales3)
    chain.send_filing(again, people.sales3)
    assert conflict_of(chain, again).number == "KD-ZC-2026-0002"


def test_a_ruling_needs_its_reason(chain, second):
    with pytest.raises(FieldError):
        rule(chain, second, Ruling.JOINT, reason="  ")


@pytest.mark.parametrize("key", ["sales", "head", "finance", "executive_vp", "general_manager"])
def test_only_sales_management_rules(chain, people, second, key):
    with pytest.raises(NotAllowedError):
        rule(chain, second, Ruling.JOINT, by=getattr(people, key))


def test_nobody_rules_in_their_own_case(chain, people, second):
    with chain.sessions.write() as session:
        session.add(UserRoleRecord(user_id=people.sales, role=Role.MANAGEMENT))
    with pytest.raises(RuleError, match="一方"):
        rule(chain, second, Ruling.KEEP_FIRST, by=people.sales)


def test_it_is_ruled_once(chain, people, second):
    conflict = conflict_of(chain, second)
    rule(chain, second, Ruling.JOINT)
    ruling = {"by": people.management, "ruling": Ruling.KEEP_FIRST, "reason": "改"}
    with pytest.raises(StaleRecordError):
        chain.conflicts.rule(conflict.id, seen_version=conflict.version, **ruling)
    with pytest.raises(RuleError, match="已有结论"):
        rule(chain, second, Ruling.KEEP_FIRST)


def test_a_withdrawn_second_disputes_nothing(chain, people, second):
    seen = filing_of(chain, second).version
    chain.filings.withdraw(second, by=people.sales3, seen_version=seen)
    found = chain.filings.details(second, by=people.sales3)
    assert found.conflicts[0].state is ConflictState.LAPSED
    chain.send_filing(second, people.sales3)
    assert conflict_of(chain, second).number == "KD-ZC-2026-0002"


def test_a_returned_second_comes_back_to_the_same_case(chain, people, second):
    case = filing_of(chain, second).case_id
    chain.decide(case, people.head2, Decision.RETURN, text="请补充")
    chain.send_filing(second, people.sales3)
    assert [each.number for each in filing_of(chain, second).conflicts] == ["KD-ZC-2026-0001"]


def test_a_refused_second_closes_the_case(chain, people, second):
    case = filing_of(chain, second).case_id
    chain.decide(case, people.head2, Decision.REFUSE, text="信息不实")
    assert conflict_of(chain, second).state is ConflictState.LAPSED


def test_an_ended_first_closes_the_case(chain, people, first, second):
    seen = filing_of(chain, first).version
    chain.filings.end(first, by=people.sales, seen_version=seen, reason="不再跟进")
    assert conflict_of(chain, second).state is ConflictState.LAPSED
    chain.agree_all(filing_of(chain, second).case_id)
    assert filing_of(chain, second).state is FilingState.FILED


def test_a_first_that_expires_meanwhile_blocks_no_more(chain, second):
    chain.clock.advance(days=70)
    with pytest.raises(RuleError, match="无需裁定"):
        rule(chain, second, Ruling.KEEP_FIRST)
    chain.agree_all(filing_of(chain, second).case_id)
    assert filing_of(chain, second).state is FilingState.FILED
    assert conflict_of(chain, second).state is ConflictState.LAPSED


def test_a_third_filer_meets_both_joint_holders(chain, client, people, second):
    rule(chain, second, Ruling.JOINT)
    chain.agree_all(filing_of(chain, second).case_id)
    third = chain.filing(client, people.sales2)
    chain.send_filing(third, people.sales2)
    assert len(filing_of(chain, third).conflicts) == 2
    rule(chain, third, Ruling.KEEP_FIRST)
    states = {each.state for each in filing_of(chain, third).conflicts}
    assert states == {ConflictState.RULED, ConflictState.LAPSED}


def test_the_filers_see_the_case_and_nothing_more_of_the_rival(chain, people, second):
    conflict = conflict_of(chain, second)
    for by in (people.sales, people.sales3, people.head2, people.management):
        assert chain.conflicts.details(conflict.id, by=by).number == conflict.number
    with pytest.raises(NotAllowedError):
        chain.conflicts.details(conflict.id, by=people.sales2)


def test_the_list_shows_each_their_own(chain, people, second):
    def seen(by, view="open"):
        source = chain.conflicts.list_for(by)
        return [row.number for row in source.rows(source.ids(ListQuery(view=view)))]

    assert seen(people.management) == seen(people.sales) == seen(people.head2)
    assert seen(people.management) == ["KD-ZC-2026-0001"]
    assert seen(people.sales2) == []
    rule(chain, second, Ruling.JOINT)
    assert seen(people.management) == []
    assert seen(people.management, "all") == ["KD-ZC-2026-0001"]


def test_opening_and_ruling_stand_in_the_audit_trail(chain, second):
    rule(chain, second, Ruling.JOINT)
    with chain.sessions.read() as session:
        assert audit.verify(session).sound
        actions = [link.action for link in session.query(audit.AuditRecord)]
    assert [action for action in actions if action.startswith("conflict")] == [
        "conflict.open",
        "conflict.rule",
    ]
