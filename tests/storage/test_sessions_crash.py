"""A process that is killed while writing loses nothing it had acknowledged and tears nothing."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

WORKER = Path(__file__).with_name("crash_worker.py")

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills forked children")


def campaign(office, folder, mode, rounds):
    shutil.copyfile(office[0], folder / "kamdesk.db")
    done = subprocess.run(
        [sys.executable, str(WORKER), str(folder), mode, str(rounds), "20261102"],
        capture_output=True,
        text=True,
        check=False,
        timeout=110,
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_fifty_kills_lose_nothing_and_tear_nothing(office, tmp_path):
    counts = campaign(office, tmp_path, "whole", 50)
    assert counts["kills"] == 50
    assert counts["commits"] > 50
    assert counts["inside"] > 10, "most kills fell between operations and proved little"
    assert (counts["lost"], counts["torn"], counts["unsound"]) == (0, 0, 0)


def test_kills_leave_no_client_outside_the_search_index(office, tmp_path):
    counts = campaign(office, tmp_path, "index", 15)
    assert counts["inside"] > 3, "most kills fell between operations and proved little"
    assert (counts["lost"], counts["torn"], counts["unsound"]) == (0, 0, 0)


def test_the_harness_sees_an_operation_in_two_commits(office, tmp_path):
    assert campaign(office, tmp_path, "split", 10)["torn"] > 0
