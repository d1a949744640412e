"""Imports of purchases on the office's database, with a few clients registered."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import text

from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.domain.clients.names import Names
from kamdesk.domain.ids import ClientId
from kamdesk.domain.lists import ListQuery
from kamdesk.domain.purchases.imports import PurchaseImportOptions, guess
from kamdesk.domain.purchases.purchases import PurchaseDraft
from kamdesk.services.clients.clients import ClientService
from kamdesk.services.purchases.imports import PurchaseImportService
from kamdesk.services.purchases.months import MonthService
from kamdesk.services.purchases.purchases import PurchaseService
from kamdesk.services.purchases.runs import PurchaseRunService

CODE = "91350100M000100Y43"
HEADINGS = "日期,客户名称,产品,数量,金额,合同号,单据号"
HEADER = "客户名称,日期,产品,数量,金额,单据号\n"
ROWS = (
    "北方商贸集团,2026-10-05,螺纹钢,10,40000,D1\n"
    "北方商贸集团,2026-10-06,线材,-2.5,-9000,D2\n"
    "华联商会,2026-09-01,螺纹钢,7,28000,D3\n"
    "没有这家,2026-09-01,螺纹钢,7,28000,D4\n"
)


@dataclass
class Importing:
    """The services of imports, and short ways to them."""

    imports: PurchaseImportService
    runs: PurchaseRunService
    by: int
    folder: object

    def write(self, rows, name="采购.csv", header=HEADER):
        path = self.folder / name
        path.write_text(header + rows, encoding="utf-8")
        return path

    def run(self, path, options=None, **more):
        """Import a file as its headings say; return the report."""
        guessed = guess(self.imports.read(path).headers)
        chosen = options or guessed.options
        _changes, report = self.imports.run(path, guessed.mapping, chosen, by=self.by, **more)
        return report

    def undo(self, brought, **more):
        """Take the run of a report back, as its list shows it now."""
        rows = self.runs.rows(by=self.by)
        version = next(run.version for run in rows if run.id == brought.run_id)
        return self.runs.undo(brought.run_id, by=self.by, seen_version=version, **more)


@pytest.fixture(scope="session")
def names():
    return Names()


@pytest.fixture
def clients(sessions, clock, names):
    return ClientService(sessions, clock, names)


@pytest.fixture
def importing(sessions, clock, names, people, clients, tmp_path):
    for name in ("北方商贸集团", "华联商会"):
        clients.create(ClientDraft(name=name), by=people.management)
    return Importing(
        PurchaseImportService(sessions, clock, names),
        PurchaseRunService(sessions, clock),
        people.management,
        tmp_path,
    )


@pytest.fixture
def purchases(sessions, clock):
    return PurchaseService(sessions, clock)


@pytest.fixture
def imports(sessions, clock, names):
    return PurchaseImportService(sessions, clock, names)


@pytest.fixture
def runs(sessions, clock):
    return PurchaseRunService(sessions, clock)


@pytest.fixture
def summaries(sessions, clock):
    return MonthService(sessions, clock)


@pytest.fixture
def three(clients, people):
    """Three clients: 甲公司 (with a code) and 乙公司 of one department, 丙公司 of another."""
    owners = (people.sales, people.sales2, people.sales3)
    made = [
        clients.create(ClientDraft(name=name, code=code), by=owner).record_id
        for name, code, owner in zip(
            ("甲公司", "乙公司", "丙公司"), (CODE, "", ""), owners, strict=True
        )
    ]
    return tuple(ClientId(each) for each in made)


@pytest.fixture
def draft(three):
    def make(client=0, day=date(2026, 10, 1), tons="12.5", amount="50000", **others):
        values = {"product": "热轧卷"} | others
        return PurchaseDraft(
            client_id=three[client], day=day, tons=Decimal(tons), amount=Decimal(amount), **values
        )

    return make


@pytest.fixture
def file(tmp_path):
    def make(*rows, headings=HEADINGS, name="采购.csv", coding="utf-8"):
        path = tmp_path / name
        path.write_bytes("\n".join([headings, *rows, ""]).encode(coding))
        return path

    return make


@pytest.fixture
def run(imports, people):
    """Import a file as its headings say; return the report."""

    def go(path, by=None, mapping=None, **options):
        mapping = mapping or guess(imports.read(path).headers).mapping
        chosen = PurchaseImportOptions(**options)
        _changes, report = imports.run(path, mapping, chosen, by=by or people.management)
        return report

    return go


@pytest.fixture
def listed(purchases, people):
    def rows(**query):
        source = purchases.list_for(people.management)
        return source.rows(source.ids(ListQuery(**query)))

    return rows


@pytest.fixture
def figures(sessions):
    """Return what is summed: months and clients' figures, and the same from the records."""

    def look():
        with sessions.read() as session:

            def all_of(statement):
                return [tuple(row) for row in session.execute(text(statement))]

            return {
                "months": all_of("SELECT * FROM purchase_months ORDER BY 1, 2"),
                "clients": all_of(
                    "SELECT id, year_tons, year_amount, last_purchase_on FROM clients ORDER BY 1"
                ),
            }

    return look


@pytest.fixture
def truth(sessions):
    """Return the figures that the records give, by statements of their own (November 2026)."""

    def look():
        with sessions.read() as session:

            def all_of(statement):
                return [tuple(row) for row in session.execute(text(statement))]

            return {
                "months": all_of(
                    "SELECT client_id, day / 100, sum(tons), sum(amount), count(*) FROM purchases "
                    "WHERE cancelled = 0 GROUP BY 1, 2 ORDER BY 1, 2"
                ),
                "clients": all_of(
                    "SELECT c.id, coalesce(sum(p.tons) FILTER (WHERE p.day > 20251200), 0), "
                    "coalesce(sum(p.amount) FILTER (WHERE p.day > 20251200), 0), "
                    "(SELECT substr(max(day), 1, 4) || '-' || substr(max(day), 5, 2) || '-' || "
                    "substr(max(day), 7) FROM purchases b WHERE b.client_id = c.id AND "
                    "cancelled = 0 AND b.tons >= 0 AND b.amount >= 0) FROM clients c "
                    "LEFT JOIN purchases p ON p.client_id = c.id AND p.cancelled = 0 "
                    "GROUP BY c.id ORDER BY 1"
                ),
            }

    return look
