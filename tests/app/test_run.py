"""Running the window: what Qt is told before, and a whole run in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QLibraryInfo

from kamdesk.app.run import prepare_environment

RUN = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from kamdesk.app.program import Program
from kamdesk.app.run import run_window

def close(self):
    QTimer.singleShot(300, lambda: self.access.close())

start = Program.start
Program.start = lambda self: (start(self), close(self))
sys.exit(run_window(Path(sys.argv[1])))
"""


def run(folder):
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(Path.cwd()),
    }
    command = [sys.executable, "-c", RUN, str(folder)]
    return subprocess.run(command, env=environment, timeout=100, check=False)


def test_a_run_begins_and_ends_and_leaves_a_log(tmp_path):
    assert run(tmp_path / "data").returncode == 0
    log = (tmp_path / "data" / "logs" / "kamdesk.log").read_text(encoding="utf-8")
    assert "started" in log
    assert "ended" in log
    assert "ERROR" not in log
    assert not (tmp_path / "data" / "kamdesk.lock").exists()


def test_fcitx_is_asked_for_as_ibus_on_linux_only():
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    shipped = [path.name for path in (folder / "platforminputcontexts").iterdir()]
    env = {"QT_IM_MODULE": "fcitx", "QT_IM_MODULES": "fcitx"}
    prepare_environment(env, "win32")
    assert env["QT_IM_MODULE"] == "fcitx"
    prepare_environment(env, "linux")
    expected = {"QT_IM_MODULE": "ibus"}
    if any("fcitx" in name for name in shipped):
        expected = {"QT_IM_MODULE": "fcitx", "QT_IM_MODULES": "fcitx"}
    assert env == expected
