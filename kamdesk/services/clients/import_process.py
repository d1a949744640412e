"""Import and dry run in a process of their own: a thread makes the window stutter.

See performance.md 6.
"""

import multiprocessing
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

from kamdesk.domain.changes import Changes
from kamdesk.domain.clients.import_process import Broken, Done, Reached, Refused
from kamdesk.domain.clients.imports import ImportOptions, ImportReport
from kamdesk.domain.clock import Clock
from kamdesk.domain.errors import DatabaseError, KamdeskError
from kamdesk.domain.ids import UserId
from kamdesk.domain.tables import Table
from kamdesk.i18n import Language, _, current_language, use_language
from kamdesk.services.clients.imports import ImportService
from kamdesk.storage.dialects.sqlcipher import DataKey
from kamdesk.storage.engine import open_engine
from kamdesk.storage.sessions import Sessions

ResultT = TypeVar("ResultT")
_LOOK: Final = 0.05
"""Seconds between two looks at the cancel button."""


class ImportProcess:
    """Runs `ImportService` in a spawned process; the key goes to it through a pipe."""

    def __init__(self, database: Path, key: DataKey, clock: Clock) -> None:
        self._database = database
        self._key = key
        self._clock = clock

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
        order = self._order(ImportService.dry_run, table, mapping, options, by=by)
        return _done_elsewhere(order, report, cancelled)

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
        order = self._order(ImportService.run, table, mapping, options, by=by)
        return _done_elsewhere(order, report, cancelled)

    def _order(
        self,
        act: Callable[..., ResultT],
        table: Table,
        mapping: Mapping[str, int],
        options: ImportOptions,
        *,
        by: UserId,
    ) -> "_Order[ResultT]":
        language = current_language()
        return _Order(
            act, self._database, self._key, self._clock, language, table, mapping, options, by
        )


@dataclass(frozen=True, slots=True)
class _Order(Generic[ResultT]):
    """Everything the other process has to know; `act` is a method of `ImportService`."""

    act: Callable[..., ResultT]
    database: Path
    key: DataKey
    clock: Clock
    language: Language
    table: Table
    mapping: Mapping[str, int]
    options: ImportOptions
    by: UserId


def _done_elsewhere(
    order: _Order[ResultT],
    report: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> ResultT:
    """Have `order` done in a new process and return its result, or raise what it raised."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    stop = context.Event()
    child = context.Process(target=_work, args=(there, stop), daemon=True)
    child.start()
    there.close()
    try:
        here.send(order)
        result: ResultT = _listen(here, stop, report, cancelled)
    except (EOFError, ConnectionError) as error:
        raise DatabaseError(_("导入程序意外中止，没有保存任何数据。请重新导入。")) from error
    else:
        return result
    finally:
        stop.set()
        here.close()
        child.join()


def _listen(
    pipe: "Connection[Any, Any]",
    stop: Event,
    report: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> Any:
    """Pass on the other process's news until its result; raise what it raised.

    EOFError where it ended without a word.
    """
    while True:
        if cancelled():
            stop.set()
        news = pipe.recv() if pipe.poll(_LOOK) else None
        match news:
            case Reached(done, total):
                report(done, total)
            case Done(result):
                return result
            case Refused():
                raise news.error()
            case Broken(trace):
                raise RuntimeError(f"the import failed in its process:\n{trace}")
            case _:
                pass


def _work(pipe: "Connection[Any, Any]", stop: Event) -> None:
    """Do the order that comes through the pipe, in the spawned process."""
    order: _Order[Any] = pipe.recv()
    use_language(order.language)
    try:
        pipe.send(_result(order, pipe, stop))
    except KamdeskError as error:
        pipe.send(Refused.of(error))
    except Exception:  # noqa: BLE001 - the parent raises it again, with this trace
        pipe.send(Broken(traceback.format_exc()))
    finally:
        pipe.close()


def _result(order: _Order[Any], pipe: "Connection[Any, Any]", stop: Event) -> Done:
    sessions = Sessions(open_engine(order.database, order.key))
    try:
        service = ImportService(sessions, order.clock)
        result = order.act(
            service,
            order.table,
            order.mapping,
            order.options,
            by=order.by,
            report=lambda done, total: pipe.send(Reached(done, total)),
            cancelled=stop.is_set,
        )
        return Done(result)
    finally:
        sessions.close()
