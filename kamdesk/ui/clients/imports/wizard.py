"""The import wizard: leads from a file to registered clients; until the end nothing is written."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kamdesk.domain.changes import Changes
from kamdesk.domain.clients.imports import ImportReport, Outcome
from kamdesk.domain.errors import CancelledError, KamdeskError
from kamdesk.domain.tables import Table
from kamdesk.i18n import _
from kamdesk.ui.clients.imports.check_page import CheckPage
from kamdesk.ui.clients.imports.file_page import FilePage
from kamdesk.ui.clients.imports.mapping_page import MappingPage
from kamdesk.ui.clients.imports.result_page import ResultPage
from kamdesk.ui.clients.imports.run_page import RunPage
from kamdesk.ui.clients.imports.steps import StepsBar
from kamdesk.ui.clients.reading import ClientServices
from kamdesk.ui.jobs import LongRun
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.tokens import XL, L, M, S
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.buttons import button
from kamdesk.ui.widgets.long_task import run_with_progress

T = TypeVar("T")
FILE, MAPPING, CHECK, RUN, RESULT = range(5)
SHORT_LIST = 2_000
"""Fewer rows are tried in this process: it takes a quarter of a second, too short to be felt."""
Done = tuple[Changes, ImportReport]
Pasted = tuple[str, str]
"""What the clipboard holds, as text and as HTML."""


class ImportWizard(QDialog):
    """Five pages in a stack; the buttons beneath belong to all of them."""

    list_wanted = Signal()
    """The person wants to see the clients after the import."""

    def __init__(
        self, services: ClientServices, tools: PageTools, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("导入客户"))
        self.setMinimumSize(760, 560)
        self.resize(880, 640)
        self._imports = services.imports
        self._runner = services.import_runner
        self._tools = tools
        self._by = tools.actor.id
        self.table: Table | None = None
        self.report: ImportReport | None = None
        self._run: LongRun | None = None
        self._pasted: Pasted = ("", "")
        self.file_page = FilePage()
        self.mapping_page = MappingPage(tools.state)
        self.check_page = CheckPage()
        self.run_page = RunPage()
        self.result_page = ResultPage()
        self._build()
        self._connect()
        self._go(FILE)
        # A head of department would not see clients without an owner: their own, unless changed.
        tools.jobs.run(
            self,
            lambda: services.clients.owners(by=self._by),
            lambda owners: self.check_page.show_owners(owners, self._by),
        )

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
            self.run_page.stop(_("正在停止，不会保留任何数据…"))

    # -- building -----------------------------------------------------------------------

    def _build(self) -> None:
        self.steps = StepsBar((_("选择文件"), _("对应列"), _("检查"), _("导入"), _("结果")))
        self.stack = QStackedWidget()
        for page in (
            self.file_page,
            self.mapping_page,
            self.check_page,
            self.run_page,
            self.result_page,
        ):
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

    def _connect(self) -> None:
        self.file_page.choose_wanted.connect(self._choose)
        self.file_page.dropped.connect(self.read)
        self.file_page.template_wanted.connect(self._save_template)
        self.mapping_page.headings_turned.connect(self._turn_headings)
        self.check_page.options_changed.connect(self._check)
        self.result_page.failures_wanted.connect(self._save_failures)

    # -- going about --------------------------------------------------------------------

    def _go(self, step: int) -> None:
        self.stack.setCurrentIndex(step)
        self.steps.show_step(step)
        self.back_button.setVisible(step in (MAPPING, CHECK))
        self.cancel_button.setText(_("关闭") if step == RESULT else _("取消"))
        self.cancel_button.setEnabled(True)
        self.next_button.setVisible(step != RUN)
        titles = {CHECK: _("开始导入"), RESULT: _("查看客户")}
        self.next_button.setText(titles.get(step, _("下一步")))
        self._allow_next()

    def _allow_next(self) -> None:
        writes = self.report is not None and any(
            self.report.counts.get(outcome) for outcome in (Outcome.NEW, Outcome.UPDATE)
        )
        ready = {FILE: self.table is not None, CHECK: writes}
        self.next_button.setEnabled(ready.get(self.step, True))

    def _back(self) -> None:
        self._go(self.step - 1)

    def _next(self) -> None:
        match self.step:
            case 0:
                self._go(MAPPING)
            case 1 if self.mapping_page.validate():
                self.mapping_page.remember()
                self._check()
            case 2:
                self._start()
            case 4:
                self.accept()
                self.list_wanted.emit()

    # -- step 1: the file ---------------------------------------------------------------

    def _choose(self) -> None:
        path = self._tools.messages.open_file(
            self, _("选择要导入的表格"), _("表格文件 (*.xlsx *.csv)")
        )
        if path is not None:
            self.read(path)

    def read(self, path: Path) -> None:
        """Read a file; a refusal is shown on the page."""
        self.table = None
        self._allow_next()

        def work(run: LongRun) -> Table:
            table = self._imports.read(path)
            if run.cancelled():
                raise CancelledError(_("已取消读取文件。"))
            return table

        title = _("正在读取 {name}").format(name=path.name)
        self._with_progress(title, work, self._on_read, self._on_unread)

    def paste(self, pasted: Pasted, *, with_headings: bool | None = None) -> None:
        """Read what was copied elsewhere and go on to its columns; nothing is written yet."""
        self._pasted = pasted
        read = self._imports.read_pasted

        def work(_run: LongRun) -> Table:
            return read(*pasted, with_headings=with_headings)

        self._with_progress(_("正在读取剪贴板"), work, self._on_pasted, self._on_unread)

    def _on_pasted(self, table: Table) -> None:
        self._on_read(table)
        first = table.rows[0].line if table.rows else 1
        self.mapping_page.show_pasted(table, with_headings=first > 1 or not table.rows)
        self._go(MAPPING)

    def _turn_headings(self, on: bool) -> None:  # noqa: FBT001 - a signal's argument
        self.paste(self._pasted, with_headings=on)

    def _on_read(self, table: Table) -> None:
        self.table = table
        self.report = None
        self.file_page.show_table(table)
        self.mapping_page.show_table(table)
        self._go(FILE)

    def _on_unread(self, error: KamdeskError) -> None:
        self.file_page.refuse(str(error))
        self._allow_next()

    def _save_template(self) -> None:
        path = self._save_as(_("客户导入模板.xlsx"), _("Excel 工作簿 (*.xlsx)"))
        if path is not None:
            self._tools.jobs.run(
                self,
                partial(self._imports.save_template, path),
                lambda _none: self.file_page.notice.say(
                    _("模板已保存：{path}").format(path=path), Tone.OK
                ),
            )

    # -- step 3: the dry run --------------------------------------------------------------

    def _check(self) -> None:
        table, mapping = self.table, self.mapping_page.mapping()
        options = self.check_page.options()
        if table is None:
            return
        # A process takes longer to start than a short list to be tried.
        runner = self._imports if len(table.rows) < SHORT_LIST else self._runner
        self._with_progress(
            _("正在检查"),
            lambda run: runner.dry_run(
                table,
                mapping,
                options,
                by=self._by,
                report=run.report,
                cancelled=run.cancelled,
            ),
            self._on_checked,
            self._on_unchecked,
        )

    def _on_checked(self, report: ImportReport) -> None:
        self.report = report
        self.check_page.show_report(report)
        self._go(CHECK)

    def _on_unchecked(self, error: KamdeskError) -> None:
        self.report = None
        self._allow_next()
        if isinstance(error, CancelledError):
            self._go(MAPPING)
        else:
            self._tools.messages.refuse(self, error)

    # -- step 4: writing ------------------------------------------------------------------

    def _start(self) -> None:
        table, mapping = self.table, self.mapping_page.mapping()
        options = self.check_page.options()
        if table is None:
            return
        self._go(RUN)
        self._run = self._tools.jobs.run_long(
            self,
            lambda run: self._runner.run(
                table,
                mapping,
                options,
                by=self._by,
                report=run.report,
                cancelled=run.cancelled,
            ),
            self._on_done,
            self._on_failed,
        )
        self.run_page.watch(self._run)

    def _on_done(self, done: Done) -> None:
        changes, self.report = done
        self._end_run()
        self._tools.bus.announce(changes)
        self.result_page.show_report(self.report)
        self._go(RESULT)

    def _on_failed(self, error: KamdeskError) -> None:
        self._end_run()
        self._go(CHECK)
        if isinstance(error, CancelledError):
            self.check_page.notice.say(_("导入已取消，没有改动任何数据。"), Tone.INFO)
        else:
            self.check_page.refuse(str(error))

    def _end_run(self) -> None:
        self._run = None
        self.run_page.stop()

    # -- step 5: the result ---------------------------------------------------------------

    def _save_failures(self) -> None:
        table, report = self.table, self.report
        if table is None or report is None:
            return
        stem = Path(table.file_name).stem
        name = _("{file}_错误行.xlsx").format(file=stem)
        path = self._save_as(name, _("Excel 工作簿 (*.xlsx);;CSV 文件 (*.csv)"))
        if path is not None:
            self._tools.jobs.run(
                self,
                partial(self._imports.save_failures, path, table, report),
                lambda _none: self.result_page.saved.say(
                    _("错误行已保存：{path}").format(path=path), Tone.OK
                ),
            )

    # -- inside ---------------------------------------------------------------------------

    def _save_as(self, suggestion: str, kinds: str) -> Path | None:
        path = self._tools.messages.save_file(
            self, _("保存文件"), suggestion=suggestion, kinds=kinds
        )
        return path.with_suffix(".xlsx") if path is not None and not path.suffix else path

    def _with_progress(
        self,
        title: str,
        work: Callable[[LongRun], T],
        done: Callable[[T], None],
        failed: Callable[[KamdeskError], None],
    ) -> None:
        run_with_progress(self, self._tools.jobs, title=title, work=work, done=done, failed=failed)
