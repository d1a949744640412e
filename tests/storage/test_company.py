"""A company's folder is built whole and opened behind the gate."""

import errno
import os
from pathlib import Path

import pytest

from kamdesk.domain.errors import DatabaseError, FileError
from kamdesk.storage import company, keys
from kamdesk.storage.company import create_company, open_company, put_in_place
from kamdesk.storage.keys import Cost, KeyFile
from kamdesk.storage.people import DepartmentRecord, department_names
from kamdesk.storage.places import Places

CHEAP = Cost(memory=8, passes=1, lanes=1)


@pytest.fixture
def places(tmp_path):
    return Places(tmp_path / "公司 数据")


@pytest.fixture
def key():
    return keys.new_data_key()


def fill(session):
    session.add(DepartmentRecord(name="业务一部"))


def create(places, key, fill=fill):
    create_company(places, key, keys=KeyFile("00"), fill=fill)


def test_a_created_company_opens(places, key, clock):
    create(places, key)
    opened = open_company(places, key, now=clock.now(), cost=CHEAP)
    with opened.sessions.read() as session:
        assert list(department_names(session).values()) == ["业务一部"]
    opened.close()
    assert sorted(path.name for path in places.folder.iterdir()) == ["kamdesk.db", "kamdesk.keys"]


def test_a_company_is_never_built_over_another(places, key):
    create(places, key)
    before = places.database.read_bytes()
    with pytest.raises(DatabaseError, match="已经有一家公司"):
        create(places, keys.new_data_key())
    assert places.database.read_bytes() == before


def test_a_failure_on_the_way_leaves_no_company(places, key):
    with pytest.raises(ZeroDivisionError):
        create(places, key, fill=lambda _session: 1 // 0)
    assert not places.database.exists()
    assert list(places.folder.iterdir()) == []
    create(places, key)


def test_a_folder_without_a_company_is_told(places, key, clock):
    with pytest.raises(DatabaseError, match="没有公司数据"):
        open_company(places, key, now=clock.now(), cost=CHEAP)


def test_a_synchronised_folder_is_refused(tmp_path, key):
    with pytest.raises(DatabaseError, match="同步盘"):
        create(Places(tmp_path / "OneDrive"), key)


def test_an_older_company_is_backed_up_before_it_is_migrated(places, key, clock, monkeypatch):
    create(places, key)
    seen = []
    monkeypatch.setattr(company, "migration_due", lambda _path, _key: True)
    monkeypatch.setattr(
        company,
        "_migrate",
        lambda _path, _key: seen.extend(path.name for path in places.backups.iterdir()),
    )
    open_company(places, key, now=clock.now(), cost=CHEAP).close()
    assert len(seen) == 1
    assert seen[0].endswith("-migration.kdbak")


def test_restored_files_go_in_and_the_former_ones_are_kept(places, key, clock, tmp_path):
    create(places, key)
    (tmp_path / "db").write_bytes(b"new database")
    (tmp_path / "keys").write_bytes(b"new keys")
    aside = put_in_place(places, database=tmp_path / "db", keys=tmp_path / "keys", now=clock.now())
    assert places.database.read_bytes() == b"new database"
    assert places.keys.read_bytes() == b"new keys"
    assert sorted(path.name for path in aside.iterdir()) == ["kamdesk.db", "kamdesk.keys"]


def test_a_restore_that_cannot_be_finished_puts_everything_back(places, key, clock, monkeypatch):
    create(places, key)
    before = places.database.read_bytes(), places.keys.read_bytes()
    plain = Path.replace

    def fail_for_new(self, target):
        if self.name == "db":
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return plain(self, target)

    (places.folder / "db").write_bytes(b"new database")
    (places.folder / "keys").write_bytes(b"new keys")
    monkeypatch.setattr(Path, "replace", fail_for_new)
    with pytest.raises(FileError, match="读写失败"):
        put_in_place(
            places,
            database=places.folder / "db",
            keys=places.folder / "keys",
            now=clock.now(),
        )
    assert (places.database.read_bytes(), places.keys.read_bytes()) == before
