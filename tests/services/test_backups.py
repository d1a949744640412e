"""Backups at start and close when something changed, by hand at any time."""

import pytest

from kamdesk.domain.backups import Reason
from kamdesk.domain.errors import CancelledError, FileError, NotAllowedError
from kamdesk.domain.people import Role, UserDraft
from kamdesk.services.backups import BackupService
from kamdesk.services.departments import DepartmentService
from kamdesk.services.people import PeopleService


@pytest.fixture
def service(created, clock):
    return BackupService(created.signed_in.company, clock)


@pytest.fixture
def admin(created):
    return created.signed_in.actor.id


def change(created, clock, name="业务一部"):
    sessions = created.signed_in.company.sessions
    DepartmentService(sessions, clock).create(name, by=created.signed_in.actor.id)


def test_a_start_or_a_close_without_a_change_makes_no_backup(service, created, clock, access):
    assert service.at_start().reason is Reason.START
    clock.advance(hours=1)
    assert service.at_start() is None
    assert service.at_close() is None
    change(created, clock)
    assert service.at_close().reason is Reason.CLOSE
    created.signed_in.company.close()
    again = BackupService(access.login("admin", "春江水暖鸭先知了").company, clock)
    assert again.at_start() is None
    again._company.close()


def test_a_backup_by_hand_is_made_in_any_case_and_listed(service, admin, clock):
    made = [service.make(by=admin)]
    clock.advance(minutes=1)
    made.insert(0, service.make(by=admin))
    assert service.available(by=admin) == made
    service.check(made[0].path, by=admin)


def test_a_cancelled_backup_leaves_nothing(service, admin):
    with pytest.raises(CancelledError, match="已取消备份"):
        service.make(by=admin, cancelled=lambda: True)
    assert service.available(by=admin) == []


def test_a_damaged_backup_is_told(service, admin):
    made = service.make(by=admin)
    data = bytearray(made.path.read_bytes())
    data[len(data) // 2] ^= 1
    made.path.write_bytes(data)
    with pytest.raises(FileError, match="没有通过检查"):
        service.check(made.path, by=admin)


def test_the_newest_backup_is_copied_to_a_second_place(service, admin, tmp_path):
    with pytest.raises(FileError, match="还没有备份"):
        service.copy_to(tmp_path, by=admin)
    made = service.make(by=admin)
    copied = service.copy_to(tmp_path, by=admin)
    assert copied.read_bytes() == made.path.read_bytes()
    with pytest.raises(FileError, match="找不到文件"):
        service.copy_to(tmp_path / "none", by=admin)


def test_old_backups_are_thinned_when_a_new_one_is_made(service, created, clock):
    for day in range(40):
        change(created, clock, f"部门{day}")
        service.at_close()
        clock.advance(days=1)
    assert 15 <= len(service.available(by=created.signed_in.actor.id)) <= 14 + 8 + 12


def test_only_the_administrator_backs_up(service, created, clock):
    company, admin = created.signed_in.company, created.signed_in.actor.id
    draft = UserDraft(login="heping", name="何平", roles=frozenset({Role.GENERAL_MANAGER}))
    people = PeopleService(company.sessions, clock, company.keyring)
    manager = people.create(draft, temporary_password="Temp-2026-a", by=admin).record_id
    with pytest.raises(NotAllowedError):
        service.make(by=manager)
    with pytest.raises(NotAllowedError):
        service.available(by=manager)
