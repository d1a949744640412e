"""What a list does with a bulk edit: ask, preview, run, undo."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from kamdesk.domain.bulk_edits import BulkEdit, BulkPreview
from kamdesk.domain.changes import Changes, Noun
from kamdesk.domain.errors import CancelledError, KamdeskError
from kamdesk.domain.list_files import Watch
from kamdesk.i18n import _
from kamdesk.ui.forms.field import Field
from kamdesk.ui.lists.bulk_dialog import BulkDialog
from kamdesk.ui.lists.columns import cell_text
from kamdesk.ui.lists.page import ListPage
from kamdesk.ui.lists.tools import ListTools
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.widgets.buttons import action, menu_button
from kamdesk.ui.widgets.long_task import run_with_progress

ReadFields = Callable[[], Callable[[], Sequence[Field]]]
"""Reads what the editors offer, in the worker; what it returns makes them, on the GUI thread."""


class BulkActs(QObject):
    """Edits the selected records of one noun."""

    def __init__(
        self,
        noun: Noun,
        fields: ReadFields,
        *,
        tools: PageTools,
        lists: ListTools,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._noun = noun
        self._fields = fields
        self._tools = tools
        self._service = lists.bulk
        self._by = tools.actor.id
        self._window = window

    def edit(self, ids: "array[int]") -> None:
        """Ask what to set in the records `ids`."""
        if not ids:
            self._tools.messages.inform(self._window, _("请先选中要修改的记录。"))
            return
        self._tools.jobs.run(self._window, self._fields, partial(self._ask, ids))

    def _ask(self, ids: "array[int]", make: Callable[[], Sequence[Field]]) -> None:
        dialog = BulkDialog(make(), count=len(ids), parent=self._window)
        dialog.preview_wanted.connect(partial(self._look, dialog, ids))
        dialog.run_wanted.connect(partial(self._run, dialog, ids))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def offer_in(self, page: ListPage[Any]) -> None:
        """Put the menu into a list's toolbar and its right-click menu, with its shortcut."""
        edit = action(
            page,
            _("批量修改…"),
            lambda: self.edit(page.view.selected()),
            icon_name="list-checks",
            shortcut="Ctrl+Shift+E",
        )
        undo = action(page, _("撤销批量修改…"), self.undo, icon_name="undo-2")
        menu = QMenu()
        menu.addActions([edit, undo])
        page.addAction(edit)
        page.add_menu_actions(edit)
        page.add_widget(menu_button(_("批量"), menu, icon_name="list-checks"))

    def undo(self) -> None:
        """Take back the person's last bulk edit, after asking."""
        work = partial(self._service.latest, self._noun, by=self._by)
        self._tools.jobs.run(self._window, work, self._ask_undo)

    # -- inside -------------------------------------------------------------------------

    def _look(self, dialog: BulkDialog, ids: "array[int]", values: Mapping[str, object]) -> None:
        service, texts = self._service, _texts(values)

        def failed(error: KamdeskError) -> None:
            if isinstance(error, CancelledError):
                dialog.look_button.setEnabled(True)
            else:
                dialog.refuse(error)

        run_with_progress(
            dialog,
            self._tools.jobs,
            title=_("正在预览"),
            work=lambda run: service.preview(
                self._noun, ids, texts, by=self._by, watch=Watch(run.report, run.cancelled)
            ),
            done=dialog.show_preview,
            failed=failed,
        )

    def _run(self, dialog: BulkDialog, ids: "array[int]", values: Mapping[str, object]) -> None:
        service, texts, seen = self._service, _texts(values), dialog.preview
        if seen is None:
            return
        run_with_progress(
            dialog,
            self._tools.jobs,
            title=_("正在批量修改"),
            work=lambda run: service.run(
                self._noun,
                ids,
                texts,
                by=self._by,
                expected=seen.changing,
                watch=Watch(run.report, run.cancelled),
            ),
            done=partial(self._done, dialog, seen),
            failed=dialog.refuse,
        )

    def _done(self, dialog: BulkDialog, seen: BulkPreview, changes: Changes) -> None:
        dialog.accept()
        self._tools.bus.announce(changes)
        text = _("已修改 {count} 条。如需还原，请用“撤销批量修改”。")
        self._tools.messages.inform(self._window, text.format(count=f"{seen.changing:,}"))

    def _ask_undo(self, made: BulkEdit | None) -> None:
        tools = self._tools
        if made is None:
            tools.messages.inform(self._window, _("没有可以撤销的批量修改。"))
            return
        text = _("撤销您 {time} 对 {count} 条记录的批量修改吗？")
        question = text.format(time=cell_text(made.at), count=f"{made.count:,}")
        detail = _("每条记录恢复原来的值；其中有记录后来又改过时，不会撤销。")
        if not tools.messages.ask(self._window, question, yes=_("撤销"), detail=detail):
            return
        service, by = self._service, self._by
        run_with_progress(
            self._window,
            tools.jobs,
            title=_("正在撤销批量修改"),
            work=lambda run: service.undo(made.id, by=by, watch=Watch(run.report, run.cancelled)),
            done=tools.bus.announce,
        )


def _texts(values: Mapping[str, object]) -> dict[str, str]:
    """Return the values as the history keeps them."""
    return {key: "" if value is None else str(value) for key, value in values.items()}
