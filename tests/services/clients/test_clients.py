"""Clients through their service, on a real database."""

import dataclasses
from datetime import date

import pytest

from kamdesk.domain.clients.clients import ClientClass, ClientDraft, Grade
from kamdesk.domain.errors import (
    FieldError,
    MissingRecordError,
    NotAllowedError,
    RuleError,
    StaleRecordError,
)
from kamdesk.domain.lists import ListQuery
from kamdesk.storage import audit
from tests.classes import classify

CODE = "91350100M000100Y43"
DRAFT = ClientDraft(
    name="山西晋丰农产品有限公司",
    code=CODE,
    grade=Grade.A,
    province="山西",
    established_on=date(2001, 7, 3),
)


@pytest.fixture
def register(clients, people):
    def run(draft=DRAFT, **keywords):
        return clients.create(draft, **({"by": people.sales} | keywords)).record_id

    return run


def test_a_registered_client_belongs_to_the_salesperson(clients, people, register):
    details = clients.details(register(), by=people.sales)
    assert details.draft == DRAFT
    assert (details.number, details.owner, details.created_by) == ("KH000001", "李明", "李明")
    assert (details.archived, details.version, details.code_warning) == (False, 1, "")
    assert details.department_id == people.first_department


def test_management_registers_for_nobody_or_for_somebody(clients, people, register):
    nobody = register(by=people.management)
    assert clients.details(nobody, by=people.management).owner == ""
    other = register(ClientDraft(name="乙公司"), by=people.management, owner_id=people.sales3)
    assert clients.details(other, by=people.management).owner == "赵强"


def test_who_may_register(people, register):
    for stranger in (people.finance, people.administrator):
        with pytest.raises(NotAllowedError):
            register(by=stranger)
    with pytest.raises(NotAllowedError):
        register(owner_id=people.sales2)
    with pytest.raises(FieldError, match="负责人必须是"):
        register(by=people.management, owner_id=people.finance)
    with pytest.raises(FieldError, match="负责人必须是"):
        register(by=people.management, owner_id=people.management)


def test_a_wrong_draft_is_refused_and_nothing_is_kept(clients, people, register):
    with pytest.raises(FieldError) as caught:
        register(ClientDraft(name=""))
    assert caught.value.fields == {"name": "请填写“客户名称”。"}
    assert clients.counts(by=people.management)["all"] == 0


def test_a_code_belongs_to_one_client_and_the_other_is_named(clients, people, register):
    register()
    with pytest.raises(FieldError) as caught:
        register(ClientDraft(name="另一家", code=CODE.lower()), by=people.sales3)
    assert caught.value.fields == {
        "code": "该统一社会信用代码已登记在客户“山西晋丰农产品有限公司”名下"
        "（负责人：李明；已登记），不能重复登记。"
    }
    other = register(ClientDraft(name="另一家"), by=people.sales3)
    with pytest.raises(FieldError, match="不能重复登记"):
        clients.edit(other, ClientDraft(name="另一家", code=CODE), by=people.sales3, seen_version=1)


def test_the_same_name_with_another_code_is_another_client(register):
    register()
    register(dataclasses.replace(DRAFT, code=""))


def test_an_edit_goes_into_history_and_audit(clients, people, register, sessions):
    client = register()
    new = dataclasses.replace(DRAFT, city="太原", grade=Grade.B)
    clients.edit(client, new, by=people.sales, seen_version=1)
    details = clients.details(client, by=people.sales)
    assert (details.draft, details.version) == (new, 2)
    changes = {
        each.field: (each.old, each.new) for each in clients.history(client, by=people.sales)
    }
    assert changes == {"city": ("", "太原"), "grade": ("A", "B")}
    with sessions.read() as session:
        assert audit.head(session).seq == 2
        assert audit.verify(session).sound


def test_classes_are_not_set_in_passing(clients, people, register):
    classed = dataclasses.replace(DRAFT, classes=frozenset({ClientClass.STRATEGIC}))
    with pytest.raises(FieldError, match="用“分类”认定"):
        register(classed)
    client = register()
    with pytest.raises(FieldError, match="用“分类”认定"):
        clients.edit(client, classed, by=people.management, seen_version=1)
    assert clients.details(client, by=people.sales).draft == DRAFT


def test_an_edit_leaves_the_classes_alone_and_taking_it_back_too(
    clients, people, register, sessions, clock
):
    client = register()
    classify(sessions, clock, client, ClientClass.GROUP, by=people.management)
    draft = clients.details(client, by=people.sales).draft
    clock.advance(minutes=1)
    edited = dataclasses.replace(draft, city="太原")
    clients.edit(client, edited, by=people.sales, seen_version=2)
    clock.advance(minutes=1)
    clients.undo_last_edit(client, by=people.sales, seen_version=3)
    assert clients.details(client, by=people.sales).draft == draft
    assert draft.classes == {ClientClass.GROUP}


def test_a_decision_on_classes_cannot_be_taken_back_as_an_edit(
    clients, people, register, sessions, clock
):
    client = register()
    classify(sessions, clock, client, ClientClass.GROUP, by=people.head)
    with pytest.raises(RuleError, match="认定类别"):
        clients.undo_last_edit(client, by=people.head, seen_version=2)


def test_an_edit_without_a_difference_writes_nothing(clients, people, register):
    client = register()
    clients.edit(client, DRAFT, by=people.sales, seen_version=1)
    assert clients.details(client, by=people.sales).version == 1


def test_an_edit_of_an_old_version_is_refused(clients, people, register):
    client = register()
    clients.edit(client, ClientDraft(name="新名"), by=people.sales, seen_version=1)
    with pytest.raises(StaleRecordError):
        clients.edit(client, DRAFT, by=people.management, seen_version=1)


def test_the_last_edit_can_be_taken_back_by_its_maker(clients, people, register, clock):
    client = register()
    for city in ("太原", "大同"):
        clock.advance(minutes=1)
        version = clients.details(client, by=people.sales).version
        draft = dataclasses.replace(DRAFT, city=city, grade=None)
        clients.edit(client, draft, by=people.sales, seen_version=version)
    clock.advance(minutes=1)
    with pytest.raises(RuleError, match="不是您做的"):
        clients.undo_last_edit(client, by=people.head, seen_version=3)
    clients.undo_last_edit(client, by=people.sales, seen_version=3)
    assert clients.details(client, by=people.sales).draft.city == "太原"
    clock.advance(minutes=1)
    clients.undo_last_edit(client, by=people.sales, seen_version=4)
    assert clients.details(client, by=people.sales).draft.city == "大同"


def test_only_edits_can_be_taken_back(clients, people, register, clock):
    client = register()
    with pytest.raises(RuleError, match="没有可以撤销"):
        clients.undo_last_edit(client, by=people.sales, seen_version=1)
    clock.advance(minutes=1)
    clients.assign(client, people.sales2, by=people.head, seen_version=1)
    with pytest.raises(RuleError, match="不是修改资料"):
        clients.undo_last_edit(client, by=people.head, seen_version=2)


def test_parents_stand_above_and_never_in_a_circle(clients, people, register):
    top = register(ClientDraft(name="集团"))
    below = register(ClientDraft(name="分公司", parent_id=top))
    assert clients.details(below, by=people.sales).parent == "集团"
    assert [each.name for each in clients.details(top, by=people.sales).children] == ["分公司"]
    with pytest.raises(FieldError, match="上级客户不能是"):
        clients.edit(
            top, ClientDraft(name="集团", parent_id=below), by=people.sales, seen_version=1
        )
    with pytest.raises(FieldError, match="上级客户不存在"):
        register(ClientDraft(name="甲", parent_id=999))
    clients.edit(below, ClientDraft(name="分公司"), by=people.sales, seen_version=1)
    assert clients.history(below, by=people.sales)[0].old == "集团"


def test_reach_decides_who_sees_a_client(clients, people, register):
    client = register()
    for viewer in (people.sales, people.head, people.management, people.general_manager):
        assert clients.details(client, by=viewer).id == client
        assert list(clients.list_for(viewer).ids(ListQuery())) == [client]
    for stranger in (people.sales2, people.sales3, people.head2):
        with pytest.raises(NotAllowedError):
            clients.details(client, by=stranger)
        with pytest.raises(NotAllowedError):
            clients.history(client, by=stranger)
        assert list(clients.list_for(stranger).ids(ListQuery())) == []
        assert clients.list_for(stranger).rows([client]) == []
    with pytest.raises(NotAllowedError):
        clients.list_for(people.administrator).ids(ListQuery())


def test_a_client_that_is_not_there_is_told(clients, people):
    with pytest.raises(MissingRecordError):
        clients.details(4711, by=people.management)


def test_assigning_is_for_heads_and_management_and_to_sellers(clients, people, register):
    client = register()
    with pytest.raises(NotAllowedError):
        clients.assign(client, people.sales2, by=people.sales, seen_version=1)
    with pytest.raises(NotAllowedError):  # not his department
        clients.assign(client, people.sales3, by=people.head, seen_version=1)
    with pytest.raises(FieldError, match="负责人必须是"):
        clients.assign(client, people.finance, by=people.management, seen_version=1)
    clients.assign(client, people.sales3, by=people.management, seen_version=1)
    (change,) = clients.history(client, by=people.sales3)
    assert (change.field, change.old, change.new) == ("owner_id", "李明", "赵强")
    assert {each.name for each in clients.owners(by=people.sales)} == {
        "李明",
        "王芳",
        "赵强",
        "陈静",
        "孙伟",
    }


def test_archived_clients_are_out_of_the_way_and_come_back(clients, people, register):
    client = register()
    with pytest.raises(NotAllowedError):
        clients.archive(client, by=people.sales, seen_version=1)
    clients.archive(client, by=people.management, seen_version=1)
    counts = clients.counts(by=people.sales)
    assert {view for view, count in counts.items() if count} == {"archived"}
    with pytest.raises(RuleError, match="请先恢复"):
        clients.edit(client, ClientDraft(name="新"), by=people.sales, seen_version=2)
    with pytest.raises(RuleError, match="已经归档"):
        clients.archive(client, by=people.management, seen_version=2)
    clients.restore(client, by=people.management, seen_version=2)
    assert clients.counts(by=people.sales)["mine"] == 1
    assert [(each.old, each.new) for each in clients.history(client, by=people.sales)] == [
        ("是", "否"),
        ("否", "是"),
    ]


def test_pickers_see_everybodys_clients_by_name_and_owner_only(clients, people, register):
    register()
    (choice,) = clients.choices("sxjf", by=people.sales3)
    assert (choice.name, choice.owner, choice.number) == (DRAFT.name, "李明", "KH000001")
    assert clients.choices("jinfeng", by=people.sales3) == [choice]
    assert clients.choices("没有", by=people.sales3) == []
