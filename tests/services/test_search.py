"""The global search, on a real database."""

from datetime import date

import pytest
from sqlalchemy import text

from kamdesk.domain.changes import Noun
from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.domain.clients.contacts import ContactDraft
from kamdesk.domain.errors import RuleError
from kamdesk.domain.ids import ClientId, FilingId
from kamdesk.domain.ownership.collaborators import CollaboratorDraft
from kamdesk.domain.ownership.handovers import HandoverDraft
from kamdesk.domain.search_terms import Part
from kamdesk.services.clients.contacts import ContactService
from kamdesk.services.ownership.collaborators import CollaboratorService
from kamdesk.services.ownership.handovers import HandoverService
from kamdesk.services.search import SearchService
from tests.chain import chain, spoken_names

__all__ = ["chain", "spoken_names"]


@pytest.fixture
def search(sessions, clock):
    return SearchService(sessions, clock)


@pytest.fixture
def find(chain, search, sessions, clock, people):
    client = chain.client("杭州宏图建设集团有限公司")
    chain.client("100%<b>纯棉</b>公司")
    chain.filed(client, people.sales)
    chain.application(client, people.sales)
    ContactService(sessions, clock).create(
        client,
        ContactDraft(name="单雄信", post="总经理", phone="0571-88886666", email="sxx@hongtu.cn"),
        by=people.management,
    )

    def run(typed, by=people.management):
        return [(hit.noun, hit.record_id) for hit in search.find(typed, by=by)]

    return run


CLIENT, CONTACT = (Noun.CLIENT, 1), (Noun.CONTACT, 1)
FILING, APPLICATION = (Noun.FILING, 1), (Noun.APPLICATION, 1)


@pytest.mark.parametrize(
    ("typed", "hits"),
    [
        ("宏图", [CLIENT, FILING, APPLICATION]),
        ("宏", [CLIENT, FILING, APPLICATION]),
        ("htjs", [CLIENT, FILING, APPLICATION]),
        ("HongTu", [CLIENT, CONTACT, FILING, APPLICATION]),
        ("hongtujianshe", [CLIENT, FILING, APPLICATION]),
        ("KH000001", [CLIENT]),
        ("kh000001", [CLIENT]),
        ("KD-BB-2026", [FILING]),
        ("KD-BB-2026-0001", [FILING]),
        ("二期厂房 宏图", [FILING, APPLICATION]),
        ("eqcf", [FILING, APPLICATION]),
        ("单雄信", [CONTACT]),
        ("sxx", [CONTACT]),
        ("单总", [CONTACT]),
        ("shanzong", [CONTACT]),
        ("总经理", [CONTACT]),
        ("宏图 单总", [CONTACT]),
        ("建设 没有", []),
        ("6666", [CONTACT]),
        ("057188886666", [CONTACT]),
        ("建设 文一路", [CLIENT]),
        ("杭州 建设", [CLIENT, FILING, APPLICATION]),
        ("100%", [(Noun.CLIENT, 2)]),
        ("%<b>", [(Noun.CLIENT, 2)]),
        ("１００％", [(Noun.CLIENT, 2)]),
        ("%%", []),
        ('"', []),
        ("没有这个", []),
        ("   ", []),
        ("长" * 5000, []),
    ],
)
def test_everything_is_found_by_its_words(find, typed, hits):
    assert find(typed) == hits


def test_nobody_finds_what_he_may_not_see(find, people):
    assert find("宏图", by=people.sales) == [FILING, APPLICATION]  # the client is nobody's
    assert find("宏图", by=people.head) == [FILING, APPLICATION]
    assert find("单雄信", by=people.sales) == []
    assert find("KH000001", by=people.sales) == []
    assert find("宏图", by=people.sales3) == []
    assert find("宏图", by=people.administrator) == []


def _version(chain, people):
    return chain.clients.details(1, by=people.management).version


def _assign(chain, people):
    seen = _version(chain, people)
    chain.clients.assign(1, people.sales, by=people.management, seen_version=seen)


def test_owner_and_head_find_a_client_and_its_people(find, chain, people):
    _assign(chain, people)
    assert find("宏图 单", by=people.sales) == [CONTACT]
    assert find("宏图", by=people.head) == [CLIENT, FILING, APPLICATION]
    assert find("宏图", by=people.head2) == []
    assert find("单雄信", by=people.sales2) == []


def test_who_works_along_finds_the_client_until_it_ends(find, chain, sessions, clock, people):
    _assign(chain, people)
    service = CollaboratorService(sessions, clock)
    draft = CollaboratorDraft(user_id=people.sales3, until=date(2026, 11, 30))
    service.share(ClientId(1), draft, by=people.management)
    assert find("宏图 单", by=people.sales3) == [CONTACT]
    assert find("宏图", by=people.sales3) == [CLIENT, FILING, APPLICATION]
    (shared,) = service.of_client(ClientId(1), by=people.management)
    service.end(shared.id, by=people.management)
    assert find("宏图", by=people.sales3) == []


def test_who_worked_along_until_a_day_finds_nothing_after_it(find, chain, sessions, clock, people):
    _assign(chain, people)
    draft = CollaboratorDraft(user_id=people.sales3, until=date(2026, 11, 30))
    CollaboratorService(sessions, clock).share(ClientId(1), draft, by=people.management)
    clock.advance(days=60)
    assert find("宏图", by=people.sales3) == []  # whatever the index still names


def test_who_took_a_paper_over_finds_it(find, chain, sessions, clock, people):
    _assign(chain, people)
    draft = HandoverDraft(
        taker_id=people.sales3, reason="调整片区", filings=frozenset({FilingId(1)})
    )
    seen = _version(chain, people)
    HandoverService(sessions, clock).hand_over(
        ClientId(1), draft, by=people.management, seen_version=seen
    )
    assert find("宏图", by=people.sales3) == [CLIENT, FILING]
    assert find("宏图", by=people.sales) == [APPLICATION]


def test_a_person_opens_the_client_and_the_phone_is_masked(find, search, people):
    (hit,) = search.find("6666", by=people.management)
    assert (hit.title, hit.detail, hit.note) == ("单雄信", "总经理", "杭州宏图建设集团有限公司")
    assert (hit.client_id, hit.part, hit.found) == (1, Part.PHONE, "0571****6666")
    (hit,) = search.find("hongtu.cn", by=people.management)
    assert (hit.part, hit.found) == (Part.EMAIL, "s***@hongtu.cn")


def test_it_is_told_where_a_word_stands_that_is_not_seen(find, search, people):
    (hit,) = search.find("宏图 文一", by=people.management)
    assert (hit.part, hit.found) == (Part.ADDRESS, "文一路 1 号")
    (hit,) = search.find("宏图 建设 杭州市", by=people.management)
    assert (hit.part, hit.found) == (Part.CITY, "杭州市")
    assert search.find("宏图 jsjt", by=people.management)[0].part is None


@pytest.mark.parametrize(
    ("typed", "form"), [("单总", "单总"), ("shanzong", "单总"), ("szj", "单总经理"), ("dz", "")]
)
def test_it_is_told_by_which_form_a_person_was_found(find, search, people, typed, form):
    forms = [hit.found for hit in search.find(typed, by=people.management) if hit.client_id]
    assert forms == ([form] if form else [])


def test_the_whole_number_comes_first_and_once(chain, search, people):
    chain.client("KH000002 号纪念公司")
    second = chain.client("乙公司")
    hits = search.find("KH000002", by=people.management)
    assert [(hit.record_id, hit.exact) for hit in hits] == [(second, True), (1, False)]


DRAFTS = (
    ClientDraft(name="太原北京路商行"),
    ClientDraft(name="北京甲公司"),
    ClientDraft(name="上海乙公司", city="北京市"),
    ClientDraft(name="北京丙公司"),
    ClientDraft(name="北京丁公司"),
    ClientDraft(name="晋丰公司", short_name="北京店"),
)


def test_beginnings_come_first_then_names_then_the_rest(chain, search, sessions, people):
    for draft in DRAFTS:
        chain.clients.create(draft, by=people.management)
    with sessions.write() as session:
        session.execute(text("UPDATE clients SET year_amount = 500 WHERE id = 2"))
        session.execute(text("UPDATE clients SET archived = 1 WHERE id = 5"))
    hits = [hit.record_id for hit in search.find("北京", by=people.management)]
    assert hits == [2, 6, 4, 5, 1, 3]  # the larger, the newer, the archived; the middle; the city
    assert [hit.record_id for hit in search.find("bj", by=people.management)] == [2, 4, 5, 1]


def test_at_most_so_many_of_a_kind_and_none_is_missed(chain, search, people):
    for serial in range(60):
        chain.clients.create(ClientDraft(name=f"甲{serial:02}乙丙丁"), by=people.management)
    assert len(search.find("乙丙丁", by=people.management)) == 20
    found = search.find("乙丙丁", by=people.management, limit=100)
    assert {hit.record_id for hit in found} == set(range(1, 61))
    assert [hit.title for hit in search.find("59乙丙", by=people.management)] == ["甲59乙丙丁"]


def test_pieces_that_stand_apart_are_no_hit(chain, search, people):
    for serial in range(50):
        name = "晋丰甲丰甲公" if serial else "晋丰甲公司"  # the same pieces, not the same order
        chain.clients.create(ClientDraft(name=f"{name}{serial}"), by=people.management)
    found = search.find("晋丰甲公司", by=people.management)
    assert [hit.record_id for hit in found] == [1]


def test_what_a_better_tier_names_in_vain_is_found_by_a_later_one(chain, search, people):
    decoy = ClientDraft(
        name="晋丰甲丰甲公公司", address="晋丰甲公司隔壁"
    )  # the pieces, not the word
    chain.clients.create(decoy, by=people.management)
    chain.clients.create(ClientDraft(name="老晋丰甲公司"), by=people.management)
    found = search.find("晋丰甲公司", by=people.management)
    assert [hit.record_id for hit in found] == [2, 1]
    assert [hit.part for hit in found] == [None, Part.ADDRESS]
    limited = search.find("晋丰甲公司", by=people.management, limit=1)
    assert [hit.record_id for hit in limited] == [2]


def test_an_index_that_is_not_built_is_told(search, sessions, people):
    with sessions.write() as session:
        session.execute(text("DELETE FROM search_state"))
    with pytest.raises(RuleError, match="还没有建好"):
        search.find("宏图", by=people.management)
