"""A long task on screen: count, cancel, refusal."""

import threading

from PySide6.QtWidgets import QWidget

from kamdesk.domain.errors import CancelledError, RuleError
from kamdesk.ui.widgets.long_task import run_with_progress


def test_a_long_task_shows_its_count_and_gives_its_answer(qtbot, jobs):
    owner, seen, gate = QWidget(), [], threading.Event()
    qtbot.addWidget(owner)

    def work(run):
        run.report(1234, 12_000)
        gate.wait()
        return "done"

    dialog = run_with_progress(owner, jobs, title="正在导入", work=work, done=seen.append)
    qtbot.waitUntil(lambda: dialog.isVisible() and "1,234" in dialog.count.text())
    assert dialog.bar.value() == 102
    gate.set()
    jobs.wait_idle()
    assert seen == ["done"]


def test_a_quick_task_shows_no_dialog(qtbot, jobs):
    owner, seen = QWidget(), []
    qtbot.addWidget(owner)
    dialog = run_with_progress(owner, jobs, title="正在导入", work=lambda _run: 1, done=seen.append)
    jobs.wait_idle()
    assert dialog.isHidden()
    assert seen == [1]


def stopping(run):
    while not run.cancelled():
        pass
    raise CancelledError("已取消。")


def test_cancelling_stops_the_task_silently(qtbot, jobs, messages):
    owner = QWidget()
    qtbot.addWidget(owner)
    dialog = run_with_progress(owner, jobs, title="导入", work=stopping, done=lambda _none: None)
    dialog.stop.click()
    jobs.wait_idle()
    assert messages.said == []


def test_a_refused_task_is_told(qtbot, jobs, messages):
    owner = QWidget()
    qtbot.addWidget(owner)

    def refusing(run):
        raise RuleError("文件不对。")

    run_with_progress(owner, jobs, title="正在导入", work=refusing, done=lambda _none: None)
    jobs.wait_idle()
    assert messages.said == ["文件不对。"]
