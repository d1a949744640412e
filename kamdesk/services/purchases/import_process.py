"""Trying, running, resuming and undoing imports of purchases in a process of their own."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from kamdesk.domain.changes import Changes
from kamdesk.domain.clock import Clock
from kamdesk.domain.ids import PurchaseRunId, UserId
from kamdesk.domain.purchases.imports import PurchaseImportOptions, PurchaseReport
from kamdesk.i18n import _
from kamdesk.services.processes import OwnProcess, Task
from kamdesk.services.purchases.imports import PurchaseImportService
from kamdesk.services.purchases.runs import RunService
from kamdesk.storage.dialects.sqlcipher import DataKey

ResultT = TypeVar("ResultT")


class PurchaseImportProcess:
    """Does the long work of `PurchaseImportService` and `RunService` in spawned processes.

    The same results and refusals; each call blocks until it is done.
    """

    def __init__(self, database: Path, key: DataKey, clock: Clock) -> None:
        self._process = OwnProcess(database, key, clock)

    def dry_run(
        self,
        path: Path,
        mapping: Mapping[str, int],
        options: PurchaseImportOptions,
        *,
        by: UserId,
        report: Callable[[int, int], None] = lambda _done, _total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> PurchaseReport:
        """Try as `PurchaseImportService.dry_run` does."""
        act = PurchaseImportService.dry_run
        task = Task(PurchaseImportService, act, (path, mapping, options), {"by": by})
        return self._do(task, report, cancelled)

    def run(
        self,
        path: Path,
        mapping: Mapping[str, int],
        options: PurchaseImportOptions,
        *,
        by: UserId,
        report: Callable[[int, int], None] = lambda _done, _total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> tuple[Changes, PurchaseReport]:
        """Import as `PurchaseImportService.run` does."""
        act = PurchaseImportService.run
        task = Task(PurchaseImportService, act, (path, mapping, options), {"by": by})
        return self._do(task, report, cancelled)

    def resume(
        self,
        run_id: PurchaseRunId,
        path: Path,
        *,
        by: UserId,
        report: Callable[[int, int], None] = lambda _done, _total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> tuple[Changes, PurchaseReport]:
        """Go on as `PurchaseImportService.resume` does."""
        act = PurchaseImportService.resume
        task = Task(PurchaseImportService, act, (run_id, path), {"by": by})
        return self._do(task, report, cancelled)

    def undo(
        self,
        run_id: PurchaseRunId,
        *,
        by: UserId,
        report: Callable[[int, int], None] = lambda _done, _total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Changes:
        """Take back as `RunService.undo` does."""
        task = Task(RunService, RunService.undo, (run_id,), {"by": by})
        return self._do(task, report, cancelled)

    def _do(
        self,
        task: Task[ResultT],
        report: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> ResultT:
        died = _("导入程序意外中止；已写入的部分保留，可在导入记录中继续导入或撤销。")
        return self._process.do(task, report=report, cancelled=cancelled, died=died)
