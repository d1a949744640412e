"""Start of the program beside an empty window: `python <this file> [rounds]`; goal 1.5 times.

Each figure is the median of fresh processes, from their spawn to the first window painted whole;
the kinds take turns. Floor: Python, PySide6 and an empty QMainWindow of the same size. Ours: the
front door of the program on a company that is there (the login window), and on an empty folder
(the first start). The cold rounds come after the files were dropped from the system's page cache,
where the system does that for a file of ours.
"""

# ruff: noqa: T201 - a script that tells its figures

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from kamdesk.services.access import AccessService  # noqa: E402 - the path is set above
from kamdesk.ui.state import UiState  # noqa: E402 - the same
from tests.clock import FakeClock  # noqa: E402 - the same
from tests.journeys.company import CHEAP, SETUP  # noqa: E402 - the same

ROUNDS = 15
COLD_ROUNDS = 5
GOAL = 1.5

FLOOR = """
import os
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        QTimer.singleShot(0, lambda: os._exit(0))
        super().paintEvent(event)

app = QApplication([])
window = Window()
window.resize(1080, 720)
window.show()
app.exec()
"""
# The front door imports the run of the window itself; what watches it is put in between. The queued
# call ends the process right after the paint, before what the program does behind it.
OURS = """
import os, sys
sys.path.insert(0, sys.argv[1])
from kamdesk.app import start

class Watch:
    def find_spec(self, name, path, target=None):
        if name == "kamdesk.app.run":
            sys.meta_path.remove(self)
            watch()

def watch():
    from PySide6.QtCore import QTimer
    from kamdesk.ui.access.window import AccessWindow
    paint = AccessWindow.paintEvent

    def watched(self, event):
        QTimer.singleShot(0, lambda: os._exit(0))
        paint(self, event)

    AccessWindow.paintEvent = watched

sys.meta_path.insert(0, Watch())
start.main(["--data", sys.argv[2]])
"""


def make_company(folder):
    """Set a company up whose administrator signed in on this computer before."""
    AccessService(folder, FakeClock(), cost=CHEAP).create_company(SETUP).signed_in.company.close()
    last = UiState(folder / "screen.ini").scoped("access/own")
    last.keep("login", SETUP.login)
    last.keep("name", SETUP.name)


def kinds_of(folder):
    """Return the arguments of each kind of process by its name."""
    company = folder / "company"
    make_company(company)
    return {
        "empty window (floor)": (FLOOR,),
        "login window": (OURS, str(ROOT), str(company)),
        "first start": (OURS, str(ROOT), str(folder / "empty")),
    }


def surroundings(folder):
    """Return the environment of the processes: compiled modules are kept, as with any user."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    kept["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
    kept["QT_QPA_PLATFORM"] = "offscreen"
    return kept


def seconds(arguments, environment):
    """Return how long a fresh process takes to its end."""
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", *arguments],
        env=environment,
        check=True,
        stderr=subprocess.DEVNULL,
    )
    return time.perf_counter() - started


def medians(kinds, environment, rounds, before=lambda: None):
    """Return the median seconds of each kind; the first round only warms up."""
    took = {name: [] for name in kinds}
    for each_round in range(rounds + 1):
        for name, arguments in kinds.items():
            before()
            spent = seconds(arguments, environment)
            if each_round:
                took[name].append(spent)
    return {name: statistics.median(spent) for name, spent in took.items()}


def drop_caches():
    """Ask the system to forget the contents of every file that a start reads."""
    folders = (
        Path(sys.prefix),
        Path(sys.base_prefix) / "lib",
        ROOT / "kamdesk",
        ROOT / "resources",
    )
    for folder in folders:
        for name, _folders, files in os.walk(folder):
            for file in files:
                _forget(Path(name, file))


def _forget(path):
    try:
        opened = os.open(path, os.O_RDONLY)
    except OSError:  # a dangling link, a file that may not be read
        return
    os.posix_fadvise(opened, 0, 0, os.POSIX_FADV_DONTNEED)
    os.close(opened)


def tell(title, figures):
    """Print the figures; return the worst ratio to the floor."""
    floor, *_ours = figures.values()
    print(title)
    for name, spent in figures.items():
        print(f"  {name:22} {spent * 1000:7.0f} ms   {spent / floor:5.2f} x")
    return max(figures.values()) / floor


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory() as folder:
        kinds, environment = kinds_of(Path(folder)), surroundings(Path(folder))
        worst = tell(f"warm, {rounds} rounds", medians(kinds, environment, rounds))
        if hasattr(os, "posix_fadvise"):
            os.sync()
            cold = medians(kinds, environment, COLD_ROUNDS, drop_caches)
            tell(f"cold, {COLD_ROUNDS} rounds", cold)
    print(f"goal, warm: at most {GOAL} x; {'met' if worst <= GOAL else 'missed'} ({worst:.2f} x)")


if __name__ == "__main__":
    main()
