"""代理: giving, revoking, and signing by it at the edges of its period."""

from datetime import timedelta

import pytest

from kamdesk.domain.clock import today
from kamdesk.domain.errors import (
    FieldError,
    MissingRecordError,
    NotAllowedError,
    RuleError,
    StaleRecordError,
)
from kamdesk.domain.projects.cases import Decision
from kamdesk.domain.projects.delegations import DelegationDraft
from kamdesk.domain.projects.routes import CaseKind
from kamdesk.storage.people import UserRecord


@pytest.fixture
def give(chain, people):
    def given(by=None, to=None, *, start=0, end=0, kinds=tuple(CaseKind)):
        day = today(chain.clock)
        draft = DelegationDraft(
            agent_id=to or people.executive_vp,
            kinds=frozenset(kinds),
            starts_on=day + timedelta(days=start),
            ends_on=day + timedelta(days=end),
            reason="出差",
        )
        return chain.delegations.give(draft, by=by or people.head).record_id

    return given


@pytest.fixture
def case(chain, people):
    return chain.send_filing(chain.filing(chain.client(), people.sales), people.sales)


def signs(chain, case):
    """Let the agent decide and tell whether it was taken."""
    try:
        chain.decide(case, chain.people.executive_vp)
    except AttributeError:  # there is no task of theirs to decide
        return False
    return True


def test_the_agent_signs_for_the_delegator_and_both_stand_in_the_log(chain, people, case, give):
    give(end=2)
    row = chain.inbox(people.executive_vp)[0]
    assert row.on_behalf_of == "陈静"
    assert chain.approvals.inbox_count(by=people.executive_vp) == 1
    assert chain.case(case, people.executive_vp).own_task.on_behalf_of == "陈静"
    chain.decide(case, people.executive_vp)
    entry = chain.case(case).opinions[-1]
    assert (entry.person, entry.on_behalf_of) == ("郑凯", "陈静")
    assert entry.delegated_until - entry.delegated_from == timedelta(days=2)


def test_the_delegator_may_still_sign(chain, people, case, give):
    give()
    chain.decide(case, people.head)
    assert chain.case(case).opinions[-1].on_behalf_of == ""


@pytest.mark.parametrize(("after", "holds"), [(0, False), (1, True), (3, True), (4, False)])
def test_it_holds_from_the_first_to_the_last_day(case, give, *, after, holds, chain):
    give(start=1, end=3)
    chain.clock.advance(days=after)
    assert signs(chain, case) is holds


def test_it_ends_at_midnight_in_china(chain, case, give):
    give()
    chain.clock.advance(hours=14, minutes=59)  # 23:59 in China
    assert len(chain.inbox(chain.people.executive_vp)) == 1
    chain.clock.advance(minutes=1)
    assert not signs(chain, case)


def test_a_delegation_that_ran_out_before_the_click_is_refused(chain, people, case, give):
    give()
    seen = chain.case(case, people.executive_vp)
    chain.clock.advance(days=1)
    with pytest.raises(NotAllowedError, match="委托"):
        chain.approvals.decide(
            seen.own_task.task_id,
            by=people.executive_vp,
            seen_version=seen.version,
            decision=Decision.AGREE,
        )


def test_other_forms_are_not_covered(chain, case, give):
    give(kinds=[CaseKind.APPLICATION])
    assert not signs(chain, case)


def test_revoking_ends_it_at_once_and_only_the_delegator_may(chain, people, case, give):
    delegation = give()
    seen = chain.delegations.given_by(by=people.head)[0].version
    with pytest.raises(NotAllowedError):
        chain.delegations.revoke(delegation, by=people.executive_vp, seen_version=seen)
    chain.delegations.revoke(delegation, by=people.head, seen_version=seen)
    assert not signs(chain, case)
    with pytest.raises(StaleRecordError):
        chain.delegations.revoke(delegation, by=people.head, seen_version=seen)
    with pytest.raises(RuleError, match="已撤销"):
        chain.delegations.revoke(delegation, by=people.head, seen_version=seen + 1)


def test_overlapping_periods_are_refused(chain, people, give):
    give(end=3)
    with pytest.raises(FieldError, match="重叠"):
        give(to=people.finance, start=3, end=5)
    give(to=people.finance, start=4, end=5)


@pytest.mark.parametrize("key", ["sales2", "administrator", "head"])
def test_the_agent_is_another_active_approver(people, give, key):
    with pytest.raises(FieldError):
        give(to=getattr(people, key))


@pytest.mark.parametrize("key", ["sales", "administrator"])
def test_who_approves_nothing_delegates_nothing(people, give, key):
    with pytest.raises(NotAllowedError):
        give(by=getattr(people, key))


def test_the_agent_does_not_sign_what_they_submitted(chain, people, give):
    case = chain.send_filing(chain.filing(chain.client(), people.head), people.head)
    give(by=people.executive_vp, to=people.head)  # who stands in for the head as approver
    assert chain.asked(case) == [people.executive_vp]
    assert chain.inbox(people.head) == []
    seen = chain.case(case)
    with pytest.raises(RuleError, match="自己提交"):
        chain.approvals.decide(
            seen.steps[0].signers[0].task_id,
            by=people.head,
            seen_version=seen.version,
            decision=Decision.AGREE,
        )


def test_authority_does_not_pass_through_two_hands(chain, people, case, give):
    give(by=people.head, to=people.finance)
    give(by=people.finance, to=people.executive_vp)
    assert not signs(chain, case)


def test_a_delegator_who_left_gives_no_authority(chain, people, case, give):
    give()
    with chain.sessions.write() as session:
        session.get(UserRecord, people.head).active = False
    assert not signs(chain, case)


def test_an_agent_from_elsewhere_sees_only_what_they_may_sign(chain, people, case, give):
    seen = chain.approvals.details
    with pytest.raises(MissingRecordError):
        seen(case, by=people.head2)
    give(to=people.head2, kinds=[CaseKind.APPLICATION])
    with pytest.raises(MissingRecordError):
        seen(case, by=people.head2)
    give(to=people.head2, kinds=[CaseKind.FILING])
    assert seen(case, by=people.head2).own_task.on_behalf_of == "陈静"
    chain.decide(case, people.head)
    with pytest.raises(MissingRecordError):
        seen(case, by=people.head2)


def test_both_see_what_was_given(chain, people, give):
    give()
    assert [each.agent_name for each in chain.delegations.given_by(by=people.head)] == ["郑凯"]
    given = chain.delegations.given_to(by=people.executive_vp)
    assert [each.delegator_name for each in given] == ["陈静"]
    names = [each.name for each in chain.delegations.agents(by=people.head)]
    assert names == ["孙伟", "周岚", "吴越", "郑凯", "何平"]
