"""What an application would rest on, before it is written."""

import pytest

from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.domain.errors import MissingRecordError, NotAllowedError


def test_a_live_filing_of_ones_own_opens_the_client(chain):
    by = chain.people.sales
    client = chain.client()
    chain.filed(client, by)
    basis = chain.applications.basis(client, by=by)
    assert basis.filing.number == "KD-BB-2026-0001"
    assert basis.client.address == "文一路 1 号"


def test_without_a_filing_only_an_own_client_is_shown_in_full(chain):
    by = chain.people.sales
    mine = chain.clients.create(ClientDraft(name="苏州园区", address="星海街"), by=by).record_id
    basis = chain.applications.basis(mine, by=by)
    assert (basis.filing, basis.client.address) == (None, "星海街")
    other = chain.applications.basis(mine, by=chain.people.sales3)
    assert (other.client.name, other.client.address) == ("苏州园区", "")


def test_a_filing_of_somebody_else_counts_for_nothing(chain):
    client = chain.client()
    chain.filed(client, chain.people.sales2)
    assert chain.applications.basis(client, by=chain.people.sales).filing is None


def test_an_ended_filing_counts_no_more(chain):
    by = chain.people.sales
    client = chain.client()
    chain.filed(client, by)
    chain.clock.advance(days=90)
    assert chain.applications.basis(client, by=by).filing is None


def test_it_is_for_those_who_may_apply_and_for_clients_that_exist(chain):
    client = chain.client()
    with pytest.raises(NotAllowedError):
        chain.applications.basis(client, by=chain.people.finance)
    with pytest.raises(MissingRecordError):
        chain.applications.basis(999, by=chain.people.sales)
