"""Purchases by hand: who may, what is kept, and that the summaries are true after every step."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from kamdesk.domain.changes import Noun
from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.domain.errors import FieldError, NotAllowedError, RuleError, StaleRecordError
from kamdesk.domain.ownership.collaborators import CollaboratorDraft
from kamdesk.domain.purchases.purchases import PurchaseDraft
from kamdesk.services.ownership.collaborators import CollaboratorService
from kamdesk.services.purchases.purchases import PurchaseService
from kamdesk.storage.audit import AuditRecord
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.history import HistoryRecord
from kamdesk.storage.purchases.purchases import PurchaseRecord
from tests.chain import chain, spoken_names
from tests.office import clock, office, people, sessions
from tests.services.purchases.truth import summary, true_summary

__all__ = ["chain", "clock", "office", "people", "sessions", "spoken_names"]


@pytest.fixture
def purchases(chain):
    return PurchaseService(chain.sessions, chain.clock)


@pytest.fixture
def register(chain, people):
    """Return what registers a client of the salesperson's own."""
    return lambda name: chain.clients.create(ClientDraft(name=name), by=people.sales).record_id


@pytest.fixture
def client(register):
    return register("宏图建设集团")


@pytest.fixture
def draft(client):
    return PurchaseDraft(
        client_id=client,
        day=date(2026, 10, 9),
        product="螺纹钢",
        tons=Decimal("12.5"),
        amount=Decimal(40_000),
        contract="HT-1",
        document="XS-1",
    )


@pytest.fixture
def row_of(purchases, people):
    return lambda purchase_id: purchases.list_for(people.management).rows([purchase_id])[0]


@pytest.fixture
def written(sessions):
    """Return how many rows of purchases, history and audit there are."""

    def count():
        with sessions.read() as session:
            tables = (PurchaseRecord, HistoryRecord, AuditRecord)
            return [session.scalar(select(func.count()).select_from(each)) for each in tables]

    return count


def check(sessions, present=202611):
    assert summary(sessions) == true_summary(sessions, present)


def test_a_record_is_entered_with_its_summaries(purchases, sessions, people, draft, row_of):
    changes = purchases.create(replace(draft, product="  螺纹钢 "), by=people.sales)
    assert changes.touches(Noun.PURCHASE)
    assert changes.touches(Noun.CLIENT)
    row = row_of(changes.record_id)
    assert row.draft == draft
    assert (row.owner, row.entered_by, row.file_name) == ("李明", "李明", "")
    assert not row.is_return
    check(sessions)
    with sessions.read() as session:
        kept = session.get(ClientRecord, draft.client_id)
        assert (kept.year_tons, kept.year_amount) == (Decimal("12.5"), Decimal(40_000))
        assert kept.last_purchase_on == date(2026, 10, 9)


def test_a_return_takes_away_and_is_no_last_purchase(purchases, sessions, people, draft, row_of):
    purchases.create(draft, by=people.sales)
    back = replace(draft, day=date(2026, 11, 1), tons=Decimal(-2), amount=Decimal(-6_400))
    made = purchases.create(back, by=people.sales)
    assert row_of(made.record_id).is_return
    check(sessions)
    with sessions.read() as session:
        kept = session.get(ClientRecord, draft.client_id)
        assert (kept.year_tons, kept.last_purchase_on) == (Decimal("10.5"), date(2026, 10, 9))


def test_the_summaries_follow_every_step(purchases, register, sessions, people, draft, row_of):
    other = register("北方商贸集团")
    made = purchases.create(draft, by=people.sales).record_id
    purchases.create(
        replace(draft, document="", tons=Decimal(-1), amount=Decimal(-9)), by=people.sales
    )
    for changed in (
        replace(draft, tons=Decimal("0.001"), amount=Decimal("0.01")),
        replace(draft, day=date(2025, 11, 30)),
        replace(draft, client_id=other, day=date(2026, 1, 31), document=""),
    ):
        purchases.edit(made, changed, by=people.sales, seen_version=row_of(made).version)
        assert row_of(made).draft == changed
        check(sessions)
    purchases.cancel(made, "重复登记", by=people.sales, seen_version=row_of(made).version)
    check(sessions)
    assert row_of(made).cancelled
    purchases.restore(made, by=people.sales, seen_version=row_of(made).version)
    check(sessions)
    assert not row_of(made).cancelled


def test_the_year_goes_on_with_the_next_record(purchases, chain, sessions, people, draft):
    purchases.create(replace(draft, day=date(2025, 12, 1)), by=people.sales)
    chain.clock.advance(days=30)
    purchases.create(replace(draft, day=date(2026, 12, 1)), by=people.sales)
    check(sessions, present=202612)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("day", date(2026, 11, 3), "晚于今天"),
        ("product", " ", "请填写“产品”"),
        ("tons", Decimal("1.2345"), "3 位小数"),
        ("amount", Decimal("0.001"), "2 位小数"),
        ("tons", Decimal(-1), "退货时两者都写负数"),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_written(
    purchases, people, draft, written, field, value, said
):
    before = written()
    with pytest.raises(FieldError, match=said):
        purchases.create(replace(draft, **{field: value}), by=people.sales)
    assert written() == before


def test_only_who_may_edit_the_client_writes(purchases, chain, people, draft, written):
    made = purchases.create(draft, by=people.sales).record_id
    before = written()
    for stranger in (people.sales2, people.head2, people.finance, people.general_manager):
        with pytest.raises(NotAllowedError):
            purchases.create(draft, by=stranger)
        with pytest.raises(NotAllowedError):
            purchases.edit(made, replace(draft, contract="X"), by=stranger, seen_version=1)
        with pytest.raises(NotAllowedError):
            purchases.cancel(made, "x", by=stranger, seen_version=1)
    assert written() == before
    purchases.create(draft, by=people.head)
    purchases.create(draft, by=people.management)


def test_a_record_does_not_move_to_a_client_of_others(purchases, chain, people, draft, written):
    foreign = chain.clients.create(ClientDraft(name="甲公司"), by=people.sales2).record_id
    made = purchases.create(draft, by=people.sales).record_id
    before = written()
    with pytest.raises(NotAllowedError):
        purchases.edit(made, replace(draft, client_id=foreign), by=people.sales, seen_version=1)
    assert written() == before


def test_an_archived_client_takes_no_records(purchases, chain, people, draft, client, row_of):
    made = purchases.create(draft, by=people.sales).record_id
    version = chain.clients.details(client, by=people.head).version
    chain.clients.archive(client, by=people.head, seen_version=version)
    assert not row_of(made).editable
    with pytest.raises(FieldError, match="已归档"):
        purchases.create(draft, by=people.sales)
    with pytest.raises(FieldError, match="已归档"):
        purchases.cancel(made, "x", by=people.sales, seen_version=1)


def test_a_stale_screen_writes_nothing(purchases, people, draft, written):
    made = purchases.create(draft, by=people.sales).record_id
    purchases.edit(made, replace(draft, contract="HT-2"), by=people.sales, seen_version=1)
    before = written()
    with pytest.raises(StaleRecordError):
        purchases.edit(made, replace(draft, contract="HT-3"), by=people.sales, seen_version=1)
    with pytest.raises(StaleRecordError):
        purchases.cancel(made, "x", by=people.sales, seen_version=1)
    assert written() == before


def test_a_cancelled_record_is_not_edited(purchases, people, draft):
    made = purchases.create(draft, by=people.sales).record_id
    with pytest.raises(FieldError, match="作废原因"):
        purchases.cancel(made, "  ", by=people.sales, seen_version=1)
    purchases.cancel(made, "录错客户", by=people.sales, seen_version=1)
    with pytest.raises(RuleError, match="先恢复"):
        purchases.edit(made, replace(draft, contract="X"), by=people.sales, seen_version=2)


def test_the_history_tells_in_words(purchases, register, chain, people, draft):
    other = register("北方商贸集团")
    made = purchases.create(draft, by=people.sales).record_id
    purchases.edit(made, replace(draft, client_id=other), by=people.sales, seen_version=1)
    purchases.cancel(made, "录错客户", by=people.sales, seen_version=2)
    told = [(each.field, each.old, each.new) for each in purchases.history(made, by=people.sales)]
    former = chain.clients.details(draft.client_id, by=people.sales).draft.name
    assert ("client_id", former, "北方商贸集团") in told
    assert ("cancelled", "否", "是") in told
    assert ("reason", "", "录错客户") in told
    with pytest.raises(NotAllowedError):
        purchases.history(made, by=people.sales3)


def test_nothing_changed_is_nothing_written(purchases, people, draft, written):
    made = purchases.create(draft, by=people.sales).record_id
    before = written()
    assert not purchases.edit(made, draft, by=people.sales, seen_version=1).nouns
    assert written() == before


def test_records_alike_stand_side_by_side(purchases, people, draft, row_of):
    first = purchases.create(draft, by=people.sales).record_id
    second = purchases.create(draft, by=people.sales).record_id
    third = purchases.create(replace(draft, document="XS-9"), by=people.sales).record_id
    purchases.edit(third, draft, by=people.sales, seen_version=1)
    assert row_of(first).draft == row_of(second).draft == row_of(third).draft


def test_who_works_along_enters_too(purchases, chain, people, draft, client):
    collaborators = CollaboratorService(chain.sessions, chain.clock)
    share = CollaboratorDraft(user_id=people.sales3, may_edit=True)
    collaborators.share(client, share, by=people.sales)
    made = purchases.create(draft, by=people.sales3).record_id
    assert purchases.list_for(people.sales3).rows([made])[0].editable
    assert not purchases.list_for(people.finance).rows([made])[0].editable


def test_one_clients_records_come_newest_first(purchases, register, people, draft, client):
    days = (date(2026, 10, 1), date(2026, 10, 3), date(2026, 10, 2))
    made = [purchases.create(replace(draft, day=day), by=people.sales).record_id for day in days]
    purchases.create(replace(draft, client_id=register("北方商贸集团")), by=people.sales)
    purchases.cancel(made[0], "错", by=people.sales, seen_version=1)
    found = purchases.of_client(client, by=people.sales)
    assert [each.id for each in found] == [made[1], made[2]]
    assert len(purchases.of_client(client, by=people.sales, limit=1)) == 1
    with pytest.raises(NotAllowedError):
        purchases.of_client(client, by=people.sales3)


def test_products_are_proposed(purchases, people, draft):
    for product in ("线材", "螺纹钢", "线材"):
        purchases.create(replace(draft, product=product), by=people.sales)
    assert purchases.products(by=people.sales) == ["线材", "螺纹钢"]
    with pytest.raises(NotAllowedError):
        purchases.products(by=people.finance)
