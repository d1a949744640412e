"""The approval engine as a state machine: any act by anybody, through services and database."""

import shutil
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from kamdesk.domain.clock import today
from kamdesk.domain.people import Role
from kamdesk.domain.projects.cases import Act, Decision
from kamdesk.domain.projects.delegations import DelegationDraft
from kamdesk.domain.projects.modes import DevelopmentMode
from kamdesk.domain.projects.routes import CaseKind, Way
from kamdesk.storage.engine import open_engine
from kamdesk.storage.people import UserRoleRecord
from kamdesk.storage.sessions import Sessions
from tests import approval_world as look
from tests.approval_world import Template, World
from tests.chain import Chain
from tests.clock import FakeClock
from tests.office import KEY

SUBMITTERS = ("sales", "head")
APPROVERS = ("head", "head2", "management", "finance", "executive_vp", "general_manager")
EVERYBODY = ("sales", "sales2", *APPROVERS, "administrator")
WHO = (*["asked"] * 20, *["submitter"] * 4, *EVERYBODY)
MONEY = ("49999.99", "50000", "199999.99", "200000", "300000")
PLACES = (*["hand", Act.ADD_BEFORE, Act.ADD_AFTER] * 3, Act.RETURN)


@pytest.fixture(scope="module")
def template(office, tmp_path_factory, spoken_names):
    """李明 and 陈静 hold a client each; two people sign for 财务部."""
    path = tmp_path_factory.mktemp("machine") / "kamdesk.db"
    shutil.copyfile(office[0], path)
    sessions, people = Sessions(open_engine(path, KEY)), office[1]
    with sessions.write() as session:
        session.add(UserRoleRecord(user_id=people.head2, role=Role.FINANCE))
    chain = Chain(sessions, FakeClock(), people, spoken_names)
    clients = {key: chain.client(f"{key}客户有限公司") for key in SUBMITTERS}
    for key, client in clients.items():
        chain.filed(client, getattr(people, key))
    sessions.close()
    return Template(path, people, clients, spoken_names)


class ApprovalMachine(RuleBasedStateMachine):
    """Cases in any state, acted on by anybody."""

    def __init__(self, template, folder):
        super().__init__()
        self.world = World(template, folder)
        self.chain, self.people = self.world.chain, self.world.people
        self.cases = []
        self.turn = 0

    def teardown(self):
        self.world.close()

    @initialize(ways=st.tuples(st.sampled_from(Way), st.sampled_from(Way)))
    def take_a_route(self, ways):
        by = self.people.administrator
        route = self.chain.routes.current(CaseKind.APPLICATION, by=by)
        first, second, finance, fourth, fifth = route.steps
        finance, fifth = replace(finance, way=ways[0]), replace(fifth, way=ways[1])
        steps = (first, second, finance, fourth, fifth)
        self.chain.routes.save(CaseKind.APPLICATION, steps, by=by, seen_version=route.version)

    @rule(seed=st.integers(0, 2**32))
    def act(self, seed):
        """Try something: drawn evenly from the seed and the turn, since rules drawn one by one
        repeat themselves and rare acts (a return, a hand-over) hardly come up in a short run.
        """
        self.turn += 1
        luck = Random(f"{seed} {self.turn}")
        deeds = (self.decide, self.ask_another, self.stand_in, self.withdraw, self.submit_again)
        luck.choices((*deeds, self.delegate), weights=(5, 6, 3, 2, 1, 1))[0](luck)

    def submit_again(self, luck):
        case, by = self.begin(luck)
        row = self.world.row(case)
        unsent = row.state in {"returned", "withdrawn"}
        seen = self.world.version_of(row.record_id)
        with self.world.taken(unsent and by == row.submitter_id):
            self.chain.applications.submit(row.record_id, by=by, seen_version=seen)

    def withdraw(self, luck):
        case, by = self.begin(luck)
        row = self.world.row(case)
        early = row.state == "running" and self.world.untouched(row)
        seen = self.world.version_of(row.record_id)
        with self.world.taken(early and by == row.submitter_id):
            self.chain.applications.withdraw(row.record_id, by=by, seen_version=seen)

    def decide(self, luck):
        case, by = self.begin(luck)
        row, task = self.world.row(case), self.task(case)
        decision, old = luck.choice(list(Decision)), luck.random() < 0.1
        words = "" if luck.random() < 0.2 else "意见"
        told = decision is Decision.AGREE or bool(words)
        with self.world.taken(self.world.may_sign(by, row, task) and told and not old):
            self.sign(row, by, task, decision=decision, words=words, old=old)

    def stand_in(self, luck):
        """Let whoever is asked delegate for today or tomorrow, and the agent sign at once."""
        case, by = self.begin(luck)
        row, task = self.world.row(case), self.task(case)
        day = today(self.world.clock) + timedelta(days=luck.randrange(2))
        if task:
            self.delegate_days(task.holder_id, by, day, day)
            with self.world.taken(self.world.may_sign(by, row, task)):
                self.sign(row, by, task)

    def ask_another(self, luck):
        case, by = self.begin(luck)
        row, task = self.world.row(case), self.task(case)
        target = getattr(self.people, luck.choice((*APPROVERS, "sales", "administrator")))
        place, asked = luck.choice(PLACES), task.id if task else -1
        able = self.world.approves(target) and target != row.submitter_id
        known = task is not None and target in self.world.holders(task.step_id)
        lawful = self.world.may_sign(by, row, task) and able and not known
        seen = {"by": by, "seen_version": row.version, "reason": "请办理"}
        with self.world.taken(lawful and place != Act.RETURN):
            if place == "hand":
                self.chain.approvals.transfer(asked, to=target, **seen)
            else:
                self.chain.approvals.add_signer(asked, signer=target, act=place, **seen)

    def delegate(self, luck):
        """Delegate from some day on for some days, and go on some days later."""
        first = today(self.world.clock) + timedelta(days=luck.randrange(3))
        by, to = (getattr(self.people, luck.choice(EVERYBODY)) for _ in range(2))
        self.delegate_days(by, to, first, first + timedelta(days=luck.randrange(3)))
        self.world.clock.advance(days=luck.randrange(3))

    @invariant()
    def nobody_signed_their_own_and_no_administrator_signed(self):
        assert self.world.rows(look.BY_THE_WRONG, admin=self.people.administrator) == []

    @invariant()
    def what_runs_waits_for_somebody_and_nothing_else_does(self):
        assert self.world.rows(look.WAITING_FOR_NOTHING) == []

    @invariant()
    def the_way_of_a_step_is_kept(self):
        self.world.check_ways()

    @invariant()
    def form_and_case_agree(self):
        assert {tuple(row) for row in self.world.rows(look.STATES)} <= {
            ("in_approval", "running"),
            ("returned", "returned"),
            ("draft", "withdrawn"),
            ("approved", "approved"),
            ("refused", "refused"),
        }

    @invariant()
    def what_is_approved_has_every_agreement_of_its_route(self):
        self.world.check_approved()

    def begin(self, luck):
        """Return the last case some lawful steps later, and who is to act on it.

        Where the last one is over, a new application is submitted most of the time.
        """
        ahead = luck.randrange(4)
        over = not self.cases or self.world.row(self.cases[-1]).state in {"approved", "refused"}
        if over and (ahead or not self.cases):
            mode = luck.choice(list(DevelopmentMode))
            self.cases.append(self.send(luck.choice(SUBMITTERS), luck.choice(MONEY), mode))
        for _ in range(ahead):
            self.go_on(self.cases[-1])
        return self.cases[-1], self.person(self.cases[-1], luck.choice(WHO))

    def go_on(self, case):
        """Take the next lawful step."""
        row, task = self.world.row(case), self.task(case)
        if task:
            self.sign(row, task.holder_id, task)
        elif row.state in {"returned", "withdrawn"}:
            seen = self.world.version_of(row.record_id)
            self.chain.applications.submit(row.record_id, by=row.submitter_id, seen_version=seen)
        self.world.check_ways()

    def task(self, case):
        return next(iter(self.world.open_tasks(case)), None)

    def sign(self, row, by, task, *, decision=Decision.AGREE, words="", old=False):
        self.chain.approvals.decide(
            task.id if task else -1,
            by=by,
            seen_version=row.version - old,
            decision=decision,
            text=words,
            finding=self.world.finding(task),
        )

    def send(self, key, money, mode):
        """Submit a new application and return its case."""
        by, client = getattr(self.people, key), self.world.clients[key]
        application = self.chain.application(
            client, by, budget=Decimal(money), mode=mode, partner="港务物流"
        )
        case = self.chain.send_application(application, by)
        number = self.chain.case(case).sheet.number
        assert number not in self.world.numbers
        self.world.numbers.add(number)
        return case

    def person(self, case, who):
        """Return whom a word names in a case: who is asked, who submitted, or somebody by key."""
        task, row = self.task(case), self.world.row(case)
        if who == "asked" and task:
            return task.holder_id
        return getattr(self.people, who, row.submitter_id)

    def delegate_days(self, by, to, first, last):
        kinds = frozenset({CaseKind.APPLICATION})
        draft = DelegationDraft(
            agent_id=to, kinds=kinds, starts_on=first, ends_on=last, reason="出差"
        )
        able = self.world.approves(by) and self.world.approves(to) and by != to
        with self.world.taken(able and self.world.free(by, first, last)):
            self.chain.delegations.give(draft, by=by)
            self.world.given.append((by, to, first, last))


def run(template, folder, **effort):
    run_state_machine_as_test(
        lambda: ApprovalMachine(template, folder),
        settings=settings(
            deadline=None, database=None, suppress_health_check=list(HealthCheck), **effort
        ),
    )


def test_no_sequence_of_acts_breaks_the_rules_of_approval(template, tmp_path):
    only_look = (Phase.generate,)  # making a failure small takes minutes: the long run does that
    run(
        template,
        tmp_path,
        max_examples=25,
        stateful_step_count=30,
        derandomize=True,
        phases=only_look,
    )


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_no_long_sequence_of_acts_breaks_the_rules_of_approval(template, tmp_path):
    run(template, tmp_path, max_examples=500, stateful_step_count=60)
