"""A project's states and stages: what the table allows, and what holds whatever is tried."""

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from kamdesk.domain.errors import FieldError, RuleError
from kamdesk.domain.progress.projects import (
    ACTIONS,
    NEXT,
    Known,
    ProjectAct,
    ProjectState,
    Standing,
    accepted,
    act_on,
    born,
    handed_again,
    missing,
    sent_back,
    with_owners,
)
from kamdesk.domain.progress.stages import MOST_STAGES, Stage

STAGES = list(Stage)
A, B, C = 1, 2, 3
OWNERS = dict(zip(STAGES, (A, A, B, B, C, C), strict=True))


@pytest.fixture
def running():
    return with_owners(born(A), OWNERS)


def gone_through(standing, stages):
    """Go on `stages` times, every slip accepted."""
    for _stage in range(stages):
        standing = act_on(standing, ProjectAct.ADVANCE)
        standing = accepted(standing) if standing.slip else standing
    return standing


def test_a_new_project_looks_for_the_client():
    new = born(A)
    assert (new.state, new.stage, new.owner_id) == (ProjectState.RUNNING, Stage.SEARCH, A)
    assert act_on(new, ProjectAct.ADVANCE).stage is Stage.CONTACT


def test_a_stage_of_somebody_else_is_entered_when_the_slip_is_accepted(running):
    contact = act_on(running, ProjectAct.ADVANCE)
    assert contact.slip is None
    handed = act_on(contact, ProjectAct.ADVANCE)
    assert handed.stage is Stage.CONTACT
    assert (handed.slip.stage, handed.slip.giver_id, handed.slip.taker_id) == (Stage.DIALOGUE, A, B)
    assert accepted(handed).stage is Stage.DIALOGUE
    back = sent_back(handed)
    assert (back.stage, back.slip) == (Stage.CONTACT, None)
    with pytest.raises(RuleError, match="等待接收"):
        act_on(handed, ProjectAct.STEP_BACK)
    with pytest.raises(RuleError, match="已经处理过"):
        accepted(back)


def test_nobody_goes_on_to_a_stage_that_nobody_owns():
    contact = act_on(born(A), ProjectAct.ADVANCE)
    with pytest.raises(RuleError, match="“深入沟通”阶段还没有负责人"):
        act_on(contact, ProjectAct.ADVANCE)


def test_a_deal_is_told_in_its_stage_and_leads_to_care(running):
    with pytest.raises(RuleError, match="进入“成交”阶段后"):
        act_on(running, ProjectAct.WIN)
    deal = gone_through(running, 4)
    with pytest.raises(RuleError, match="登记成交或丢单"):
        act_on(deal, ProjectAct.ADVANCE)
    won = act_on(deal, ProjectAct.WIN)
    assert (won.state, won.stage, won.over) == (ProjectState.WON, Stage.CARE, True)
    again = act_on(won, ProjectAct.REOPEN)
    assert (again.state, again.stage) == (ProjectState.RUNNING, Stage.DEAL)


def test_care_that_came_back_is_handed_over_again(running):
    owners = OWNERS | {Stage.CARE: A, Stage.CONTACT: B, Stage.FOLLOW_UP: C}
    deal = gone_through(with_owners(running, owners), 4)
    won = act_on(deal, ProjectAct.WIN)
    assert (won.state, won.stage, won.slip.taker_id) == (ProjectState.WON, Stage.DEAL, A)
    waiting = handed_again(sent_back(won))
    assert accepted(waiting).stage is Stage.CARE
    with pytest.raises(RuleError, match="没有需要重新交接"):
        handed_again(accepted(waiting))


def test_owners_are_named_within_the_rule(running):
    with pytest.raises(FieldError) as refused:
        with_owners(running, OWNERS | {Stage.CARE: A})
    assert set(refused.value.fields) == {"search", "contact", "care"}
    with pytest.raises(FieldError) as refused:
        with_owners(running, OWNERS | {Stage.SEARCH: None})
    assert "请指定负责人" in refused.value.fields["search"]
    lost = act_on(running, ProjectAct.LOSE)
    with pytest.raises(RuleError, match="已结束"):
        with_owners(lost, OWNERS)


def test_who_a_slip_waits_for_stays(running):
    handed = act_on(act_on(running, ProjectAct.ADVANCE), ProjectAct.ADVANCE)
    with pytest.raises(RuleError, match="先收回交接单"):
        with_owners(handed, OWNERS | {Stage.DIALOGUE: C, Stage.DEAL: None})


@pytest.mark.parametrize(
    ("stage", "known", "told"),
    [
        (Stage.CONTACT, Known(0, False, False), "没有联系人"),
        (Stage.DIALOGUE, Known(3, False, True), "决策者"),
        (Stage.DEAL, Known(3, True, False), "高层支持者"),
    ],
)
def test_a_stage_asks_for_what_has_to_be_known(stage, known, told):
    (sentence,) = missing(stage, known)
    assert told in sentence
    assert missing(stage, Known(3, True, True)) == []
    assert missing(Stage.FOLLOW_UP, known) == []


def test_what_the_table_does_not_hold_is_refused(running):
    for state in ProjectState:
        for act in ProjectAct:
            if (state, act) not in NEXT:
                standing = Standing(state, running.stage, running.owners)
                with pytest.raises(RuleError, match="不能"):
                    act_on(standing, act)
    assert set(ACTIONS) == set(ProjectAct)


class Drive(RuleBasedStateMachine):
    """Tries everything in any order."""

    def __init__(self):
        super().__init__()
        self.standing = born(A)

    @rule(act=st.sampled_from(ProjectAct))
    def act(self, act):
        before = self.standing
        try:
            self.standing = act_on(before, act)
        except RuleError:
            return
        assert self.standing.state is NEXT[before.state, act]
        moved = STAGES.index(self.standing.stage) - STAGES.index(before.stage)
        assert abs(moved) <= 1

    @rule(answer=st.sampled_from([accepted, sent_back, handed_again]))
    def answer(self, answer):
        try:
            self.standing = answer(self.standing)
        except RuleError:
            return

    @rule(owners=st.dictionaries(st.sampled_from(Stage), st.integers(1, 4)))
    def name(self, owners):
        try:
            self.standing = with_owners(self.standing, owners)
        except (FieldError, RuleError):
            return

    @invariant()
    def holds(self):
        owners = list(self.standing.owners.values())
        assert max(map(owners.count, owners)) <= MOST_STAGES
        assert self.standing.owner_id is not None
        if self.standing.slip:
            assert self.standing.owners[self.standing.slip.stage] == self.standing.slip.taker_id
        if self.standing.stage is Stage.CARE:
            assert self.standing.state is ProjectState.WON


TestDrive = Drive.TestCase
