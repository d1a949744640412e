"""A full disk: a clear sentence, nothing lost, and work goes on once there is room."""

import os
import shutil
import signal
import subprocess
import sys

import pytest
from sqlalchemy import func, select

from kamdesk.domain.errors import DatabaseError
from kamdesk.storage.engine import open_engine
from kamdesk.storage.people import DepartmentRecord
from kamdesk.storage.sessions import Sessions
from tests.office import DEPARTMENTS, KEY


@pytest.fixture
def full_disk(office, tmp_path):
    """A company on a small disk of its own, with a ballast file that can be taken away."""
    place = tmp_path / "small"
    place.mkdir()
    if sys.platform == "win32" or os.geteuid() != 0:
        pytest.skip("a small disk is mounted by root only")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)],
        check=False,
        capture_output=True,
    )
    if mounted.returncode != 0:
        pytest.skip("this computer lets nobody mount a disk")
    try:
        shutil.copyfile(office[0], place / "kamdesk.db")
        (place / "ballast").write_bytes(b"x" * 500_000)
        sessions = Sessions(open_engine(place / "kamdesk.db", KEY))
        yield sessions, place
        sessions.close()
    finally:
        subprocess.run(["umount", str(place)], check=True)


def add(sessions, number):
    with sessions.write() as session:
        session.add(DepartmentRecord(name=f"{number:06}" + "部" * 20_000))


def count(sessions):
    with sessions.read() as session:
        assert session.scalar(select(func.count()).select_from(DepartmentRecord))
        assert session.connection().exec_driver_sql("PRAGMA quick_check").scalar() == "ok"
        return session.scalar(select(func.count()).select_from(DepartmentRecord))


def fill(sessions):
    """Add until the disk is full; return how many were acknowledged."""
    for number in range(1000):
        try:
            add(sessions, number)
        except DatabaseError as error:
            told = str(error)
            break
    assert "磁盘" in told
    assert "没有保存" in told
    return number


def test_a_full_disk_loses_nothing_and_is_over_when_there_is_room(full_disk):
    sessions, place = full_disk
    done = fill(sessions)
    assert done > 0
    assert count(sessions) == len(DEPARTMENTS) + done
    (place / "ballast").unlink()
    add(sessions, 5000)
    assert count(sessions) == len(DEPARTMENTS) + done + 1


@pytest.mark.skipif(sys.platform == "win32", reason="the limit is a POSIX one")
def test_a_file_that_may_not_grow_is_told_the_same_way(sessions):
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, before[1]))
        done = fill(sessions)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert count(sessions) == len(DEPARTMENTS) + done
    add(sessions, 5000)
    assert count(sessions) == len(DEPARTMENTS) + done + 1
