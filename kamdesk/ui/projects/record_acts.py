"""Acting on a record beside its list: ask, call the service, announce."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kamdesk.domain.changes import Changes
from kamdesk.domain.errors import FieldError, KamdeskError
from kamdesk.i18n import _
from kamdesk.ui.forms.dialog import FormDialog
from kamdesk.ui.projects.asking import ReasonDialog
from kamdesk.ui.projects.tools import PageTools


class RecordActs(QObject):
    """Questions and calls every kind of record shares; `window` carries the questions."""

    edit_wanted = Signal(object)
    """An incomplete record was to be submitted: its details."""

    def __init__(self, tools: PageTools, window: QWidget) -> None:
        super().__init__(window)
        self.tools = tools
        self.window = window

    def confirm_submit(self, name: str, details: object, work: Callable[[], Changes]) -> None:
        """Submit after a question; an incomplete record is opened for editing instead."""

        def failed(error: KamdeskError) -> None:
            if isinstance(error, FieldError):
                self.edit_wanted.emit(details)
            else:
                self.tools.messages.refuse(self.window, error)

        question = _("提交“{name}”进入审批吗？").format(name=name)
        detail = _("审批期间内容不能修改；审批人处理之前可以撤回。")
        self.confirm(question, work, yes=_("提交"), detail=detail, failed=failed)

    def confirm(
        self,
        question: str,
        work: Callable[[], Changes],
        *,
        yes: str,
        detail: str,
        failed: Callable[[KamdeskError], None] | None = None,
    ) -> None:
        """Do `work` when the person says yes."""
        if self.tools.messages.ask(self.window, question, yes=yes, detail=detail):
            self.tools.jobs.run(self.window, work, self.tools.bus.announce, failed)

    def ask_reason(self, title: str, about: str, work: Callable[[str], Changes]) -> None:
        """Ask why, then do `work` with the reason."""
        dialog = ReasonDialog(title, about=about, messages=self.tools.messages, parent=self.window)
        self.ask(dialog, lambda values: work(values["reason"]))

    def ask(self, dialog: FormDialog, work: Callable[[Mapping[str, Any]], Changes]) -> None:
        """Open a dialog; it closes when `work` with its values is done."""

        def submit(values: Mapping[str, Any]) -> None:
            def done(changes: Changes) -> None:
                dialog.accept()
                self.tools.bus.announce(changes)

            self.tools.jobs.run(dialog, lambda: work(values), done, dialog.refuse)

        dialog.submitted.connect(submit)
        dialog.open()
