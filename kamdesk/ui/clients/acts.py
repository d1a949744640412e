"""Acting on a client beside the form: owner, archive, undo, contacts, export."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from kamdesk.domain.changes import Changes
from kamdesk.domain.clients.clients import FIELD_TITLES, ClientDetails, OwnerChoice
from kamdesk.domain.clients.contacts import Contact
from kamdesk.domain.clock import today
from kamdesk.domain.projects.forms import REASON_LIMIT
from kamdesk.i18n import _
from kamdesk.ui.clients.contacts import contact_draft, contact_form
from kamdesk.ui.clients.reading import ClientServices
from kamdesk.ui.forms.choice_fields import ChoiceField
from kamdesk.ui.forms.dialog import FormDialog
from kamdesk.ui.forms.form import FormView
from kamdesk.ui.forms.text_fields import TextField
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.widgets.long_task import run_with_progress


class ClientActs(QObject):
    """Asks, calls the service, announces; `window` carries the questions."""

    def __init__(self, services: ClientServices, tools: PageTools, window: QWidget) -> None:
        super().__init__(window)
        self._clients = services.clients
        self._contacts = services.contacts
        self._exports = services.exports
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

    def add_contact(self, details: ClientDetails) -> None:
        """Ask for a new contact."""

        def write(values: Mapping[str, Any]) -> Changes:
            return self._contacts.create(details.id, contact_draft(values), by=self._by)

        self._open(_("添加联系人"), contact_form(None), write)

    def edit_contact(self, contact: Contact) -> None:
        """Ask for a contact's fields."""

        def write(values: Mapping[str, Any]) -> Changes:
            return self._contacts.edit(
                contact.id, contact_draft(values), by=self._by, seen_version=contact.version
            )

        self._open(_("编辑联系人"), contact_form(contact), write)

    def move_contact(self, contact: Contact) -> None:
        """Put a contact away after asking, or bring an archived one back."""
        question = _("归档联系人“{name}”吗？").format(name=contact.draft.name)
        detail = _("资料保留，可以恢复。")
        if contact.archived:
            write = self._contacts.restore
        elif self._ask(question, _("归档"), detail):
            write = self._contacts.archive
        else:
            return
        self._run(partial(write, contact.id, by=self._by, seen_version=contact.version))

    def export(self, ids: Sequence[int], columns: Sequence[str]) -> None:
        """Ask where to and write the clients `ids` with `columns` to a file."""
        day = today(self._tools.clock).strftime("%Y%m%d")
        path = self._tools.messages.save_file(
            self._window,
            _("导出当前视图"),
            suggestion=_("客户_{day}.xlsx").format(day=day),
            kinds=_("Excel 工作簿 (*.xlsx);;CSV 文件 (*.csv)"),
        )
        if path is None:
            return
        target = path if path.suffix else path.with_suffix(".xlsx")
        exports, by = self._exports, self._by

        def done(count: int) -> None:
            text = _("已导出 {count} 个客户：{path}").format(count=f"{count:,}", path=target)
            self._tools.messages.inform(self._window, text)

        run_with_progress(
            self._window,
            self._tools.jobs,
            title=_("导出客户"),
            work=lambda run: exports.save(
                target, ids, columns, by=by, report=run.report, cancelled=run.cancelled
            ),
            done=done,
        )

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
