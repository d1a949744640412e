"""Imports of purchases on the office's database, with a few clients registered."""

from dataclasses import dataclass

import pytest

from kamdesk.domain.clients.clients import ClientDraft
from kamdesk.domain.clients.names import Names
from kamdesk.domain.purchases.imports import guess
from kamdesk.services.clients.clients import ClientService
from kamdesk.services.purchases.imports import PurchaseImportService
from kamdesk.services.purchases.runs import PurchaseRunService

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
