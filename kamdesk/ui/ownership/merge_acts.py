"""Merging on screen: read the preview, ask, write, announce; the other way round on request."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from kamdesk.domain.changes import Changes
from kamdesk.domain.ids import ClientId
from kamdesk.domain.ownership.merges import MergeDraft, MergePreview, MergeRow
from kamdesk.i18n import _
from kamdesk.services.ownership.merges import MergeService
from kamdesk.ui.ownership.merge_dialog import MergeDialog
from kamdesk.ui.projects.tools import PageTools


class MergeActs(QObject):
    """Asks, calls the service, announces; `window` carries the questions."""

    def __init__(self, merges: MergeService, tools: PageTools, window: QWidget) -> None:
        super().__init__(window)
        self._merges = merges
        self._tools = tools
        self._by = tools.actor.id
        self._window = window

    def merge(self, kept: ClientId, merged: ClientId) -> None:
        """Read what merging would do and ask for the choices."""
        read = partial(self._merges.preview, kept, merged, by=self._by)
        self._tools.jobs.run(self._window, read, self._open)

    def undo(self, row: MergeRow) -> None:
        """Take a merge back after asking."""
        question = _("撤销“{merged}”并入“{kept}”吗？").format(merged=row.merged, kept=row.kept)
        detail = _("转移的记录回到原客户；合并之后改过的字段保持不变。")
        if self._tools.messages.ask(self._window, question, yes=_("撤销合并"), detail=detail):
            undo = partial(self._merges.undo, row.id, by=self._by)
            self._tools.jobs.run(self._window, undo, self._tools.bus.announce)

    def _open(self, preview: MergePreview) -> None:
        dialog = MergeDialog(preview, self._window)
        dialog.swapped.connect(partial(self._swap, dialog))
        dialog.submitted.connect(partial(self._write, dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _swap(self, dialog: MergeDialog) -> None:
        sides = dialog.preview
        read = partial(self._merges.preview, sides.merged.id, sides.kept.id, by=self._by)
        self._tools.jobs.run(dialog, read, dialog.show_preview)

    def _write(self, dialog: MergeDialog, draft: MergeDraft) -> None:
        write = partial(self._merges.merge, draft, by=self._by)
        self._tools.jobs.run(dialog, write, partial(self._written, dialog), dialog.refuse)

    def _written(self, dialog: MergeDialog, changes: Changes) -> None:
        dialog.accept()
        self._tools.bus.announce(changes)
