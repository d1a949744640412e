"""导出/打印: any list's present view, whole or as selected, into a file or onto paper."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from kamdesk.domain.clock import today
from kamdesk.domain.errors import CancelledError
from kamdesk.domain.list_files import ListSheet, ListTable, SheetColumn, Watch
from kamdesk.domain.lists import ListSource
from kamdesk.domain.permissions import Action
from kamdesk.i18n import _
from kamdesk.ui.jobs import LongRun
from kamdesk.ui.lists.columns import Column
from kamdesk.ui.lists.tools import ListTools
from kamdesk.ui.projects.tools import PageTools, Paper, show_paper
from kamdesk.ui.widgets.buttons import action, menu_button
from kamdesk.ui.widgets.long_task import run_with_progress

if TYPE_CHECKING:
    from kamdesk.domain.list_files import Cell

SAVE_KEYS, PRINT_KEYS = "Ctrl+E", "Ctrl+Shift+P"
_PAGE = 512


@dataclass(frozen=True, slots=True)
class Taken:
    """What is taken along: which rows of which columns, and what they are in words."""

    title: str
    columns: Sequence[Column[Any]]
    ids: "array[int]"
    scope: Sequence[str]
    source: ListSource[Any]

    def rows(self, watch: Watch) -> Iterator[Any]:
        """Return the rows, page by page; called in a worker."""
        for at in range(0, len(self.ids), _PAGE):
            if watch.cancelled():
                raise CancelledError(_("已取消，没有写出文件。"))
            yield from self.source.rows(self.ids[at : at + _PAGE])

    def table(self, watch: Watch) -> ListTable:
        """Return the values for a file."""
        cells: Iterator[Sequence[Cell]] = (
            [column.cell(row) for column in self.columns] for row in self.rows(watch)
        )
        titles = [column.label for column in self.columns]
        return ListTable(name=self.title, titles=titles, rows=cells, count=len(self.ids))

    def sheet(self, watch: Watch) -> ListSheet:
        """Return the texts for paper, with the sums of the columns that have one."""
        totals: dict[str, Decimal] = {each.key: Decimal(0) for each in self.columns if each.total}
        texts: list[Sequence[str]] = []
        for row in self.rows(watch):
            watch.report(len(texts), len(self.ids))
            texts.append([column.shown(row) for column in self.columns])
            for column in self.columns:
                value = column.value(row) if column.total else None
                if isinstance(value, Decimal | int):
                    totals[column.key] += value
        return ListSheet(
            title=self.title,
            scope=self.scope,
            columns=[SheetColumn(column.label, column.number) for column in self.columns],
            rows=texts,
            totals=self._totals(totals),
        )

    def _totals(self, totals: dict[str, Decimal]) -> list[str]:
        if not totals:
            return []
        line = [column.said(totals[column.key]) if column.total else "" for column in self.columns]
        return [line[0] or _("合计"), *line[1:]]


class Takable(Protocol):
    """The list that is taken along."""

    def taken(self, *, selected: bool) -> Taken:
        """Return its present view, or what is selected of it."""
        ...

    def selected_count(self) -> int:
        """Return how many rows are selected."""
        ...


class TakeAlong(QObject):
    """The menu that exports and prints a list."""

    def __init__(
        self,
        listed: Takable,
        needed: Action | None,
        *,
        tools: PageTools,
        lists: ListTools,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._listed = listed
        self._needed = needed
        self._tools = tools
        self._files = lists.files
        self._window = window
        menu = QMenu()
        save, paper = partial(self.save, selected=False), partial(self.print, selected=False)
        self.save_all = action(window, _("导出全部…"), save, shortcut=SAVE_KEYS)
        self.print_all = action(window, _("打印全部…"), paper, shortcut=PRINT_KEYS)
        some, few = partial(self.save, selected=True), partial(self.print, selected=True)
        self.save_selected = action(window, _("导出选中的…"), some)
        self.print_selected = action(window, _("打印选中的…"), few)
        window.addActions([self.save_all, self.print_all])
        menu.addActions([self.save_all, self.save_selected])
        menu.addSeparator()
        menu.addActions([self.print_all, self.print_selected])
        menu.aboutToShow.connect(self._enable)
        self.button: QPushButton = menu_button(_("导出/打印"), menu, icon_name="download")

    def save(self, *, selected: bool) -> None:
        """Ask where to, and write a workbook, a CSV file or a PDF."""
        taken, tools = self._listed.taken(selected=selected), self._tools
        day = today(tools.clock).strftime("%Y%m%d")
        path = tools.messages.save_file(
            self._window,
            _("导出列表"),
            suggestion=f"{taken.title}_{day}.xlsx",
            kinds=_("Excel 工作簿 (*.xlsx);;CSV 文件 (*.csv);;PDF (*.pdf)"),
        )
        if path is None:
            return
        target = path if path.suffix else path.with_suffix(".xlsx")
        write = self._write_pdf if target.suffix.lower() == ".pdf" else self._write_table

        def done(count: int) -> None:
            text = _("已导出 {count} 行：{path}").format(count=f"{count:,}", path=target)
            tools.messages.inform(self._window, text)

        run_with_progress(
            self._window,
            tools.jobs,
            title=_("导出列表"),
            work=lambda run: write(taken, target, run),
            done=done,
        )

    def print(self, *, selected: bool) -> None:
        """Set the list as paper and open it in the preview."""
        taken, tools = self._listed.taken(selected=selected), self._tools
        run_with_progress(
            self._window,
            tools.jobs,
            title=_("准备打印"),
            work=lambda run: self._paper(taken, run),
            done=partial(show_paper, self._window, tools, taken.title),
        )

    def _write_table(self, taken: Taken, target: Path, run: LongRun) -> int:
        watch = Watch(run.report, run.cancelled)
        by = self._tools.actor.id
        table = taken.table(watch)
        return self._files.save(target, table, by=by, action=self._needed, watch=watch)

    def _write_pdf(self, taken: Taken, target: Path, run: LongRun) -> int:
        paper = self._paper(taken, run)
        self._tools.pdf.write(target, paper.pdf)
        return len(taken.ids)

    def _paper(self, taken: Taken, run: LongRun) -> Paper:
        watch, by = Watch(run.report, run.cancelled), self._tools.actor.id
        self._files.check_printable(len(taken.ids))
        sheet = taken.sheet(watch)
        return self._files.pdf(sheet, by=by, action=self._needed, watch=watch)

    def _enable(self) -> None:
        several = self._listed.selected_count() > 0
        self.save_selected.setEnabled(several)
        self.print_selected.setEnabled(several)
