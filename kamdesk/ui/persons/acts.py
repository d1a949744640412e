"""What is done with people after asking: contacts, key persons, numbers, their own rights."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from kamdesk.domain.changes import Changes, Noun, changed
from kamdesk.domain.clients.contacts import Contact
from kamdesk.domain.clock import today
from kamdesk.domain.persons.claims import present_claim
from kamdesk.domain.persons.persons import ClientPeople, others
from kamdesk.domain.persons.requests import RequestRow
from kamdesk.domain.persons.reveals import Reached
from kamdesk.i18n import _
from kamdesk.ui.forms.dialog import FormDialog
from kamdesk.ui.forms.form import FormView
from kamdesk.ui.persons.asking import (
    erase_form,
    keep_form,
    key_form,
    request_form,
    reveal_form,
    settle_form,
)
from kamdesk.ui.persons.form import contact_draft, contact_form
from kamdesk.ui.persons.numbers import NumbersDialog
from kamdesk.ui.persons.reading import PersonServices
from kamdesk.ui.persons.rights import Deed
from kamdesk.ui.projects.tools import PageTools, preview_paper


class PersonActs(QObject):
    """Asks, calls the service, announces; `window` carries the questions."""

    def __init__(self, services: PersonServices, tools: PageTools, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._tools = tools
        self._by = tools.actor.id
        self._window = window

    def add(self, people: ClientPeople) -> None:
        """Ask for a new contact of a client."""

        def write(values: Mapping[str, Any]) -> Changes:
            draft = contact_draft(values)
            return self._services.contacts.create(people.client_id, draft, by=self._by)

        form = contact_form(None, others(people.contacts, None))
        self._open(_("添加联系人"), form, write, width=_WIDE)

    def do(self, deed: Deed, contact: Contact, people: ClientPeople) -> None:
        """Do something with one of a client's people."""
        {
            Deed.EDIT: self._edit,
            Deed.REVEAL: self._reveal,
            Deed.NAME_KEY: self._name_key,
            Deed.MOVE: self._move,
            Deed.KEEP: self._keep,
            Deed.REQUEST: self._request,
            Deed.COPY: self._copy,
            Deed.ERASE: self._erase,
        }[deed](contact, people)

    def settle(self, request: RequestRow) -> None:
        """Ask what came of a request."""

        def write(values: Mapping[str, Any]) -> Changes:
            return self._services.requests.settle(
                request.id, values["state"], values["note"] or "", by=self._by
            )

        title = _("办理个人信息请求：{name}").format(name=request.person)
        self._open(title, settle_form(request), write)

    # -- inside -------------------------------------------------------------------------

    def _edit(self, contact: Contact, people: ClientPeople) -> None:
        def write(values: Mapping[str, Any]) -> Changes:
            return self._services.contacts.edit(
                contact.id, contact_draft(values), by=self._by, seen_version=contact.version
            )

        form = contact_form(contact, others(people.contacts, contact))
        self._open(_("编辑联系人"), form, write, width=_WIDE)

    def _move(self, contact: Contact, _people: ClientPeople) -> None:
        """Put a contact away after asking, or bring an archived one back."""
        question = _("归档联系人“{name}”吗？").format(name=contact.draft.name)
        detail = _("资料保留，可以恢复。")
        if contact.archived:
            write = self._services.contacts.restore
        elif self._tools.messages.ask(self._window, question, yes=_("归档"), detail=detail):
            write = self._services.contacts.archive
        else:
            return
        work = partial(write, contact.id, by=self._by, seen_version=contact.version)
        self._tools.jobs.run(self._window, work, self._tools.bus.announce)

    def _name_key(self, contact: Contact, people: ClientPeople) -> None:
        """Name the first key person at once; ask for the reason of a change."""
        current = present_claim(people.claims)
        name = self._services.claims.name
        if current is None:
            work = partial(name, contact.id, by=self._by)
            self._tools.jobs.run(self._window, work, self._tools.bus.announce)
            return

        def write(values: Mapping[str, Any]) -> Changes:
            return name(contact.id, values["reason"], by=self._by)

        self._open(_("更换关键人"), key_form(current, contact), write)

    def _keep(self, contact: Contact, _people: ClientPeople) -> None:
        def write(values: Mapping[str, Any]) -> Changes:
            return self._services.contacts.keep(
                contact.id,
                values["keep_until"],
                values["reason"],
                by=self._by,
                seen_version=contact.version,
            )

        self._open(_("延长保存期"), keep_form(contact), write)

    def _request(self, contact: Contact, _people: ClientPeople) -> None:
        def write(values: Mapping[str, Any]) -> Changes:
            return self._services.requests.register(
                contact.id, values["kind"], values["received_on"], by=self._by
            )

        form = request_form(contact, today(self._tools.clock))
        self._open(_("登记个人信息请求"), form, write)

    def _copy(self, contact: Contact, _people: ClientPeople) -> None:
        title = _("个人信息副本 {name}").format(name=contact.draft.name)
        make = partial(self._services.copies.pdf, contact.id, by=self._by)
        preview_paper(self._window, self._tools, title, make)

    def _erase(self, contact: Contact, _people: ClientPeople) -> None:
        def write(values: Mapping[str, Any]) -> Changes:
            return self._services.erasures.erase(
                contact.id, values["reason"], by=self._by, seen_version=contact.version
            )

        title = _("删除个人信息：{name}").format(name=contact.draft.name)
        self._open(title, erase_form(), write, save_text=_("永久删除"))

    def _reveal(self, contact: Contact, _people: ClientPeople) -> None:
        """Ask why, then show the numbers until their window is closed."""

        def look(values: Mapping[str, Any]) -> Reached:
            return self._services.reveals.reveal(contact.id, values["reason"], by=self._by)

        title = _("查看完整号码：{name}").format(name=contact.draft.name)
        self._ask(title, reveal_form(), look, self._show_numbers, save_text=_("查看"))

    def _show_numbers(self, reached: Reached) -> None:
        dialog = NumbersDialog(reached, parent=self._window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        self._tools.bus.announce(changed(Noun.CONTACT))

    def _open(
        self,
        title: str,
        form: FormView,
        write: Callable[[Mapping[str, Any]], Changes],
        *,
        width: int = 560,
        save_text: str = "",
    ) -> None:
        """Open a dialog whose answer `write` keeps."""
        announce = self._tools.bus.announce
        self._ask(title, form, write, announce, width=width, save_text=save_text)

    def _ask(
        self,
        title: str,
        form: FormView,
        work: Callable[[Mapping[str, Any]], Any],
        then: Callable[[Any], object],
        *,
        width: int = 560,
        save_text: str = "",
    ) -> None:
        """Open a dialog; `then` gets what `work`, in the worker, makes of its answer."""
        dialog = FormDialog(
            title,
            form,
            messages=self._tools.messages,
            save_text=save_text,
            width=width,
            parent=self._window,
        )

        def done(result: Any) -> None:
            form.mark_clean()
            dialog.accept()
            then(result)

        def submit(values: Mapping[str, Any]) -> None:
            self._tools.jobs.run(dialog, partial(work, values), done, dialog.refuse)

        dialog.submitted.connect(submit)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


_WIDE = 780
