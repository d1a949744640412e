"""The way in: first start, signing in, the recovery key."""

from dataclasses import replace

import pytest

from kamdesk.domain.company import Account
from kamdesk.domain.errors import DatabaseError, FieldError, LoginError, NotAllowedError
from kamdesk.domain.people import Role, UserDraft
from kamdesk.domain.recovery import new_recovery_key
from kamdesk.services.access import AccessService
from kamdesk.services.audit import AuditService
from kamdesk.services.people import PeopleService
from kamdesk.services.settings import SettingsService
from kamdesk.storage.keys import Cost
from tests.services.conftest import CHEAP, PASSWORD, SETUP

NEW_PASSWORD = "山重水复疑无路吗"


def sign_in(access, login="admin", password=PASSWORD):
    signed_in = access.login(login, password)
    signed_in.company.close()
    return signed_in


def test_a_first_start_makes_a_company_with_its_administrator(access, created):
    signed_in = created.signed_in
    assert access.exists()
    assert access.accounts() == [Account("admin", "管理员")]
    assert (signed_in.actor.name, signed_in.must_change) == ("管理员", False)
    assert signed_in.actor.roles == frozenset({Role.ADMINISTRATOR})
    settings = SettingsService(signed_in.company.sessions, None).current()
    assert settings.company == "宏远钢铁贸易有限公司"


def test_an_empty_folder_has_no_company(access, folder):
    assert not access.exists()
    with pytest.raises(DatabaseError, match="没有公司数据"):
        access.login("admin", PASSWORD)
    assert not folder.exists()


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("company", (" ", "请填写公司名称")),
        ("company", ("宏" * 61, "公司名称太长")),
        ("login", ("管理员", "登录名请用英文字母")),
        ("name", ("", "请填写名称")),
        ("name", ("李\u202e明", "看不见的字符")),
        ("password", ("1234567", "密码太短")),
        ("password", ("password1", "太常见")),
        ("logo", (b"GIF89a", "只能是 PNG 或 JPEG")),
        ("logo", (b"\xff\xd8\xff" + bytes(1024 * 1024), "超过 1 MB")),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_made(access, folder, field, wrong):
    value, sentence = wrong
    with pytest.raises(FieldError) as caught:
        access.create_company(replace(SETUP, **{field: value}))
    assert list(caught.value.fields) == [field]
    assert sentence in caught.value.fields[field]
    assert not folder.exists()


def test_a_company_is_not_made_twice(access, created):
    with pytest.raises(DatabaseError, match="已经有一家公司"):
        access.create_company(SETUP)


def test_signing_in_works_however_the_login_is_typed(access, created):
    assert sign_in(access, " ＡＤＭＩＮ ").actor.name == "管理员"


@pytest.mark.parametrize(("login", "password"), [("admin", "错的密码不对"), ("nobody", PASSWORD)])
def test_a_wrong_password_does_not_tell_which_is_wrong(access, created, login, password):
    with pytest.raises(LoginError, match="登录名或密码不对") as caught:
        access.login(login, password)
    assert caught.value.wait_seconds == 0


def fail(access, login="admin"):
    with pytest.raises(LoginError) as caught:
        access.login(login, "错的密码不对")
    return caught.value.wait_seconds


def test_after_three_wrong_passwords_the_waiting_grows(access, created, clock):
    assert [fail(access), fail(access), fail(access)] == [0, 0, 5]
    with pytest.raises(LoginError, match="请在 5 秒后再试"):
        access.login("admin", PASSWORD)
    clock.advance(seconds=5)
    assert fail(access) == 10
    clock.advance(seconds=4)
    with pytest.raises(LoginError, match="请在 6 秒后再试"):
        access.login("admin", PASSWORD)
    clock.advance(seconds=6)
    assert sign_in(access).actor.name == "管理员"
    assert fail(access) == 0


def test_one_users_wrong_passwords_do_not_hold_up_another(access, created):
    for _ in range(4):
        with pytest.raises(LoginError):
            access.login("nobody", PASSWORD)
    assert sign_in(access).actor.name == "管理员"


def test_a_clock_set_back_does_not_lock_anybody_out_for_long(access, created, clock):
    for _ in range(3):
        fail(access)
    clock.advance(days=-400)
    with pytest.raises(LoginError) as caught:
        access.login("admin", PASSWORD)
    assert caught.value.wait_seconds <= 300


def test_a_user_with_a_temporary_password_has_to_change_it(access, created, clock):
    people = people_of(created, clock)
    admin = created.signed_in.actor.id
    people.create(
        UserDraft(login="heping", name="何平", roles=frozenset({Role.GENERAL_MANAGER})),
        temporary_password="Temp-2026-a",
        by=admin,
    )
    signed_in = sign_in(access, "heping", "Temp-2026-a")
    assert signed_in.must_change
    people.change_password(old="Temp-2026-a", new=NEW_PASSWORD, by=signed_in.actor.id)
    assert not sign_in(access, "heping", NEW_PASSWORD).must_change
    with pytest.raises(LoginError):
        access.login("heping", "Temp-2026-a")


def test_the_recovery_key_gives_a_new_password_and_is_kept_in_the_audit(access, created):
    signed_in = access.recover(created.recovery_key.lower(), "admin", NEW_PASSWORD)
    assert AuditService(signed_in.company.sessions).head().seq == 2
    signed_in.company.close()
    assert sign_in(access, password=NEW_PASSWORD).actor.name == "管理员"
    with pytest.raises(LoginError):
        access.login("admin", PASSWORD)


def test_a_wrong_recovery_key_changes_nothing(access, created):
    with pytest.raises(LoginError, match="不属于这套数据"):
        access.recover(new_recovery_key(), "admin", NEW_PASSWORD)
    assert sign_in(access).actor.name == "管理员"


def test_recovering_asks_for_a_fit_password(access, created):
    with pytest.raises(FieldError) as caught:
        access.recover(created.recovery_key, "admin", "short")
    assert list(caught.value.fields) == ["new_password"]
    assert sign_in(access).actor.name == "管理员"


def test_recovering_for_nobody_is_told(access, created):
    with pytest.raises(LoginError, match="没有登录名为“nobody”的用户"):
        access.recover(created.recovery_key, "nobody", NEW_PASSWORD)


def test_the_screen_is_unlocked_by_the_password_alone(access, created):
    access.confirm("admin", PASSWORD)
    with pytest.raises(LoginError):
        access.confirm("admin", "错的密码不对")


def test_a_deactivated_user_is_out_even_with_an_old_key_file(access, created, clock, folder):
    people, admin = people_of(created, clock), created.signed_in.actor.id
    made = people.create(
        UserDraft(login="wuyue", name="吴越", roles=frozenset({Role.FINANCE})),
        temporary_password="Temp-2026-a",
        by=admin,
    )
    old_keys = (folder / "kamdesk.keys").read_bytes()
    people.deactivate(made.record_id, seen_version=1, by=admin)
    with pytest.raises(LoginError, match="登录名或密码不对"):
        access.login("wuyue", "Temp-2026-a")
    (folder / "kamdesk.keys").write_bytes(old_keys)
    with pytest.raises(NotAllowedError, match="已停用"):
        access.login("wuyue", "Temp-2026-a")


def test_the_ordinary_cost_works_too(folder, clock):
    created = AccessService(folder, clock, cost=Cost()).create_company(SETUP)
    created.signed_in.company.close()
    assert sign_in(AccessService(folder, clock, cost=CHEAP)).actor.name == "管理员"


def people_of(created, clock):
    company = created.signed_in.company
    return PeopleService(company.sessions, clock, company.keyring)
