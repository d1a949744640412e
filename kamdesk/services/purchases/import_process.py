"""Imports of purchases, their trial and their undoing in a process of their own."""

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
from kamdesk.services.purchases.runs import PurchaseRunService
from kamdesk.storage.dialects.sqlcipher import DataKey

ResultT = TypeVar("ResultT")
Report = Callable[[int, int], None]
Cancelled = Callable[[], bool]


class PurchaseImportProcess:
    """Runs the long work of `PurchaseImportService` and `PurchaseRunService` elsewhere.

    Each method does and refuses what the service's method of that name does; it blocks until then.
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
        report: Report = lambda _done, _total: None,
        cancelled: Cancelled = lambda: False,
    ) -> PurchaseReport:
        """Try an import."""
        work, act = PurchaseImportService, PurchaseImportService.dry_run
        return self._do(Task(work, act, (path, mapping, options), {"by": by}), report, cancelled)

    def run(
        self,
        path: Path,
        mapping: Mapping[str, int],
        options: PurchaseImportOptions,
        *,
        by: UserId,
        report: Report = lambda _done, _total: None,
        cancelled: Cancelled = lambda: False,
    ) -> tuple[Changes, PurchaseReport]:
        """Import a file; stopped, the run is paused."""
        work, act = PurchaseImportService, PurchaseImportService.run
        return self._do(Task(work, act, (path, mapping, options), {"by": by}), report, cancelled)

    def resume(
        self,
        run_id: PurchaseRunId,
        path: Path,
        *,
        by: UserId,
        report: Report = lambda _done, _total: None,
        cancelled: Cancelled = lambda: False,
    ) -> tuple[Changes, PurchaseReport]:
        """Go on with a paused run."""
        work, act = PurchaseImportService, PurchaseImportService.resume
        return self._do(Task(work, act, (run_id, path), {"by": by}), report, cancelled)

    def undo(
        self,
        run_id: PurchaseRunId,
        *,
        by: UserId,
        seen_version: int,
        report: Report = lambda _done, _total: None,
        cancelled: Cancelled = lambda: False,
    ) -> Changes:
        """Take a run back."""
        keywords = {"by": by, "seen_version": seen_version}
        task = Task(PurchaseRunService, PurchaseRunService.undo, (run_id,), keywords)
        return self._do(task, report, cancelled)

    def _do(self, task: Task[ResultT], report: Report, cancelled: Cancelled) -> ResultT:
        died = _("导入程序意外中止，已提交的部分完好。请在导入记录中继续或撤销这次导入。")
        return self._process.do(task, report=report, cancelled=cancelled, died=died)
