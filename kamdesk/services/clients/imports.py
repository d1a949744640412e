"""Importing a list of clients: read, try, write in one transaction, give bad rows back."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from kamdesk.domain.changes import Changes, Noun, changed
from kamdesk.domain.classes.decisions import Decided
from kamdesk.domain.clients.clients import FIELD_TITLES, Grade, draft_texts
from kamdesk.domain.clients.import_planning import STEP, Plan, Planned, Planner, Progress
from kamdesk.domain.clients.import_process import Job
from kamdesk.domain.clients.imports import (
    FIELDS,
    OWNER,
    Existing,
    ImportOptions,
    ImportReport,
    Outcome,
    class_words,
    guess_mapping,
)
from kamdesk.domain.clients.names import Names
from kamdesk.domain.clock import Clock, today
from kamdesk.domain.ids import UserId
from kamdesk.domain.ownership.owners import Way
from kamdesk.domain.permissions import Action, require
from kamdesk.domain.tables import Table, headed
from kamdesk.i18n import _
from kamdesk.services.acting import acting
from kamdesk.services.classes.decisions import imported, keep_imported
from kamdesk.services.clients.ownership import check_owner, owners
from kamdesk.services.ownership.owners import Turn, begin_owners
from kamdesk.storage import audit, history
from kamdesk.storage.classes import decisions
from kamdesk.storage.clients import clients
from kamdesk.storage.clients.clients import ClientRecord
from kamdesk.storage.clients.imports import ClientImportRecord
from kamdesk.storage.clients.registered import registered
from kamdesk.storage.pasted_tables import read_pasted
from kamdesk.storage.sessions import Sessions
from kamdesk.storage.table_reading import read_table
from kamdesk.storage.table_writing import write_table, write_template

ItemT = TypeVar("ItemT")


class ImportService:
    """The import wizard's steps; the window runs `run` in a process of its own."""

    def __init__(self, sessions: Sessions, clock: Clock, names: Names | None = None) -> None:
        self._sessions = sessions
        self._clock = clock
        self._names = names or Names()

    def read(self, path: Path) -> Table:
        """Read a CSV or .xlsx file; FileError in one sentence where it can't be."""
        return read_table(path)

    def read_pasted(self, text: str, html: str, *, with_headings: bool | None = None) -> Table:
        """Read a table from what the clipboard holds; FileError in one sentence where none is.

        `with_headings` tells whether its first row names the columns; None finds out.
        """
        table = read_pasted(text, html)
        if with_headings is None:
            with_headings = len(table.rows) > 1 and bool(guess_mapping(table.rows[0].cells))
        return headed(table, with_headings=with_headings)

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
        """Return what `run` would do; nothing is written.

        RuleError where no column is the name; FieldError where the chosen owner can't own.
        """
        with self._sessions.read() as session:
            job, progress = Job(table, mapping, options), Progress(report, cancelled)
            return self._planned(session, job, by=by, progress=progress).report()

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
        """Import in one transaction; CancelledError leaves everything as it was.

        Refusals as in `dry_run`.
        """
        progress = Progress(report, cancelled)
        with self._sessions.write() as session:
            job = Job(table, mapping, options)
            plan = self._planned(session, job, by=by, progress=progress)
            now, newest = self._clock.now(), clients.last_id(session)
            basis = _("导入：{file}").format(file=table.file_name)
            _write(session, plan, len(table.rows), basis, by=by, at=now, progress=progress)
            decisions.add_imported(session, after=newest, reason=basis, by=by, at=now)
            begin_owners(session, newest, Turn(way=Way.IMPORT, at=now, by=by))
            run = _record(session, table, plan, by=by, at=now)
            return changed(Noun.CLIENT, record_id=run.id), plan.report()

    def save_failures(self, path: Path, table: Table, report: ImportReport) -> None:
        """Write the rows that failed to .xlsx or .csv, each with its reason in the first column."""
        failed = {note.line: note for note in report.notes if note.outcome is Outcome.ERROR}
        rows = (
            (" ".join(failed[row.line].reasons), *row.cells)
            for row in table.rows
            if row.line in failed
        )
        write_table(path, (_("错误原因"), *table.headers), rows)

    def save_template(self, path: Path) -> None:
        """Write an empty .xlsx with every column that the import knows."""
        titles = {name: _title(name) for name in FIELDS}
        grades = [grade.value for grade in Grade]
        choices = {titles["classes"]: class_words(), titles["grade"]: grades}
        write_template(path, list(titles.values()), choices)

    def _planned(self, session: Session, job: Job, *, by: UserId, progress: Progress) -> Plan:
        require(acting(session, by, self._clock), Action.CLIENT_IMPORT)
        if job.options.owner_id is not None:
            check_owner(session, job.options.owner_id)
        known = registered(
            session,
            self._names,
            owners(session),
            with_drafts=job.options.existing is Existing.UPDATE,
        )
        planner = Planner(job, known, self._names, today=today(self._clock))
        return planner.plan(progress)


def _write(
    session: Session,
    plan: Plan,
    rows: int,
    basis: str,
    *,
    by: UserId,
    at: datetime,
    progress: Progress,
) -> None:
    """Write a plan; `basis` is the reason of the classes that it changes."""
    new = [each for each in plan.writes if each.client_id is None]
    old = [each for each in plan.writes if each.client_id is not None]
    done = rows
    for chunk in _chunks(new):
        progress.step(done, 2 * rows)
        clients.add_many(
            session,
            [
                clients.new_values(each.draft, each.keys, owner_id=each.owner_id, by=by, at=at)
                for each in chunk
            ],
        )
        done += len(chunk)
    for chunk in _chunks(old):
        progress.step(done, 2 * rows)
        _update(session, chunk, basis, by=by, at=at)
        done += len(chunk)
    progress.step(2 * rows, 2 * rows)


def _update(
    session: Session, chunk: list[Planned], basis: str, *, by: UserId, at: datetime
) -> None:
    ids = [each.client_id for each in chunk]
    records = session.scalars(select(ClientRecord).where(ClientRecord.id.in_(ids)))
    by_id = {record.id: record for record in records}
    decided: list[Decided] = []
    for each in chunk:
        record = by_id[each.client_id]  # type: ignore[index] # chunks of updates have ids
        old = clients.draft_of_record(record)
        decided += imported(old, each.draft, client_id=record.id, reason=basis)
        for column, value in clients.edited_values(each.draft, each.keys, at=at).items():
            setattr(record, column, value)
        history.record(
            session,
            noun=Noun.CLIENT,
            record_id=record.id,
            before=draft_texts(old),
            after=draft_texts(each.draft),
            at=at,
            by=by,
        )
    session.flush()
    session.expunge_all()
    keep_imported(session, decided, by=by, at=at)


def _record(
    session: Session, table: Table, plan: Plan, *, by: UserId, at: datetime
) -> ClientImportRecord:
    counts = {
        "rows": len(table.rows),
        "created": plan.counts[Outcome.NEW],
        "updated": plan.counts[Outcome.UPDATE],
        "skipped": plan.counts[Outcome.SKIP],
        "failed": plan.counts[Outcome.ERROR],
    }
    run = ClientImportRecord(file_name=table.file_name, at=at, by_id=by, **counts)
    session.add(run)
    session.flush()
    audit.append(
        session,
        at=at,
        actor_id=by,
        action="client_import",
        noun=Noun.CLIENT,
        record_id=run.id,
        payload={"file": table.file_name, **counts},
    )
    return run


def _chunks(items: Iterable[ItemT]) -> Iterable[list[ItemT]]:
    rest = iter(items)
    while chunk := list(islice(rest, STEP)):
        yield chunk


def _title(name: str) -> str:
    return _("负责人") if name == OWNER else _(FIELD_TITLES[name])
