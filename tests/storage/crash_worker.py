"""Kills a writing process again and again: `crash_worker.py FOLDER MODE ROUNDS SEED`.

Each round forks a child that writes operations over four tables and tells each one as begun and,
once committed, as done; the child is killed after a few milliseconds. Then the file is opened anew
and compared with what the child had told. MODE "split" plants a fault: one operation in two
commits; MODE "index" registers a client too, which the search index follows. Prints one JSON
object with the counts.
"""

import json
import os
import random
import select
import signal
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import configure_mappers

from kamdesk.domain.changes import Noun
from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.domain.clients.names import NameKeys
from kamdesk.storage import audit, history
from kamdesk.storage.clients import clients
from kamdesk.storage.engine import open_engine
from kamdesk.storage.people import DepartmentRecord, id_of_login
from kamdesk.storage.search.documents import Documents
from kamdesk.storage.search.index import faults
from kamdesk.storage.sessions import Sessions
from tests.office import KEY

FIELDS = {"name": "a", "grade": "b", "state": "c"}


def main():
    path, mode, rounds = Path(sys.argv[1]) / "kamdesk.db", sys.argv[2], int(sys.argv[3])
    chance = random.Random(int(sys.argv[4]))
    configure_mappers()  # once, not in every child
    counts = dict.fromkeys(("kills", "commits", "inside", "lost", "torn", "unsound"), 0)
    done = 0
    for _round in range(rounds):
        begun, acknowledged = _killed_child(path, mode, done, chance.uniform(0.002, 0.12))
        found = _examined(path)
        counts["kills"] += 1
        counts["commits"] += acknowledged - done
        counts["inside"] += begun > acknowledged
        counts["lost"] += acknowledged > found["departments"]
        counts["torn"] += found["torn"]
        counts["unsound"] += not found["sound"]
        done = found["departments"]
    sys.stdout.write(json.dumps(counts))


def _killed_child(path, mode, done, seconds):
    """Let a child write from operation `done` on and kill it; return what it told last."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        _write_for_ever(path, mode, done, writer)
    os.close(writer)
    select.select([reader], [], [], 20)  # the first word: it has begun
    time.sleep(seconds)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    with os.fdopen(reader) as told:
        words = [line.split() for line in told.read().splitlines()]
    last = {"begun": done, "done": done}
    last.update({word: int(number) for word, number in words})
    return last["begun"], last["done"]


def _write_for_ever(path, mode, number, told):
    sessions = Sessions(open_engine(path, KEY))
    with sessions.read() as session:
        by = id_of_login(session, "liming")
    while True:
        number += 1
        os.write(told, f"begun {number}\n".encode())
        with sessions.write() as session:
            _first_half(session, number, by)
            if mode == "index":
                _register(session, number, by)
            if mode != "split":
                _second_half(session, number, by)
        if mode == "split":
            time.sleep(0.002)
            with sessions.write() as session:
                _second_half(session, number, by)
        os.write(told, f"done {number}\n".encode())


def _first_half(session, number, by):
    session.add(DepartmentRecord(name=f"crash {number}"))
    now = datetime.now(UTC)
    history.record(
        session, noun=Noun.CLIENT, record_id=number, before={}, after=FIELDS, at=now, by=by
    )
    session.execute(text("UPDATE users SET phone = :n WHERE login = 'admin'"), {"n": str(number)})


def _register(session, number, by):
    keys = NameKeys("", "", "", "//", "", "")
    draft = ClientDraft(name=f"第{number}公司")
    values = clients.new_values(draft, keys, owner_id=by, by=by, at=datetime.now(UTC))
    clients.add_many(session, [values])


def _second_half(session, number, by):
    audit.append(
        session,
        at=datetime.now(UTC),
        actor_id=by,
        action="crash",
        noun=Noun.CLIENT,
        record_id=number,
        payload={"number": number},
    )


def _examined(path):
    sessions = Sessions(open_engine(path, KEY))
    with sessions.read() as session:
        run = lambda query: session.execute(text(query)).scalar()  # noqa: E731 - four short calls
        departments = run("SELECT count(*) FROM departments WHERE name LIKE 'crash %'")
        links = run("SELECT count(*) FROM audit")
        fields = run("SELECT count(*) FROM history")
        phone = run("SELECT phone FROM users WHERE login = 'admin'")
        sound = run("PRAGMA quick_check") == "ok" and audit.verify(session).sound
        stray = faults(session.connection(), Documents())
    sessions.close()
    torn = (
        stray or links != departments or fields != 3 * departments or int(phone or 0) != departments
    )
    return {"departments": departments, "torn": bool(torn), "sound": sound}


if __name__ == "__main__":
    main()
