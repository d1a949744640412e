"""Imports of purchases in a process of their own: the same results, pauses and refusals."""

import pytest

from kamdesk.domain.errors import NotAllowedError, RuleError
from kamdesk.domain.purchases.imports import PurchaseImportOptions, guess
from kamdesk.domain.purchases.runs import RunState
from kamdesk.services.purchases.import_process import PurchaseImportProcess
from tests.office import KEY
from tests.services.purchases.conftest import ROWS

OPTIONS = PurchaseImportOptions()


@pytest.fixture
def process(sessions, clock, tmp_path):
    return PurchaseImportProcess(tmp_path / "kamdesk.db", KEY, clock)


def test_it_tries_imports_goes_on_and_takes_back(process, importing):
    path, by, steps = importing.write(ROWS), importing.by, []
    mapping = guess(importing.imports.read(path).headers).mapping
    tried = process.dry_run(path, mapping, OPTIONS, by=by)
    assert tried == importing.imports.dry_run(path, mapping, OPTIONS, by=by)
    assert importing.runs.rows(by=by) == []
    _changes, paused = process.run(path, mapping, OPTIONS, by=by, cancelled=lambda: True)
    assert paused.state is RunState.PAUSED
    _changes, done = process.resume(
        paused.run_id, path, by=by, report=lambda *step: steps.append(step)
    )
    assert (done.state, done.created, done.failed) == (RunState.DONE, 3, 1)
    assert steps
    version = importing.runs.rows(by=by)[0].version
    process.undo(done.run_id, by=by, seen_version=version)
    assert importing.runs.rows(by=by)[0].state is RunState.UNDONE


def test_refusals_arrive_as_they_are(process, importing, people):
    path = importing.write(ROWS)
    with pytest.raises(NotAllowedError):
        process.run(path, {"client_name": 0}, OPTIONS, by=people.sales)
    with pytest.raises(RuleError, match="没有找到“日期”列"):
        process.dry_run(path, {"client_name": 0}, OPTIONS, by=importing.by)
