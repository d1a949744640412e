"""Acting on a client beside the form: owner, archive, undo, contacts."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from kamdesk.domain.changes import Changes
from kamdesk.domain.clients.clients import FIELD_TITLES, ClientDetails, OwnerChoice
from kamdesk.domain.projects.forms import REASON_LIMIT
from kamdesk.i18n import _
from kamdesk.ui.clients.reading import ClientServices
from kamdesk.ui.forms.choice_fields import ChoiceField
from kamdesk.ui.forms.dialog import FormDialog
from kamdesk.ui.forms.form import FormView
from kamdesk.ui.forms.text_fields import TextField
from kamdesk.ui.projects.tools import PageTools, preview_paper


class ClientActs(QObject):
    """Asks, calls the service, announces; `window` carries the questions."""

    def __init__(self, services: ClientServices, tools: PageTools, window: QWidget) -> None:
        super().__init__(window)
        self._clients = services.clients
        self._cards = services.cards
        self._tools = tools
        self._by = tools.actor.id
        self._window = window

    def archive(self, details: ClientDetails) -> None:
        """Put a client away, or bring an archived one back, after asking."""
        name = details.draft.name
        if details.archived:
            question, yes = _("恢复客户“{name}”吗？").format(name=name), _("恢复")
            detail, write = _("恢复后重新出现在客户列表中。"), self._clients.restore
        else:
            question, yes = _("归档客户“{name}”吗？").format(name=name), _("归档")
            detail = _("归档后不再出现在列表和查找中，资料和记录都保留，可以恢复。")
            write = self._clients.archive
        if self._ask(question, yes, detail):
            self._run(partial(write, details.id, by=self._by, seen_version=details.version))

    def undo(self, details: ClientDetails) -> None:
        """Take back the last edit of a client, after asking."""
        question = _("撤销您对“{name}”的上次修改吗？").format(name=details.draft.name)
        detail = _("改过的字段恢复原值；再撤销一次可以还原。")
        if self._ask(question, _("撤销"), detail):
            undo = self._clients.undo_last_edit
            self._run(partial(undo, details.id, by=self._by, seen_version=details.version))

    def assign(self, details: ClientDetails) -> None:
        """Read who may own clients and ask for the new owner."""
        self._tools.jobs.run(
            self._window,
            partial(self._clients.owners, by=self._by),
            partial(self._ask_owner, details),
        )

    def print_card(self, details: ClientDetails) -> None:
        """Open the printed card of a client in the preview."""
        title = _("客户档案卡 {number}").format(number=details.number)
        make = partial(self._cards.pdf, details.id, by=self._by)
        preview_paper(self._window, self._tools, title, make)

    # -- inside -------------------------------------------------------------------------

    def _ask_owner(self, details: ClientDetails, owners: Sequence[OwnerChoice]) -> None:
        choices = [(each.id, each.name) for each in owners]
        form = FormView()
        hint = _("留空表示暂无负责人。")
        form.add(ChoiceField("owner_id", _(FIELD_TITLES["owner_id"]), choices, hint=hint))
        form.add(TextField("reason", _("原因"), max_length=REASON_LIMIT, lines=2))
        form.set_values({"owner_id": details.owner_id})

        def write(values: Mapping[str, Any]) -> Changes:
            return self._clients.assign(
                details.id,
                values["owner_id"],
                by=self._by,
                seen_version=details.version,
                reason=values["reason"] or "",
            )

        title = _("更换负责人：{name}").format(name=details.draft.name)
        self._open(title, form, write, width=460)

    def _open(
        self,
        title: str,
        form: FormView,
        write: Callable[[Mapping[str, Any]], Changes],
        *,
        width: int = 520,
    ) -> None:
        """Open a dialog whose answer `write` keeps."""
        dialog = FormDialog(
            title, form, messages=self._tools.messages, width=width, parent=self._window
        )

        def done(changes: Changes) -> None:
            form.mark_clean()
            dialog.accept()
            self._tools.bus.announce(changes)

        def submit(values: Mapping[str, Any]) -> None:
            self._tools.jobs.run(dialog, partial(write, values), done, dialog.refuse)

        dialog.submitted.connect(submit)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _ask(self, question: str, yes: str, detail: str) -> bool:
        return self._tools.messages.ask(self._window, question, yes=yes, detail=detail)

    def _run(self, work: Callable[[], Changes]) -> None:
        self._tools.jobs.run(self._window, work, self._tools.bus.announce)
