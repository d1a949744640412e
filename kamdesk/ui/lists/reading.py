"""How a list gets its answer: first records at once, then all ids; a stale question is stopped."""

from array import array
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from kamdesk.domain.errors import CancelledError, KamdeskError
from kamdesk.domain.lists import CountedSource, ListQuery, ListSource, Stop
from kamdesk.ui.jobs import Jobs
from kamdesk.ui.lists.model import PAGE, PageRead, Pages
from kamdesk.ui.lists.view import ListView

_PATIENCE_MS = 300
_SOON_MS = 5
_FAR = 3
"""Pages away from what is in sight that are not read any more."""
_IN_SIGHT = 48
"""Lines that a tall window shows."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The ids that fit a query, and the rows of the pages in sight."""

    ids: "array[int]"
    pages: Pages[Any]


class ListReader(QObject):
    """Asks a source for the ids of one query after another."""

    begun = Signal(object)
    """The beginning of an `Answer`; `answered` follows."""
    answered = Signal(object)
    """The whole `Answer`."""
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

    def ask(self, query: ListQuery, *, top: int) -> None:
        """Read the ids for `query`; a question still under way is dropped.

        `top` is the first line in sight: where the same is read again, that stays in sight.
        """
        self._stop.pull()
        self._stop = Stop()
        self._asking = True
        self._patience.start()
        # Reading again what is shown must not make it short meanwhile.
        again = query == self._answered
        self._run(query, None if again else PAGE, top if again else 0)

    def give_up(self) -> bool:
        """Drop the question under way; tell whether there was one."""
        asking = self._asking
        self._stop.pull()
        self._rest()
        return asking

    def _run(self, query: ListQuery, limit: int | None, top: int) -> None:
        asked = replace(query, limit=limit, stop=self._stop)
        self._jobs.run(
            self,
            partial(_read, self._source, asked, top),
            partial(self._on_answer, query, limit),
            self._on_refused,
            key="ids",
        )

    def _on_answer(self, query: ListQuery, limit: int | None, answer: Answer) -> None:
        if limit is not None and len(answer.ids) == limit:
            self.begun.emit(answer)
            self._run(query, None, 0)
            return
        self._answered = query
        self._rest()
        self.answered.emit(answer)

    def _on_refused(self, error: KamdeskError) -> None:
        self._rest()
        if not isinstance(error, CancelledError):
            self.refused.emit(error)

    def _rest(self) -> None:
        self._asking = False
        self._patience.stop()
        self.rested.emit()


class PagesAhead(QObject):
    """Brings the pages that are painted, and those that scrolling comes to next."""

    def __init__(self, view: ListView[Any], jobs: Jobs) -> None:
        super().__init__(view)
        self._view = view
        self._jobs = jobs
        self._near = 0  # the page in sight, known to the worker
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._look_around)
        view.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        view.rows.fetch = self._fetch

    def _on_scrolled(self, line: int) -> None:
        before, self._near = self._near, line // PAGE
        if self._near != before or not self._soon.isActive():
            self._soon.start()

    def _look_around(self) -> None:
        for number in (self._near + 1, self._near - 1, self._near + 2):
            if number >= 0:
                self._view.rows.ask(number)

    def _fetch(self, page: PageRead[Any]) -> None:
        self._jobs.look(
            self, partial(self._rows, page), partial(self._view.rows.put_page, page), _pass
        )

    def _rows(self, page: PageRead[Any]) -> list[Any] | None:
        """Read a page, unless scrolling has left it far behind; called in a worker."""
        return page.rows() if abs(page.number - self._near) <= _FAR else None


def _read(source: ListSource[Any], query: ListQuery, top: int) -> Answer:
    """Return the ids and the rows in sight; called in the worker."""
    ids = source.ids(query)
    numbers = {line // PAGE for line in (top, top + _IN_SIGHT)}
    slices = {number: ids[number * PAGE : (number + 1) * PAGE] for number in sorted(numbers)}
    return Answer(ids, {number: source.rows(part) for number, part in slices.items() if part})


def view_counts(source: ListSource[Any], query: ListQuery, views: list[str]) -> dict[str, int]:
    """Return how many records each view holds; called in the worker."""
    if isinstance(source, CountedSource):
        return dict(source.counts(views))
    return {key: len(source.ids(ListQuery(view=key, sort=query.sort))) for key in views}


def _pass(_error: KamdeskError) -> None:
    """Leave it to the list itself to read the page, and to say why it cannot."""
