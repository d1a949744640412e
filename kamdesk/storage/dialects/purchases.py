"""SQLite's words for purchases in bulk: lists of values come as JSON, sums are upserted.

The parameters of each statement stand in its comment, in their order.
"""

from typing import Final

# client, yyyymm, kilograms, fen, lines: of each sum that is to be added
ADD: Final = """
INSERT INTO purchase_months (client_id, month, tons, amount, lines) VALUES (?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET tons = tons + excluded.tons, amount = amount + excluded.amount,
lines = lines + excluded.lines
"""

# first id, last id, run
TAKE_AWAY: Final = """
INSERT INTO purchase_months (client_id, month, tons, amount, lines)
SELECT client_id, day / 100, -sum(tons), -sum(amount), -count(*) FROM purchases
WHERE id BETWEEN ? AND ? AND run_id = ? AND cancelled = 0 GROUP BY client_id, day / 100
ON CONFLICT DO UPDATE SET tons = tons + excluded.tons, amount = amount + excluded.amount,
lines = lines + excluded.lines
"""

REBUILD: Final = """
INSERT INTO purchase_months (client_id, month, tons, amount, lines)
SELECT client_id, day / 100, sum(tons), sum(amount), count(*) FROM purchases
WHERE cancelled = 0 GROUP BY client_id, day / 100
"""

_MOVE: Final = """
UPDATE purchases SET client_id = :target, nth = there.nth FROM (
SELECT p.id, row_number() OVER (PARTITION BY {key} ORDER BY p.nth) + coalesce(
(SELECT max(nth) FROM purchases t WHERE t.client_id = :target AND {same}), 0) AS nth
FROM json_each(:ids) AS wanted CROSS JOIN purchases AS p ON p.id = wanted.value
WHERE p.client_id = :source AND {which}
) AS there WHERE purchases.id = there.id
"""
MOVES: Final = (
    _MOVE.format(
        which="p.document <> ''",
        key="p.product, p.document",
        same="t.document <> '' AND t.document = p.document AND t.product = p.product",
    ),
    _MOVE.format(
        which="p.document = ''",
        key="p.day, p.product, p.contract",
        same="t.document = '' AND t.day = p.day AND t.product = p.product "
        "AND t.contract = p.contract",
    ),
)
"""Hang purchases on another client; those with a natural key that it has are counted on."""

# clients
FORGET_MONTHS: Final = (
    "DELETE FROM purchase_months WHERE client_id IN (SELECT value FROM json_each(?))"
)

# clients
SUM_SOME: Final = """
INSERT INTO purchase_months (client_id, month, tons, amount, lines)
SELECT client_id, day / 100, sum(tons), sum(amount), count(*) FROM purchases
WHERE cancelled = 0 AND client_id IN (SELECT value FROM json_each(?))
GROUP BY client_id, day / 100
"""

# clients
DROP_EMPTY: Final = """
DELETE FROM purchase_months
WHERE client_id IN (SELECT value FROM json_each(?)) AND lines = 0
"""

# first and last month of the year, twice
SETTLE: Final = """
UPDATE clients SET
year_tons = coalesce((SELECT sum(tons) FROM purchase_months
WHERE client_id = clients.id AND month BETWEEN ? AND ?), 0),
year_amount = coalesce((SELECT sum(amount) FROM purchase_months
WHERE client_id = clients.id AND month BETWEEN ? AND ?), 0),
last_purchase_on = (
SELECT substr(day, 1, 4) || '-' || substr(day, 5, 2) || '-' || substr(day, 7, 2) FROM purchases
WHERE client_id = clients.id AND cancelled = 0 AND tons >= 0 AND amount >= 0
ORDER BY day DESC LIMIT 1)
"""

# clients, after the parameters of SETTLE
OF_SOME: Final = "WHERE id IN (SELECT value FROM json_each(?))"

_STORED: Final = """
SELECT p.id, p.version, p.cancelled,
p.client_id, p.day, p.product, p.contract, p.document, p.nth, p.tons, p.amount
FROM json_each(?) AS wanted CROSS JOIN purchases AS p ON
"""

# document numbers
STORED_WITH_DOCUMENT: Final = f"{_STORED} p.document = wanted.value AND p.document <> ''"

# [client, day] pairs
STORED_WITHOUT: Final = (
    f"{_STORED} p.client_id = wanted.value ->> 0 AND p.day = wanted.value ->> 1 AND p.document = ''"
)

_VALUES: Final = "(?, ?, ?, ?, ?, ?, ?, ?, {run}, 0, 1)"
_INSERT: Final = """
INSERT INTO purchases (client_id, day, product, contract, document, nth, tons, amount,
run_id, cancelled, version) VALUES """


def insert(run: int, *, rows: int = 1) -> str:
    """Return the statement that inserts `rows` purchases of a run; ids follow the last one.

    Its parameters are client, day, product, contract, document, nth, kilograms, fen of each.
    """
    return _INSERT + ", ".join([_VALUES.format(run=run)] * rows)


LAST_ID: Final = "SELECT max(id) FROM purchases"

LAST_DOCUMENT: Final = "SELECT max(document) FROM purchases WHERE document <> ''"

# day, contract, kilograms, fen, id
UPDATE: Final = """
UPDATE purchases SET day = ?, contract = ?, tons = ?, amount = ?, version = version + 1
WHERE id = ?
"""

# run, purchase, version after, day, contract, kilograms, fen before
KEEP_CHANGE: Final = """
INSERT INTO purchase_run_changes (run_id, purchase_id, version, day, contract, tons, amount)
VALUES (?, ?, ?, ?, ?, ?, ?)
"""

# run, line, reasons, cells
KEEP_FAILURE: Final = """
INSERT INTO purchase_run_failures (run_id, line, reasons, cells) VALUES (?, ?, ?, ?)
"""

_UNDONE_SINCE: Final = """
2 * (SELECT count(*) FROM purchase_runs AS r JOIN purchase_run_changes AS c ON c.run_id = r.id
WHERE r.state = 'undone' AND c.purchase_id = p.id AND c.version > {version})
"""
"""By how much a purchase's version grew by runs that changed it and were undone since."""

_TOUCHED: Final = """
SELECT count(*) FROM purchases AS p WHERE p.id BETWEEN ? AND ? AND p.run_id = ?
AND p.version <> 1 AND p.version <> 1 +
"""

# first id, last id, run: how many purchases of a run were touched since
TOUCHED: Final = _TOUCHED + _UNDONE_SINCE.format(version="1")

_TOUCHED_AGAIN: Final = """
SELECT count(*) FROM purchase_run_changes AS was JOIN purchases AS p ON p.id = was.purchase_id
WHERE was.run_id = ? AND p.version <> was.version AND p.version <> was.version +
"""

# run: how many purchases that a run changed were touched since
TOUCHED_AGAIN: Final = _TOUCHED_AGAIN + _UNDONE_SINCE.format(version="was.version")

# run: purchase, client; present day, contract, kilograms, fen; the same before
CHANGED: Final = """
SELECT p.id, p.client_id, p.day, p.contract, p.tons, p.amount,
was.day, was.contract, was.tons, was.amount
FROM purchase_run_changes AS was JOIN purchases AS p ON p.id = was.purchase_id
WHERE was.run_id = ?
"""

# first id, last id, run
CLIENTS_OF: Final = """
SELECT DISTINCT client_id FROM purchases WHERE id BETWEEN ? AND ? AND run_id = ?
"""

# first id, last id, run
REMOVE: Final = "DELETE FROM purchases WHERE id BETWEEN ? AND ? AND run_id = ?"
