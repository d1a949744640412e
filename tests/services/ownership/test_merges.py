"""Merging moves what hangs on a client and undoing brings it home, signed papers included."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import text

from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.domain.clients.contacts import ContactDraft
from kamdesk.domain.errors import FieldError, NotAllowedError, RuleError, StaleRecordError
from kamdesk.domain.lists import ListQuery
from kamdesk.domain.own_fields import OwnFieldDraft
from kamdesk.domain.ownership.merges import MergeDraft
from kamdesk.domain.ownership.pool import Standing
from kamdesk.domain.purchases.purchases import PurchaseDraft
from kamdesk.services.attachments import AttachmentService
from kamdesk.services.clients.contacts import ContactService
from kamdesk.services.own_fields import OwnFieldService
from kamdesk.services.ownership.merges import MergeService
from kamdesk.services.ownership.pool import PoolService
from kamdesk.services.purchases.purchases import PurchaseService
from tests.chain import chain, spoken_names
from tests.office import clock, office, people, sessions

__all__ = ["chain", "clock", "office", "people", "sessions", "spoken_names"]


@pytest.fixture
def merges(sessions, clock):
    return MergeService(sessions, clock)


@pytest.fixture
def two(chain, people):
    """The client to keep and the one to merge."""
    create = chain.clients.create
    return [
        create(ClientDraft(name=name, code=code, phone=phone), by=people.sales).record_id
        for name, code, phone in (
            ("晋丰公司", "", "0351-1"),
            ("山西晋丰公司", "91350100M000100Y43", "0351-2"),
        )
    ]


def draft_of(preview, taken=frozenset(), reason="同一家公司"):
    return MergeDraft(
        kept_id=preview.kept.id,
        merged_id=preview.merged.id,
        taken=frozenset(taken),
        reason=reason,
        kept_version=preview.kept.version,
        merged_version=preview.merged.version,
    )


def merge(merges, kept, merged, by, **options):
    preview = merges.preview(kept, merged, by=by)
    merges.merge(draft_of(preview, **options), by=by)
    return merges.rows(by=by)[0]


def test_chosen_fields_come_over_and_the_other_is_archived(merges, chain, two, people):
    kept, merged = two
    preview = merges.preview(kept, merged, by=people.management)
    assert preview.proposed == {"code"}
    assert {each.field for each in preview.differences} == {"name", "code", "phone"}
    merge(merges, kept, merged, people.management, taken={"code", "phone"})
    details = chain.clients.details(kept, by=people.sales)
    assert (details.draft.name, details.draft.code, details.draft.phone) == (
        *("晋丰公司", "91350100M000100Y43", "0351-2"),
    )
    gone = chain.clients.details(merged, by=people.sales)
    assert gone.archived
    told = {each.field: each.new for each in chain.clients.history(merged, by=people.sales)}
    assert told["merged_into_id"] == "晋丰公司"


def test_the_later_contact_counts_for_what_is_kept(merges, chain, two, people, clock, sessions):
    kept, merged = two
    filing = chain.filed(merged, people.sales)
    clock.advance(days=60)
    day = clock.now().date()
    chain.filings.follow_up(filing, by=people.sales, day=day, text="面谈")
    seen = chain.filings.details(filing, by=people.sales).version
    chain.filings.end(filing, by=people.sales, seen_version=seen, reason="不再跟进")
    merge(merges, kept, merged, people.management)
    assert PoolService(sessions, clock).standing(kept, by=people.sales) == (Standing.SAFE, 90)


def test_contacts_files_and_own_fields_move_and_come_home(
    merges, two, people, sessions, clock, tmp_path
):
    kept, merged = two
    contacts, files = ContactService(sessions, clock), AttachmentService(sessions, clock)
    own = OwnFieldService(sessions, clock)
    field = f"own_{own.create(OwnFieldDraft(title='结算'), by=people.management).record_id}"
    contacts.create(merged, ContactDraft(name="刘工"), by=people.sales)
    (tmp_path / "a.txt").write_text("合同")
    files.add(merged, tmp_path / "a.txt", by=people.sales)
    own.save(merged, {field: "月结"}, seen={}, by=people.sales)

    def there(client):
        by = people.sales
        values = [each.text for each in own.values(client, by=by)]
        return len(contacts.of_client(client, by=by)), len(files.of_client(client, by=by)), values

    made = merge(merges, kept, merged, people.management)
    assert (there(kept), there(merged)) == ((1, 1, ["月结"]), (0, 0, [""]))
    merges.undo(made.id, by=people.management)
    assert (there(kept), there(merged)) == ((0, 0, [""]), (1, 1, ["月结"]))


def test_signed_papers_follow_their_client_and_nothing_else_changes_in_them(
    merges, chain, two, people, sessions
):
    kept, merged = two
    filing = chain.filed(merged, people.sales)
    made = merge(merges, kept, merged, people.management)
    assert chain.filings.details(filing, by=people.sales).sheet.draft.client_id == merged
    assert client_of(sessions, "filings", filing) == kept
    with pytest.raises(Exception, match="keep their client"):
        change(sessions, f"UPDATE filings SET client_id = {merged + 1000} WHERE id = {filing}")
    with pytest.raises(Exception, match="frozen once submitted"):
        change(sessions, f"UPDATE filings SET project_name = 'x' WHERE id = {filing}")
    merges.undo(made.id, by=people.management)
    assert client_of(sessions, "filings", filing) == merged


def test_two_filers_have_to_be_settled_first(merges, chain, two, people):
    kept, merged = two
    chain.filed(merged, people.sales)
    other = chain.clients.create(ClientDraft(name="另一家"), by=people.sales3).record_id
    chain.filed(other, people.sales3)
    preview = merges.preview(merged, other, by=people.management)
    assert "不同报备人的有效备案" in preview.obstacles[0]
    with pytest.raises(RuleError, match="撞单裁定"):
        merges.merge(draft_of(preview), by=people.management)
    assert merges.rows(by=people.management) == []
    assert kept


def test_undoing_gives_fields_and_code_back(merges, chain, two, people):
    kept, merged = two
    made = merge(merges, kept, merged, people.management, taken={"code", "phone"})
    seen = chain.clients.details(kept, by=people.sales)
    edited = ClientDraft(name="晋丰公司", code=seen.draft.code, phone="0351-9")
    chain.clients.edit(kept, edited, by=people.sales, seen_version=seen.version)
    merges.undo(made.id, by=people.management)
    back = chain.clients.details(kept, by=people.sales).draft
    assert (back.code, back.phone) == ("", "0351-9")
    home = chain.clients.details(merged, by=people.sales)
    assert (home.draft.code, home.archived) == ("91350100M000100Y43", False)


def test_purchases_come_along_and_go_home_with_all_sums(merges, chain, two, people, sessions):
    kept, merged = two
    purchases = PurchaseService(sessions, chain.clock)
    for client, day, document in (
        (kept, date(2026, 10, 3), "XS1"),
        (merged, date(2026, 10, 3), "XS1"),
        (merged, date(2026, 9, 3), ""),
        (merged, date(2025, 9, 3), ""),
    ):
        draft = PurchaseDraft(
            client_id=client,
            day=day,
            product="热轧卷",
            tons=Decimal(10),
            amount=Decimal(40_000),
            document=document,
        )
        purchases.create(draft, by=people.management)
    before = figures(sessions)
    assert merges.preview(kept, merged, by=people.management).moves["purchases"] == 3
    made = merge(merges, kept, merged, people.management)
    assert figures(sessions) == {
        "purchases": [(kept, "XS1", 1), (kept, "XS1", 2), (kept, "", 1), (kept, "", 1)],
        "months": [(kept, 202509, 10_000), (kept, 202609, 10_000), (kept, 202610, 20_000)],
        "years": [(kept, 30_000, "2026-10-03"), (merged, 0, None)],
    }
    merges.undo(made.id, by=people.management)
    assert figures(sessions) == before


def test_merges_are_undone_from_the_last_on(merges, chain, two, people):
    kept, merged = two
    third = chain.clients.create(ClientDraft(name="第三家"), by=people.sales).record_id
    first = merge(merges, kept, merged, people.management)
    second = merge(merges, third, kept, people.management)
    with pytest.raises(RuleError, match="请先撤销那一次"):
        merges.undo(first.id, by=people.management)
    merges.undo(second.id, by=people.management)
    merges.undo(first.id, by=people.management)
    with pytest.raises(RuleError, match="已经撤销"):
        merges.undo(first.id, by=people.management)
    listed = chain.clients.list_for(people.sales)
    assert set(listed.ids(ListQuery())) == {kept, merged, third}


def test_subsidiaries_follow_and_a_parent_does_not_become_its_own(merges, chain, people):
    create = chain.clients.create
    parent = create(ClientDraft(name="集团"), by=people.sales).record_id
    child = create(ClientDraft(name="子公司", parent_id=parent), by=people.sales).record_id
    grand = create(ClientDraft(name="孙公司", parent_id=child), by=people.sales).record_id
    made = merge(merges, child, parent, people.management)
    assert chain.clients.details(child, by=people.sales).draft.parent_id is None
    merges.undo(made.id, by=people.management)
    assert chain.clients.details(child, by=people.sales).draft.parent_id == parent
    assert "请对调" in merges.preview(grand, parent, by=people.management).obstacles[0]
    made = merge(merges, parent, child, people.management)
    assert chain.clients.details(grand, by=people.sales).draft.parent_id == parent
    merges.undo(made.id, by=people.management)
    assert chain.clients.details(grand, by=people.sales).draft.parent_id == child


def test_who_may_not_merge_and_what_is_stale_is_refused(merges, chain, two, people):
    kept, merged = two
    with pytest.raises(NotAllowedError):
        merges.preview(kept, merged, by=people.head)
    preview = merges.preview(kept, merged, by=people.management)
    with pytest.raises(FieldError, match="合并理由"):
        merges.merge(draft_of(preview, reason=" "), by=people.management)
    chain.clients.edit(kept, ClientDraft(name="改名"), by=people.sales, seen_version=1)
    with pytest.raises(StaleRecordError):
        merges.merge(draft_of(preview), by=people.management)
    assert merges.preview(kept, kept, by=people.management).obstacles


def client_of(sessions, table, key):
    with sessions.read() as session:
        return session.scalar(text(f"SELECT client_id FROM {table} WHERE id = {key}"))


def figures(sessions):
    statements = {
        "purchases": "SELECT client_id, document, nth FROM purchases ORDER BY id",
        "months": "SELECT client_id, month, tons FROM purchase_months ORDER BY 1, 2",
        "years": "SELECT id, year_tons, last_purchase_on FROM clients ORDER BY id",
    }
    with sessions.read() as session:
        return {
            name: [tuple(row) for row in session.execute(text(statement))]
            for name, statement in statements.items()
        }


def change(sessions, statement):
    with sessions.write() as session:
        session.execute(text(statement))
