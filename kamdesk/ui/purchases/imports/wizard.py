"""The import wizard of purchases: a trial before anything is written, a run that can be paused."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from kamdesk.domain.changes import Changes, Noun, changed
from kamdesk.domain.clock import today
from kamdesk.domain.errors import CancelledError, KamdeskError
from kamdesk.domain.purchases.imports import PurchaseReport
from kamdesk.domain.purchases.runs import RUN_STATE_TITLES, RunRow
from kamdesk.domain.tables import TableHead
from kamdesk.i18n import _
from kamdesk.ui.imports.file_page import FilePage
from kamdesk.ui.imports.frame import (
    CHECK,
    FILE,
    MAPPING,
    RESULT,
    ImportFrame,
    Pages,
    Words,
    save_failures_as,
)
from kamdesk.ui.imports.run_page import RunPage
from kamdesk.ui.lists.columns import cell_text
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.purchases.imports.mapping_page import PurchaseMappingPage
from kamdesk.ui.purchases.imports.reading import PurchaseImportServices
from kamdesk.ui.purchases.imports.report_page import ReportPage
from kamdesk.ui.tone import Tone

SHORT_LIST = 2_000
"""Fewer lines are tried in this process: it is too short to be felt."""
Done = tuple[Changes, PurchaseReport]


class PurchaseImportWizard(ImportFrame[TableHead]):
    """The import of purchases."""

    def __init__(
        self, services: PurchaseImportServices, tools: PageTools, *, parent: QWidget | None = None
    ) -> None:
        state = tools.state.scoped("purchase_import")
        self.mapping_page = PurchaseMappingPage(state, today=lambda: today(tools.clock))
        self.check_page = ReportPage()
        self.result_page = ReportPage()
        run_page = RunPage(
            _("正在导入采购记录"), _("分批写入：取消即暂停，已写入的保留，可以继续或撤销。")
        )
        file_page = FilePage(none_yet=_("没有现成的表格？"))
        pages = Pages(file_page, self.mapping_page, self.check_page, run_page, self.result_page)
        super().__init__(services.imports, tools, pages, _words(), parent=parent)
        self.setMinimumSize(900, 620)
        self.resize(1040, 740)
        self._services = services
        self._path = Path()
        self.report: PurchaseReport | None = None
        for page in (self.check_page, self.result_page):
            page.failures_wanted.connect(partial(self._save_failures, page))
        self._go(FILE)
        tools.jobs.run(
            self,
            lambda: services.clients.owners(by=self._by),
            lambda owners: self.mapping_page.show_owners(owners, self._by),
        )

    def _is_ready(self, step: int) -> bool:
        writes = self.report is not None and bool(self.report.created + self.report.updated)
        return {FILE: self.table is not None, CHECK: writes}.get(step, True)

    def _leave(self, step: int) -> None:
        if step == CHECK:
            self._start()
        elif self.mapping_page.validate():
            self.mapping_page.remember()
            self._check()

    def _on_read(self, path: Path, table: TableHead) -> None:
        self._path, self.table, self.report = path, table, None
        content = _("约 {rows} 行，{columns} 列").format(
            rows=f"{table.lines:,}", columns=len(table.headers)
        )
        self.file_page.show_table(table.file_name, table.encoding, content)
        self.mapping_page.show_head(table)
        self._go(FILE)
        self._tools.jobs.run(
            self,
            lambda: self._services.runs.of_file(table.digest, by=self._by),
            self._tell_runs,
            key="runs",
        )

    def _tell_runs(self, runs: list[RunRow]) -> None:
        standing = [run for run in runs if run.undoable]
        if standing:
            text = _(
                "这个文件已在 {when} 由 {who} 导入过（{state}）。再次导入时，"
                "已有的记录按所选方式跳过或更新，不会重复。"
            )
            last = standing[0]
            shown = text.format(
                when=cell_text(last.started_at),
                who=last.by,
                state=_(RUN_STATE_TITLES[last.state]),
            )
            self.file_page.notice.say(shown, Tone.WARN)

    # -- step 3: the dry run --------------------------------------------------------------

    def _check(self) -> None:
        table, path = self.table, self._path
        mapping, options = self.mapping_page.mapping(), self.mapping_page.options()
        if table is None:
            return
        # A process takes longer to start than a short list to be tried.
        services = self._services
        runner = services.imports if table.lines < SHORT_LIST else services.runner
        self._with_progress(
            _("正在检查"),
            lambda run: runner.dry_run(
                path, mapping, options, by=self._by, report=run.report, cancelled=run.cancelled
            ),
            self._on_checked,
            self._on_unchecked,
        )

    def _on_checked(self, report: PurchaseReport) -> None:
        self.report = report
        self.check_page.show_trial(report)
        self._go(CHECK)

    def _on_unchecked(self, error: KamdeskError) -> None:
        self.report = None
        self._go(MAPPING)
        if not isinstance(error, CancelledError):
            self._tools.messages.refuse(self, error)

    # -- step 4: writing ------------------------------------------------------------------

    def _start(self) -> None:
        path = self._path
        mapping, options = self.mapping_page.mapping(), self.mapping_page.options()
        self._write(
            lambda run: self._services.runner.run(
                path, mapping, options, by=self._by, report=run.report, cancelled=run.cancelled
            ),
            self._on_done,
            self._on_failed,
        )

    def _on_done(self, done: Done) -> None:
        changes, self.report = done
        self._tools.bus.announce(changes)
        self.result_page.show_result(self.report)
        self._go(RESULT)

    def _on_failed(self, error: KamdeskError) -> None:
        self._tools.bus.announce(changed(Noun.PURCHASE, Noun.CLIENT))  # what was written stays
        self.check_page.notice.say(str(error), Tone.BAD)
        self._go(CHECK)

    # -- the bad rows -----------------------------------------------------------------------

    def _save_failures(self, page: ReportPage) -> None:
        table, report, services = self.table, self.report, self._services
        if table is None or report is None:
            return
        path = save_failures_as(self, self._tools, table.file_name)
        if path is None:
            return
        run_id = report.run_id
        work = (
            partial(services.imports.save_failures, path, table, report)
            if run_id is None
            else partial(services.runs.save_failures, path, run_id, by=self._by)
        )
        said = _("错误行已保存：{path}").format(path=path)
        self._tools.jobs.run(self, work, lambda _none: page.saved.say(said, Tone.OK))


def _words() -> Words:
    return Words(
        title=_("导入采购记录"),
        see=_("查看采购记录"),
        template=_("采购导入模板.xlsx"),
        stopping=_("正在暂停，已写入的部分保留…"),
    )
