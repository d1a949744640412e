"""The one way off the GUI thread: work in a worker, the answer back by a queued signal.

One database worker runs queries and writes one after another; a look at rows does not wait for it,
and a long task gets a thread of its own.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import SimpleQueue
from threading import Event
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QDeadlineTimer, QEventLoop, QObject, QThread, QTimer, Signal
from PySide6.QtWidgets import QWidget

from kamdesk.domain.errors import CancelledError, KamdeskError
from kamdesk.ui.garbage import Sweeper
from kamdesk.ui.messages import Messages

T = TypeVar("T")
Failed = Callable[[KamdeskError], None]
logger = logging.getLogger(__name__)
_LOOK = "look"
"""The key of short reads: dropped at the end, as whatever has a key."""


@dataclass(eq=False, slots=True)
class _Job:
    """A piece of work and where its answer goes."""

    owner: QObject
    work: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Failed | None
    key: str
    stale: Event = field(default_factory=Event)
    value: Any = None
    error: BaseException | None = None

    def run(self) -> None:
        """Do the work; called in a worker thread."""
        if self.stale.is_set():
            return
        try:
            self.value = self.work()
        except Exception as error:  # noqa: BLE001 - handed to the GUI thread, raised again there
            self.error = error


class _Worker(QThread):
    """Takes jobs from its queue, one after another, until it is handed None."""

    finished_one = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.queue: SimpleQueue[_Job | None] = SimpleQueue()

    def run(self) -> None:
        while (job := self.queue.get()) is not None:
            job.run()
            self.finished_one.emit(job)


class LongRun:
    """A long task's two strings: it reports and asks; the screen watches and cancels."""

    def __init__(self) -> None:
        self._cancelled = Event()
        self.count = (0, 0)

    def report(self, done: int, total: int) -> None:
        """Tell how far the work is; callable from any thread. `total` 0 means unknown."""
        self.count = (done, total)

    def cancelled(self) -> bool:
        """Tell whether the person asked to stop."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Ask the work to stop at its next chance."""
        self._cancelled.set()


class Jobs(QObject):
    """Runs work off the GUI thread and brings answers to owners that still live."""

    def __init__(self, messages: Messages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.messages = messages
        self._pending: dict[int, _Job] = {}
        self._latest: dict[tuple[int, str], _Job] = {}
        self._idle_loops: list[QEventLoop] = []
        self._long: dict[_Worker, LongRun] = {}
        self._sweeper = Sweeper(self)
        self._worker = self._start_worker("database")
        self._looks = self._start_worker("looks")

    def run(
        self,
        owner: QObject,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        *,
        key: str = "",
    ) -> None:
        """Run `work` in the database worker, then `done` with its answer on the GUI thread.

        The answer is dropped when `owner` is deleted meanwhile. With a `key`, a later run of the
        same owner and key makes this one stale: it is skipped, or its answer dropped. Use a key
        for reading only. A refusal goes to `failed`, or to a message box; a defect is raised
        on the GUI thread.
        """
        job = _Job(owner, work, done, failed, key)
        self._enter(job)
        self._worker.queue.put(job)

    def look(
        self,
        owner: QObject,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
    ) -> None:
        """Run a short read that somebody waits for to see, beside what the worker is busy with.

        Otherwise as `run`.
        """
        job = _Job(owner, work, done, failed, _LOOK)
        self._enter(job, replaces=False)
        self._looks.queue.put(job)

    def run_long(
        self,
        owner: QObject,
        work: Callable[[LongRun], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
    ) -> LongRun:
        """Run `work` in a thread of its own; it reports to and is cancelled by what is returned."""
        progress = LongRun()
        job = _Job(owner, lambda: work(progress), done, failed, "")
        worker = self._start_worker("long task")
        self._long[worker] = progress
        # A bound slot, not a lambda: that would run in the thread that is just ending.
        worker.finished.connect(self._forget_finished)
        self._enter(job)
        worker.queue.put(job)
        worker.queue.put(None)
        return progress

    def wait_idle(self, timeout_ms: int = 5000) -> bool:
        """Spin the event loop until every answer was delivered; tell whether that was reached."""
        deadline = QDeadlineTimer(timeout_ms)
        # An answer may be followed by a new question before the loop has ended.
        while self._pending and not deadline.hasExpired():
            loop = QEventLoop()
            self._idle_loops.append(loop)
            QTimer.singleShot(deadline.remainingTime(), loop, loop.quit)
            loop.exec()
            self._idle_loops.remove(loop)
        return not self._pending

    def stop(self) -> None:
        """Finish what writes, drop what only reads, cancel long tasks, and end the threads."""
        for job in self._pending.values():
            if job.key:
                job.stale.set()
        for progress in self._long.values():
            progress.cancel()
        for worker in (self._worker, self._looks, *self._long):
            worker.queue.put(None)
            worker.wait()
        self._sweeper.stop()

    def _start_worker(self, name: str) -> _Worker:
        worker = _Worker(self)
        worker.setObjectName(name)
        worker.finished_one.connect(self._deliver)
        worker.start()
        return worker

    def _forget_finished(self) -> None:
        for worker in [one for one in self._long if one.isFinished()]:
            del self._long[worker]
            worker.wait()
            worker.deleteLater()

    def _enter(self, job: _Job, *, replaces: bool = True) -> None:
        self._pending[id(job)] = job
        if job.key and replaces:
            slot = (id(job.owner), job.key)
            if (earlier := self._latest.get(slot)) is not None:
                earlier.stale.set()
            self._latest[slot] = job

    def _deliver(self, job: _Job) -> None:
        del self._pending[id(job)]
        if self._latest.get((id(job.owner), job.key)) is job:
            del self._latest[(id(job.owner), job.key)]
        try:
            if shiboken6.isValid(job.owner) and not job.stale.is_set():
                self._answer(job)
        finally:
            if not self._pending:
                for loop in self._idle_loops:
                    loop.quit()

    def _answer(self, job: _Job) -> None:
        if job.error is None:
            job.done(job.value)
        elif isinstance(job.error, KamdeskError):
            self._refuse(job, job.error)
        else:
            logger.error("a job failed", exc_info=job.error)
            raise job.error

    def _refuse(self, job: _Job, error: KamdeskError) -> None:
        if job.failed is not None:
            job.failed(error)
        elif not isinstance(error, CancelledError):
            parent = job.owner if isinstance(job.owner, QWidget) else None
            self.messages.refuse(parent, error)
