"""A run that was stopped goes on with the same file, and comes to what an unbroken one brings."""

import pytest

from kamdesk.domain.errors import RuleError
from kamdesk.domain.purchases.runs import RunState
from kamdesk.services.purchases import imports

ROW = "北方商贸集团,2026-10-05,螺纹钢,{tons},4000,{document}\n"
MANY = "".join(ROW.format(tons=number, document=f"D{number // 3}") for number in range(1, 101))


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch):
    monkeypatch.setattr(imports, "BLOCK", 5)
    monkeypatch.setattr(imports, "BLOCKS", 2)


def stop_after(looks):
    """Return a cancel button that is pressed at the look `looks`."""
    count = iter(range(1, 1000))
    return lambda: next(count) > looks


def test_what_was_committed_stays_and_the_rest_follows(importing):
    path = importing.write(MANY)
    paused = importing.run(path, cancelled=stop_after(9))
    assert paused.state is RunState.PAUSED
    assert 0 < paused.created < 100
    _changes, done = importing.imports.resume(paused.run_id, path, by=importing.by)
    assert (done.state, done.created, done.tons) == (RunState.DONE, 100, 5050)
    assert len(importing.runs.rows(by=importing.by)) == 1


def test_another_file_is_refused_and_the_run_stays_as_it_is(importing):
    paused = importing.run(importing.write(MANY), cancelled=stop_after(9))
    other = importing.write(MANY + MANY, name="另一个.csv")
    with pytest.raises(RuleError, match=r"当时导入的“采购\.csv”内容不同"):
        importing.imports.resume(paused.run_id, other, by=importing.by)
    row = importing.runs.rows(by=importing.by)[0]
    assert (row.state, row.created) == (RunState.PAUSED, paused.created)


def test_a_run_that_is_done_does_not_go_on(importing):
    path = importing.write(MANY)
    done = importing.run(path)
    with pytest.raises(RuleError, match="已经完成或撤销"):
        importing.imports.resume(done.run_id, path, by=importing.by)


def test_a_paused_run_can_be_undone(importing, clients):
    paused = importing.run(importing.write(MANY), cancelled=stop_after(9))
    importing.undo(paused)
    assert importing.run(importing.write(MANY)).created == 100
