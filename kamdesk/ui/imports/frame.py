"""The frame of an import wizard: five pages in a stack; the buttons beneath belong to them all."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kamdesk.domain.errors import CancelledError, KamdeskError
from kamdesk.i18n import _
from kamdesk.ui.imports.file_page import FilePage
from kamdesk.ui.imports.run_page import RunPage
from kamdesk.ui.imports.steps import StepsBar
from kamdesk.ui.jobs import LongRun
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.tokens import XL, L, M, S
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.buttons import button
from kamdesk.ui.widgets.long_task import run_with_progress

T = TypeVar("T")
TableT = TypeVar("TableT")
TableT_co = TypeVar("TableT_co", covariant=True)
FILE, MAPPING, CHECK, RUN, RESULT = range(5)


class Reader(Protocol[TableT_co]):
    """The service that reads the files of an import."""

    def read(self, path: Path) -> TableT_co:
        """Read a file, or look it over."""
        ...

    def save_template(self, path: Path) -> None:
        """Write an empty table to fill in."""
        ...


@dataclass(frozen=True, slots=True)
class Pages:
    """The five pages, in their order."""

    file: FilePage
    mapping: QWidget
    check: QWidget
    run: RunPage
    result: QWidget


@dataclass(frozen=True, slots=True)
class Words:
    """What a wizard says: its title, what it offers to see at the end, how it stops."""

    title: str
    see: str
    template: str
    stopping: str


class ImportFrame(QDialog, Generic[TableT]):
    """Leads through the pages; what a kind of import does on each is its own."""

    list_wanted = Signal()
    """The person wants to see what was imported."""

    def __init__(
        self,
        reader: Reader[TableT],
        tools: PageTools,
        pages: Pages,
        words: Words,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(words.title)
        self._imports = reader
        self._tools = tools
        self._by = tools.actor.id
        self._words = words
        self.table: TableT | None = None
        self._run: LongRun | None = None
        self.file_page = pages.file
        self.run_page = pages.run
        self._build(pages)
        self.file_page.choose_wanted.connect(self._choose)
        self.file_page.dropped.connect(self.read)
        self.file_page.template_wanted.connect(self._save_template)

    @property
    def step(self) -> int:
        """The page in front."""
        return self.stack.currentIndex()

    def reject(self) -> None:
        """Close; while the import runs, stop it instead."""
        if self._run is None:
            super().reject()
        else:
            self._run.cancel()
            self.cancel_button.setEnabled(False)
            self.run_page.stop(self._words.stopping)

    def read(self, path: Path) -> None:
        """Read a file; a refusal is shown on the page."""
        self.table = None
        self._allow_next()

        def work(run: LongRun) -> TableT:
            table = self._imports.read(path)
            if run.cancelled():
                raise CancelledError(_("已取消读取文件。"))
            return table

        title = _("正在读取 {name}").format(name=path.name)
        self._with_progress(title, work, partial(self._on_read, path), self._on_unread)

    # -- what each kind of import provides ----------------------------------------------

    def _on_read(self, path: Path, table: TableT) -> None:
        """Show what was read from a file."""
        raise NotImplementedError

    def _is_ready(self, step: int) -> bool:
        """Tell whether the person may go on from a step."""
        raise NotImplementedError

    def _leave(self, step: int) -> None:
        """Go on from the columns or the trial."""
        raise NotImplementedError

    # -- going about --------------------------------------------------------------------

    def _build(self, pages: Pages) -> None:
        self.steps = StepsBar((_("选择文件"), _("对应列"), _("检查"), _("导入"), _("结果")))
        self.stack = QStackedWidget()
        for page in (pages.file, pages.mapping, pages.check, pages.run, pages.result):
            self.stack.addWidget(page)
        self.back_button = button(_("上一步"), self._back, icon_name="arrow-left")
        self.cancel_button = button(_("取消"), self.reject)
        self.next_button = button("", self._next, primary=True, shortcut="Ctrl+Return")
        buttons = QHBoxLayout()
        buttons.setSpacing(S)
        buttons.addWidget(self.back_button)
        buttons.addStretch()
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.next_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(XL, L, XL, L)
        layout.setSpacing(M)
        layout.addWidget(self.steps)
        layout.addWidget(self.stack, 1)
        layout.addLayout(buttons)

    def _go(self, step: int) -> None:
        self.stack.setCurrentIndex(step)
        self.steps.show_step(step)
        self.back_button.setVisible(step in (MAPPING, CHECK))
        self.cancel_button.setText(_("关闭") if step == RESULT else _("取消"))
        self.cancel_button.setEnabled(True)
        self.next_button.setVisible(step != RUN)
        titles = {CHECK: _("开始导入"), RESULT: self._words.see}
        self.next_button.setText(titles.get(step, _("下一步")))
        self._allow_next()

    def _allow_next(self) -> None:
        self.next_button.setEnabled(self._is_ready(self.step))

    def _back(self) -> None:
        self._go(self.step - 1)

    def _next(self) -> None:
        match self.step:
            case 0:
                self._go(MAPPING)
            case 4:
                self.accept()
                self.list_wanted.emit()
            case step:
                self._leave(step)

    # -- the file -----------------------------------------------------------------------

    def _choose(self) -> None:
        path = self._tools.messages.open_file(
            self, _("选择要导入的表格"), _("表格文件 (*.xlsx *.csv)")
        )
        if path is not None:
            self.read(path)

    def _on_unread(self, error: KamdeskError) -> None:
        self.file_page.refuse(str(error))
        self._allow_next()

    def _save_template(self) -> None:
        path = self._save_as(self._words.template, _("Excel 工作簿 (*.xlsx)"))
        if path is not None:
            self._tools.jobs.run(
                self,
                partial(self._imports.save_template, path),
                lambda _none: self.file_page.notice.say(
                    _("模板已保存：{path}").format(path=path), Tone.OK
                ),
            )

    # -- writing ------------------------------------------------------------------------

    def _write(
        self,
        work: Callable[[LongRun], T],
        done: Callable[[T], None],
        failed: Callable[[KamdeskError], None],
    ) -> None:
        """Run the import behind the page that shows how far it is."""

        def finished(value: T) -> None:
            self._end_run()
            done(value)

        def refused(error: KamdeskError) -> None:
            self._end_run()
            failed(error)

        self._go(RUN)
        self._run = self._tools.jobs.run_long(self, work, finished, refused)
        self.run_page.watch(self._run)

    def _end_run(self) -> None:
        self._run = None
        self.run_page.stop()

    # -- inside -------------------------------------------------------------------------

    def _save_as(self, suggestion: str, kinds: str) -> Path | None:
        return save_as(self, self._tools, suggestion, kinds)

    def _with_progress(
        self,
        title: str,
        work: Callable[[LongRun], T],
        done: Callable[[T], None],
        failed: Callable[[KamdeskError], None],
    ) -> None:
        run_with_progress(self, self._tools.jobs, title=title, work=work, done=done, failed=failed)


def save_as(parent: QWidget, tools: PageTools, suggestion: str, kinds: str) -> Path | None:
    """Ask where to write a table; a name without an ending becomes a workbook."""
    path = tools.messages.save_file(parent, _("保存文件"), suggestion=suggestion, kinds=kinds)
    return path.with_suffix(".xlsx") if path is not None and not path.suffix else path


def save_failures_as(parent: QWidget, tools: PageTools, file_name: str) -> Path | None:
    """Ask where to write the bad rows of a file."""
    name = _("{file}_错误行.xlsx").format(file=Path(file_name).stem)
    return save_as(parent, tools, name, _("Excel 工作簿 (*.xlsx);;CSV 文件 (*.csv)"))
