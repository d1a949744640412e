"""The global search over a big company: `python -m tests.benchmarks.bench_search [CLIENTS]`.

Asks `SearchService.find` for 200 samples of every kind of query, once for somebody who sees all
clients and once for a salesperson with a fiftieth of them, and prints how long that took. The goal
is 20 ms for 99 of 100 at a million clients with 1.3 million contacts. `--folder FOLDER` keeps the
company that is built (a million takes minutes) or uses the one that is there.
"""

# ruff: noqa: T201 - a script that tells its figures

import argparse
import tempfile
import time
from pathlib import Path
from random import Random

from kamdesk.domain.clock import SystemClock
from kamdesk.services.search import SearchService
from kamdesk.storage.engine import open_engine
from kamdesk.storage.places import Places
from kamdesk.storage.sessions import Sessions
from tests.benchmarks.big_company import FIRST_SALES, KEY, MANAGER, build

SAMPLES = 200
GOAL = 20.0
_CLIENT = "SELECT name, code, number, spoken, phone, city FROM clients WHERE id = ?"
_CONTACT = """
SELECT contacts.name, contacts.phone, contacts.email, clients.name, clients.city
FROM contacts JOIN clients ON clients.id = contacts.client_id WHERE contacts.id = ?
"""


def queries(session, samples=SAMPLES, seed=3):
    """Return the texts of every kind of query, out of what the company holds."""
    chance = Random(seed)
    run = session.connection().exec_driver_sql
    most = [run(f"SELECT max(id) FROM {table}").scalar() for table in ("clients", "contacts")]

    def sample(statement, highest):
        ids = [chance.randint(1, highest) for _ in range(samples)]
        return [run(statement, (each,)).one() for each in ids]

    def piece(text, length):
        start = chance.randint(0, max(0, len(text) - length))
        return text[start : start + length]

    clients, people = sample(_CLIENT, most[0]), sample(_CONTACT, most[1])
    initials = [client.spoken.split("\n")[-2] for client in clients]
    pinyin = [client.spoken.split("\n")[-1] for client in clients]
    names = [client.name for client in clients]
    return {
        "1 character": [piece(name, 1) for name in names],
        "2 characters of a name": [piece(name, 2) for name in names],
        "2 characters of a contact": [person[0][:2] for person in people],
        "a contact's whole name": [person[0] for person in people],
        "2 characters, absent": [a + b for a in "司公限有" for b in "新材化工京钢电机纺药"],
        "4 characters of a name": [piece(name, 4) for name in names],
        "6 characters of a name": [piece(name, 6) for name in names],
        "a whole name": names,
        "2 initials": [piece(each, 2) for each in initials],
        "4 initials": [piece(each, 4) for each in initials],
        "full pinyin, 3 syllables": [each[:14] for each in pinyin],
        "full pinyin, 6 letters": [piece(each, 6) for each in pinyin],
        "a person's pinyin": [_pinyin(run, person[0]) for person in people],
        "Latin (an e-mail)": [person[2][:5] for person in people if person[2]],
        "phone, first 7": [person[1][:7] for person in people],
        "phone, last 4": [person[1][-4:] for person in people],
        "phone, whole": [person[1] for person in people],
        "code, whole": [client.code for client in clients],
        "code, last 4": [client.code[-4:] for client in clients],
        "number, whole": [client.number for client in clients],
        "number, last 4": [client.number[-4:] for client in clients],
        "1 digit": list("0123456789") * 4,
        "1 letter": list("abcdefghijklmnopqrstuvwxyz"),
        "2 words: city, 1 character": [
            f"{client.city[:2]} {piece(client.name[2:], 1)}" for client in clients
        ],
        "2 words of a name": [f"{piece(name, 2)} {piece(name, 2)}" for name in names],
        "company and person": [f"{person[3][2:4]} {person[0]}" for person in people],
        "王总, 李处": [f"{person[0][0]}{title}" for person in people for title in "总处"][:samples],
        "company and 王总": [f"{person[3][2:4]} {person[0][0]}总" for person in people],
        "wangzong, wz": [text for each in "王李张刘" for text in _called(each)] * 5,
    }


def _called(surname):
    spelled = {"王": "wang", "李": "li", "张": "zhang", "刘": "liu"}[surname]
    return f"{spelled}zong", f"{spelled[0]}z"


def _pinyin(run, name):
    found = run("SELECT pinyin FROM contacts WHERE name = ? LIMIT 1", (name,)).scalar()
    return found.replace(" ", "")


def ask(service, texts, by):
    """Return the milliseconds of each query, and how many hits they had on average."""
    took, hits = [], 0
    service.find(texts[0], by=by)
    for text in texts:
        begun = time.perf_counter()
        hits += len(service.find(text, by=by))
        took.append((time.perf_counter() - begun) * 1000)
    return sorted(took), hits / len(texts)


def tell(title, took, hits):
    """Print the figures of a kind; return the time of the slowest but one in a hundred."""
    p50, p99 = (took[min(len(took) - 1, int(len(took) * part))] for part in (0.5, 0.99))
    mark = "" if p99 <= GOAL else "  over the goal"
    print(f"  {title:28} {p50:8.2f} {p99:8.2f} {took[-1]:8.2f}   {hits:5.1f}{mark}", flush=True)
    return p99


def measure(folder, samples):
    sessions = Sessions(open_engine(Places(folder).database, KEY))
    service = SearchService(sessions, SystemClock())
    with sessions.read() as session:
        asked = queries(session, samples)
    worst = 0.0
    for person, by in (("sees all", MANAGER), ("a salesperson", FIRST_SALES)):
        print(f"{person:30} {'p50':>8} {'p99':>8} {'max':>8} ms  hits")
        for title, texts in asked.items():
            worst = max(worst, tell(title, *ask(service, texts, by)))
    sessions.close()
    print(f"goal: p99 at most {GOAL:.0f} ms; {'met' if worst <= GOAL else 'missed'} ({worst:.1f})")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("clients", type=int, nargs="?", default=1_000_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--samples", type=int, default=SAMPLES)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = chosen.folder or Path(scratch, "company")
        if not Places(folder).database.exists():
            build(folder, chosen.clients)
        measure(folder, chosen.samples)


if __name__ == "__main__":
    main()
