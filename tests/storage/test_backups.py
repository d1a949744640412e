"""A backup is one checked file; a damaged one is never taken for a good one."""

import os
import zipfile
from datetime import timedelta

import pytest
from sqlalchemy import text

from kamdesk.domain.backups import Reason
from kamdesk.domain.errors import CancelledError, DatabaseError, FileError
from kamdesk.storage import backups, keys
from kamdesk.storage.keys import KeyFile
from kamdesk.storage.people import DepartmentRecord
from kamdesk.storage.places import Places
from kamdesk.storage.triggers import TRIGGERS
from tests.office import KEY


@pytest.fixture
def places(sessions, tmp_path):
    places = Places(tmp_path)
    keys.write_keys(places.keys, KeyFile(recovery="00"))
    return places


@pytest.fixture
def out(tmp_path):
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


def make(places, clock, reason=Reason.MANUAL, report=backups.silent):
    return backups.make(places, KEY, reason=reason, now=clock.now(), report=report)


def add(sessions, name):
    with sessions.write() as session:
        session.add(DepartmentRecord(name=name))


def test_a_backup_holds_database_keys_and_what_was_found_in_them(places, clock):
    made = make(places, clock)
    assert [each.path for each in backups.backups_in(places.backups)] == [made.path]
    assert sorted(zipfile.ZipFile(made.path).namelist()) == [
        "kamdesk.db",
        "kamdesk.keys",
        "manifest.json",
    ]
    manifest = backups.read_manifest(made.path)
    assert manifest["counts"]["users"] == 10
    assert manifest["reason"] == "manual"
    assert [each.name for each in places.backups.iterdir()] == [made.path.name]


def test_an_unpacked_backup_is_the_database_of_that_moment(places, sessions, clock, out):
    add(sessions, "备份之前")
    made = make(places, clock)
    add(sessions, "备份之后")
    database, key_file = backups.unpack(made.path, out)
    assert backups.check(database, KEY).counts["departments"] == 5
    assert key_file.read_bytes() == places.keys.read_bytes()


def test_a_backup_is_encrypted(places, clock):
    assert "李明".encode() not in make(places, clock).path.read_bytes()


def test_a_backup_beside_a_writer_holds_what_was_committed(places, sessions, clock, out):
    add(sessions, "已提交")
    with sessions.write() as session:
        session.add(DepartmentRecord(name="还没有"))
        session.flush()
        made = make(places, clock)
    database, _keys = backups.unpack(made.path, out)
    assert backups.check(database, KEY).counts["departments"] == 5


def test_changes_are_known_from_outside(places, sessions, clock):
    assert backups.changed_since(places, KEY, None)
    made = make(places, clock)
    assert not backups.changed_since(places, KEY, made)
    add(sessions, "新部门")
    assert backups.changed_since(places, KEY, made)
    sessions.close()
    assert backups.changed_since(places, KEY, made)


def test_progress_is_told_and_may_stop_the_backup(places, clock):
    steps = []
    make(places, clock, report=lambda done, whole: steps.append((done, whole)))
    assert steps[-1][0] == steps[-1][1] > 0

    def stop(_done, _whole):
        raise CancelledError("停")

    clock.advance(hours=1)
    with pytest.raises(CancelledError):
        make(places, clock, report=stop)
    assert len(list(places.backups.iterdir())) == 1


def test_a_broken_chain_is_not_backed_up_as_sound(places, sessions, clock, people):
    with sessions.write() as session:
        for trigger in TRIGGERS:
            session.execute(text(f"DROP TRIGGER {trigger.name}"))
        session.execute(
            text(
                "INSERT INTO audit VALUES (1, '2026-11-02T01:00:00.000000Z', :by, 'a', 'user', 1,"
                " '{}', 'x', 'y')"
            ),
            {"by": people.sales},
        )
    with pytest.raises(FileError, match="审计记录第 1 条不符"):
        make(places, clock)
    assert list(places.backups.iterdir()) == []


def test_a_lost_link_is_not_backed_up_as_sound(places, sessions, clock):
    with sessions.write() as session:
        session.execute(text("PRAGMA defer_foreign_keys = ON"))
    engine_side = sessions._engine.raw_connection()
    engine_side.driver_connection.execute("PRAGMA foreign_keys = OFF")
    engine_side.driver_connection.execute("UPDATE users SET department_id = 99 WHERE id = 1")
    engine_side.invalidate()
    with pytest.raises(FileError, match="失去关联"):
        make(places, clock)


@pytest.mark.parametrize("at", [0.05, 0.3, 0.5, 0.9])
def test_a_flipped_bit_in_a_backup_is_found(places, clock, out, at):
    made = make(places, clock)
    data = bytearray(made.path.read_bytes())
    data[int(len(data) * at)] ^= 1
    made.path.write_bytes(data)
    with pytest.raises((FileError, DatabaseError)):
        backups.unpack(made.path, out)


@pytest.mark.parametrize("content", [b"", b"PK", b"%PDF-1.7", b"\x00" * 5000])
def test_a_file_that_is_no_backup_is_told(tmp_path, content):
    path = tmp_path / "a.kdbak"
    path.write_bytes(content)
    with pytest.raises(FileError, match="不是完整的备份文件"):
        backups.read_manifest(path)


def test_a_compressed_member_is_refused_before_it_unpacks(places, clock, out):
    made, forged = make(places, clock), out / "bomb.kdbak"
    with zipfile.ZipFile(made.path) as packed, zipfile.ZipFile(forged, "w") as bomb:
        for name in packed.namelist():
            bomb.writestr(name, packed.read(name), zipfile.ZIP_DEFLATED)
    with pytest.raises(FileError, match="格式不认识"):
        backups.unpack(forged, out)


def test_thinning_removes_files_and_passes_over_strangers(places, clock):
    make(places, clock)
    first_day = clock.now()
    for _hour in range(3):
        clock.advance(hours=1)
        make(places, clock)
    (places.backups / "notes.txt").write_text("keep")
    (places.backups / "kamdesk-later-manual.kdbak").write_text("keep")
    assert backups.thin(places.backups, clock.now()) == []
    removed = backups.thin(places.backups, first_day + timedelta(days=5))
    assert len(removed) == 3
    assert len(backups.backups_in(places.backups)) == 1
    assert (places.backups / "notes.txt").exists()
    assert (places.backups / "kamdesk-later-manual.kdbak").exists()


def test_what_a_killed_backup_left_is_swept_a_day_later(places, clock):
    places.backups.mkdir()
    for name, hours in (("old", 30), ("new", 1)):
        path = places.backups / f".kamdesk-20261101T000000000000Z-close.kdbak.{name}.db"
        path.write_bytes(b"half")
        instant = clock.now().timestamp() - hours * 3600
        os.utime(path, (instant, instant))
    make(places, clock)
    left = [path.name for path in places.backups.iterdir() if path.name.startswith(".")]
    assert left == [".kamdesk-20261101T000000000000Z-close.kdbak.new.db"]


def test_a_damaged_newest_backup_does_not_count_as_one(places, clock):
    made = make(places, clock)
    made.path.write_bytes(b"damaged")
    assert backups.changed_since(places, KEY, made)
