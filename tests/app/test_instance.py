"""One program at a time on a company's folder."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kamdesk.app.instance import InstanceLock
from kamdesk.domain.errors import DatabaseError
from tests.clock import FakeClock

HOLD = """
import sys, time
from pathlib import Path
from kamdesk.app.instance import InstanceLock
from kamdesk.domain.clock import SystemClock
with InstanceLock(Path(sys.argv[1]), SystemClock()):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path):
    """Another process that holds the folder."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    )
    assert process.stdout.readline().strip() == b"held"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_a_second_program_is_refused_at_once_and_told_who_is_there(holder, tmp_path):
    started = time.monotonic()
    with pytest.raises(DatabaseError, match=r"电脑“.+”，用户“.+”，自 \d{4}-\d\d-\d\d \d\d:\d\d 起"):
        InstanceLock(tmp_path, FakeClock()).__enter__()
    assert time.monotonic() - started < 1


def test_the_lock_of_a_killed_program_is_taken_over(holder, tmp_path):
    holder.kill()
    holder.wait()
    with InstanceLock(tmp_path, FakeClock()):
        pass


def test_the_folder_is_free_again_afterwards(tmp_path):
    for _ in range(2):
        with InstanceLock(tmp_path / "data", FakeClock()):
            pass
    assert list((tmp_path / "data").iterdir()) == []


@pytest.mark.parametrize("note", [None, b"", b"{}", b"\xff", b"[1]"])
def test_without_a_readable_note_the_refusal_is_shorter(tmp_path, note):
    with InstanceLock(tmp_path, FakeClock()):
        path = tmp_path / "kamdesk.lock.json"
        if note is None:
            path.unlink()
        else:
            path.write_bytes(note)
        with pytest.raises(DatabaseError, match="请先关闭那个程序"):
            InstanceLock(tmp_path, FakeClock()).__enter__()
