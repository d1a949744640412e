"""The import wizard: leads from a file to registered clients; until the end nothing is written."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from kamdesk.domain.changes import Changes
from kamdesk.domain.clients.clients import FIELD_TITLES
from kamdesk.domain.clients.imports import FIELDS, OWNER, ImportReport, Outcome, guess_mapping
from kamdesk.domain.errors import CancelledError, KamdeskError
from kamdesk.domain.tables import Table
from kamdesk.i18n import _
from kamdesk.services.clients.imports import ImportService
from kamdesk.ui.clients.imports.check_page import CheckPage
from kamdesk.ui.clients.imports.result_page import ResultPage
from kamdesk.ui.clients.reading import ClientServices
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
from kamdesk.ui.imports.mapping_page import Fields, MappingPage
from kamdesk.ui.imports.run_page import RunPage
from kamdesk.ui.jobs import LongRun
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.tone import Tone

SHORT_LIST = 2_000
"""Fewer rows are tried in this process: it takes a quarter of a second, too short to be felt."""
Done = tuple[Changes, ImportReport]
Pasted = tuple[str, str]
"""What the clipboard holds, as text and as HTML."""


class ImportWizard(ImportFrame[Table]):
    """The import of clients."""

    _imports: ImportService

    def __init__(
        self, services: ClientServices, tools: PageTools, *, parent: QWidget | None = None
    ) -> None:
        self.mapping_page = MappingPage(tools.state.scoped("client_import"), _fields())
        self.check_page = CheckPage()
        self.result_page = ResultPage()
        run_page = RunPage(
            _("正在导入客户"), _("全部写入后才生效；取消则不改动任何数据。"), twice=True
        )
        file_page = FilePage(none_yet=_("没有现成的名单？"))
        pages = Pages(file_page, self.mapping_page, self.check_page, run_page, self.result_page)
        super().__init__(services.imports, tools, pages, _words(), parent=parent)
        self.setMinimumSize(760, 560)
        self.resize(880, 640)
        self._runner = services.import_runner
        self.report: ImportReport | None = None
        self._pasted: Pasted = ("", "")
        self.mapping_page.headings_turned.connect(self._turn_headings)
        self.check_page.options_changed.connect(self._on_options)
        self.result_page.failures_wanted.connect(self._save_failures)
        self._go(FILE)
        # A head of department would not see clients without an owner: their own, unless changed.
        tools.jobs.run(
            self,
            lambda: services.clients.owners(by=self._by),
            lambda owners: self.check_page.show_owners(owners, self._by),
        )

    def paste(self, pasted: Pasted, *, with_headings: bool | None = None) -> None:
        """Read what was copied elsewhere and go on to its columns; nothing is written yet."""
        self._pasted = pasted
        read = self._imports.read_pasted

        def work(_run: LongRun) -> Table:
            return read(*pasted, with_headings=with_headings)

        self._with_progress(_("正在读取剪贴板"), work, self._on_pasted, self._on_unread)

    # -- inside -------------------------------------------------------------------------

    def _is_ready(self, step: int) -> bool:
        writes = self.report is not None and any(
            self.report.counts.get(outcome) for outcome in (Outcome.NEW, Outcome.UPDATE)
        )
        return {FILE: self.table is not None, CHECK: writes}.get(step, True)

    def _leave(self, step: int) -> None:
        if step == CHECK:
            self._start()
        elif self.mapping_page.validate():
            self.mapping_page.remember()
            self._check()

    def _on_pasted(self, table: Table) -> None:
        self._on_read(Path(), table)
        first = table.rows[0].line if table.rows else 1
        self.mapping_page.show_pasted(
            table.headers, table.rows, "name", with_headings=first > 1 or not table.rows
        )
        self._go(MAPPING)

    def _turn_headings(self, on: bool) -> None:  # noqa: FBT001 - a signal's argument
        self.paste(self._pasted, with_headings=on)

    def _on_read(self, _path: Path, table: Table) -> None:
        self.table = table
        self.report = None
        content = _("{rows} 行，{columns} 列").format(
            rows=f"{len(table.rows):,}", columns=len(table.headers)
        )
        self.file_page.show_table(table.file_name, table.encoding, content)
        self.mapping_page.show_table(table.headers, table.rows)
        self._go(FILE)

    # -- step 3: the dry run --------------------------------------------------------------

    def _on_options(self) -> None:
        """Try again by what was chosen; owners that are read late move nobody on to the trial."""
        if self.step == CHECK:
            self._check()

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
        self._write(
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

    def _on_done(self, done: Done) -> None:
        changes, self.report = done
        self._tools.bus.announce(changes)
        self.result_page.show_report(self.report)
        self._go(RESULT)

    def _on_failed(self, error: KamdeskError) -> None:
        self._go(CHECK)
        if isinstance(error, CancelledError):
            self.check_page.notice.say(_("导入已取消，没有改动任何数据。"), Tone.INFO)
        else:
            self.check_page.refuse(str(error))

    # -- step 5: the result ---------------------------------------------------------------

    def _save_failures(self) -> None:
        table, report = self.table, self.report
        if table is None or report is None:
            return
        path = save_failures_as(self, self._tools, table.file_name)
        if path is not None:
            self._tools.jobs.run(
                self,
                partial(self._imports.save_failures, path, table, report),
                lambda _none: self.result_page.saved.say(
                    _("错误行已保存：{path}").format(path=path), Tone.OK
                ),
            )


def _fields() -> Fields:
    titles = {name: _("负责人") if name == OWNER else _(FIELD_TITLES[name]) for name in FIELDS}
    return Fields(_("客户资料"), titles, frozenset({"name"}), guess_mapping)


def _words() -> Words:
    return Words(
        title=_("导入客户"),
        see=_("查看客户"),
        template=_("客户导入模板.xlsx"),
        stopping=_("正在停止，不会保留任何数据…"),
    )
