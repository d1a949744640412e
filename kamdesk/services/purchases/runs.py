"""The record of import runs: which there were, their bad rows as a file, taking one back."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy.orm import Session

from kamdesk.domain.changes import Changes, Noun, changed
from kamdesk.domain.clients.import_planning import Progress
from kamdesk.domain.clock import Clock, today
from kamdesk.domain.errors import RuleError
from kamdesk.domain.ids import PurchaseRunId, UserId
from kamdesk.domain.permissions import Action, require
from kamdesk.domain.purchases.import_process import RunTask
from kamdesk.domain.purchases.months import month_of
from kamdesk.domain.purchases.runs import RunRow, RunState
from kamdesk.i18n import _
from kamdesk.services.acting import acting
from kamdesk.services.purchases.imports import log_run, write_failures
from kamdesk.storage.fetch import fetch
from kamdesk.storage.purchases import bulk, runs
from kamdesk.storage.purchases.runs import PurchaseRunRecord
from kamdesk.storage.sessions import Sessions


class RunService:
    """Lists runs and takes them back; who may import may do it."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def rows(self, *, by: UserId) -> list[RunRow]:
        """Return all runs, the newest first."""
        with self._sessions.read() as session:
            require(acting(session, by), Action.PURCHASE_IMPORT)
            return runs.rows(session)

    def of_file(self, digest: str, *, by: UserId) -> list[RunRow]:
        """Return the runs of the same file (told by its SHA-256) that stand, the newest first."""
        with self._sessions.read() as session:
            require(acting(session, by), Action.PURCHASE_IMPORT)
            return [run for run in runs.with_digest(session, digest) if run.undoable]

    def save_failures(self, path: Path, run_id: PurchaseRunId, *, by: UserId) -> None:
        """Write all rows of a run that did not come in to .xlsx or .csv, reasons first."""
        with self._sessions.read() as session:
            require(acting(session, by), Action.PURCHASE_IMPORT)
            run = fetch(session, PurchaseRunRecord, run_id)
            headers = RunTask.of_text(run.task).headers
            write_failures(path, headers, runs.failures(session, run_id))

    def undo(
        self,
        run_id: PurchaseRunId,
        *,
        by: UserId,
        report: Callable[[int, int], None] = lambda _done, _total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Changes:
        """Take a run back in one transaction: its rows go, rows it changed are as before.

        Clients that it registered stay. RuleError where it is undone already, or where somebody or
        a later run has changed its purchases since; CancelledError.
        """
        progress = Progress(report, cancelled)
        with self._sessions.write() as session:
            require(acting(session, by), Action.PURCHASE_IMPORT)
            run = fetch(session, PurchaseRunRecord, run_id)
            _check_undoable(session, run)
            now = self._clock.now()
            run.state, run.undone_at, run.undone_by_id = RunState.UNDONE, now, by
            log_run(session, run, "purchase_import_undone", by=by, clock=self._clock)
            present = month_of(today(self._clock))
            bulk.take_back(session, run, by=by, at=now, present=present, step=progress.step)
        return changed(Noun.PURCHASE, Noun.CLIENT, record_id=run_id)


def _check_undoable(session: Session, run: PurchaseRunRecord) -> None:
    if run.state is RunState.UNDONE:
        raise RuleError(_("这次导入已经撤销。"))
    touched = bulk.touched(session, run)
    if touched:
        raise RuleError(
            _(
                "这次导入的采购记录中有 {count} 条后来又改动过，不能撤销。"
                "若由后来的导入改动，请先撤销后来的导入。"
            ).format(count=f"{touched:,}")
        )
