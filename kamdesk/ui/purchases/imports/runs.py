"""导入记录: which files came in, with what, and going on with a run or taking it back."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from kamdesk.domain.changes import Changes, Noun, changed
from kamdesk.domain.errors import CancelledError, KamdeskError
from kamdesk.domain.purchases.imports import PurchaseReport
from kamdesk.domain.purchases.runs import RUN_STATE_TITLES, RunRow, RunState
from kamdesk.i18n import N_, _
from kamdesk.ui.imports.frame import save_failures_as
from kamdesk.ui.labels import plain_label
from kamdesk.ui.lists.columns import Column
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.purchases.imports.reading import PurchaseImportServices
from kamdesk.ui.tokens import XL, L, M
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.buttons import button
from kamdesk.ui.widgets.cards import row_of
from kamdesk.ui.widgets.long_task import run_with_progress
from kamdesk.ui.widgets.notices import Notice
from kamdesk.ui.widgets.small_table import SmallTable

_TONES = {
    RunState.RUNNING: Tone.INFO,
    RunState.PAUSED: Tone.WARN,
    RunState.DONE: Tone.OK,
    RunState.UNDONE: Tone.NEUTRAL,
}
_COLUMNS: tuple[Column[RunRow], ...] = (
    Column("started_at", N_("开始时间"), value=lambda run: run.started_at, width=124),
    Column("file_name", N_("文件"), value=lambda run: run.file_name, width=190),
    Column(
        "state",
        N_("状态"),
        value=lambda run: _(RUN_STATE_TITLES[run.state]),
        width=64,
        tone=lambda run: _TONES[run.state],
    ),
    Column("created", N_("新增"), value=lambda run: run.created, width=76, number=True),
    Column("updated", N_("更新"), value=lambda run: run.updated, width=64, number=True),
    Column("skipped", N_("跳过"), value=lambda run: run.skipped, width=64, number=True),
    Column("failed", N_("错误"), value=lambda run: run.failed, width=64, number=True),
    Column("tons", N_("采购量（吨）"), value=lambda run: run.tons, width=108, number=True),
    Column("amount", N_("金额（元）"), value=lambda run: run.amount, width=124, number=True),
    Column("by", N_("导入人"), value=lambda run: run.by, width=80),
)


class RunsDialog(QDialog):
    """The runs, the newest first, and what may be done with the one under the cursor."""

    def __init__(
        self, services: PurchaseImportServices, tools: PageTools, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("导入记录"))
        self.setMinimumSize(860, 440)
        self.resize(1080, 560)
        self._services = services
        self._tools = tools
        self._by = tools.actor.id
        self.notice = Notice()
        self.table = SmallTable(_COLUMNS, name=_("导入记录"), empty=_("还没有导入过采购记录。"))
        self.about = plain_label(role="muted", wrap=True)
        self.resume_button = button(_("继续导入…"), self._resume, icon_name="upload")
        self.undo_button = button(_("撤销导入…"), self._undo, icon_name="undo-2")
        self.failures_button = button(_("另存错误行…"), self._save, icon_name="download")
        self._build()
        self.table.chosen.connect(self._on_chosen)
        self._reload()

    # -- building -----------------------------------------------------------------------

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(XL, L, XL, L)
        layout.setSpacing(M)
        layout.addWidget(self.notice)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.about)
        close = button(_("关闭"), self.accept)
        deeds = (self.resume_button, self.undo_button, self.failures_button)
        layout.addLayout(row_of(*deeds, None, close))

    def _reload(self) -> None:
        self._tools.jobs.run(
            self,
            lambda: self._services.runs.rows(by=self._by),
            self.table.show_rows,
            key="rows",
        )

    def _on_chosen(self) -> None:
        run = self.table.current()
        self.resume_button.setEnabled(run is not None and run.resumable)
        self.undo_button.setEnabled(run is not None and run.undoable)
        self.failures_button.setEnabled(run is not None and run.failed > 0)
        self.about.setText("" if run is None else _about(run))

    # -- deeds --------------------------------------------------------------------------

    def _resume(self) -> None:
        run = self.table.current()
        if run is None:
            return
        title = _("选择当时导入的文件“{name}”").format(name=run.file_name)
        path = self._tools.messages.open_file(self, title, _("表格文件 (*.xlsx *.csv)"))
        if path is None:
            return
        runner, by = self._services.runner, self._by
        run_with_progress(
            self,
            self._tools.jobs,
            title=_("正在继续导入 {name}").format(name=run.file_name),
            work=lambda task: runner.resume(
                run.id, path, by=by, report=task.report, cancelled=task.cancelled
            ),
            done=self._on_resumed,
            failed=self._on_failed,
        )

    def _on_resumed(self, done: tuple[Changes, PurchaseReport]) -> None:
        changes, report = done
        text = (
            _("导入又暂停了，已写入的 {written} 条保留。")
            if report.state is RunState.PAUSED
            else _("导入完成，共写入 {written} 条采购记录。")
        )
        self._end(changes, text.format(written=f"{report.created + report.updated:,}"))

    def _undo(self) -> None:
        run = self.table.current()
        if run is None:
            return
        question = _("撤销“{name}”的导入？").format(name=run.file_name)
        detail = _(
            "新增的 {created} 条采购记录将被删除，更新的 {updated} 条恢复原值；"
            "这次新登记的客户保留。撤销后不能再恢复，可以重新导入文件。"
        ).format(created=f"{run.created:,}", updated=f"{run.updated:,}")
        if not self._tools.messages.ask(self, question, yes=_("撤销导入"), detail=detail):
            return
        runner, by = self._services.runner, self._by
        run_with_progress(
            self,
            self._tools.jobs,
            title=_("正在撤销 {name}").format(name=run.file_name),
            work=lambda task: runner.undo(
                run.id,
                by=by,
                seen_version=run.version,
                report=task.report,
                cancelled=task.cancelled,
            ),
            done=lambda changes: self._end(changes, _("这次导入已撤销。")),
            failed=self._on_failed,
        )

    def _save(self) -> None:
        run = self.table.current()
        path = None if run is None else save_failures_as(self, self._tools, run.file_name)
        if run is not None and path is not None:
            said = _("错误行已保存：{path}").format(path=path)
            self._do(partial(self._services.runs.save_failures, path, run.id, by=self._by), said)

    # -- inside -------------------------------------------------------------------------

    def _do(self, work: Callable[[], None], said: str) -> None:
        self._tools.jobs.run(self, work, lambda _none: self.notice.say(said, Tone.OK))

    def _on_failed(self, error: KamdeskError) -> None:
        self._reload()
        if isinstance(error, CancelledError):
            self.notice.say(_("已取消，没有改动。"), Tone.INFO)
            return
        self.notice.say(str(error), Tone.BAD)
        self._tools.bus.announce(changed(Noun.PURCHASE, Noun.CLIENT))  # what was written stays

    def _end(self, changes: Changes, said: str) -> None:
        self._tools.bus.announce(changes)
        self.notice.say(said, Tone.OK)
        self._reload()


def _about(run: RunRow) -> str:
    parts = [
        _("读到约第 {done} 行，共约 {lines} 行；新登记客户 {clients} 家。").format(
            done=f"{run.done:,}", lines=f"{run.lines:,}", clients=f"{run.new_clients:,}"
        )
    ]
    if run.failure:
        parts.append(_("中止原因：{failure}").format(failure=run.failure))
    if run.undone_by:
        parts.append(_("由 {who} 撤销。").format(who=run.undone_by))
    return " ".join(parts)
