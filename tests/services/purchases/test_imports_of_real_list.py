"""Three months of a real shop, with its quirks, against one statement over the raw rows."""

import csv
import gzip
import shutil
from datetime import UTC, datetime
from decimal import Decimal

import pytest
import sqlcipher3
from sqlalchemy import text

from kamdesk.domain.classes.classification import ClassificationRule, Join
from kamdesk.domain.lists import ListQuery
from kamdesk.domain.purchases.imports import AmountUnit, PurchaseImportOptions, TonsUnit, Unknown
from kamdesk.services.classes.pareto import ParetoService
from kamdesk.services.classes.proposals import ProposalService
from kamdesk.services.policies import PolicyService
from tests.real_data import real

LIST = ("purchases", "online_retail_2010-12_to_2011-02.csv.gz")
OPTIONS = PurchaseImportOptions(
    unknown=Unknown.CREATE,
    tons_unit=TonsUnit.KILOGRAM,
    amount_unit=AmountUnit.YUAN,
    return_prefix="C",
)
# One number a client; each line's amount rounded half up to the fen, as we do.
LINES = """
WITH bought AS (
    SELECT CAST(CAST(client AS REAL) AS INTEGER) AS code,
        substr(day, 1, 4) || substr(day, 6, 2) AS month, quantity AS tons,
        CAST(abs(quantity) * price * 100 + 0.5000001 AS INTEGER) * sign(quantity) AS amount
    FROM raw WHERE client <> '' AND quantity <> 0
)
"""
MONTHS = f"""{LINES}
SELECT code, month, sum(tons), sum(amount), count(*) FROM bought GROUP BY 1, 2 ORDER BY 1, 2
"""
ECONOMIC = f"""{LINES}
SELECT code, sum(tons), sum(amount) FROM bought GROUP BY code
HAVING sum(tons) >= 12 * 20 AND sum(amount) >= 50000 ORDER BY code
"""
LEADING = f"""{LINES}, clients AS (
    SELECT code, sum(amount) AS amount FROM bought GROUP BY code HAVING sum(amount) > 0
), running AS (
    SELECT code, amount, sum(amount) OVER (
        ORDER BY amount DESC, code ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) - amount AS before, sum(amount) OVER () AS total FROM clients
)
SELECT code, amount FROM running WHERE before * 100 < 80 * total ORDER BY amount DESC, code
"""
OURS = """
SELECT CAST(a.code AS INTEGER), CAST(m.month AS TEXT), m.tons, m.amount, m.lines
FROM purchase_months AS m JOIN purchase_accounts AS a ON a.client_id = m.client_id ORDER BY 1, 2
"""
CODES = "SELECT client_id, CAST(code AS INTEGER) FROM purchase_accounts"
RULE = ClassificationRule(monthly_tons=Decimal("0.020"), year_amount=Decimal(500), join=Join.AND)
"""Bounds of a shop's size: 20 pieces (read as kilograms) a month and 500 in the year."""


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "online_retail.csv"
    with gzip.open(real(*LIST)) as packed, path.open("wb") as unpacked:
        shutil.copyfileobj(packed, unpacked)
    return path


@pytest.fixture
def raw(path):
    """Return what one statement over the raw rows says."""
    database = sqlcipher3.connect(":memory:")
    database.execute("CREATE TABLE raw (client, day, quantity INTEGER, price REAL)")
    with path.open(encoding="utf-8", newline="") as file:
        rows = [
            (row["CustomerID"], row["InvoiceDate"], row["Quantity"], row["UnitPrice"])
            for row in csv.DictReader(file)
        ]
    database.executemany("INSERT INTO raw VALUES (?, ?, ?, ?)", rows)
    yield lambda statement: database.execute(statement).fetchall()
    database.close()


@pytest.fixture
def coded(sessions):
    """Return the shop's numbers of clients."""

    def run(client_ids):
        with sessions.read() as session:
            codes = dict(session.connection().exec_driver_sql(CODES).all())
        return [codes[each] for each in client_ids]

    return run


def test_sums_of_each_client_and_month_are_those_of_the_raw_rows(importing, sessions, path, raw):
    sums, ((lines,),) = raw(MONTHS), raw("SELECT count(*) FROM raw")
    report = importing.run(path, OPTIONS)
    with sessions.read() as session:
        ours = [tuple(row) for row in session.connection().exec_driver_sql(OURS)]
    assert len(sums) > 2000
    assert report.rows == lines
    assert ours == sums
    assert report.tons == Decimal(sum(row[2] for row in sums)).scaleb(-3)
    importing.undo(report)
    with sessions.read() as session:
        left = text(
            "SELECT (SELECT count(*) FROM purchases) + (SELECT count(*) FROM purchase_months)"
        )
        assert session.scalar(left) == 0


def test_classes_and_leading_clients_are_those_of_the_raw_rows(
    importing, sessions, clock, people, path, raw, coded
):
    clock.instant = datetime(2011, 3, 1, tzinfo=UTC)
    importing.run(path, OPTIONS)
    policies, by = PolicyService(sessions, clock), people.management
    policies.save(RULE, seen=policies.current(ClassificationRule).id, by=by)
    proposals = ProposalService(sessions, clock)
    proposals.propose(by=by)
    source = proposals.list_for(by)
    proposed = source.rows(source.ids(ListQuery()))
    ours = [
        (code, int(row.tons * 1000), int(row.amount * 100))
        for code, row in zip(coded(row.id for row in proposed), proposed, strict=True)
    ]
    assert all(row.grants for row in proposed)
    assert sorted(ours) == raw(ECONOMIC)
    assert len(ours) > 100

    found = ParetoService(sessions, clock).analyse(by=by)
    leading = [row for row in found.rows if row.leading]
    ours = [
        (code, int(row.figure * 100))
        for code, row in zip(coded(row.id for row in leading), leading, strict=True)
    ]
    assert sorted(ours, key=lambda each: (-each[1], each[0])) == raw(LEADING)
    assert len(leading) == found.leading > 100
