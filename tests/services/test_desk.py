"""工作台: what waits, what runs out, what came back, what was touched."""

import pytest

from kamdesk.domain.changes import Noun
from kamdesk.domain.projects.cases import Decision
from kamdesk.services.desk import LINES, DeskService
from tests.chain import chain, spoken_names

__all__ = ["chain", "spoken_names"]


@pytest.fixture
def desk(chain):
    service = DeskService(chain.sessions, chain.clock)
    return lambda by: service.desk(by=by)


@pytest.fixture
def client(chain):
    return chain.client()


def test_an_approver_sees_what_waits_and_how_much(chain, desk, client, people):
    for number in range(LINES + 1):
        client = chain.client(f"第{number}客户有限公司")
        chain.send_filing(chain.filing(client, people.sales), people.sales)
    page = desk(people.head)
    assert page.waiting_count == LINES + 1
    assert [row.number for row in page.waiting][:2] == ["KD-BB-2026-0001", "KD-BB-2026-0002"]
    assert len(page.waiting) == LINES
    assert desk(people.sales).waiting_count == 0


def test_filings_that_run_out_are_shown_to_who_may_act(chain, desk, client, people):
    chain.filed(client, people.sales)
    assert desk(people.sales).warned == ()
    chain.clock.advance(days=60)
    page = desk(people.sales)
    assert [row.number for row in page.warned] == ["KD-BB-2026-0001"]
    assert page.warned_count == desk(people.management).warned_count == 1
    assert desk(people.sales2).warned_count == 0


def test_disputes_are_counted(chain, desk, client, people):
    for by in (people.sales, people.sales3):
        chain.send_filing(chain.filing(client, by), by)
    assert desk(people.management).disputed_count == 2
    assert desk(people.sales).disputed_count == 1


def test_what_was_returned_waits_for_its_owner(chain, desk, client, people):
    case = chain.send_filing(chain.filing(client, people.sales), people.sales)
    chain.decide(case, people.head, Decision.RETURN, text="请补充")
    (item,) = desk(people.sales).returned
    assert (item.noun, item.number) == (Noun.FILING, "KD-BB-2026-0001")
    assert desk(people.head).returned == ()


def test_the_last_things_touched_come_first(chain, desk, client, people):
    chain.filed(client, people.sales)
    chain.application(client, people.sales)
    recent = [(item.noun, item.client) for item in desk(people.sales).recent]
    name = "杭州宏图建设集团有限公司"
    assert recent == [(Noun.APPLICATION, name), (Noun.FILING, name)]
    touched = {item.noun for item in desk(people.management).recent}
    assert touched == {Noun.CLIENT, Noun.FILING}


def test_a_discarded_draft_is_gone_from_the_page(chain, desk, client, people):
    filing = chain.filing(client, people.sales)
    chain.filings.discard(filing, by=people.sales, seen_version=1)
    assert desk(people.sales).recent == ()


def test_the_administrator_sees_no_business(chain, desk, client, people):
    chain.filed(client, people.sales)
    page = desk(people.administrator)
    assert (page.waiting, page.warned, page.disputed_count, page.recent) == ((), (), 0, ())
