"""Import and dry run in a process of their own: the same results, the same refusals."""

import os

import pytest

from kamdesk.domain.clients.imports import ImportOptions, Outcome
from kamdesk.domain.errors import (
    CancelledError,
    DatabaseError,
    FieldError,
    NotAllowedError,
    RuleError,
)
from kamdesk.domain.tables import Table, TableRow
from kamdesk.services.clients.import_process import ImportProcess
from tests.office import KEY

MANY = Table(
    "名单.csv",
    "UTF-8",
    ("名称",),
    tuple(TableRow(line, (f"第{line}公司",)) for line in range(2, 1002)),
)


class Poison:
    """Ends the process that unpacks it."""

    def __reduce__(self):
        return os._exit, (1,)


@pytest.fixture
def process(sessions, clock, tmp_path):
    return ImportProcess(tmp_path / "kamdesk.db", KEY, clock)


def test_it_imports_and_reports(process, clients, people):
    steps = []
    changes, report = process.run(
        MANY,
        {"name": 0},
        ImportOptions(),
        by=people.management,
        report=lambda *step: steps.append(step),
    )
    assert changes.record_id == 1
    assert report.counts[Outcome.NEW] == 1000
    assert steps[-1] == (2000, 2000)
    assert clients.counts(by=people.management)["all"] == 1000


def test_it_tries_and_reports_and_writes_nothing(process, imports, clients, people):
    steps = []
    report = process.dry_run(
        MANY,
        {"name": 0},
        ImportOptions(),
        by=people.management,
        report=lambda *step: steps.append(step),
    )
    assert report == imports.dry_run(MANY, {"name": 0}, ImportOptions(), by=people.management)
    assert steps[-1] == (800, 2000)
    assert clients.counts(by=people.management)["all"] == 0


def test_refusals_arrive_as_they_are(process, people):
    with pytest.raises(NotAllowedError):
        process.run(MANY, {"name": 0}, ImportOptions(), by=people.sales)
    with pytest.raises(RuleError, match="没有找到“客户名称”列"):
        process.dry_run(MANY, {}, ImportOptions(), by=people.management)
    options = ImportOptions(owner_id=people.finance)
    with pytest.raises(FieldError) as caught:
        process.run(MANY, {"name": 0}, options, by=people.management)
    assert set(caught.value.fields) == {"owner_id"}


@pytest.mark.parametrize("act", ["run", "dry_run"])
def test_cancelling_keeps_nothing(process, clients, people, act):
    with pytest.raises(CancelledError):
        getattr(process, act)(
            MANY, {"name": 0}, ImportOptions(), by=people.management, cancelled=lambda: True
        )
    assert clients.counts(by=people.management)["all"] == 0


def test_a_defect_arrives_with_its_trace(process, people):
    broken = Table("a", "UTF-8", ("名称",), (None,))
    with pytest.raises(RuntimeError, match="AttributeError"):
        process.run(broken, {"name": 0}, ImportOptions(), by=people.management)


def test_a_process_that_dies_is_told_and_keeps_nothing(process, clients, people):
    deadly = Table("a", "UTF-8", ("名称",), (Poison(),))
    with pytest.raises(DatabaseError, match="意外中止"):
        process.run(deadly, {"name": 0}, ImportOptions(), by=people.management)
    assert clients.counts(by=people.management)["all"] == 0
