"""Import and dry run of clients in a process of their own."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from kamdesk.domain.changes import Changes
from kamdesk.domain.clients.imports import ImportOptions, ImportReport
from kamdesk.domain.clock import Clock
from kamdesk.domain.ids import UserId
from kamdesk.domain.tables import Table
from kamdesk.i18n import _
from kamdesk.services.clients.imports import ImportService
from kamdesk.services.processes import OwnProcess, Task
from kamdesk.storage.dialects.sqlcipher import DataKey

ResultT = TypeVar("ResultT")


class ImportProcess:
    """Runs `ImportService` in a spawned process."""

    def __init__(self, database: Path, key: DataKey, clock: Clock) -> None:
        self._process = OwnProcess(database, key, clock)

    def dry_run(
        self,
        table: Table,
        mapping: Mapping[str, int],
        options: ImportOptions,
        *,
        by: UserId,
        report: Callable[[int, int], None] = lambda _done, _total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> ImportReport:
        """Try as `ImportService.dry_run` does, with the same refusals; blocks until it is done."""
        task = Task(ImportService, ImportService.dry_run, (table, mapping, options), {"by": by})
        return self._do(task, report, cancelled)

    def run(
        self,
        table: Table,
        mapping: Mapping[str, int],
        options: ImportOptions,
        *,
        by: UserId,
        report: Callable[[int, int], None] = lambda _done, _total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> tuple[Changes, ImportReport]:
        """Import as `ImportService.run` does, with the same refusals; blocks until it is done."""
        task = Task(ImportService, ImportService.run, (table, mapping, options), {"by": by})
        return self._do(task, report, cancelled)

    def _do(
        self,
        task: Task[ResultT],
        report: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> ResultT:
        died = _("导入程序意外中止，没有保存任何数据。请重新导入。")
        return self._process.do(task, report=report, cancelled=cancelled, died=died)
