"""Importing purchases: look a file over, try, write chunk by chunk, go on after a stop."""

import contextlib
import gc
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from kamdesk.domain.changes import Changes, Noun, changed
from kamdesk.domain.clients.import_planning import Progress
from kamdesk.domain.clients.names import Names
from kamdesk.domain.clock import Clock, today
from kamdesk.domain.errors import CancelledError, KamdeskError, RuleError
from kamdesk.domain.ids import PurchaseRunId, UserId
from kamdesk.domain.permissions import Action, require
from kamdesk.domain.purchases.import_process import RunTask
from kamdesk.domain.purchases.imports import (
    IMPORT_TITLES,
    MOST_FAILURES,
    MOST_SHOWN,
    TONS_UNIT_TITLES,
    Failure,
    PurchaseImportOptions,
    PurchaseReport,
    Unknown,
    check_mapping,
)
from kamdesk.domain.purchases.months import month_of
from kamdesk.domain.purchases.runs import RESUMABLE, RunState
from kamdesk.domain.tables import TableBlock, TableHead
from kamdesk.i18n import _
from kamdesk.services.acting import acting
from kamdesk.services.clients.ownership import check_owner
from kamdesk.services.purchases.import_planning import Chunk, ChunkPlanner, Plan, Writing
from kamdesk.services.purchases.runs import write_failures
from kamdesk.storage import audit
from kamdesk.storage.fetch import fetch
from kamdesk.storage.purchases import bulk, runs
from kamdesk.storage.purchases.runs import PurchaseRunRecord
from kamdesk.storage.sessions import Sessions
from kamdesk.storage.table_streaming import TableStream, open_stream
from kamdesk.storage.table_writing import write_template

BLOCK: Final = 2000
"""Lines between two looks at the cancel button; so few that they stay in the processor's cache."""
BLOCKS: Final = 100
"""Blocks that are committed together: about a second in which nobody else can write."""


class PurchaseImportService:
    """The import wizard's steps; the window runs the long ones in a process of their own."""

    def __init__(self, sessions: Sessions, clock: Clock, names: Names | None = None) -> None:
        self._sessions = sessions
        self._clock = clock
        self._names = names or Names()

    def read(self, path: Path) -> TableHead:
        """Look a CSV or .xlsx file over, of any length; FileError in a sentence where it's none."""
        return open_stream(path).head

    def save_template(self, path: Path) -> None:
        """Write an empty .xlsx with every column that the import knows."""
        units = {_(IMPORT_TITLES["unit"]): [_(title) for title in TONS_UNIT_TITLES.values()]}
        write_template(path, [_(title) for title in IMPORT_TITLES.values()], units)

    def save_failures(self, path: Path, head: TableHead, report: PurchaseReport) -> None:
        """Write the bad rows of a dry run to .xlsx or .csv, each with its reasons first."""
        write_failures(path, head.headers, report.failures)

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
        """Return what `run` would do; nothing is written.

        RuleError where columns are missing, FieldError where the chosen owner can't own, FileError
        where the file can't be read, CancelledError.
        """
        stream = open_stream(path)
        task = RunTask(stream.head.headers, mapping, options)
        with self._sessions.read() as session:
            _check(session, task, by=by)
        planner, sums = self._planner(task), _Sums()
        progress = Progress(report, cancelled)
        with _garbage_kept():
            for chunk, _is_done in _chunks(stream, planner, progress):
                with self._sessions.read() as session:
                    sums.add(planner.plan(session, chunk, None))
        progress.report(stream.head.lines, stream.head.lines)
        return sums.report()

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
        """Import chunk by chunk, each in one transaction; refusals as in `dry_run`.

        Stopped by the user or by a failure the run is paused: what is committed stays, `resume`
        goes on. The user's stop is no error, the report's state tells it.
        """
        stream = open_stream(path)
        task = RunTask(stream.head.headers, mapping, options)
        with self._sessions.write() as session:
            _check(session, task, by=by)
            run = _begin(session, stream.head, task, by=by, clock=self._clock)
        return self._go(stream, task, run, by=by, progress=Progress(report, cancelled))

    def resume(
        self,
        run_id: PurchaseRunId,
        path: Path,
        *,
        by: UserId,
        report: Callable[[int, int], None] = lambda _done, _total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> tuple[Changes, PurchaseReport]:
        """Go on with a run where it stood, with the same file (told by its SHA-256).

        RuleError where it is another file, or the run is done or undone.
        """
        stream = open_stream(path)
        with self._sessions.write() as session:
            run = fetch(session, PurchaseRunRecord, run_id)
            task = RunTask.of_text(run.task)
            _check(session, task, by=by)
            _check_resumable(run, stream.head)
            run.state, run.failure = RunState.RUNNING, ""
            _log(session, run, "purchase_import_resume", by=by, clock=self._clock)
        return self._go(stream, task, run, by=by, progress=Progress(report, cancelled))

    def _planner(self, task: RunTask) -> ChunkPlanner:
        return ChunkPlanner(task, self._names, today=today(self._clock))

    def _go(
        self,
        stream: TableStream,
        task: RunTask,
        run: PurchaseRunRecord,
        *,
        by: UserId,
        progress: Progress,
    ) -> tuple[Changes, PurchaseReport]:
        """Write the chunks that are left; pause the run where something stops them."""
        run_id, planner = run.id, self._planner(task)
        at = _At(run.last_line, run.version)
        try:
            with _garbage_kept():
                for chunk, is_done in _chunks(stream, planner, progress, after=at.line):
                    if is_done:
                        with self._sessions.read() as session:
                            planner.count(session, chunk)
                    else:
                        at = self._write(run_id, planner, chunk, at, by=by)
            self._end(run_id, at, RunState.DONE, by=by)
            progress.report(stream.head.lines, stream.head.lines)
        except CancelledError:
            self._end(run_id, at, RunState.PAUSED, by=by)
        except BaseException as error:
            sentence = str(error) if isinstance(error, KamdeskError) else _("程序出错，导入中止。")
            with contextlib.suppress(KamdeskError):
                self._end(run_id, at, RunState.PAUSED, by=by, failure=sentence)
            raise
        with self._sessions.read() as session:
            done = fetch(session, PurchaseRunRecord, run_id)
            return changed(Noun.PURCHASE, Noun.CLIENT, record_id=run_id), _report(session, done)

    def _write(
        self, run_id: PurchaseRunId, planner: ChunkPlanner, chunk: Chunk, at: "_At", *, by: UserId
    ) -> "_At":
        """Commit a chunk and return where the run stands now."""
        with self._sessions.write() as session:
            run = fetch(session, PurchaseRunRecord, run_id)
            if run.version != at.version:
                raise RuleError(_("这次导入已由别处继续或撤销，这里不再写入。"))
            now = self._clock.now()
            plan = planner.plan(session, chunk, Writing(run_id, by, now))
            bulk.write(session, run, plan.parted, at=now, present=month_of(today(self._clock)))
            bulk.keep_failures(session, run, plan.failures)
            run.new_clients += plan.new_clients
            run.last_line = chunk.last_line
            _log(session, run, "purchase_import_chunk", by=by, clock=self._clock)
            return _At(run.last_line, run.version)

    def _end(
        self, run_id: PurchaseRunId, at: "_At", state: RunState, *, by: UserId, failure: str = ""
    ) -> None:
        """Note how a run ended, unless somebody else goes on with it."""
        with self._sessions.write() as session:
            run = fetch(session, PurchaseRunRecord, run_id)
            if run.version != at.version:
                return
            run.state, run.failure, run.ended_at = state, failure, self._clock.now()
            _log(session, run, f"purchase_import_{state}", by=by, clock=self._clock)


@dataclass(frozen=True, slots=True)
class _At:
    """Where a run stands: the last line that is worked off, the version of its record."""

    line: int
    version: int


@dataclass(slots=True)
class _Sums:
    """What a dry run adds up."""

    created: int = 0
    updated: int = 0
    skipped: int = 0
    failed: int = 0
    new_clients: int = 0
    kilograms: int = 0
    fen: int = 0
    failures: list[Failure] = field(default_factory=list)

    def add(self, plan: Plan) -> None:
        """Add a chunk."""
        self.created += len(plan.parted.new)
        self.updated += len(plan.parted.changed)
        self.skipped += plan.parted.skipped
        self.failed += len(plan.failures)
        self.new_clients += plan.new_clients
        for *_key, kilograms, fen in plan.parted.new:
            self.kilograms += kilograms
            self.fen += fen
        for was, row in plan.parted.changed:
            self.kilograms += row[6] - was.row[6]
            self.fen += row[7] - was.row[7]
        self.failures += plan.failures[: MOST_FAILURES - len(self.failures)]

    def report(self) -> PurchaseReport:
        """Return the sums in the user's terms."""
        return PurchaseReport(
            created=self.created,
            updated=self.updated,
            skipped=self.skipped,
            failed=self.failed,
            new_clients=self.new_clients,
            tons=Decimal(self.kilograms).scaleb(-3),
            amount=Decimal(self.fen).scaleb(-2),
            failures=tuple(sorted(self.failures, key=lambda failure: failure.line)),
        )


@contextlib.contextmanager
def _garbage_kept() -> Iterator[None]:
    """Let nobody look for cycles in a hundred thousand rows again and again: there are none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _check(session: Session, task: RunTask, *, by: UserId) -> None:
    """Refuse who may not import, and what cannot be imported."""
    actor, options = acting(session, by), task.options
    require(actor, Action.PURCHASE_IMPORT)
    if options.unknown is Unknown.CREATE:
        require(actor, Action.CLIENT_IMPORT)
    if options.owner_id is not None:
        check_owner(session, options.owner_id)
    check_mapping(task.mapping, task.headers, options)


def _check_resumable(run: PurchaseRunRecord, head: TableHead) -> None:
    if run.state not in RESUMABLE:
        raise RuleError(_("这次导入已经完成或撤销，不能继续。"))
    if run.digest != head.digest:
        raise RuleError(
            _("文件“{name}”与当时导入的“{former}”内容不同，不能继续；请选择原来的文件。").format(
                name=head.file_name, former=run.file_name
            )
        )


def _begin(
    session: Session, head: TableHead, task: RunTask, *, by: UserId, clock: Clock
) -> PurchaseRunRecord:
    run = PurchaseRunRecord(
        file_name=head.file_name,
        encoding=head.encoding,
        digest=head.digest,
        task=task.text(),
        state=RunState.RUNNING,
        lines=head.lines,
        started_at=clock.now(),
        by_id=by,
    )
    session.add(run)
    _log(session, run, "purchase_import", by=by, clock=clock)
    return run


def _log(
    session: Session, run: PurchaseRunRecord, action: str, *, by: UserId, clock: Clock
) -> None:
    """Flush the run and add the audit row of one step of it."""
    session.flush()
    counts = {name: getattr(run, name) for name in ("created", "updated", "skipped", "failed")}
    audit.append(
        session,
        at=clock.now(),
        actor_id=by,
        action=action,
        noun=Noun.PURCHASE,
        record_id=run.id,
        payload={"file": run.file_name, "line": run.last_line, **counts},
    )


def _chunks(
    stream: TableStream, planner: ChunkPlanner, progress: Progress, *, after: int = 0
) -> Iterator[tuple[Chunk, bool]]:
    """Yield the file in chunks, and whether each lies before the line `after` (and it with it)."""
    chunk, is_done = Chunk(), after > 0
    for block in stream.blocks(BLOCK):
        for part in _split(block, after):
            if chunk.blocks and (len(chunk.blocks) == BLOCKS or is_done != _before(part, after)):
                yield chunk, is_done
                chunk = Chunk()
            is_done = _before(part, after)
            planner.read(chunk, part)
            progress.step(part.lines[-1], max(stream.head.lines, part.lines[-1]))
    if chunk.blocks:
        yield chunk, is_done


def _split(block: TableBlock, after: int) -> Iterator[TableBlock]:
    """Yield what of a block lies before the line `after`, and what behind it."""
    cut = bisect_right(block.lines, after)
    for part in (slice(0, cut), slice(cut, None)):
        if block.rows[part]:
            yield TableBlock(block.rows[part], block.lines[part])


def _before(block: TableBlock, after: int) -> bool:
    return block.lines[-1] <= after


def _report(session: Session, run: PurchaseRunRecord) -> PurchaseReport:
    same = set(PurchaseReport.__dataclass_fields__) - {"failures", "run_id"}
    return PurchaseReport(
        **{name: getattr(run, name) for name in same},
        failures=tuple(runs.failures(session, run.id, limit=MOST_SHOWN)),
        run_id=run.id,
    )
