"""Two approvers deciding in the same moment: one is taken, the other told to look again."""

from dataclasses import replace
from threading import Barrier, Thread

import pytest

from kamdesk.domain.errors import StaleRecordError
from kamdesk.domain.people import Role
from kamdesk.domain.projects.cases import Decision
from kamdesk.domain.projects.routes import CaseKind, Way
from kamdesk.storage import audit
from kamdesk.storage.people import UserRoleRecord


@pytest.fixture
def case(chain, people):
    """An application whose first step asks two heads, both of whom have to agree."""
    with chain.sessions.write() as session:
        session.add(UserRoleRecord(user_id=people.sales2, role=Role.HEAD))
    route = chain.routes.current(CaseKind.APPLICATION, by=people.administrator)
    steps = (replace(route.steps[0], way=Way.ALL), *route.steps[1:])
    chain.routes.save(
        CaseKind.APPLICATION, steps, by=people.administrator, seen_version=route.version
    )
    client = chain.client()
    chain.filed(client, people.sales)
    return chain.send_application(chain.application(client, people.sales), people.sales)


def at_once(*jobs):
    """Run the jobs in threads that start together; return what each raised or None."""
    outcomes = [None] * len(jobs)
    together = Barrier(len(jobs))

    def run(index, job):
        together.wait()
        try:
            job()
        except Exception as error:  # noqa: BLE001 - handed to the test
            outcomes[index] = error

    threads = [Thread(target=run, args=each) for each in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def decision(chain, case, by):
    seen = chain.case(case, by)
    return lambda: chain.approvals.decide(
        seen.own_task.task_id, by=by, seen_version=seen.version, decision=Decision.AGREE
    )


@pytest.mark.parametrize("attempt", range(3))
def test_of_two_decisions_on_the_same_state_one_is_refused(chain, people, case, attempt):
    jobs = [decision(chain, case, by) for by in (people.head, people.sales2)]
    outcomes = at_once(*jobs)
    assert sorted(type(each) for each in outcomes if each) == [StaleRecordError]
    assert [entry.act for entry in chain.case(case).opinions] == ["submit", "agree"]
    with chain.sessions.read() as session:
        assert audit.verify(session).sound


def test_the_one_who_was_refused_decides_after_looking_again(chain, people, case):
    first, second = (decision(chain, case, by) for by in (people.head, people.sales2))
    first()
    with pytest.raises(StaleRecordError):
        second()
    decision(chain, case, people.sales2)()
    assert chain.asked(case) == [people.management]


def test_two_submissions_at_once_take_two_numbers(chain, people):
    filings = [chain.filing(chain.client(name), people.sales) for name in ("甲公司", "乙公司")]
    jobs = [lambda each=each: chain.send_filing(each, people.sales) for each in filings]
    assert at_once(*jobs) == [None, None]
    details = (chain.filings.details(each, by=people.sales) for each in filings)
    numbers = sorted(each.sheet.number for each in details)
    assert numbers == ["KD-BB-2026-0001", "KD-BB-2026-0002"]


def test_two_rivals_at_once_make_one_conflict_case(chain, people):
    client = chain.client()
    rivals = (people.sales, people.sales3)
    filings = {by: chain.filing(client, by) for by in rivals}
    jobs = [lambda by=by: chain.send_filing(filings[by], by) for by in rivals]
    assert at_once(*jobs) == [None, None]
    found = [chain.filings.details(filings[by], by=by).conflicts for by in rivals]
    assert [len(each) for each in found] == [1, 1]
    assert found[0] == found[1]
