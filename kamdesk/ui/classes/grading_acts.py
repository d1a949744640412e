"""Grading on screen: read the sheet, ask for the marks, write, announce."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from kamdesk.domain.changes import Changes
from kamdesk.domain.classes.gradings import GradingSheet
from kamdesk.domain.ids import ClientId
from kamdesk.i18n import _
from kamdesk.services.classes.gradings import GradedAgain, GradingService
from kamdesk.ui.classes.grading_dialog import GradingDialog
from kamdesk.ui.projects.tools import PageTools

_NAMED = 10
"""So many of those left out are named."""


class GradingActs(QObject):
    """Asks, calls the service, announces; `window` carries the questions."""

    def __init__(self, gradings: GradingService, tools: PageTools, window: QWidget) -> None:
        super().__init__(window)
        self._gradings = gradings
        self._tools = tools
        self._by = tools.actor.id
        self._window = window

    def grade(self, sheet: GradingSheet) -> None:
        """Ask for the marks of a client and grade it."""
        dialog = GradingDialog(sheet, messages=self._tools.messages, parent=self._window)

        def submit(values: Mapping[str, Any]) -> None:
            decide = partial(
                self._gradings.decide,
                sheet.client_id,
                dialog.draft(values),
                by=self._by,
                seen_version=sheet.version,
            )
            self._tools.jobs.run(dialog, decide, partial(self._graded, dialog), dialog.refuse)

        dialog.submitted.connect(submit)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def grade_again(self, client_ids: Sequence[int]) -> None:
        """Grade clients anew by their last marks, after asking."""
        question = _("按上次评分和现在的采购额，给所选 {count} 个客户重新评级吗？").format(
            count=len(client_ids)
        )
        detail = _("没有评过级或不在您评级范围内的会列出并跳过。")
        if self._tools.messages.ask(self._window, question, yes=_("重新评级"), detail=detail):
            ids = [ClientId(each) for each in client_ids]
            again = partial(self._gradings.grade_again, ids, by=self._by)
            self._tools.jobs.run(self._window, again, self._told)

    def _graded(self, dialog: GradingDialog, changes: Changes) -> None:
        dialog.form.mark_clean()
        dialog.accept()
        self._tools.bus.announce(changes)

    def _told(self, outcome: tuple[Changes, GradedAgain]) -> None:
        changes, result = outcome
        self._tools.bus.announce(changes)
        lines = [_("已重新评级 {count} 个客户。").format(count=result.done)]
        if result.left_out:
            lines.append(_("跳过 {count} 个：").format(count=len(result.left_out)))
            named = result.left_out[:_NAMED]
            lines += [_("{name}：{reason}").format(name=n, reason=r) for n, r in named]
        if len(result.left_out) > _NAMED:
            lines.append("…")
        self._tools.messages.inform(self._window, "\n".join(lines))
