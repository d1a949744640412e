"""How a list gets its answer: first records at once, then all ids; a stale question is stopped."""

from array import array
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from kamdesk.domain.errors import CancelledError, KamdeskError
from kamdesk.domain.lists import CountedSource, ListQuery, ListSource, Stop
from kamdesk.ui.jobs import Jobs
from kamdesk.ui.lists.model import PAGE
from kamdesk.ui.lists.view import ListView

_PATIENCE_MS = 300
_REST_MS = 20
_AHEAD = PAGE // 2
"""Lines before its border at which the next page is read."""


class ListReader(QObject):
    """Asks a source for the ids of one query after another."""

    begun = Signal(object)
    """The first ids of an answer; `answered` follows."""
    answered = Signal(object)
    """All ids of the answer."""
    refused = Signal(object)
    """Why the query was not answered."""
    late = Signal()
    """The answer lets itself be waited for."""
    rested = Signal()
    """Nothing is asked any more."""

    def __init__(self, source: ListSource[Any], jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._source = source
        self._jobs = jobs
        self._stop = Stop()
        self._asking = False
        self._answered: ListQuery | None = None
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self.late)

    def ask(self, query: ListQuery) -> None:
        """Read the ids for `query`; a question still under way is dropped."""
        self._stop.pull()
        self._stop = Stop()
        self._asking = True
        self._patience.start()
        # Reading again what is shown must not make it short meanwhile.
        limit = None if query == self._answered else PAGE
        self._run(query, limit)

    def give_up(self) -> bool:
        """Drop the question under way; tell whether there was one."""
        asking = self._asking
        self._stop.pull()
        self._rest()
        return asking

    def _run(self, query: ListQuery, limit: int | None) -> None:
        source, asked = self._source, replace(query, limit=limit, stop=self._stop)
        self._jobs.run(
            self,
            lambda: source.ids(asked),
            partial(self._on_ids, query, limit),
            self._on_refused,
            key="ids",
        )

    def _on_ids(self, query: ListQuery, limit: int | None, ids: "array[int]") -> None:
        if limit is not None and len(ids) == limit:
            self.begun.emit(ids)
            self._run(query, None)
            return
        self._answered = query
        self._rest()
        self.answered.emit(ids)

    def _on_refused(self, error: KamdeskError) -> None:
        self._rest()
        if not isinstance(error, CancelledError):
            self.refused.emit(error)

    def _rest(self) -> None:
        self._asking = False
        self._patience.stop()
        self.rested.emit()


class PagesAhead(QObject):
    """Reads the page that scrolling comes to next in the worker."""

    def __init__(self, view: ListView[Any], jobs: Jobs) -> None:
        super().__init__(view)
        self._view = view
        self._jobs = jobs
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._look)
        view.verticalScrollBar().valueChanged.connect(self._rest.start)

    def _look(self) -> None:
        view = self._view
        first = view.rowAt(0)
        last = view.rowAt(view.viewport().height() - 1)
        last = last if last >= 0 else view.rows.rowCount() - 1  # a short list ends above the edge
        for side, line in (("after", last + _AHEAD), ("before", first - _AHEAD)):
            page = view.rows.missing_page(line // PAGE) if line >= 0 else None
            if page is not None:
                put = partial(view.rows.put_page, page)
                self._jobs.run(self, page.rows, put, _pass, key=side)


def view_counts(source: ListSource[Any], query: ListQuery, views: list[str]) -> dict[str, int]:
    """Return how many records each view holds; called in the worker."""
    if isinstance(source, CountedSource):
        return dict(source.counts(views))
    return {key: len(source.ids(ListQuery(view=key, sort=query.sort))) for key in views}


def _pass(_error: KamdeskError) -> None:
    """Leave it to the list itself to read the page, and to say why it cannot."""
