"""Exporting clients: the rows and columns of a list's present view, as .xlsx or .csv."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

from kamdesk.domain.clients.exports import COLUMN_TITLES, COLUMNS, cell
from kamdesk.domain.clock import Clock
from kamdesk.domain.errors import CancelledError, RuleError
from kamdesk.domain.ids import UserId
from kamdesk.domain.permissions import Action, require
from kamdesk.i18n import _, listed
from kamdesk.services.acting import acting
from kamdesk.services.clients.lists import ClientList
from kamdesk.storage.sessions import Sessions
from kamdesk.storage.table_writing import write_table

_PAGE: Final = 500


class ExportService:
    """Writes chosen clients to a file."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def save(
        self,
        path: Path,
        ids: Sequence[int],
        columns: Sequence[str] = COLUMNS,
        *,
        by: UserId,
        report: Callable[[int, int], None] = lambda _done, _total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> int:
        """Write the clients of `ids`, as far as `by` may see them; return how many.

        RuleError for a column that is none; FileError where the file can't be written;
        CancelledError writes no file.
        """
        if unknown := set(columns) - set(COLUMNS):
            raise RuleError(_("不能导出列“{columns}”。").format(columns=listed(unknown)))
        with self._sessions.read() as session:
            require(acting(session, by, self._clock), Action.CLIENT_EXPORT)
        clients = ClientList(self._sessions, self._clock, by)
        rows: list[list[str | date | Decimal]] = []
        for start in range(0, len(ids), _PAGE):
            if cancelled():
                raise CancelledError(_("导出已取消，没有写出文件。"))
            report(start, len(ids))
            page = clients.rows(ids[start : start + _PAGE])
            rows += [[cell(row, name) for name in columns] for row in page]
        write_table(path, [_(COLUMN_TITLES[name]) for name in columns], rows)
        return len(rows)
