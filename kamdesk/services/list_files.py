"""Lists out of the program: any list's present view as .xlsx, .csv or paper."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from kamdesk.domain.clock import Clock
from kamdesk.domain.errors import CancelledError, RuleError
from kamdesk.domain.ids import UserId
from kamdesk.domain.list_files import (
    MOST_PRINTED,
    MOST_SAVED,
    Cell,
    ListPaper,
    ListSheet,
    ListTable,
    Watch,
)
from kamdesk.domain.permissions import Action, require
from kamdesk.i18n import _
from kamdesk.services.acting import acting
from kamdesk.storage.sessions import Sessions
from kamdesk.storage.settings import settings_of
from kamdesk.storage.table_writing import write_table

if TYPE_CHECKING:
    from kamdesk.reports.form import RenderedPaper

WHOLE = Watch()
"""Nobody watches."""


class ListFileService:
    """Writes and prints what a list shows; its rows come from the list's own source.

    `action` is what a list asks of who takes its rows along, None where seeing it is enough.
    """

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions = sessions
        self._clock = clock

    def check_printable(self, count: int) -> None:
        """Refuse with RuleError what is too long for paper, before it is read."""
        _check_count(count, MOST_PRINTED)

    def save(
        self,
        path: Path,
        table: ListTable,
        *,
        by: UserId,
        action: Action | None = None,
        watch: Watch = WHOLE,
    ) -> int:
        """Write the table to `path` (.xlsx or .csv) and return the number of rows.

        FileError where the file can't be written; CancelledError writes no file.
        """
        _check_count(table.count, MOST_SAVED)
        with self._sessions.read() as session:
            _allow(session, by, action)
        count = 0

        def watched() -> Iterator[Sequence[Cell]]:
            nonlocal count
            for row in table.rows:
                if watch.cancelled():
                    raise CancelledError(_("导出已取消，没有写出文件。"))
                watch.report(count, table.count)
                count += 1
                yield row

        write_table(path, table.titles, watched())
        return count

    def pdf(
        self,
        sheet: ListSheet,
        *,
        by: UserId,
        action: Action | None = None,
        watch: Watch = WHOLE,
    ) -> "RenderedPaper":
        """Return the sheet as a PDF, landscape A4; RuleError where it has too many rows."""
        from kamdesk.reports import list_report  # noqa: PLC0415 - ReportLab on first use only

        _check_count(len(sheet.rows), MOST_PRINTED)
        with self._sessions.read() as session:
            printed_by = _allow(session, by, action)
            company = settings_of(session).company
        paper = ListPaper(
            sheet=sheet,
            company=company,
            printed_at=self._clock.now(),
            printed_by=printed_by,
        )

        def report(done: int, total: int) -> None:
            if watch.cancelled():
                raise CancelledError(_("打印已取消。"))
            watch.report(done, total)

        return list_report.render(paper, report)


def _allow(session: Session, by: UserId, action: Action | None) -> str:
    """Refuse who may not take rows along; return their name."""
    actor = acting(session, by)
    if action is not None:
        require(actor, action)
    return actor.name


def _check_count(count: int, most: int) -> None:
    if count > most:
        text = _("一次最多 {most} 行，现有 {count} 行。请先筛选或选中需要的行。")
        raise RuleError(text.format(most=f"{most:,}", count=f"{count:,}"))
