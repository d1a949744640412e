"""What filings and applications make of a client: its state for 查重, and no archiving."""

import pytest

from kamdesk.domain.clients.duplicates import Standing
from kamdesk.domain.errors import RuleError
from tests.chain import chain, spoken_names

__all__ = ["chain", "spoken_names"]

NAME = "杭州宏图建设集团有限公司"


@pytest.fixture
def client(chain):
    return chain.client(NAME)


@pytest.fixture
def standing(duplicates, people):
    def ask():
        (hit,) = duplicates.check(NAME, by=people.sales3)
        return hit

    return ask


def test_the_state_follows_filing_and_protection(chain, people, client, standing):
    assert standing().standing is Standing.REGISTERED
    case = chain.send_filing(chain.filing(client, people.sales), people.sales)
    assert standing().state == "备案审批中"
    chain.agree_all(case)
    assert standing().state == "已备案，保护至 2027-01-30"
    chain.clock.advance(days=200)
    assert standing().standing is Standing.REGISTERED


def test_the_state_shows_an_application_once_the_protection_is_over(
    chain, people, client, standing
):
    chain.filed(client, people.sales)
    case = chain.send_application(chain.application(client, people.sales), people.sales)
    assert standing().standing is Standing.FILED
    chain.clock.advance(days=200)
    assert standing().state == "立项审批中"
    chain.agree_all(case)
    assert standing().state == "已立项"


def test_a_client_with_running_papers_is_not_archived(chain, people, client):
    chain.filed(client, people.sales)
    seen = chain.clients.details(client, by=people.management).version
    with pytest.raises(RuleError, match=r"未了结的备案或立项（KD-BB-2026-0001）"):
        chain.clients.archive(client, by=people.management, seen_version=seen)
    chain.clock.advance(days=200)
    chain.clients.archive(client, by=people.management, seen_version=seen)
