"""A million purchases imported, ten million summed: `python <this file> [rows] [big rows]`.

Import, goal 1.6 times: the floor reads the same file with csv.reader, makes whole numbers of its
figures and writes them with one executemany into the same table with the same indexes of the same
kind of encrypted database. Ours reads, checks, meets natural keys, writes in chunks with run log,
audit, monthly summary and the clients' figures. They take turns, each in a fresh copy of the file.

Classes, goal 0.1 times: twelve months of all clients from the summary, beside the one full
statement over the purchases. Not part of `python -m tests.benchmarks`: the second takes minutes and
a gigabyte or two in the temporary folder; give its rows (such as 10000000) to run it.
"""

# ruff: noqa: T201 - a script that tells its figures

import csv
import multiprocessing
import random
import shutil
import statistics
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from kamdesk.domain.clients.clients import ClientDraft  # noqa: E402 - the path is set above
from kamdesk.domain.clients.names import NameKeys  # noqa: E402 - the same
from kamdesk.domain.purchases.imports import guess  # noqa: E402 - the same
from kamdesk.services.purchases.imports import PurchaseImportService  # noqa: E402 - the same
from kamdesk.storage.clients import clients  # noqa: E402 - the same
from kamdesk.storage.dialects import purchases as statements  # noqa: E402 - the same
from kamdesk.storage.engine import open_engine  # noqa: E402 - the same
from kamdesk.storage.migrations.runner import the_plan, upgrade  # noqa: E402 - the same
from kamdesk.storage.purchases import months  # noqa: E402 - the same
from kamdesk.storage.sessions import Sessions  # noqa: E402 - the same
from tests.clock import FakeClock  # noqa: E402 - the same
from tests.office import KEY, move_in  # noqa: E402 - the same

ROWS = 1_000_000
CLIENTS = 5_000
LINES_OF_A_DOCUMENT = 4
RETURNED = 0.01
ROUNDS = 3
IMPORT_GOAL, CLASSES_GOAL = 1.6, 0.1
FIRST_DAY = date(2025, 11, 1)
HEADINGS = ("日期", "客户编号", "产品", "数量", "金额", "合同号", "单据号")
AT = datetime(2026, 11, 2, 1, tzinfo=UTC)
FULL = """
SELECT client_id, sum(tons), sum(amount) FROM purchases
WHERE cancelled = 0 AND day BETWEEN 20251201 AND 20261130 GROUP BY client_id
"""
SUMMARY = """
SELECT client_id, sum(tons), sum(amount) FROM purchase_months
WHERE month BETWEEN 202512 AND 202611 GROUP BY client_id
"""


def purchases(rows, clients_in_all):
    """Yield purchases day by day, as a year's export has them: four lines a document."""
    chance = random.Random(1)
    for number in range(rows):
        day = FIRST_DAY + timedelta(days=number * 365 // rows)
        document, place = divmod(number, LINES_OF_A_DOCUMENT)
        if place == 0:
            client, kind = chance.randint(1, clients_in_all), chance.randint(0, 30)
        sign = -1 if chance.random() < RETURNED else 1
        weight, amount = (
            sign * chance.randint(100, 30_000),
            sign * chance.randint(10_000, 9_000_000),
        )
        yield day, client, f"产品{kind + place}", weight, amount, document


def write_file(path, rows):
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        for day, client, product, weight, amount, document in purchases(rows, CLIENTS):
            writer.writerow(
                (
                    day.isoformat(),
                    f"KH{client:06d}",
                    product,
                    Decimal(weight).scaleb(-3),
                    Decimal(amount).scaleb(-2),
                    f"HT{client:05d}-{day.year}",
                    f"XS{day:%y%m%d}{document:07d}",
                )
            )


def make_company(path):
    """Make a database with people and clients; return who imports."""
    engine = open_engine(path, KEY, create=True)
    upgrade(engine, the_plan())
    sessions = Sessions(engine)
    people = move_in(sessions)
    with sessions.write() as session:
        clients.add_many(
            session,
            [
                clients.new_values(
                    ClientDraft(name=f"第{number}公司"),
                    NameKeys(f"第{number}公司", f"第{number}", "di", "", "di", "d"),
                    owner_id=people.sales,
                    by=people.management,
                    at=AT,
                )
                for number in range(1, CLIENTS + 1)
            ],
        )
    sessions.close()
    return people


def floor(path, database, _people):
    """Read, make numbers, write at once."""
    sessions = Sessions(open_engine(database, KEY))
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        next(reader)
        rows = [
            (
                int(client[2:]),
                int(day.replace("-", "")),
                product,
                contract,
                document,
                1,
                int(tons.replace(".", "")),
                int(amount.replace(".", "")),
            )
            for day, client, product, tons, amount, contract, document in reader
        ]
    with sessions.write() as session:
        session.connection().exec_driver_sql(
            "INSERT INTO purchase_runs (id, file_name, encoding, digest, task, state, lines, "
            "last_line, created, updated, skipped, failed, new_clients, tons, amount, failure, "
            "started_at, by_id, version) "
            "VALUES (1, '', '', '', '', 'done', 0, 0, 0, 0, 0, 0, 0, 0, 0, '', '', 1, 1)"
        )
        session.connection().exec_driver_sql(statements.insert(1), rows)
    sessions.close()


def ours(path, database, people):
    """Import as the program does."""
    sessions = Sessions(open_engine(database, KEY))
    service = PurchaseImportService(sessions, FakeClock())
    said = guess(service.read(path).headers)
    _changes, report = service.run(path, said.mapping, said.options, by=people.management)
    sessions.close()
    if report.failed or not report.created:
        raise SystemExit(f"the import went wrong: {report}")


def timed(work, path, template, folder, people):
    """Return the seconds, on the wall and of the processor, that `work` takes on a fresh copy.

    It is done in a fresh process, as the window has it done.
    """
    database = folder / "copy.db"
    for leftover in folder.glob("copy.db*"):
        leftover.unlink()
    shutil.copyfile(template, database)
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(clocked, (work, path, database, people))


def clocked(work, *arguments):
    wall, processor = time.perf_counter(), time.process_time()
    work(*arguments)
    return time.perf_counter() - wall, time.process_time() - processor


def bench_import(folder, rows):
    path, template = folder / "purchases.csv", folder / "company.db"
    write_file(path, rows)
    people = make_company(template)
    took = {floor: [], ours: []}
    for _round in range(ROUNDS):
        for work, times in took.items():
            times.append(timed(work, path, template, folder, people))
    print(f"{rows:,} rows into {CLIENTS:,} clients' purchases, {ROUNDS} rounds, medians")
    ratios = []
    for place, kind in enumerate(("wall", "processor")):
        base, mine = (statistics.median(each[place] for each in took[w]) for w in took)
        ratios.append(mine / base)
        print(f"  {kind:9}  floor {base:6.2f} s   import {mine:6.2f} s   {mine / base:5.2f} x")
    tell("import", ratios[0], IMPORT_GOAL)


def bench_classes(folder, rows):
    database = folder / "big.db"
    make_company(database)
    sessions = Sessions(open_engine(database, KEY))
    with sessions.write() as session:
        fill(session, rows)
        months.rebuild(session, present=202611)
    took = {FULL: [], SUMMARY: []}
    for _round in range(ROUNDS):
        for statement, times in took.items():
            with sessions.read() as session:
                begun = time.perf_counter()
                found = session.connection().exec_driver_sql(statement).all()
                times.append((time.perf_counter() - begun, len(found)))
    sessions.close()
    (full, _), (summed, count) = (statistics.median(times) for times in took.values())
    print(f"{rows:,} purchases, twelve months of {count:,} clients, {ROUNDS} rounds, medians")
    print(f"  full statement {full:7.3f} s   summary {summed:7.4f} s   {summed / full:6.4f} x")
    tell("classes", summed / full, CLASSES_GOAL)


def fill(session, rows):
    """Write purchases as raw as can be."""
    made = (
        (client, day.year * 10_000 + day.month * 100 + day.day, product, f"{at:09d}", *figures)
        for day, client, product, *figures, at in purchases(rows, CLIENTS)
    )
    while some := list(islice(made, 100_000)):
        session.connection().exec_driver_sql(
            "INSERT INTO purchases (client_id, day, product, contract, document, nth, tons, "
            "amount, entered_by_id, entered_at, cancelled, version) "
            "VALUES (?, ?, ?, '', ?, 1, ?, ?, 1, '', 0, 1)",
            some,
        )


def tell(name, ratio, goal):
    print(
        f"goal of {name}: at most {goal} x; {'met' if ratio <= goal else 'missed'} ({ratio:.2f} x)"
    )


def main():
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    big = int(sys.argv[2]) if len(sys.argv) > 2 else rows
    with tempfile.TemporaryDirectory() as folder:
        if rows:
            bench_import(Path(folder), rows)
        bench_classes(Path(folder), big)


if __name__ == "__main__":
    main()
