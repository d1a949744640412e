"""Three months of a real shop, with its quirks, against one statement over the raw rows."""

import csv
import gzip
import shutil
from decimal import Decimal

import pytest
import sqlcipher3
from sqlalchemy import text

from kamdesk.domain.purchases.imports import AmountUnit, PurchaseImportOptions, TonsUnit, Unknown
from tests.real_data import real

LIST = ("purchases", "online_retail_2010-12_to_2011-02.csv.gz")
OPTIONS = PurchaseImportOptions(
    unknown=Unknown.CREATE,
    tons_unit=TonsUnit.KILOGRAM,
    amount_unit=AmountUnit.YUAN,
    return_prefix="C",
)
# One number a client, one sum a month: each line's amount rounded half up to the fen, as we do.
RAW = """
SELECT CAST(CAST(client AS REAL) AS INTEGER), substr(day, 1, 4) || substr(day, 6, 2),
sum(quantity), sum(CAST(abs(quantity) * price * 100 + 0.5000001 AS INTEGER) * sign(quantity)),
count(*) FROM raw WHERE client <> '' AND quantity <> 0 GROUP BY 1, 2 ORDER BY 1, 2
"""
OURS = """
SELECT CAST(a.code AS INTEGER), CAST(m.month AS TEXT), m.tons, m.amount, m.lines
FROM purchase_months AS m JOIN purchase_accounts AS a ON a.client_id = m.client_id ORDER BY 1, 2
"""


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "online_retail.csv"
    with gzip.open(real(*LIST)) as packed, path.open("wb") as unpacked:
        shutil.copyfileobj(packed, unpacked)
    return path


def raw_sums(path):
    database = sqlcipher3.connect(":memory:")
    database.execute("CREATE TABLE raw (client, day, quantity INTEGER, price REAL)")
    with path.open(encoding="utf-8", newline="") as file:
        rows = [
            (row["CustomerID"], row["InvoiceDate"], row["Quantity"], row["UnitPrice"])
            for row in csv.DictReader(file)
        ]
    database.executemany("INSERT INTO raw VALUES (?, ?, ?, ?)", rows)
    sums = database.execute(RAW).fetchall()
    database.close()
    return sums, len(rows)


def test_sums_of_each_client_and_month_are_those_of_the_raw_rows(importing, sessions, path):
    sums, lines = raw_sums(path)
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
