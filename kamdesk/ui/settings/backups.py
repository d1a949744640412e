"""备份: what there is, a new one now, a check, a second place, and going back to one."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal

from kamdesk.domain.backups import REASON_TITLES, BackupRow
from kamdesk.i18n import N_, _
from kamdesk.services.backups import BackupService
from kamdesk.ui.jobs import LongRun
from kamdesk.ui.labels import ElidedLabel, plain_label
from kamdesk.ui.lists.columns import Column, cell_text
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.settings.section import Section
from kamdesk.ui.tone import Tone
from kamdesk.ui.widgets.buttons import button
from kamdesk.ui.widgets.cards import row_of
from kamdesk.ui.widgets.long_task import run_with_progress
from kamdesk.ui.widgets.notices import Notice
from kamdesk.ui.widgets.small_table import SmallTable

_MEGABYTE = 1024 * 1024


def _size(row: BackupRow) -> str:
    return _("{size:.1f} MB").format(size=row.size / _MEGABYTE)


class BackupsSection(Section):
    """A backup is only kept once its copy was opened and checked whole."""

    restore_requested = Signal(object)
    """The path of the backup to go back to; the company has to be closed for it."""

    def __init__(self, service: BackupService, tools: PageTools) -> None:
        explanation = _(
            "程序启动和关闭时自动备份，每份都打开核对过才保留。备份同样加密，凭密码打开。"
        )
        super().__init__(_("备份"), explanation)
        self._service = service
        self._tools = tools
        self._state = tools.state.scoped("backups")
        self._checked: set[Path] = set()
        columns: tuple[Column[BackupRow], ...] = (
            Column("made_at", N_("时间"), lambda row: row.made_at, width=150),
            Column("reason", N_("何时做的"), lambda row: _(REASON_TITLES[row.reason]), width=100),
            Column("size", N_("大小"), _size, width=90, number=True),
            Column("checked", N_("核对"), self._verified, width=170, tone=lambda _row: Tone.OK),
            Column("name", N_("文件"), lambda row: row.path.name, width=260),
        )
        self.notice = Notice()
        self.table: SmallTable[BackupRow] = SmallTable(
            columns, name=_("备份"), empty=_("还没有备份。点“立即备份”做第一份。")
        )
        self.second = ElidedLabel()
        self.second_button = button(_("选择…"), self.choose_second_place, icon_name="folder-open")
        self.copy_button = button(_("另存到第二位置"), self.copy, icon_name="hard-drive")
        self.check_button = button(_("重新核对"), self.check, icon_name="shield-check")
        self.restore_button = button(_("恢复…"), self.restore, icon_name="archive-restore")
        self.file_button = button(_("从文件恢复…"), self.restore_file)
        self.make_button = button(_("立即备份"), self.make, icon_name="database", primary=True)
        self._build()

    def activate(self) -> None:
        self._show_second_place()
        self._read()

    def make(self) -> None:
        """Back up now; the second place gets a copy where one is chosen."""
        by, place = self._tools.actor.id, self._second_place()

        def work(run: LongRun) -> str:
            self._service.make(by=by, report=run.report, cancelled=run.cancelled)
            if place is None:
                return _("已备份并核对。")
            self._service.copy_to(place, by=by)
            return _("已备份并核对，并另存到第二位置。")

        run_with_progress(
            self, self._tools.jobs, title=_("正在备份"), work=work, done=self._done_with
        )

    def check(self) -> None:
        """Open the backup under the cursor and check it whole."""
        row, by = self.table.current(), self._tools.actor.id
        if row is not None:
            run_with_progress(
                self,
                self._tools.jobs,
                title=_("正在核对备份"),
                work=lambda _run: self._service.check(row.path, by=by),
                done=lambda _none: self._checked_one(row),
            )

    def copy(self) -> None:
        """Copy the newest backup to the second place, which is asked for the first time."""
        place = self._second_place()
        if place is None:
            place = self.choose_second_place()
        if place is None:
            return
        folder, by = place, self._tools.actor.id
        self._tools.jobs.run(
            self,
            lambda: self._service.copy_to(folder, by=by),
            lambda path: self._say(_("已另存：{file}").format(file=path)),
        )

    def choose_second_place(self) -> Path | None:
        """Ask for the folder that copies go to, such as one on a memory stick."""
        chosen = self._tools.messages.open_folder(self, _("选择存放备份副本的文件夹"))
        if chosen is not None:
            self._state.keep("second_place", str(chosen))
            self._show_second_place()
        return chosen

    def restore(self) -> None:
        """Go back to the backup under the cursor."""
        row = self.table.current()
        if row is not None:
            self.restore_requested.emit(row.path)

    def restore_file(self) -> None:
        """Ask for a backup file and go back to it."""
        path = self._tools.messages.open_file(self, _("选择备份文件"), _("备份文件 (*.kdbak)"))
        if path is not None:
            self.restore_requested.emit(path)

    # -- inside -----------------------------------------------------------------------

    def _build(self) -> None:
        buttons = (self.check_button, self.restore_button, self.file_button, self.make_button)
        self.body.addLayout(row_of(None, *buttons))
        self.body.addWidget(self.notice)
        self.body.addWidget(self.table, 1)
        second = row_of(
            plain_label(_("第二位置"), role="muted"),
            self.second,
            self.second_button,
            self.copy_button,
        )
        second.setStretch(1, 1)
        self.body.addLayout(second)
        self.table.chosen.connect(self._on_chosen)

    def _second_place(self) -> Path | None:
        text = self._state.text("second_place")
        return Path(text) if text else None

    def _show_second_place(self) -> None:
        place = self._second_place()
        none = _("未选择。建议选 U 盘或另一块硬盘，硬盘损坏时数据还在。")
        self.second.setText(str(place) if place else none)

    def _read(self) -> None:
        by = self._tools.actor.id
        self._tools.jobs.run(self, lambda: self._service.available(by=by), self._show, key="read")

    def _show(self, rows: Sequence[BackupRow]) -> None:
        self.table.show_rows(rows)

    def _done_with(self, sentence: str) -> None:
        self._say(sentence)
        self._read()

    def _checked_one(self, row: BackupRow) -> None:
        self._checked.add(row.path)
        made_at = cell_text(row.made_at)
        self._say(_("{made_at} 的备份完好，可以恢复。").format(made_at=made_at))
        self._read()

    def _say(self, sentence: str) -> None:
        self.notice.say(sentence, Tone.OK)

    def _verified(self, row: BackupRow) -> str:
        again = row.path in self._checked
        return _("刚才重新核对：完好") if again else _("备份时已核对")

    def _on_chosen(self) -> None:
        chosen = self.table.current() is not None
        self.check_button.setEnabled(chosen)
        self.restore_button.setEnabled(chosen)
