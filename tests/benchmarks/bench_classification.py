"""Speed of classifying all clients, beside bare SQL over the same summary: `python <this file>`.

20,000 clients with 671,000 rows of the monthly summary. The floor is one statement that sums the
window's months by client and counts those that meet the rule; what the program adds is joining
the clients, comparing with the class they hold, leaving out what was overruled, and writing the
proposals with run and audit in one transaction.
"""

# ruff: noqa: T201 - a script that tells its figures

import random
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from kamdesk.domain.purchases.months import month_range  # noqa: E402 - the path is set above
from kamdesk.services.classes.proposals import ProposalService  # noqa: E402 - the same
from kamdesk.storage.engine import open_engine  # noqa: E402 - the same
from kamdesk.storage.migrations.runner import the_plan, upgrade  # noqa: E402 - the same
from kamdesk.storage.sessions import Sessions  # noqa: E402 - the same
from tests.clock import FakeClock  # noqa: E402 - the same
from tests.office import KEY, move_in  # noqa: E402 - the same

CLIENTS = 20_000
ROWS = 671_000
ROUNDS = 7
FIRST, LAST = 202401, 202611
FLOOR = """
SELECT count(*) FROM (
  SELECT client_id FROM purchase_months WHERE month BETWEEN 202512 AND 202611
  GROUP BY client_id HAVING sum(tons) >= 240000 AND sum(amount) >= 500000000)
"""


def fill(connection, by):
    """Insert the clients, one in twenty economic, and what they bought, evenly scattered."""
    chance = random.Random(7)
    texts = connection.exec_driver_sql("PRAGMA table_info(clients)").all()
    blank = {row.name: "" for row in texts if row.type == "TEXT" and row.notnull}
    flags = dict.fromkeys(("is_important", "is_group", "is_strategic", "archived", "locked"), 0)
    row = {**blank, **flags, "version": 1, "created_by_id": by, "year_tons": 0, "year_amount": 0}
    row |= {"remark": "备注" * 150, "address": "太原市迎泽区某某路" * 3}
    names = [*row, "id", "is_economic"]
    numbered = [name for name in names if name not in {"number", "name"}]
    marks = ", ".join("?" * (len(numbered) + 2))
    connection.exec_driver_sql(
        f"INSERT INTO clients (number, name, {', '.join(numbered)}) VALUES ({marks})",
        [
            (
                f"KH{at:06}",
                f"客户{at}号有限公司",
                *({**row, "id": at, "is_economic": at % 20 == 0}[name] for name in numbered),
            )
            for at in range(1, CLIENTS + 1)
        ],
    )
    months = list(month_range(FIRST, LAST))
    places = [(client, month) for client in range(1, CLIENTS + 1) for month in months]
    bought = sorted(chance.sample(places, ROWS)) if len(places) > ROWS else places
    connection.exec_driver_sql(
        "INSERT INTO purchase_months (client_id, month, tons, amount, lines) "
        "VALUES (?, ?, ?, ?, 1)",
        [
            (client, month, chance.randrange(40_000), chance.randrange(90_000_000))
            for client, month in bought
        ],
    )
    return len(bought)


def timed(task):
    started = time.perf_counter()
    found = task()
    return time.perf_counter() - started, found


def main():
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(Path(folder, "kamdesk.db"), KEY, create=True)
        upgrade(engine, the_plan())
        sessions = Sessions(engine)
        people = move_in(sessions)
        with sessions.write() as session:
            rows = fill(session.connection(), people.management)
        service = ProposalService(sessions, FakeClock(datetime(2026, 11, 23, 1, tzinfo=UTC)))

        def floor():
            with sessions.read() as session:
                return session.connection().exec_driver_sql(FLOOR).scalar()

        def ours():
            return service.propose(by=people.management)[1]

        def one():
            with sessions.read() as session:
                return session.connection().exec_driver_sql("SELECT 1").scalar()

        tasks = {"one SQL statement": floor, "proposals for all clients": ours, "nothing": one}
        times = {name: [] for name in tasks}
        for _round in range(ROUNDS):
            for name, task in tasks.items():
                taken, found = timed(task)
                times[name].append(taken)
                if name != "nothing":
                    counted = found
        base = statistics.median(times["one SQL statement"])
        print(f"{CLIENTS:,} clients, {rows:,} month rows, {counted:,} proposals;")
        print(f"  median of {ROUNDS}, the first round among them")
        for name, taken in times.items():
            middle = statistics.median(taken)
            print(f"  {name:<28}{middle * 1000:9.1f} ms   {middle / base:5.2f} of the statement")
        sessions.close()


if __name__ == "__main__":
    main()
