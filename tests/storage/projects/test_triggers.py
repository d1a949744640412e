"""SQL attacks on what is final: every one is refused by the database itself."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlcipher3 import dbapi2

from kamdesk.domain.projects.applications import ApplicationState
from kamdesk.domain.projects.cases import NEXT, CaseState, Decision
from kamdesk.domain.projects.conflicts import Ruling
from kamdesk.domain.projects.delegations import DelegationDraft
from kamdesk.domain.projects.filings import FilingState
from kamdesk.domain.projects.routes import CaseKind
from kamdesk.storage.projects.triggers import TRIGGERS

SENT = {
    ("draft", "in_approval"),
    ("draft", "cancelled"),
    ("returned", "in_approval"),
    ("returned", "cancelled"),
    ("returned", "refused"),
    ("in_approval", "draft"),
    ("in_approval", "returned"),
    ("in_approval", "refused"),
}


@pytest.fixture
def approved(chain, people):
    """An approved application (1) on a filed filing (1), each with its case."""
    client = chain.client()
    chain.filed(client, people.sales)
    case = chain.send_application(chain.application(client, people.sales), people.sales)
    chain.agree_all(case)
    return case


@pytest.fixture
def running(chain, people, approved):
    """A second application (2) that waits for its head."""
    client = chain.clients.choices("宏图", by=people.sales)[0].id
    return chain.send_application(chain.application(client, people.sales), people.sales)


def went_through(sessions, attack):
    try:
        with sessions.write() as session:
            session.execute(text(attack))
    except IntegrityError:
        return False
    return True


def refused(sessions, attack):
    assert not went_through(sessions, attack), attack


ON_APPROVED = (
    "UPDATE applications SET budget = 1 WHERE id = 1",
    "UPDATE applications SET closed_reason = 'x' WHERE id = 1",
    "UPDATE applications SET state = 'draft' WHERE id = 1",
    "UPDATE applications SET id = 99 WHERE id = 1",
    "UPDATE OR IGNORE applications SET budget = 1 WHERE id = 1",
    "DELETE FROM applications WHERE id = 1",
    "REPLACE INTO applications SELECT * FROM applications WHERE id = 1",
    (
        "INSERT INTO applications SELECT * FROM applications WHERE id = 1 "
        "ON CONFLICT (id) DO UPDATE SET budget = 1"
    ),
    "UPDATE filings SET project_name = 'x' WHERE id = 1",
    "UPDATE filings SET filer_id = 2 WHERE id = 1",
    "UPDATE filings SET number = 'KD-BB-2026-0009' WHERE id = 1",
    "UPDATE filings SET state = 'draft' WHERE id = 1",
    "DELETE FROM filings WHERE id = 1",
    "REPLACE INTO filings SELECT * FROM filings WHERE id = 1",
    "UPDATE approval_cases SET state = 'running' WHERE id = 2",
    "UPDATE approval_cases SET acts = 0 WHERE id = 2",
    "DELETE FROM approval_cases WHERE id = 2",
    "REPLACE INTO approval_cases SELECT * FROM approval_cases WHERE id = 2",
    "UPDATE approval_steps SET state = 'open'",
    "DELETE FROM approval_steps",
    "UPDATE approval_tasks SET state = 'open'",
    "UPDATE approval_tasks SET holder_id = 4",
    "DELETE FROM approval_tasks",
    "UPDATE approval_opinions SET text = 'x'",
    "UPDATE approval_opinions SET person_id = 4",
    "DELETE FROM approval_opinions",
    "REPLACE INTO approval_opinions SELECT * FROM approval_opinions",
    "UPDATE form_sheets SET sheet = '{}'",
    "DELETE FROM form_sheets",
    "REPLACE INTO form_sheets SELECT * FROM form_sheets",
    "UPDATE approval_routes SET steps = '[]'",
    "DELETE FROM approval_routes",
    "REPLACE INTO approval_routes SELECT * FROM approval_routes",
)
ON_RUNNING = (
    "UPDATE applications SET state = 'approved', approved_at = 'x' WHERE id = 2",
    "UPDATE applications SET budget = 1 WHERE id = 2",
    "UPDATE applications SET case_id = 1 WHERE id = 2",
    "UPDATE approval_cases SET state = 'approved' WHERE id = 3",
    "UPDATE approval_cases SET submitter_id = 4 WHERE id = 3",
    "UPDATE approval_cases SET route_id = 1 WHERE id = 3",
    "UPDATE approval_cases SET round = 2 WHERE id = 3",
    "UPDATE approval_tasks SET holder_id = 1 WHERE case_id = 3",
    (
        "INSERT INTO approval_tasks (case_id, key, step_id, holder_id, state, added) "
        "SELECT 3, 99, max(id), 1, 'open', 0 FROM approval_steps"
    ),
    "INSERT INTO applications SELECT * FROM applications WHERE id = 2",
)


def test_what_was_approved_is_frozen(sessions, approved):
    assert [attack for attack in ON_APPROVED if went_through(sessions, attack)] == []


def test_nothing_jumps_over_its_approval(sessions, running):
    assert [attack for attack in ON_RUNNING if went_through(sessions, attack)] == []


def opinion(act, person, *, task="(SELECT max(id) FROM approval_tasks)", step="step_id"):
    """Return SQL that signs the newest open task as `person`."""
    return (
        "INSERT INTO approval_opinions (case_id, round, step_id, task_id, act, person_id, text, "
        f"at, digest) SELECT case_id, 1, {step}, {task}, '{act}', {person}, 'x', 'x', 'x' "
        "FROM approval_tasks ORDER BY id DESC LIMIT 1"
    )


def test_no_decision_is_written_by_the_submitter(sessions, people, running):
    for act in Decision:
        refused(sessions, opinion(act.value, people.sales))


def test_no_decision_is_written_without_its_open_task(sessions, people, running):
    for changes in ({"task": "1"}, {"task": "NULL"}, {"step": "1"}):
        refused(sessions, opinion("agree", people.head, **changes))


def test_an_opinion_alone_does_not_approve(sessions, people, running):
    """Signing only the first step leaves the others unsigned."""
    with sessions.write() as session:
        session.execute(text(opinion("agree", people.head)))
        session.execute(text("UPDATE approval_steps SET state = 'agreed' WHERE state = 'open'"))
    refused(sessions, "UPDATE approval_cases SET state = 'approved' WHERE id = 3")


CASE_PATHS = {(old.value, new.value) for (old, _), new in NEXT.items() if old is not new}


@pytest.mark.parametrize(
    ("table", "states", "paths"),
    [
        ("filings", FilingState, SENT | {("in_approval", "filed"), ("filed", "ended")}),
        ("applications", ApplicationState, SENT | {("in_approval", "approved")}),
        ("approval_cases", CaseState, CASE_PATHS | {("running", "approved")}),
    ],
)
def test_the_paths_are_those_of_the_domain(table, states, paths):
    """Walk every pair of states on a bare table with the same path trigger."""
    trigger = next(each for each in TRIGGERS if each.name == f"{table}_path")
    sql = trigger.sql.replace(f" ON {table} ", " ON walk ")
    pairs = [(old.value, new.value) for old in states for new in states if old is not new]
    assert {pair for pair in pairs if walks(sql, *pair)} == paths


def walks(trigger, old, new):
    memory = dbapi2.connect(":memory:")
    memory.execute("CREATE TABLE walk (state TEXT)")
    memory.execute(trigger)
    memory.execute("INSERT INTO walk VALUES (?)", (old,))
    try:
        memory.execute("UPDATE walk SET state = ?", (new,))
    except dbapi2.IntegrityError:
        return False
    finally:
        memory.close()
    return True


def test_only_a_draft_without_number_is_deleted(chain, people, sessions):
    filing = chain.filing(chain.client(), people.sales)
    case = chain.send_filing(filing, people.sales)
    chain.decide(case, people.head, Decision.RETURN, text="请补充")
    refused(sessions, "DELETE FROM filings")


def test_follow_ups_and_extensions_are_only_added_to_what_is_filed(sessions, approved, chain):
    people = chain.people
    day = chain.clock.now().date()
    chain.filings.follow_up(1, by=people.sales, day=day, text="面谈")
    seen = chain.filings.details(1, by=people.management).version
    chain.filings.extend(1, by=people.management, seen_version=seen, reason="推迟")
    for table in ("filing_follow_ups", "filing_extensions"):
        refused(sessions, f"UPDATE {table} SET filing_id = 1")
        refused(sessions, f"DELETE FROM {table}")
        refused(sessions, f"REPLACE INTO {table} SELECT * FROM {table}")
    seen = chain.filings.details(1, by=people.management).version
    chain.filings.end(1, by=people.management, seen_version=seen, reason="终止")
    refused(
        sessions,
        "INSERT INTO filing_follow_ups (filing_id, day, text, evidence, by_id, entered_at) "
        "VALUES (1, '2026-11-02', 'x', '', 1, 'x')",
    )
    refused(sessions, "UPDATE filings SET expires_on = '2099-01-01'")


def test_a_ruling_is_kept(sessions, approved, chain):
    people = chain.people
    client = chain.clients.choices("宏图", by=people.sales)[0].id
    chain.send_filing(chain.filing(client, people.sales3), people.sales3)
    refused(sessions, "UPDATE conflicts SET state = 'ruled', ruling = 'joint'")
    refused(sessions, "UPDATE conflicts SET first_id = second_id")
    chain.conflicts.rule(
        1, by=people.management, seen_version=1, ruling=Ruling.JOINT, reason="共同开发"
    )
    for attack in (
        "UPDATE conflicts SET reason = 'x'",
        "UPDATE conflicts SET state = 'open', ruling = NULL",
        "DELETE FROM conflicts",
        "REPLACE INTO conflicts SELECT * FROM conflicts",
    ):
        refused(sessions, attack)


def test_a_delegation_is_only_revoked(sessions, chain):
    people, day = chain.people, chain.clock.now().date()
    chain.delegations.give(
        DelegationDraft(
            agent_id=people.finance,
            kinds=frozenset(CaseKind),
            starts_on=day,
            ends_on=day,
            reason="出差",
        ),
        by=people.head,
    )
    for attack in (
        "UPDATE delegations SET ends_on = '2099-01-01'",
        "UPDATE delegations SET agent_id = 8, revoked_at = 'x'",
        "DELETE FROM delegations",
        "REPLACE INTO delegations SELECT * FROM delegations",
    ):
        refused(sessions, attack)
    chain.delegations.revoke(1, by=people.head, seen_version=1)
    refused(sessions, "UPDATE delegations SET revoked_at = NULL")
