"""A process that dies in the middle of a migration: `cut_worker.py FOLDER KEY_HEX STEP`.

For every STEP-th statement of the migration it forks a child that is killed before it, and prints
one line: the number of the cut and whether the file is as before, as after, or neither.
"""

import os
import shutil
import signal
import sys
from pathlib import Path

from sqlalchemy import event

from kamdesk.storage.dialects.sqlcipher import DataKey
from kamdesk.storage.engine import open_engine
from kamdesk.storage.migrations import runner
from tests.storage.migrations import planted


def main():
    folder, key = Path(sys.argv[1]), DataKey(bytes.fromhex(sys.argv[2]))
    old = folder / "old.db"
    plan = planted.plan_of(folder, planted.FIRST, planted.REBUILD)
    before = _content(old, key)
    shutil.copyfile(old, folder / "done.db")
    _child(folder / "done.db", key, plan, cut=None)
    after = _content(folder / "done.db", key)
    cut, step, died = 1 - int(sys.argv[3]), int(sys.argv[3]), True
    while died:
        cut += step
        path = folder / f"cut{cut}.db"
        shutil.copyfile(old, path)
        died = _child(path, key, plan, cut=cut)
        found = _content(path, key)
        state = "before" if found == before else "after" if found == after else "TORN"
        sys.stdout.write(f"{cut} {state} {'killed' if died else 'whole'}\n")


def _child(path, key, plan, *, cut):
    pid = os.fork()
    if pid == 0:
        _migrate(path, key, plan, cut)
    return os.WIFSIGNALED(os.waitpid(pid, 0)[1])


def _migrate(path, key, plan, cut):
    engine, seen = open_engine(path, key), 0

    @event.listens_for(engine, "before_cursor_execute")
    def count(*_arguments):
        nonlocal seen
        seen += 1
        if seen == cut:
            os.kill(os.getpid(), signal.SIGKILL)

    runner.upgrade(engine, plan)
    os._exit(0)


def _content(path, key):
    engine = open_engine(path, key)
    try:
        return planted.everything(engine)
    finally:
        engine.dispose()


if __name__ == "__main__":
    main()
