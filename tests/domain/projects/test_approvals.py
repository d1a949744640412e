"""The engine alone: every state against every act, ways of a step, added signers, hand-overs."""

from dataclasses import replace

import pytest

from kamdesk.domain.errors import RuleError, StaleRecordError
from kamdesk.domain.people import Actor, Role
from kamdesk.domain.projects import approvals
from kamdesk.domain.projects.cases import (
    NEXT,
    Act,
    CaseState,
    Decision,
    StepState,
    TaskState,
    after,
)
from kamdesk.domain.projects.modes import DevelopmentMode
from kamdesk.domain.projects.routes import CaseKind, Facts, RouteStep, Way

SELLER = Actor(1, "李明", frozenset({Role.SALES}), 1)
HEAD = Actor(2, "陈静", frozenset({Role.HEAD}), 1)
OTHER_HEAD = Actor(3, "孙伟", frozenset({Role.HEAD}), 2)
FINANCE = Actor(4, "甲", frozenset({Role.FINANCE}), 4)
FINANCE2 = Actor(5, "乙", frozenset({Role.FINANCE}), 4)
FINANCE3 = Actor(6, "丙", frozenset({Role.FINANCE, Role.EXECUTIVE_VP}), 4)
VP = Actor(7, "郑凯", frozenset({Role.EXECUTIVE_VP}))
GM = Actor(8, "何平", frozenset({Role.GENERAL_MANAGER}))
ADMIN = Actor(9, "管理员", frozenset({Role.ADMINISTRATOR}))
STAFF = (SELLER, HEAD, OTHER_HEAD, FINANCE, FINANCE2, VP, GM, ADMIN)
FACTS = Facts(DevelopmentMode.SELF)


def started(*steps, staff=STAFF, by=SELLER):
    return approvals.start(CaseKind.APPLICATION, by, route=steps, facts=FACTS, staff=staff)


def step(role, way=Way.ANY):
    return RouteStep(role.value, role.value, role, way)


def open_keys(case):
    return {task.holder_id: task.key for task in case.tasks if task.state is TaskState.OPEN}


def agree(case, person, staff=STAFF):
    return approvals.decide(case, open_keys(case)[person.id], Decision.AGREE, staff)


def holders(case):
    return sorted(open_keys(case))


@pytest.mark.parametrize("state", CaseState)
@pytest.mark.parametrize("act", Act)
def test_every_state_meets_every_act_as_the_table_says(state, act):
    if (state, act) in NEXT:
        assert after(state, act) is NEXT[state, act]
        return
    with pytest.raises(RuleError):
        after(state, act)


def test_what_is_over_stays_over():
    final = {CaseState.APPROVED, CaseState.REFUSED}
    assert not [state for state, _ in NEXT if state in final]


def test_the_head_of_the_own_department_is_asked():
    assert holders(started(step(Role.HEAD))) == [HEAD.id]


def test_a_missing_approver_falls_to_the_vice_president_then_to_the_general_manager():
    without_finance = [person for person in STAFF if Role.FINANCE not in person.roles]
    assert holders(started(step(Role.FINANCE), staff=without_finance)) == [VP.id]
    without_vp = [person for person in without_finance if person is not VP]
    assert holders(started(step(Role.FINANCE), staff=without_vp)) == [GM.id]


def test_where_nobody_is_left_the_refusal_names_the_role():
    with pytest.raises(RuleError, match="财务部"):
        started(step(Role.FINANCE), staff=(SELLER, HEAD, ADMIN))


def test_a_step_that_comes_later_is_looked_at_when_submitting():
    with pytest.raises(RuleError, match="财务部"):
        started(step(Role.HEAD), step(Role.FINANCE), staff=(SELLER, HEAD, ADMIN))


def test_a_submitting_head_is_not_asked_about_their_own():
    assert holders(started(step(Role.HEAD), by=HEAD)) == [VP.id]


def test_whoever_also_administers_is_never_asked():
    both = replace(FINANCE, roles=frozenset({Role.FINANCE, Role.ADMINISTRATOR}))
    assert holders(started(step(Role.FINANCE), staff=(SELLER, both, VP))) == [VP.id]


def test_any_one_decides_and_the_others_are_closed():
    case = started(step(Role.FINANCE), step(Role.EXECUTIVE_VP))
    case = agree(case, FINANCE2)
    states = {task.holder_id: task.state for task in case.tasks}
    assert states[FINANCE.id] is TaskState.CLOSED
    assert states[FINANCE2.id] is TaskState.DONE
    assert holders(case) == [VP.id]


def test_all_have_to_agree():
    case = started(step(Role.FINANCE, Way.ALL))
    case = agree(case, FINANCE)
    assert case.state is CaseState.RUNNING
    assert agree(case, FINANCE2).state is CaseState.APPROVED


def test_in_turn_goes_by_rank_and_then_by_name():
    case = started(step(Role.FINANCE, Way.IN_TURN), staff=(*STAFF, FINANCE3))
    order = []
    while case.state is CaseState.RUNNING:
        (person,) = holders(case)
        order.append(person)
        case = approvals.decide(case, open_keys(case)[person], Decision.AGREE, STAFF)
    assert order == [FINANCE2.id, FINANCE.id, FINANCE3.id]


def test_the_same_person_is_asked_again_in_the_next_step():
    case = started(step(Role.HEAD), step(Role.EXECUTIVE_VP), by=HEAD)
    case = agree(case, VP)
    assert holders(case) == [VP.id]


@pytest.mark.parametrize(
    ("decision", "state"),
    [(Decision.RETURN, CaseState.RETURNED), (Decision.REFUSE, CaseState.REFUSED)],
)
def test_a_return_or_refusal_stops_everything_at_once(decision, state):
    case = started(step(Role.FINANCE, Way.ALL), step(Role.EXECUTIVE_VP))
    case = approvals.decide(case, open_keys(case)[FINANCE.id], decision, STAFF)
    assert case.state is state
    assert not case.live_tasks()
    assert [each.state for each in case.steps] == [StepState.STOPPED, StepState.STOPPED]


def test_after_a_return_all_steps_come_again_in_a_new_round():
    route = (step(Role.HEAD), step(Role.FINANCE))
    case = agree(started(*route), HEAD)
    case = approvals.decide(case, open_keys(case)[FINANCE.id], Decision.RETURN, STAFF)
    again = approvals.submit(case, SELLER, route=route, facts=FACTS, staff=STAFF)
    assert again.round == 2
    assert holders(again) == [HEAD.id]
    assert min(task.key for task in again.tasks) > max(task.key for task in case.tasks)


def test_it_is_taken_back_only_while_nobody_has_acted():
    case = started(step(Role.HEAD), step(Role.FINANCE))
    assert approvals.withdraw(case).state is CaseState.WITHDRAWN
    with pytest.raises(RuleError, match="撤回"):
        approvals.withdraw(agree(case, HEAD))


@pytest.mark.parametrize("act", [Act.ADD_BEFORE, Act.ADD_AFTER])
def test_an_added_signer_counts_as_having_acted(act):
    case = started(step(Role.HEAD))
    case = approvals.add_signer(case, open_keys(case)[HEAD.id], GM, act)
    with pytest.raises(RuleError, match="撤回"):
        approvals.withdraw(case)


def test_a_task_that_was_decided_cannot_be_decided_again():
    case = started(step(Role.FINANCE, Way.ALL))
    key = open_keys(case)[FINANCE.id]
    case = approvals.decide(case, key, Decision.AGREE, STAFF)
    with pytest.raises(StaleRecordError):
        approvals.decide(case, key, Decision.AGREE, STAFF)


def test_a_signer_added_before_is_heard_first():
    case = started(step(Role.HEAD))
    case = approvals.add_signer(case, open_keys(case)[HEAD.id], GM, Act.ADD_BEFORE)
    assert holders(case) == [GM.id]
    case = agree(case, GM)
    assert case.state is CaseState.RUNNING
    assert holders(case) == [HEAD.id]
    assert agree(case, HEAD).state is CaseState.APPROVED


def test_a_signer_added_after_is_heard_before_the_flow_goes_on():
    case = started(step(Role.HEAD), step(Role.FINANCE))
    case = approvals.add_signer(case, open_keys(case)[HEAD.id], GM, Act.ADD_AFTER)
    case = agree(case, HEAD)
    assert holders(case) == [GM.id]
    assert holders(agree(case, GM)) == [FINANCE.id, FINANCE2.id]


def test_signers_added_after_each_other_are_all_heard_where_any_one_decides():
    case = started(step(Role.FINANCE))
    key = open_keys(case)[FINANCE.id]
    case = approvals.add_signer(case, key, GM, Act.ADD_AFTER)
    case = approvals.add_signer(case, key, VP, Act.ADD_AFTER)
    for person in (FINANCE, VP, GM):
        assert person.id in holders(case)
        case = agree(case, person)
    assert case.state is CaseState.APPROVED


def test_an_added_signer_alone_decides_nothing_where_any_one_decides():
    case = started(step(Role.FINANCE))
    case = approvals.add_signer(case, open_keys(case)[FINANCE.id], GM, Act.ADD_BEFORE)
    case = agree(case, GM)
    assert holders(case) == [FINANCE.id, FINANCE2.id]


def test_who_decides_first_closes_what_waited_for_the_others():
    case = started(step(Role.FINANCE))
    case = approvals.add_signer(case, open_keys(case)[FINANCE.id], GM, Act.ADD_BEFORE)
    assert agree(case, FINANCE2).state is CaseState.APPROVED


def test_an_added_signer_in_turn_holds_up_the_next():
    case = started(step(Role.FINANCE, Way.IN_TURN))
    case = approvals.add_signer(case, open_keys(case)[FINANCE2.id], GM, Act.ADD_AFTER)
    case = agree(case, FINANCE2)
    assert holders(case) == [GM.id]
    assert holders(agree(case, GM)) == [FINANCE.id]


def test_a_handed_over_task_is_the_others():
    case = started(step(Role.HEAD), step(Role.FINANCE))
    key = open_keys(case)[HEAD.id]
    case = approvals.transfer(case, key, GM)
    assert holders(case) == [GM.id]
    with pytest.raises(StaleRecordError):
        approvals.decide(case, key, Decision.AGREE, STAFF)
    assert holders(agree(case, GM)) == [FINANCE.id, FINANCE2.id]


def test_a_handed_over_task_keeps_its_place_in_turn():
    case = started(step(Role.FINANCE, Way.IN_TURN))
    case = approvals.transfer(case, open_keys(case)[FINANCE2.id], GM)
    assert holders(agree(case, GM)) == [FINANCE.id]


def test_nobody_is_asked_twice_in_a_step():
    case = started(step(Role.FINANCE))
    key = open_keys(case)[FINANCE.id]
    with pytest.raises(RuleError, match="乙"):
        approvals.transfer(case, key, FINANCE2)
    with pytest.raises(RuleError, match="乙"):
        approvals.add_signer(case, key, FINANCE2, Act.ADD_AFTER)


@pytest.mark.parametrize("state", [CaseState.RUNNING, CaseState.RETURNED])
def test_a_ruling_ends_a_claim_that_runs_or_waits_for_amendment(state):
    case = started(step(Role.HEAD))
    if state is CaseState.RETURNED:
        case = approvals.decide(case, open_keys(case)[HEAD.id], Decision.RETURN, STAFF)
    assert approvals.rule_out(case).state is CaseState.REFUSED
