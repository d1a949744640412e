"""Units of work: one session is one transaction, begun at once and ended for certain."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from kamdesk.domain.errors import StaleRecordError
from kamdesk.domain.lists import Stop
from kamdesk.i18n import _
from kamdesk.storage.dialects.sqlcipher import FAILURES, refusal
from kamdesk.storage.engine import for_writing
from kamdesk.storage.search.documents import Documents
from kamdesk.storage.search.index import drain


class Sessions:
    """Opens sessions on the company's database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writing = for_writing(engine)
        self._documents = Documents()

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Lend a session that commits at the end, or rolls back on whatever is raised.

        What was written is found from the commit on: the search index is brought up to date here.

        Raises DatabaseError when the disk is full, the file is locked or damaged, and
        StaleRecordError when a row changed since it was read.
        """
        with failures_told(), Session(self._writing, expire_on_commit=False) as session:
            session.connection()  # takes the write lock now, not at the first write
            yield session
            session.flush()
            drain(session.connection(), self._documents)
            session.commit()

    @contextmanager
    def read(self, *, stop: Stop | None = None) -> Iterator[Session]:
        """Lend a session on one snapshot; whatever is written in it is dropped.

        CancelledError where `stop` was pulled before or meanwhile.
        """
        with failures_told(), Session(self._engine, expire_on_commit=False) as session:
            if stop is None:
                yield session
                return
            driver: Any = session.connection().connection.driver_connection
            with stop.ties(driver.interrupt):
                yield session

    def close(self) -> None:
        """Close every connection; the last one folds the log into the file."""
        self._engine.dispose()


@contextmanager
def failures_told() -> Iterator[None]:
    """Turn failures of disk, lock and file into DatabaseError sentences."""
    try:
        yield
    except StaleDataError as error:
        raise stale() from error
    except FAILURES as error:
        told = refusal(error)
        if told is None:
            raise
        raise told from error


def stale() -> StaleRecordError:
    """Return the refusal of a write on a record that changed meanwhile."""
    return StaleRecordError(_("这条记录刚被别人修改过，您的修改没有保存。请刷新后重新填写。"))
