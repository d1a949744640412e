"""Long work in a process of its own: a thread makes the window stutter (performance.md 6)."""

import multiprocessing
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

from kamdesk.domain.clock import Clock
from kamdesk.domain.errors import DatabaseError, KamdeskError
from kamdesk.domain.processes import Broken, Done, Reached, Refused
from kamdesk.i18n import Language, current_language, use_language
from kamdesk.storage.dialects.sqlcipher import DataKey
from kamdesk.storage.engine import open_engine
from kamdesk.storage.sessions import Sessions

ResultT = TypeVar("ResultT")
_LOOK: Final = 0.05
"""Seconds between two looks at the cancel button."""


@dataclass(frozen=True, slots=True)
class Task(Generic[ResultT]):
    """What is to be done: `act` of the service that `service` makes from sessions and a clock.

    `act` takes `report` and `cancelled` besides its own arguments.
    """

    service: Callable[[Sessions, Clock], Any]
    act: Callable[..., ResultT]
    arguments: tuple[Any, ...]
    keywords: Mapping[str, Any] = field(default_factory=dict)


class OwnProcess:
    """Has tasks done in spawned processes; the key goes to them through a pipe."""

    def __init__(self, database: Path, key: DataKey, clock: Clock) -> None:
        self._database = database
        self._key = key
        self._clock = clock

    def do(
        self,
        task: Task[ResultT],
        *,
        report: Callable[[int, int], None],
        cancelled: Callable[[], bool],
        died: str,
    ) -> ResultT:
        """Return what the task returns, or raise what it raised; blocks until it is done.

        DatabaseError with the sentence `died` where the process ended without a word.
        """
        order = _Order(self._database, self._key, self._clock, current_language(), task)
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
            raise DatabaseError(died) from error
        else:
            return result
        finally:
            stop.set()
            here.close()
            child.join()


@dataclass(frozen=True, slots=True)
class _Order(Generic[ResultT]):
    """Everything the other process has to know."""

    database: Path
    key: DataKey
    clock: Clock
    language: Language
    task: Task[ResultT]


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
                raise RuntimeError(f"the work failed in its process:\n{trace}")
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
    sessions, task = Sessions(open_engine(order.database, order.key)), order.task
    try:
        result = task.act(
            task.service(sessions, order.clock),
            *task.arguments,
            **task.keywords,
            report=lambda done, total: pipe.send(Reached(done, total)),
            cancelled=stop.is_set,
        )
        return Done(result)
    finally:
        sessions.close()
