"""Pairs are suggested to 销售管理部 only; told apart they stay away; nothing merges by itself."""

import pytest

from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.domain.errors import CancelledError, NotAllowedError
from kamdesk.domain.lists import ListQuery
from kamdesk.services.ownership.suspects import SuspectService
from tests.chain import chain, spoken_names
from tests.office import clock, office, people, sessions

__all__ = ["chain", "clock", "office", "people", "sessions", "spoken_names"]

NAMES = ("山西晋丰农产品有限公司", "杭州宏图建设集团有限公司", "山西晋丰农产品有限责任公司")


@pytest.fixture
def suspects(sessions, clock, spoken_names):
    return SuspectService(sessions, clock, spoken_names)


@pytest.fixture
def three(chain, people):
    create = chain.clients.create
    return [create(ClientDraft(name=name), by=people.sales).record_id for name in NAMES]


def pairs(suspects, by):
    return [(each.first.id, each.second.id) for each in suspects.find(by=by)]


def test_a_pair_is_suggested_and_both_stay_as_they_are(suspects, chain, three, people):
    [pair] = suspects.find(by=people.management)
    assert (pair.first.name, pair.second.name) == (NAMES[0], NAMES[2])
    assert pair.first.owner == "李明"
    assert len(chain.clients.list_for(people.management).ids(ListQuery())) == 3


def test_a_pair_told_apart_is_suggested_no_more(suspects, three, people):
    suspects.tell_apart(three[2], three[0], by=people.management)
    suspects.tell_apart(three[0], three[2], by=people.management)
    assert pairs(suspects, people.management) == []


def test_archived_clients_are_compared_with_nothing(suspects, chain, three, people):
    chain.clients.archive(three[2], by=people.management, seen_version=1)
    assert pairs(suspects, people.management) == []


def test_others_are_refused_and_a_stopped_search_says_so(suspects, three, people):
    with pytest.raises(NotAllowedError):
        suspects.find(by=people.head)
    with pytest.raises(NotAllowedError):
        suspects.tell_apart(three[0], three[1], by=people.sales)
    with pytest.raises(CancelledError):
        suspects.find(by=people.management, cancelled=lambda: True)
