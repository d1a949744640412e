"""The list of purchases: who sees what, the views, every filter and every order."""

from datetime import date
from decimal import Decimal

import pytest

from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.domain.errors import NotAllowedError, RuleError
from kamdesk.domain.lists import ListQuery
from kamdesk.domain.purchases.purchases import VIEWS, PurchaseDraft
from kamdesk.domain.purchases.runs import RunState
from kamdesk.services.purchases.purchases import PurchaseService
from kamdesk.storage.purchases.purchases import PurchaseRecord
from kamdesk.storage.purchases.runs import PurchaseRunRecord
from tests.chain import chain, spoken_names
from tests.office import clock, office, people, sessions

__all__ = ["chain", "clock", "office", "people", "sessions", "spoken_names"]

LINES = (
    ("steel", "mine", date(2026, 11, 1), "螺纹钢", "12.5", "40000", "HT-1", "XS-1"),
    ("back", "mine", date(2026, 10, 30), "螺纹钢", "-2", "-6400", "HT-1", "XS-2"),
    ("old", "mine", date(2025, 11, 30), "线材", "5", "20000", "", ""),
    ("gone", "mine", date(2026, 11, 2), "线材", "7", "28000", "", "XS-4"),
    ("foreign", "foreign", date(2026, 11, 2), "中板", "100", "380000", "HT-9", "XS-5"),
)


@pytest.fixture
def purchases(chain):
    return PurchaseService(chain.sessions, chain.clock)


@pytest.fixture
def made(purchases, chain, people):
    """Return the ids of a few purchases by name; one of them came with a file."""
    clients = {
        "mine": chain.clients.create(ClientDraft(name="丙公司"), by=people.sales).record_id,
        "foreign": chain.clients.create(ClientDraft(name="甲公司"), by=people.sales3).record_id,
    }
    found = {}
    for name, client, day, product, tons, amount, contract, document in LINES:
        draft = PurchaseDraft(
            client_id=clients[client],
            day=day,
            product=product,
            tons=Decimal(tons),
            amount=Decimal(amount),
            contract=contract,
            document=document,
        )
        found[name] = purchases.create(draft, by=people.management).record_id
    purchases.cancel(found["gone"], "重复", by=people.management, seen_version=1)
    found["file"] = _imported(chain, people, clients["mine"])
    return found


def _imported(chain, people, client):
    with chain.sessions.write() as session:
        run = PurchaseRunRecord(
            file_name="十月.xlsx",
            encoding="",
            digest="",
            task="{}",
            state=RunState.DONE,
            lines=1,
            started_at=chain.clock.now(),
            by_id=people.head,
        )
        session.add(run)
        session.flush()
        record = PurchaseRecord(
            client_id=client,
            day=date(2026, 10, 1),
            product="角钢",
            contract="",
            document="F-1",
            nth=1,
            tons=Decimal(3),
            amount=Decimal(9000),
            cancelled=False,
            run_id=run.id,
        )
        session.add(record)
        session.flush()
        return record.id


@pytest.fixture
def listed(purchases, made, people):
    """Return the names of what somebody's query gives, in its order."""
    names = {value: key for key, value in made.items()}

    def ask(by=people.management, **query):
        found = purchases.list_for(by).ids(ListQuery(**query))
        return [names[each] for each in found]

    return ask


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        ("all", {"steel", "back", "old", "foreign", "file"}),
        ("this_month", {"steel", "foreign"}),
        ("year", {"steel", "back", "foreign", "file"}),
        ("returns", {"back"}),
        ("mine", set()),
        ("cancelled", {"gone"}),
    ],
)
def test_each_view_holds_its_own(listed, purchases, people, view, expected):
    assert set(listed(view=view)) == expected
    assert purchases.counts(by=people.management)[view] == len(expected)


def test_everybody_sees_as_far_as_their_clients(listed, purchases, made, people):
    own = {"steel", "back", "old", "file"}
    assert set(listed(people.sales)) == set(listed(people.sales, view="mine")) == own
    assert set(listed(people.head)) == own
    assert set(listed(people.sales3)) == {"foreign"}
    assert listed(people.sales2) == []
    assert set(listed(people.finance)) == own | {"foreign"}
    assert purchases.list_for(people.sales2).rows(list(made.values())) == []
    assert purchases.counts(by=people.sales2) == dict.fromkeys(VIEWS, 0)
    with pytest.raises(NotAllowedError):
        listed(people.administrator)


@pytest.mark.parametrize(
    ("key", "text", "expected"),
    [
        ("day", "2026-10", {"back", "file"}),
        ("returned", "yes", {"back"}),
        ("returned", "no", {"steel", "old", "foreign", "file"}),
        ("client", "jgs", {"foreign"}),
        ("product", "螺纹", {"steel", "back"}),
        ("tons", "<0", {"back"}),
        ("amount", ">=4万", {"steel", "foreign"}),
        ("contract", "ht-9", {"foreign"}),
        ("document", "xs-2", {"back"}),
        ("owner", "赵强", {"foreign"}),
        ("entered_by", "陈静", {"file"}),
        ("entered_at", "2026-11-02", {"steel", "back", "old", "foreign", "file"}),
        ("file_name", "十月", {"file"}),
    ],
)
def test_each_column_filters(listed, key, text, expected):
    assert set(listed(filters={key: text})) == expected


@pytest.mark.parametrize(
    "key",
    [
        "id",
        "day",
        "product",
        "tons",
        "amount",
        "contract",
        "document",
        "owner",
        "entered_by",
        "entered_at",
        "file_name",
    ],
)
def test_each_column_orders(purchases, made, people, key):
    source = purchases.list_for(people.management)
    rows = source.rows(source.ids(ListQuery(sort=key)))
    values = [getattr(row, key) for row in rows]
    assert len(set(values)) > 1 or key == "entered_at"
    assert values == sorted(values)
    back = source.rows(source.ids(ListQuery(sort=key, descending=True)))
    assert [row.id for row in back] == [row.id for row in reversed(rows)]


def test_returns_and_clients_order_too(listed):
    assert listed(sort="returned")[-1] == "back"
    assert listed(sort="client", descending=True)[-1] == "steel"  # 丙 is read bing, 甲 is jia


def test_what_it_does_not_have_is_refused(listed):
    for query in ({"view": "secret"}, {"sort": "secret"}, {"filters": {"secret": "x"}}):
        with pytest.raises(RuleError):
            listed(**query)


def test_a_row_from_a_file_tells_file_and_person(purchases, made, people):
    (row,) = purchases.list_for(people.management).rows([made["file"]])
    assert (row.file_name, row.entered_by, row.owner) == ("十月.xlsx", "陈静", "李明")
    assert row.editable
