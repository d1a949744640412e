"""Owners as a state machine: any change by anybody, through the services and the database.

What must hold after each step: the spells of a client have neither gap nor overlap, its owner and
`owned_since` are those of the open spell, and whoever owns a client sees it.
"""

import itertools
import shutil
from contextlib import contextmanager
from datetime import timedelta
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
from sqlalchemy import text

from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.domain.clock import today
from kamdesk.domain.errors import KamdeskError
from kamdesk.domain.lists import ListQuery
from kamdesk.domain.ownership.collaborators import CollaboratorDraft
from kamdesk.domain.ownership.handovers import HandoverDraft, LeaverDraft
from kamdesk.domain.ownership.pool import PoolRule
from kamdesk.services.clients.clients import ClientService
from kamdesk.services.ownership.collaborators import CollaboratorService
from kamdesk.services.ownership.handovers import HandoverService
from kamdesk.services.ownership.pool import PoolService
from kamdesk.services.policies import PolicyService
from kamdesk.storage.engine import open_engine
from kamdesk.storage.sessions import Sessions
from tests.clock import FakeClock
from tests.office import KEY

RULE = PoolRule(contact_days=9, warning_days=3, claims_per_day=2, wait_days=4, holdings=3)
SELLERS = ("sales", "sales2", "sales3", "head", "head2")
EVERYBODY = (*SELLERS, "management", "finance", "administrator")
CLIENTS = 4
STATE = "SELECT id, owner_id, owned_since, locked, last_contact_on FROM clients"
SPELLS = (
    "SELECT client_id, owner_id, former_id, starts_on, ends_on, way, by_id FROM client_owners "
    "ORDER BY client_id, id"
)
SIGNS = (*["sales"] * 2, *["sales2"] * 2, "sales3", "head", "head2", *["management"] * 3, "finance")


class OwnersMachine(RuleBasedStateMachine):
    """Four clients, changed by anybody in every way there is."""

    def __init__(self, template, folder, names):
        super().__init__()
        path, self.people = template
        shutil.copyfile(path, folder / "kamdesk.db")
        self.sessions, self.clock = Sessions(open_engine(folder / "kamdesk.db", KEY)), FakeClock()
        self.clients = ClientService(self.sessions, self.clock, names)
        self.pool, self.handovers, self.sharing = (
            service(self.sessions, self.clock)
            for service in (PoolService, HandoverService, CollaboratorService)
        )
        self.turn = 0

    def teardown(self):
        self.sessions.close()

    @initialize()
    def set_up(self):
        policies = PolicyService(self.sessions, self.clock)
        seen = policies.current(PoolRule)
        policies.save(RULE, seen=seen.id, by=self.people.management)
        for number in range(CLIENTS):
            parent = 1 if number == CLIENTS - 1 else None
            draft, owner = ClientDraft(name=f"{number}公司", parent_id=parent), self.people.sales
            by = self.people.management
            self.clients.create(draft, by=by, owner_id=None if number == 1 else owner)

    @rule(seed=st.integers(0, 2**32))
    def act(self, seed):
        """Try something, drawn evenly from the seed and the turn."""
        self.turn += 1
        luck = Random(f"{seed} {self.turn}")
        before = self.snapshot()
        deeds = (
            *(self.assign, self.claim, self.release, self.take_back, self.hand_over),
            *(self.leave, self.lock, self.wait, self.share),
        )
        with self.whole(before):
            luck.choices(deeds, weights=(3, 6, 4, 4, 3, 1, 1, 4, 1))[0](luck)

    @contextmanager
    def whole(self, before):
        """Let a refusal pass, and hold it to having changed nothing."""
        try:
            yield
        except KamdeskError:
            assert self.snapshot() == before

    def snapshot(self):
        return self.rows(STATE), self.rows(SPELLS)

    def rows(self, sql):
        with self.sessions.read() as session:
            return [tuple(row) for row in session.execute(text(sql))]

    def who(self, luck, keys=SIGNS):
        return getattr(self.people, luck.choice(keys))

    def some(self, luck):
        return luck.sample(range(1, CLIENTS + 1), luck.choice((1, 1, 2, 3)))

    def version(self, client):
        return self.rows(f"SELECT version FROM clients WHERE id = {client}")[0][0]

    def assign(self, luck):
        client, owner = self.some(luck)[0], luck.choice((None, *SELLERS, "finance"))
        taker = None if owner is None else getattr(self.people, owner)
        by = self.who(luck, ("management", "management", *SIGNS))
        self.clients.assign(client, taker, by=by, seen_version=self.version(client))

    def claim(self, luck):
        free = [row[0] for row in self.rows(STATE) if row[1] is None]
        ids = luck.sample(free, 1) if free and luck.random() < 0.8 else self.some(luck)
        by = self.who(luck, (*SELLERS, "management"))
        self.pool.claim(ids, by=by)
        day = today(self.clock)
        held = self.rows(f"SELECT count(*) FROM clients WHERE owner_id = {by}")[0][0]
        assert held <= RULE.holdings
        claims = [row for row in self.rows(SPELLS) if row[5] == "claim" and row[1] == by]
        assert sum(row[3] == day.isoformat() for row in claims) <= RULE.claims_per_day
        free = (day - timedelta(days=RULE.wait_days)).isoformat()
        mine = [row for row in self.rows(SPELLS) if row[1] == by and row[0] in ids and row[4]]
        assert all(row[4] <= free for row in mine)

    def release(self, luck):
        by = self.who(luck, SELLERS)
        mine = [row[0] for row in self.rows(STATE) if row[1] == by]
        ids = luck.sample(mine, 1) if mine and luck.random() < 0.8 else self.some(luck)
        self.pool.release(ids, by=by, reason="不再跟进")
        assert all(row[1] is None for row in self.rows(STATE) if row[0] in ids)

    def take_back(self, luck):
        ids = self.some(luck)
        due = {
            each
            for each in ids
            if self.pool.standing(each, by=self.people.management)[0].value == "due"
        }
        _, plan = self.pool.take_back(ids, by=self.who(luck, ("head", "management")), reason="x")
        assert set(plan.going) <= due
        assert len(plan.going) + len(plan.kept) == len(ids)

    def hand_over(self, luck):
        client, taker = self.some(luck)[0], self.who(luck, SELLERS)
        below = client == 1 and luck.random() < 0.7
        children = frozenset({CLIENTS}) if below else frozenset()
        draft = HandoverDraft(taker_id=taker, reason="调整", children=children)
        seen = self.version(client)
        by = self.who(luck, ("management", "management", "head", "sales"))
        self.handovers.hand_over(client, draft, by=by, seen_version=seen)

    def leave(self, luck):
        draft = LeaverDraft(
            person_id=self.who(luck, SELLERS), taker_id=self.who(luck, SELLERS), reason="离职"
        )
        self.handovers.leave(draft, by=self.who(luck, ("management", "management", "head")))
        assert draft.person_id not in {row[1] for row in self.rows(STATE)}

    def lock(self, luck):
        locked = luck.random() < 0.4
        self.pool.lock(self.some(luck), locked=locked, by=self.who(luck))

    def wait(self, luck):
        self.clock.advance(days=luck.choice((1, 2, 4, 9)))

    def share(self, luck):
        draft = CollaboratorDraft(user_id=self.who(luck, SELLERS), until=None)
        self.sharing.share(self.some(luck)[0], draft, by=self.who(luck))

    @invariant()
    def the_spells_have_neither_gap_nor_overlap(self):
        spells = self.rows(SPELLS)
        for before, after in itertools.pairwise(spells):
            if before[0] == after[0]:
                assert before[4] == after[3]
                assert after[2] == before[1]
            else:
                assert before[4] is None
        assert not spells or spells[-1][4] is None

    @invariant()
    def a_client_is_as_its_open_spell_says(self):
        open_spells = {row[0]: row for row in self.rows(SPELLS) if row[4] is None}
        for client, owner, since, *_ in self.rows(STATE):
            assert open_spells[client][1] == owner
            assert since == (open_spells[client][3] if owner else None)

    @invariant()
    def nobody_loses_sight_of_what_they_own(self):
        for key in SELLERS:
            by = getattr(self.people, key)
            owned = {row[0] for row in self.rows(STATE) if row[1] == by}
            seen = set(self.clients.list_for(by).ids(ListQuery(view="mine")))
            assert owned == seen
            for client in owned:
                self.clients.details(client, by=by)

    @invariant()
    def the_pool_is_what_nobody_owns(self):
        source = self.pool.list_for(self.people.finance)
        pooled = set(source.ids(ListQuery(view="pool")))
        assert pooled == {row[0] for row in self.rows(STATE) if row[1] is None}


@pytest.fixture
def run(office, tmp_path, spoken_names):
    """Return what tries sequences of steps."""

    def tried(**effort):
        run_state_machine_as_test(
            lambda: OwnersMachine(office, tmp_path, spoken_names),
            settings=settings(
                deadline=None, database=None, suppress_health_check=list(HealthCheck), **effort
            ),
        )

    return tried


def test_whatever_is_tried_owner_and_history_stay_one(run):
    only_look = (Phase.generate,)  # making a failure small takes minutes: the long run does that
    run(max_examples=6, stateful_step_count=25, derandomize=True, phases=only_look)


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_whatever_is_tried_for_long_owner_and_history_stay_one(run):
    run(max_examples=300, stateful_step_count=60)
