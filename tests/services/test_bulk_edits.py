"""Bulk edits of clients: previewed, written in one step with histories, undone as one."""

import pytest

from kamdesk.domain.bulk_edits import MOST
from kamdesk.domain.changes import Noun
from kamdesk.domain.clients.clients import ClientDraft, PartnershipTier
from kamdesk.domain.clients.names import Names
from kamdesk.domain.errors import CancelledError, FieldError, MissingRecordError, RuleError
from kamdesk.domain.list_files import Watch
from kamdesk.services.bulk_edits import BulkEditService
from kamdesk.services.clients.bulk_edits import ClientBulk
from kamdesk.services.clients.clients import ClientService
from kamdesk.storage import audit
from kamdesk.storage.bulk_edits import BulkEditRecord, BulkEditRowRecord
from kamdesk.storage.clients.clients import ClientRecord

NAMES = ("晋丰农产品有限公司", "阿里山茶业", "华联集团", "宏图印刷厂")


@pytest.fixture(scope="module")
def names():
    return Names()


@pytest.fixture
def clients(sessions, clock, names, people):
    """Four clients: two of sales, one of sales3 (another department), one archived."""
    service = ClientService(sessions, clock, names)
    owners = (people.sales, people.sales, people.sales3, people.sales)
    for name, owner in zip(NAMES, owners, strict=True):
        service.create(
            ClientDraft(name=name, remark="老客户"), by=people.management, owner_id=owner
        )
    service.archive(4, by=people.management, seen_version=1)
    clock.advance(days=1)
    return service


@pytest.fixture
def bulk(sessions, clock, clients):
    return BulkEditService(sessions, clock, [ClientBulk()])


@pytest.fixture
def look(bulk, people):
    def make(ids, by=people.management, **values):
        return bulk.preview(Noun.CLIENT, ids, values, by=by)

    return make


@pytest.fixture
def run(bulk, look, people):
    def make(ids, by=people.management, **values):
        expected = look(ids, by=by, **values).changing
        return bulk.run(Noun.CLIENT, ids, values, by=by, expected=expected)

    return make


def field(sessions, client_id, name):
    with sessions.read() as session:
        return getattr(session.get(ClientRecord, client_id), name)


def test_the_preview_tells_old_new_what_stays_and_why(look, sessions):
    preview = look([1, 2, 3, 4, 99], industry="农产品", tier="important")
    assert (preview.changing, preview.refused, preview.unchanged) == (3, 1, 0)
    steps = {step.field: (step.old, step.new) for step in preview.lines[0].steps}
    assert steps == {"industry": ("", "农产品"), "tier": ("", "重要合作")}
    (left,) = preview.left_out
    assert (left.name, left.reason) == ("KH000004 宏图印刷厂", "已归档，请先恢复。")
    assert field(sessions, 1, "industry") == ""


def test_a_head_changes_what_is_of_the_department(look, people):
    preview = look([1, 2, 3], by=people.head, industry="农产品")
    assert [line.record_id for line in preview.lines] == [1, 2]
    assert "修改客户" in preview.left_out[0].reason


def test_a_salesperson_may_edit_but_not_assign_or_grade(look, people):
    assert look([1], by=people.sales, city="太原").changing == 1
    for values in ({"tier": "general"}, {"owner_id": str(people.sales2)}):
        preview = look([1], by=people.sales, **values)
        assert (preview.changing, preview.refused) == (0, 1)


def test_fields_are_set_with_history_audit_rows_and_owner_since(run, clients, sessions, people):
    with sessions.read() as session:
        before = audit.head(session).seq
    changes = run([1, 2], owner_id=str(people.sales2), province="山西", remark="已电话核实")
    assert changes.touches(Noun.CLIENT)
    details = clients.details(1, by=people.management)
    assert (details.owner, details.draft.province) == ("王芳", "山西")
    assert details.draft.remark == "老客户\n已电话核实"
    told = {(each.field, each.old, each.new) for each in clients.history(2, by=people.management)}
    assert ("owner_id", "李明", "王芳") in told
    assert ("province", "", "山西") in told
    assert field(sessions, 1, "owned_since").isoformat() == "2026-11-03"
    with sessions.read() as session:
        assert audit.head(session).seq == before + 3  # the edit, and each new owner
        assert audit.verify(session).sound


def test_the_whole_is_undone_in_one_step(run, bulk, clients, sessions, people):
    run([1, 2, 3], owner_id=str(people.sales2), tier="strategic", remark="x")
    made = bulk.latest(Noun.CLIENT, by=people.management)
    assert (made.count, set(made.fields)) == (3, {"owner_id", "tier", "remark"})
    bulk.undo(made.id, by=people.management)
    assert clients.details(3, by=people.management).owner_id == people.sales3
    assert clients.details(1, by=people.management).draft.remark == "老客户"
    assert field(sessions, 1, "tier") is None
    assert bulk.latest(Noun.CLIENT, by=people.management) is None
    with pytest.raises(RuleError, match="已经撤销"):
        bulk.undo(made.id, by=people.management)


def test_a_record_changed_since_keeps_the_whole_from_being_undone(run, bulk, clients, people):
    run([1, 2], industry="农产品")
    details = clients.details(2, by=people.management)
    draft = ClientDraft(name="阿里山茶业集团", industry="茶")
    clients.edit(2, draft, by=people.management, seen_version=details.version)
    made = bulk.latest(Noun.CLIENT, by=people.management)
    with pytest.raises(RuleError, match=r"1 条.*阿里山茶业集团"):
        bulk.undo(made.id, by=people.management)
    assert clients.details(1, by=people.management).draft.industry == "农产品"


def test_a_record_put_away_since_keeps_it_too(run, bulk, clients, people):
    run([1, 2], industry="农产品")
    version = clients.details(2, by=people.management).version
    clients.archive(2, by=people.management, seen_version=version)
    made = bulk.latest(Noun.CLIENT, by=people.management)
    with pytest.raises(RuleError, match="又被改过"):
        bulk.undo(made.id, by=people.management)


def test_only_who_made_it_undoes_it(run, bulk, people):
    run([1], industry="农产品")
    made = bulk.latest(Noun.CLIENT, by=people.management)
    assert bulk.latest(Noun.CLIENT, by=people.head) is None
    with pytest.raises(MissingRecordError):
        bulk.undo(made.id, by=people.head)


def test_what_stands_already_is_not_touched(look, run, sessions):
    run([1], industry="农产品")
    preview = look([1, 2], industry="农产品")
    assert (preview.changing, preview.unchanged) == (1, 1)


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"industry": "长" * 500}, "industry"),
        ({"owner_id": "6"}, "owner_id"),
        ({"parent_id": "4"}, "parent_id"),
        ({"parent_id": "77"}, "parent_id"),
        ({"remark": "  "}, "remark"),
    ],
)
def test_a_wrong_value_is_refused_before_anything_else(look, values, named):
    with pytest.raises(FieldError) as refused:
        look([1, 2], **values)
    assert set(refused.value.fields) == {named}


def test_a_client_is_not_put_below_itself(look, run):
    run([2], parent_id="1")
    preview = look([1, 2, 3], parent_id="2")
    reasons = {left.record_id: left.reason for left in preview.left_out}
    assert set(reasons) == {1, 2}
    assert "下级" in reasons[1]


def test_remarks_do_not_grow_beyond_their_limit(look, sessions):
    with sessions.write() as session:
        session.get(ClientRecord, 1).remark = "长" * 1999
    assert "2000" in look([1], remark="补充").left_out[0].reason


def test_nothing_chosen_and_too_many_are_refused(look):
    with pytest.raises(RuleError, match="勾选"):
        look([1])
    with pytest.raises(RuleError, match="20,000"):
        look(range(1, MOST + 2), industry="x")


def test_what_differs_from_the_preview_is_not_written(bulk, look, clients, sessions, people):
    assert look([1, 2], industry="农产品").changing == 2
    clients.archive(2, by=people.management, seen_version=1)
    with pytest.raises(RuleError, match="重新预览"):
        bulk.run(Noun.CLIENT, [1, 2], {"industry": "农产品"}, by=people.management, expected=2)
    assert field(sessions, 1, "industry") == ""
    with sessions.read() as session:
        assert session.query(BulkEditRecord).count() == 0
        assert session.query(BulkEditRowRecord).count() == 0


def test_a_cancelled_one_leaves_nothing(bulk, sessions, people):
    watch = Watch(cancelled=lambda: True)
    with pytest.raises(CancelledError):
        bulk.run(
            Noun.CLIENT,
            [1, 2],
            {"industry": "农产品"},
            by=people.management,
            expected=2,
            watch=watch,
        )
    assert field(sessions, 1, "industry") == ""


def test_tiers_are_titles_in_the_history(run, clients, people):
    run([1], tier=PartnershipTier.GENERAL.value)
    assert clients.history(1, by=people.management)[0].new == "一般合作"
