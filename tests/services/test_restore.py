"""A backup comes back whole, on a second computer too, and never over unsaved work."""

import pytest

from kamdesk.domain.errors import (
    DatabaseError,
    FileError,
    LoginError,
    NotAllowedError,
)
from kamdesk.domain.people import Role, UserDraft
from kamdesk.services.access import AccessService
from kamdesk.services.audit import AuditService
from kamdesk.services.backups import BackupService
from kamdesk.services.departments import DepartmentService
from kamdesk.services.people import PeopleService
from kamdesk.services.restore import RestoreService
from kamdesk.storage import schema
from kamdesk.storage.migrations import gate
from tests.services.conftest import CHEAP, PASSWORD


@pytest.fixture
def backup(created, clock):
    """A backup with one department; afterwards there are two, and the company is closed."""
    company, admin = created.signed_in.company, created.signed_in.actor.id
    departments = DepartmentService(company.sessions, clock)
    departments.create("业务一部", by=admin)
    made = BackupService(company, clock).make(by=admin)
    departments.create("业务二部", by=admin)
    company.close()
    clock.advance(hours=3)
    return made


def restore(folder, clock, backup, *, login="admin", password=PASSWORD):
    service = RestoreService(folder, clock, cost=CHEAP)
    return service.restore(backup.path, login=login, password=password)


def departments_in(folder, clock):
    signed_in = AccessService(folder, clock, cost=CHEAP).login("admin", PASSWORD)
    try:
        rows = DepartmentService(signed_in.company.sessions, clock).departments(
            by=signed_in.actor.id
        )
        report = AuditService(signed_in.company.sessions).verify(by=signed_in.actor.id)
        return [row.name for row in rows], report
    finally:
        signed_in.company.close()


def test_a_restored_company_is_that_of_the_backup_and_says_so(backup, folder, clock):
    restored = restore(folder, clock, backup)
    names, report = departments_in(folder, clock)
    assert names == ["业务一部"]
    assert (report.sound, report.count) == (True, 3)
    assert restored.made_at == backup.made_at
    assert {path.name for path in restored.moved_to.iterdir()} >= {"kamdesk.db", "kamdesk.keys"}
    assert not [path for path in folder.iterdir() if path.name.startswith("unpacked-")]


def test_a_backup_is_restored_on_a_second_computer(backup, tmp_path, clock):
    assert restore(tmp_path / "other", clock, backup).moved_to is None
    assert departments_in(tmp_path / "other", clock)[0] == ["业务一部"]


def test_a_destroyed_database_is_replaced(backup, folder, clock):
    (folder / "kamdesk.db").write_bytes(b"destroyed")
    restore(folder, clock, backup)
    assert departments_in(folder, clock)[0] == ["业务一部"]


def test_a_damaged_backup_changes_nothing(backup, folder, clock):
    data = bytearray(backup.path.read_bytes())
    data[len(data) // 2] ^= 1
    backup.path.write_bytes(data)
    with pytest.raises(FileError, match="没有通过检查"):
        restore(folder, clock, backup)
    assert departments_in(folder, clock)[0] == ["业务一部", "业务二部"]


def test_a_wrong_password_changes_nothing(backup, folder, clock):
    with pytest.raises(LoginError):
        restore(folder, clock, backup, password="错的密码不对")
    assert departments_in(folder, clock)[0] == ["业务一部", "业务二部"]


def test_a_backup_of_a_newer_program_changes_nothing(backup, folder, clock, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(gate.migration_due, "__kwdefaults__", {"newest": schema.SCHEMA_VERSION - 1})
        with pytest.raises(DatabaseError, match="更新版本的程序"):
            restore(folder, clock, backup)
    assert departments_in(folder, clock)[0] == ["业务一部", "业务二部"]


def test_only_an_administrator_restores(created, folder, clock):
    company, admin = created.signed_in.company, created.signed_in.actor.id
    draft = UserDraft(login="heping", name="何平", roles=frozenset({Role.GENERAL_MANAGER}))
    people = PeopleService(company.sessions, clock, company.keyring)
    people.create(draft, temporary_password="Temp-2026-a", by=admin)
    made = BackupService(company, clock).make(by=admin)
    company.close()
    with pytest.raises(NotAllowedError, match="备份与恢复"):
        restore(folder, clock, made, login="heping", password="Temp-2026-a")
