"""Work off the GUI thread: order, owners, stale answers, refusals, defects."""

import threading

import pytest
from PySide6.QtCore import QObject

from kamdesk.domain.errors import CancelledError, RuleError
from kamdesk.ui.jobs import Jobs


def refusing():
    raise RuleError("客户已存在，请核对。")


def breaking():
    raise ValueError("broken")


def test_work_runs_in_the_worker_and_is_answered_on_the_gui_thread(jobs):
    owner, seen = QObject(), []
    jobs.run(
        owner, threading.get_ident, lambda worker: seen.append((worker, threading.get_ident()))
    )
    assert jobs.wait_idle()
    worker, here = seen[0]
    assert worker != here
    assert here == threading.get_ident()


def test_jobs_run_in_their_order(jobs):
    owner, seen = QObject(), []
    for number in range(20):
        jobs.run(owner, lambda number=number: number, seen.append)
    jobs.wait_idle()
    assert seen == list(range(20))


def test_the_answer_of_a_deleted_owner_is_dropped(jobs, qtbot):
    owner, seen = QObject(), []
    gate = threading.Event()
    jobs.run(owner, gate.wait, seen.append)
    owner.deleteLater()
    with qtbot.waitSignal(owner.destroyed):
        pass
    gate.set()
    assert jobs.wait_idle()
    assert seen == []


def test_a_later_run_with_the_same_key_makes_the_earlier_stale(jobs):
    owner, seen, started = QObject(), [], []
    gate = threading.Event()
    jobs.run(owner, gate.wait, lambda _done: seen.append("first"), key="ids")
    jobs.run(owner, lambda: started.append(2), lambda _done: seen.append("second"), key="ids")
    jobs.run(owner, lambda: None, lambda _done: seen.append("third"), key="ids")
    gate.set()
    jobs.wait_idle()
    assert seen == ["third"]
    assert started == []


def test_the_same_key_of_another_owner_is_another_matter(jobs):
    first, second, seen = QObject(), QObject(), []
    jobs.run(first, lambda: 1, seen.append, key="ids")
    jobs.run(second, lambda: 2, seen.append, key="ids")
    jobs.wait_idle()
    assert seen == [1, 2]


def test_a_refusal_is_told_in_words(jobs, messages):
    owner = QObject()
    jobs.run(owner, refusing, lambda _done: None)
    jobs.wait_idle()
    assert messages.said == ["客户已存在，请核对。"]


def test_a_refusal_goes_to_its_handler_when_there_is_one(jobs, messages):
    owner, told = QObject(), []
    jobs.run(owner, refusing, lambda _done: None, told.append)
    jobs.wait_idle()
    assert isinstance(told[0], RuleError)
    assert messages.said == []


def test_a_defect_is_raised_on_the_gui_thread(jobs, qtbot):
    owner = QObject()
    with qtbot.capture_exceptions() as caught:
        jobs.run(owner, breaking, lambda _done: None)
        jobs.wait_idle()
    assert [kind for kind, _error, _trace in caught] == [ValueError]


def test_a_long_task_reports_and_is_cancelled(jobs, qtbot):
    owner, told = QObject(), []

    def work(run):
        run.report(3, 10)
        while not run.cancelled():
            pass
        raise CancelledError("已取消。")

    run = jobs.run_long(owner, work, lambda _done: None, told.append)
    qtbot.waitUntil(lambda: run.count == (3, 10))
    run.cancel()
    jobs.wait_idle()
    assert isinstance(told[0], CancelledError)


def test_a_cancelled_task_without_a_handler_ends_silently(jobs, messages):
    def work(run):
        raise CancelledError("已取消。")

    jobs.run_long(QObject(jobs), work, lambda _done: None)
    jobs.wait_idle()
    assert messages.said == []


def test_a_long_task_does_not_hold_up_a_query(jobs):
    owner, seen = QObject(), []
    gate = threading.Event()
    jobs.run_long(owner, lambda _run: gate.wait(5), seen.append)
    jobs.run(owner, lambda: "query", lambda text: (seen.append(text), gate.set()))
    jobs.wait_idle()
    assert seen == ["query", True]


def test_waiting_gives_up_in_time(jobs):
    owner, gate = QObject(), threading.Event()
    jobs.run(owner, gate.wait, lambda _done: None)
    assert not jobs.wait_idle(20)
    gate.set()
    assert jobs.wait_idle()


def test_stopping_finishes_writes_and_drops_reads(qapp, messages):
    jobs, owner, done = Jobs(messages), QObject(), []
    gate = threading.Event()
    jobs.run(owner, gate.wait, lambda _done: None)
    jobs.run(owner, lambda: done.append("read"), lambda _done: None, key="ids")
    jobs.run(owner, lambda: done.append("write"), lambda _done: None)
    threading.Timer(0.05, gate.set).start()
    jobs.stop()
    assert done == ["write"]


@pytest.mark.parametrize("count", [200])
def test_nothing_is_lost_among_many(jobs, count):
    owner, seen = QObject(), []
    for number in range(count):
        jobs.run(owner, lambda number=number: number, seen.append)
    jobs.wait_idle()
    assert len(seen) == count


def test_a_look_does_not_wait_for_the_worker(jobs):
    owner, gate, seen = QObject(), threading.Event(), []
    jobs.run(owner, lambda: gate.wait(5), lambda _on: seen.append("work"))
    jobs.look(owner, lambda: 7, seen.append)
    jobs.look(owner, gate.set, lambda _none: seen.append("look"))
    assert jobs.wait_idle()
    assert seen.index(7) == 0
    assert set(seen) == {7, "look", "work"}
