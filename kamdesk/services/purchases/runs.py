"""Import runs of purchases: their list, the rows that did not come in, taking one back."""

from collections.abc import Callable, Iterable
from pathlib import Path

from kamdesk.domain.changes import Changes, Noun, changed
from kamdesk.domain.clock import Clock, today
from kamdesk.domain.errors import CancelledError, RuleError
from kamdesk.domain.ids import PurchaseRunId, UserId
from kamdesk.domain.permissions import Action, require
from kamdesk.domain.purchases.import_process import RunTask
from kamdesk.domain.purchases.imports import MOST_SHOWN, Failure
from kamdesk.domain.purchases.months import month_of
from kamdesk.domain.purchases.runs import RunRow, RunState
from kamdesk.i18n import _
from kamdesk.services.acting import acting
from kamdesk.storage import audit
from kamdesk.storage.fetch import fetch, fresh
from kamdesk.storage.purchases import bulk, runs
from kamdesk.storage.purchases.runs import PurchaseRunRecord
from kamdesk.storage.sessions import Sessions
from kamdesk.storage.table_writing import write_table


class PurchaseRunService:
    """The records of imports; who may import may see them and take them back."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def rows(self, *, by: UserId) -> list[RunRow]:
        """Return every run, the newest first."""
        with self._sessions.read() as session:
            require(acting(session, by), Action.PURCHASE_IMPORT)
            return runs.rows(session)

    def of_file(self, digest: str, *, by: UserId) -> list[RunRow]:
        """Return the runs of a file with the same content, the newest first.

        A resumable one among them can go on; a done one tells that the file came in before.
        """
        with self._sessions.read() as session:
            require(acting(session, by), Action.PURCHASE_IMPORT)
            return runs.with_digest(session, digest)

    def failures(self, run_id: PurchaseRunId, *, by: UserId) -> list[Failure]:
        """Return the first rows that did not come in."""
        with self._sessions.read() as session:
            require(acting(session, by), Action.PURCHASE_IMPORT)
            return list(runs.failures(session, run_id, limit=MOST_SHOWN))

    def save_failures(self, path: Path, run_id: PurchaseRunId, *, by: UserId) -> None:
        """Write all rows that did not come in to .xlsx or .csv, each with its reasons first."""
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
        seen_version: int,
        report: Callable[[int, int], None] = lambda _done, _total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Changes:
        """Take a run back in one transaction: what it created goes, what it changed is as before.

        Clients that it created stay. RuleError where it is undone already, or where somebody or a
        later run has changed what it wrote; CancelledError leaves everything as it was.
        """

        def step(done: int, total: int) -> None:
            if cancelled():
                raise CancelledError(_("撤销已取消，数据没有变化。"))
            report(done, total)

        with self._sessions.write() as session:
            require(acting(session, by), Action.PURCHASE_IMPORT)
            run = fresh(session, PurchaseRunRecord, run_id, seen_version)
            if run.state is RunState.UNDONE:
                raise RuleError(_("这次导入已经撤销过。"))
            if count := bulk.touched(session, run):
                raise RuleError(
                    _(
                        "这次导入写入的记录中有 {count} 条后来被修改、作废或被另一次导入更新，"
                        "不能整体撤销。请先撤销后来的导入，或逐条作废。"
                    ).format(count=count)
                )
            now = self._clock.now()
            run.state, run.undone_at, run.undone_by_id = RunState.UNDONE, now, by
            session.flush()
            month = month_of(today(self._clock))
            bulk.take_back(session, run, by=by, at=now, present=month, step=step)
            audit.append(
                session,
                at=now,
                actor_id=by,
                action="purchase_import_undo",
                noun=Noun.PURCHASE,
                record_id=run.id,
                payload={"created": run.created, "updated": run.updated},
            )
            return changed(Noun.PURCHASE, Noun.CLIENT, record_id=run.id)


def write_failures(path: Path, headers: tuple[str, ...], failures: Iterable[Failure]) -> None:
    """Write rows that did not come in to .xlsx or .csv, each with its reasons first."""
    rows = ((" ".join(each.reasons), *each.cells) for each in failures)
    write_table(path, (_("错误原因"), *headers), rows)
