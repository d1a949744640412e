"""公海 through its service: who falls due, claiming, giving back, taking back, locking."""

from datetime import date

import pytest

from kamdesk.domain.clients.clients import ClientClass
from kamdesk.domain.errors import FieldError, NotAllowedError, RuleError
from kamdesk.domain.lists import ListQuery
from kamdesk.domain.ownership.owners import Way
from kamdesk.domain.ownership.pool import PoolRule, Standing
from kamdesk.services.desk import DeskService


def names(rows):
    return [row.name for row in rows]


def set_rule(held, /, **changes):
    by, seen = held.chain.people.management, held.policies.current(PoolRule)
    held.policies.save(PoolRule(**changes), seen=seen.id, by=by)


def test_the_pool_is_everybodys_and_shows_no_details(holdings, people, clock):
    client = holdings.client("甲公司", people.sales, province="山西", city="太原", industry="钢铁")
    holdings.client("乙公司", people.sales)
    clock.advance(days=4)
    holdings.assign(client, None)
    for by in (people.sales3, people.finance, people.management):
        (row,) = holdings.pooled(by)
        assert (row.name, row.province, row.city, row.industry) == (
            "甲公司",
            "山西",
            "太原",
            "钢铁",
        )
        assert (row.former, row.owner, row.since) == ("李明", "", date(2026, 11, 6))
        assert (row.standing, row.days_left) == (Standing.IN_POOL, None)
    with pytest.raises(NotAllowedError):
        holdings.chain.clients.details(client, by=people.sales3)
    with pytest.raises(NotAllowedError):
        holdings.pooled(people.administrator)


@pytest.mark.parametrize(
    ("key", "words", "found"),
    [
        ("name", "jia", ["甲公司"]),
        ("province", "山西", ["甲公司"]),
        ("industry", "钢", ["甲公司"]),
        ("former", "李", ["甲公司"]),
        ("since", "2026-11", ["甲公司", "乙公司"]),
    ],
)
def test_the_pool_is_filtered(holdings, people, key, words, found):
    first = holdings.client("甲公司", people.sales, province="山西", city="太原", industry="钢铁")
    holdings.client("乙公司")
    holdings.assign(first, None)
    assert names(holdings.pooled(people.sales, filters={key: words})) == found


def test_a_row_out_of_the_pool_and_out_of_reach_is_not_read(holdings, people):
    client = holdings.client("甲公司", people.sales)
    assert holdings.pool.list_for(people.sales3).rows([client]) == []
    assert holdings.pool.list_for(people.sales).rows([client])[0].days_left == 90


def test_what_falls_due_is_listed_for_owner_head_and_management(holdings, people, clock):
    holdings.client("甲公司", people.sales)
    clock.advance(days=10)
    holdings.client("乙公司", people.sales3)
    clock.advance(days=65)
    assert names(holdings.pooled(people.sales, "warned")) == ["甲公司"]
    assert holdings.pooled(people.sales, "due") == []
    clock.advance(days=15)
    (due,) = holdings.pooled(people.sales, "due")
    assert (due.standing, due.days_left) == (Standing.DUE, 0)
    warned = holdings.pooled(people.management, "warned", sort="days_left")
    assert [(row.name, row.days_left) for row in warned] == [("甲公司", 0), ("乙公司", 10)]
    assert names(holdings.pooled(people.head, "warned")) == ["甲公司"]
    assert names(holdings.pooled(people.head2, "warned")) == ["乙公司"]


def test_the_list_of_clients_knows_the_days_left(holdings, people, clock):
    first = holdings.client("甲公司", people.sales)
    second = holdings.client("乙公司", people.sales, classes=frozenset({ClientClass.STRATEGIC}))
    clock.advance(days=80)
    rows = holdings.chain.clients.list_for(people.sales).rows([first, second])
    assert [row.days_left for row in rows] == [10, None]
    assert holdings.listed(people.sales, view="falling_due") == [first]
    assert holdings.chain.clients.counts(by=people.sales)["falling_due"] == 1


def test_locked_strategic_and_busy_clients_are_spared(holdings, people, clock):
    plain = holdings.client("甲公司", people.sales)
    locked = holdings.client("乙公司", people.sales)
    holdings.client("丙公司", people.sales, classes=frozenset({ClientClass.STRATEGIC}))
    busy = holdings.client("丁公司", people.sales)
    holdings.pool.lock([locked], locked=True, by=people.head)
    clock.advance(days=85)
    holdings.chain.filed(busy, people.sales)
    clock.advance(days=10)
    assert [row.id for row in holdings.pooled(people.management, "due")] == [plain]
    standings = [holdings.pool.standing(each, by=people.sales)[0] for each in (locked, busy)]
    assert standings == [Standing.EXEMPT, Standing.EXEMPT]


def test_a_follow_up_is_a_contact_and_an_older_one_changes_nothing(holdings, people, clock):
    chain, client = holdings.chain, holdings.client("甲公司", people.sales)
    filing = chain.filed(client, people.sales)
    clock.advance(days=20)
    for day in (date(2026, 11, 20), date(2026, 11, 10)):
        chain.filings.follow_up(filing, by=people.sales, day=day, text="面谈")
    seen = chain.filings.details(filing, by=people.sales).version
    chain.filings.end(filing, by=people.sales, seen_version=seen, reason="不再跟进")
    assert holdings.pool.standing(client, by=people.sales) == (Standing.SAFE, 88)


def test_how_a_client_stands_is_told_to_who_sees_it_only(holdings, people):
    client = holdings.client("甲公司", people.sales)
    with pytest.raises(NotAllowedError):
        holdings.pool.standing(client, by=people.sales3)


def test_the_company_sets_its_own_days(holdings, people, clock):
    holdings.client("甲公司", people.sales)
    set_rule(holdings, contact_days=30, warning_days=5)
    clock.advance(days=25)
    assert names(holdings.pooled(people.sales, "warned")) == ["甲公司"]


def test_a_claim_makes_the_client_ones_own_and_begins_a_spell(holdings, people, clock):
    client = holdings.client("甲公司")
    clock.advance(days=100)
    holdings.pool.claim([client], by=people.sales3)
    assert holdings.listed(people.sales3, view="mine") == [client]
    assert holdings.spells(client)[0].way is Way.CLAIM
    assert holdings.pool.standing(client, by=people.sales3) == (Standing.SAFE, 90)
    assert holdings.pooled(people.sales) == []


def test_claims_have_their_limits_and_a_refused_one_changes_nothing(holdings, people, clock):
    set_rule(holdings, claims_per_day=2, holdings=3)
    clients = [holdings.client(f"{number}公司") for number in range(6)]
    with pytest.raises(RuleError, match="今天已领取 0 个"):
        holdings.pool.claim(clients[:3], by=people.sales)
    assert holdings.listed(people.sales) == []
    holdings.pool.claim(clients[:2], by=people.sales)
    with pytest.raises(RuleError, match="今天已领取 2 个"):
        holdings.pool.claim([clients[2]], by=people.sales)
    clock.advance(days=1)
    with pytest.raises(RuleError, match="您现有 2 个"):
        holdings.pool.claim(clients[2:4], by=people.sales)
    holdings.pool.claim([clients[2]], by=people.sales)
    with pytest.raises(RuleError, match="已不在公海"):
        holdings.pool.claim([clients[2]], by=people.sales3)


def test_a_former_owner_waits(holdings, people, clock):
    client = holdings.client("甲公司", people.sales)
    holdings.assign(client, None)
    clock.advance(days=29)
    with pytest.raises(RuleError, match="2026-12-02 起"):
        holdings.pool.claim([client], by=people.sales)
    clock.advance(days=1)
    holdings.pool.claim([client], by=people.sales)


def test_who_may_claim(holdings, people):
    client = holdings.client("甲公司")
    for by in (people.management, people.finance, people.administrator):
        with pytest.raises(NotAllowedError):
            holdings.pool.claim([client], by=by)
    holdings.pool.claim([client], by=people.head)


def test_an_owner_gives_back_with_a_reason(holdings, people):
    client = holdings.client("甲公司", people.sales)
    with pytest.raises(FieldError, match="退回原因"):
        holdings.pool.release([client], by=people.sales, reason=" ")
    with pytest.raises(NotAllowedError, match="不是您负责的"):
        holdings.pool.release([client], by=people.head, reason="不再跟进")
    holdings.pool.release([client], by=people.sales, reason="不再跟进")
    spell = holdings.spells(client)[0]
    assert (spell.owner_id, spell.way, spell.reason) == (None, Way.RELEASE, "不再跟进")


def test_what_is_locked_or_busy_is_not_given_back(holdings, people):
    busy, locked = holdings.client("甲公司", people.sales), holdings.client("乙公司", people.sales)
    holdings.chain.filed(busy, people.sales)
    holdings.pool.lock([locked], locked=True, by=people.management)
    with pytest.raises(RuleError, match="KD-BB-2026-0001"):
        holdings.pool.release([busy], by=people.sales, reason="x")
    with pytest.raises(RuleError, match="解锁"):
        holdings.pool.release([locked], by=people.sales, reason="x")


def test_taking_back_is_shown_first_and_skips_what_is_not_due(holdings, people, clock):
    due = holdings.client("甲公司", people.sales)
    clock.advance(days=90)
    fresh, foreign = holdings.client("乙公司", people.sales), holdings.client("丙公司")
    ids = [due, fresh, foreign]
    plan = holdings.pool.plan_take_back(ids, by=people.management)
    assert plan.going == (due,)
    assert [(kept.name, kept.reason) for kept in plan.kept] == [
        ("乙公司", "没有到期"),
        ("丙公司", "已在公海"),
    ]
    assert holdings.details(due).owner == "李明"
    _, done = holdings.pool.take_back(ids, by=people.management, reason="90 天未联系")
    assert done == plan
    assert [holdings.details(each).owner for each in ids] == ["", "李明", ""]
    assert holdings.spells(due)[0].reason == "90 天未联系"
    with pytest.raises(RuleError, match="都没有到期"):
        holdings.pool.take_back(ids, by=people.management, reason="x")


def test_heads_take_back_in_their_department_and_salespeople_nowhere(holdings, people, clock):
    client = holdings.client("甲公司", people.sales)
    clock.advance(days=90)
    with pytest.raises(NotAllowedError):
        holdings.pool.take_back([client], by=people.sales, reason="x")
    plan = holdings.pool.plan_take_back([client], by=people.head2)
    assert plan.kept[0].reason == "不在您的职责范围内"
    holdings.pool.take_back([client], by=people.head, reason="久未联系")
    assert holdings.details(client).owner_id is None


def test_a_lock_is_told_in_the_history_and_undone(holdings, people):
    client = holdings.client("甲公司", people.sales)
    with pytest.raises(NotAllowedError):
        holdings.pool.lock([client], locked=True, by=people.sales)
    holdings.pool.lock([client], locked=True, by=people.head)
    (change,) = holdings.chain.clients.history(client, by=people.sales)
    assert (change.field, change.old, change.new) == ("locked", "否", "是")
    assert [row.id for row in holdings.pooled(people.sales, "locked")] == [client]
    holdings.pool.lock([client], locked=False, by=people.management)
    assert not holdings.details(client).locked


def test_the_desk_counts_what_an_owner_is_about_to_lose(holdings, people, clock):
    holdings.client("甲公司", people.sales)
    holdings.client("乙公司", people.sales2)
    desk = DeskService(holdings.chain.sessions, clock)
    assert desk.desk(by=people.sales).falling_due_count == 0
    clock.advance(days=75)
    page = desk.desk(by=people.sales)
    assert (page.falling_due_count, page.pool_warning_days) == (1, 15)
    assert desk.desk(by=people.administrator).falling_due_count == 0


@pytest.mark.parametrize(
    "sort",
    ["name", "province", "city", "industry", "owner", "former", "since", "last_contact_on"],
)
def test_every_column_sorts(holdings, people, sort):
    holdings.client("甲公司")
    holdings.client("乙公司")
    assert len(holdings.pooled(people.sales, sort=sort)) == 2


def test_a_view_that_is_none_is_refused(holdings, people):
    with pytest.raises(RuleError, match="nonsense"):
        holdings.pool.list_for(people.sales).ids(ListQuery(view="nonsense"))
