"""The list of clients: filters, orders, views."""

from datetime import date

import pytest

from kamdesk.domain.clients.clients import ClientClass, ClientDraft, ClientRow, Grade
from kamdesk.domain.errors import RuleError
from kamdesk.domain.lists import ListQuery
from tests.classes import classify

DRAFTS = (
    ClientDraft(
        name="山西晋丰农产品有限公司",
        grade=Grade.A,
        established_on=date(2001, 7, 3),
    ),
    ClientDraft(name="阿里山茶业", short_name="阿茶", grade=Grade.B, province="福建", city="泉州"),
    ClientDraft(name="R&D 50%<b>公司", former_name="老王商行", phone="0351-123"),
    ClientDraft(name="华联集团"),
)


CLASSES = {1: (ClientClass.ECONOMIC,), 4: (ClientClass.GROUP, ClientClass.STRATEGIC)}


@pytest.fixture
def ask(clients, people, clock, sessions):
    for number, draft in enumerate(DRAFTS, start=1):
        clock.advance(days=1)
        parent = 1 if draft is DRAFTS[3] else None
        values = {name: getattr(draft, name) for name in ClientDraft.__dataclass_fields__}
        clients.create(ClientDraft(**values | {"parent_id": parent}), by=people.sales)
        classify(sessions, clock, number, *CLASSES.get(number, ()), by=people.management)
    clock.advance(days=1)
    clients.assign(3, None, by=people.management, seen_version=1)

    def run(by=people.management, **query):
        return list(clients.list_for(by).ids(ListQuery(**query)))

    return run


@pytest.mark.parametrize(
    ("key", "text", "ids"),
    [
        ("name", "晋丰", [1]),
        ("name", "sxjf", [1]),
        ("name", "SXJF", [1]),
        ("name", "shanxi", [1]),
        ("name", "阿茶", [2]),
        ("name", "老王", [3]),
        ("name", "%", [3]),
        ("name", "r&d <b>", [3]),
        ("number", "0002", [2]),
        ("grade", "A,B", [1, 2]),
        ("grade", "none", [3, 4]),
        ("classes", "economic,group", [1, 4]),
        ("classes", "none", [2, 3]),
        ("province", "福建", [2]),
        ("city", "泉", [2]),
        ("phone", "0351", [3]),
        ("owner", "李", [1, 2, 4]),
        ("owner", "liming", [1, 2, 4]),
        ("parent", "晋丰", [4]),
        ("established_on", "2001", [1]),
        ("created_at", ">=2026-11-05", [3, 4]),
        ("archived", "yes", []),
        ("name", "  ", [1, 2, 3, 4]),
    ],
)
def test_filters(ask, key, text, ids):
    assert ask(filters={key: text}) == ids


def test_filters_are_joined(ask):
    assert ask(filters={"grade": "A,B", "province": "福建"}) == [2]


@pytest.mark.parametrize(
    ("sort", "ids"),
    [
        ("name", [2, 4, 3, 1]),  # a, hua, r, shan
        ("number", [1, 2, 3, 4]),
        ("grade", [3, 4, 1, 2]),
        ("updated_at", [1, 2, 4, 3]),
        ("owner", [3, 1, 2, 4]),
    ],
)
def test_orders_and_their_reverse(ask, sort, ids):
    assert ask(sort=sort) == ids
    assert ask(sort=sort, descending=True) == ids[::-1]


@pytest.mark.parametrize(
    "sort", sorted(ClientRow.__dataclass_fields__.keys() - {"owner_id", "version"})
)
def test_every_column_sorts(ask, sort):
    assert sorted(ask(sort=sort)) == [1, 2, 3, 4]


def test_views(ask, people):
    assert ask(view="mine") == []
    assert ask(view="mine", by=people.sales) == [1, 2, 4]
    assert ask(view="no_owner") == [3]
    assert ask(view="archived") == []


def test_rows_come_in_the_order_asked_for(ask, clients, people):
    rows = clients.list_for(people.management).rows([4, 99, 1])
    assert [row.id for row in rows] == [4, 1]
    assert (rows[0].parent, rows[0].owner) == ("山西晋丰农产品有限公司", "李明")
    assert rows[1].classes == {ClientClass.ECONOMIC}
    assert rows[1].grade is Grade.A


@pytest.mark.parametrize("query", [{"sort": "nonsense"}, {"filters": {"nonsense": "1"}}])
def test_what_is_no_column_is_refused(ask, query):
    with pytest.raises(RuleError, match="nonsense"):
        ask(**query)
