"""The global search, on a real database."""

import pytest

from kamdesk.domain.changes import Noun
from kamdesk.domain.clients.contacts import ContactDraft
from kamdesk.services.clients.contacts import ContactService
from kamdesk.services.search import SearchService
from tests.chain import chain, spoken_names

__all__ = ["chain", "spoken_names"]


@pytest.fixture
def find(chain, sessions, clock, people):
    client = chain.client("杭州宏图建设集团有限公司")
    chain.client("100%<b>纯棉</b>公司")
    chain.filed(client, people.sales)
    chain.application(client, people.sales)
    ContactService(sessions, clock).create(
        client, ContactDraft(name="单雄信", phone="0571-88886666"), by=people.management
    )
    search = SearchService(sessions, clock)

    def run(text, by=people.management):
        return [(hit.noun, hit.record_id) for hit in search.find(text, by=by)]

    return run


CLIENT, CONTACT = (Noun.CLIENT, 1), (Noun.CONTACT, 1)
FILING, APPLICATION = (Noun.FILING, 1), (Noun.APPLICATION, 1)


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("宏图", [CLIENT, FILING, APPLICATION]),
        ("htjs", [CLIENT, FILING, APPLICATION]),
        ("HongTu", [CLIENT, FILING, APPLICATION]),
        ("KH000001", [CLIENT]),
        ("KD-BB-2026", [FILING]),
        ("二期厂房 宏图", [FILING, APPLICATION]),
        ("单雄信", [CONTACT]),
        ("sxx", [CONTACT]),
        ("6666", [CONTACT]),
        ("100%", [(Noun.CLIENT, 2)]),
        ("%%", []),
        ("没有这个", []),
        ("   ", []),
        ("长" * 5000, []),
    ],
)
def test_everything_is_found_by_its_words(find, text, hits):
    assert find(text) == hits


def test_nobody_finds_what_he_may_not_see(find, people):
    assert find("宏图", by=people.sales) == [FILING, APPLICATION]  # the client is nobody's
    assert find("宏图", by=people.head) == [FILING, APPLICATION]
    assert find("宏图", by=people.sales3) == []
    assert find("宏图", by=people.administrator) == []
