"""Users are kept by the administrator; he approves nothing, and there is always one."""

import pytest

from kamdesk.domain.changes import Noun
from kamdesk.domain.errors import (
    FieldError,
    LoginError,
    MissingRecordError,
    NotAllowedError,
    RuleError,
    StaleRecordError,
)
from kamdesk.domain.people import Role, UserDraft
from kamdesk.services.people import PeopleService
from kamdesk.storage import history, keys
from kamdesk.storage.audit import AuditRecord
from kamdesk.storage.keys import KeyFile, Keyring
from tests.office import KEY
from tests.services.conftest import CHEAP

TEMPORARY = "Temp-2026-a"


@pytest.fixture
def ring(tmp_path):
    path = tmp_path / "kamdesk.keys"
    keys.write_keys(path, KeyFile("00"))
    return Keyring(path, KEY, cost=CHEAP)


@pytest.fixture
def service(sessions, clock, ring):
    return PeopleService(sessions, clock, ring)


def draft(people, **changes):
    plain = {
        "login": "xuming",
        "name": "徐明",
        "roles": frozenset({Role.SALES}),
        "department_id": people.first_department,
        "phone": "139 0000 0000",
    }
    return UserDraft(**plain | changes)


def row_of(service, people, user_id):
    return next(row for row in service.users(by=people.administrator) if row.id == user_id)


def create(service, people, **changes):
    made = service.create(
        draft(people, **changes), temporary_password=TEMPORARY, by=people.administrator
    )
    return made.record_id


def test_a_new_user_is_listed_and_has_the_key(service, people, ring):
    user_id = create(service, people, login=" XuMing ")
    row = row_of(service, people, user_id)
    assert (row.login, row.name, row.department) == ("xuming", "徐明", "业务一部")
    assert row.active
    ring.check("xuming", TEMPORARY)


def test_everybody_may_choose_a_colleague_without_seeing_login_or_phone(service, people):
    names = {colleague.name for colleague in service.colleagues(by=people.sales)}
    assert {"李明", "周岚"} <= names
    with pytest.raises(NotAllowedError):
        service.users(by=people.general_manager)


@pytest.mark.parametrize("who", ["sales", "management", "executive_vp", "general_manager"])
def test_only_the_administrator_manages_users(service, people, who):
    by = getattr(people, who)
    with pytest.raises(NotAllowedError):
        service.create(draft(people), temporary_password=TEMPORARY, by=by)
    with pytest.raises(NotAllowedError):
        service.edit(people.sales, draft(people), seen_version=1, by=by)
    with pytest.raises(NotAllowedError):
        service.deactivate(people.sales, seen_version=1, by=by)
    with pytest.raises(NotAllowedError):
        service.reset_password(people.sales, temporary_password=TEMPORARY, by=by)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"login": "liming"}, ("login", "已被使用")),
        ({"login": "LiMing"}, ("login", "已被使用")),
        ({"login": "徐明"}, ("login", "英文字母")),
        ({"name": "名" * 41}, ("name", "不要超过 40 个字符")),
        ({"roles": frozenset()}, ("roles", "至少选择一个角色")),
        ({"roles": frozenset({Role.ADMINISTRATOR, Role.HEAD})}, ("roles", "不参与业务审批")),
        ({"department_id": None}, ("department_id", "必须选择所属部门")),
        ({"phone": "1" * 31}, ("phone", "不要超过 30 个字符")),
    ],
)
def test_a_wrong_field_is_named_and_nobody_is_added(service, people, changes, told):
    field, sentence = told
    before = service.users(by=people.administrator)
    with pytest.raises(FieldError) as caught:
        create(service, people, **changes)
    assert sentence in caught.value.fields[field]
    assert service.users(by=people.administrator) == before


@pytest.mark.parametrize("password", ["short", "xuming", "12345678", "88888888"])
def test_a_weak_temporary_password_is_refused(service, people, password):
    with pytest.raises(FieldError) as caught:
        service.create(draft(people), temporary_password=password, by=people.administrator)
    assert list(caught.value.fields) == ["password"]


def test_a_department_has_to_be_there(service, people):
    with pytest.raises(MissingRecordError):
        create(service, people, department_id=99)


def test_an_edit_changes_roles_and_keeps_the_history(service, people, sessions):
    roles = frozenset({Role.SALES, Role.HEAD})
    edited = draft(people, login="ignored", name="李明", roles=roles, phone="")
    service.edit(people.sales, edited, seen_version=1, by=people.administrator)
    row = row_of(service, people, people.sales)
    assert (row.login, row.roles, row.version) == ("liming", roles, 2)
    with sessions.read() as session:
        (change,) = history.of(session, Noun.USER, people.sales)
    assert (change.field, change.old, change.new) == ("roles", "sales", "head,sales")
    assert change.by_name == "管理员"


def test_a_new_name_is_offered_at_sign_in(service, people, ring, tmp_path):
    user_id = create(service, people)
    edited = draft(people, name="徐明远")
    service.edit(user_id, edited, seen_version=1, by=people.administrator)
    assert keys.read_keys(tmp_path / "kamdesk.keys").user("xuming").name == "徐明远"
    ring.check("xuming", TEMPORARY)


def test_an_edit_of_what_somebody_changed_meanwhile_is_refused(service, people):
    edited = draft(people, name="李明")
    service.edit(people.sales, edited, seen_version=1, by=people.administrator)
    with pytest.raises(StaleRecordError):
        service.edit(people.sales, edited, seen_version=1, by=people.administrator)


def test_a_deactivated_user_loses_the_key_and_comes_back_by_a_new_password(service, people, ring):
    user_id = create(service, people)
    service.deactivate(user_id, seen_version=1, by=people.administrator)
    assert not row_of(service, people, user_id).active
    with pytest.raises(LoginError):
        ring.check("xuming", TEMPORARY)
    service.reset_password(user_id, temporary_password="Again-2026", by=people.administrator)
    assert row_of(service, people, user_id).active
    ring.check("xuming", "Again-2026")


def test_the_last_administrator_stays(service, people):
    with pytest.raises(RuleError, match="至少要保留一名在用的系统管理员"):
        service.deactivate(people.administrator, seen_version=1, by=people.administrator)
    demoted = draft(people, roles=frozenset({Role.MANAGEMENT}))
    with pytest.raises(RuleError, match="至少要保留一名在用的系统管理员"):
        service.edit(people.administrator, demoted, seen_version=1, by=people.administrator)
    create(service, people, roles=frozenset({Role.ADMINISTRATOR}))
    service.deactivate(people.administrator, seen_version=1, by=people.administrator)


def test_ones_own_password_is_changed_with_the_old_one(service, people, ring):
    user_id = create(service, people)
    with pytest.raises(LoginError):
        service.change_password(old="wrong-one-x", new="山重水复疑无路吗", by=user_id)
    with pytest.raises(FieldError, match="不能与原密码相同"):
        service.change_password(old=TEMPORARY, new=TEMPORARY, by=user_id)
    with pytest.raises(FieldError, match="密码太短"):
        service.change_password(old=TEMPORARY, new="XuMing", by=user_id)
    service.change_password(old=TEMPORARY, new="山重水复疑无路吗", by=user_id)
    ring.check("xuming", "山重水复疑无路吗")


def test_every_step_is_in_the_audit_without_names_and_phones(service, people, sessions):
    user_id = create(service, people)
    service.edit(user_id, draft(people, phone="1"), seen_version=1, by=people.administrator)
    service.reset_password(user_id, temporary_password="Again-2026", by=people.administrator)
    version = row_of(service, people, user_id).version
    service.deactivate(user_id, seen_version=version, by=people.administrator)
    with sessions.read() as session:
        links = session.query(AuditRecord).order_by(AuditRecord.seq).all()
    steps = ["user_created", "user_edited", "password_reset", "user_deactivated"]
    assert [link.action for link in links] == steps
    assert {link.actor_id for link in links} == {people.administrator}
    payloads = "".join(link.payload for link in links)
    assert "徐明" not in payloads
    assert "139" not in payloads
    assert "Again" not in payloads
