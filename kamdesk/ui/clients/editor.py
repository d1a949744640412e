"""Registering a client or editing one: checked, compared with all others, saved by the service."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from kamdesk.domain.changes import Changes, Noun, changed
from kamdesk.domain.clients.clients import ClientDetails
from kamdesk.domain.clients.contacts import ContactDraft, check_contact
from kamdesk.domain.clients.duplicates import REASON_TITLES, DuplicateHit, Reason
from kamdesk.domain.errors import FieldError, KamdeskError, StaleRecordError
from kamdesk.domain.ids import ClientId, UserId
from kamdesk.domain.people import Role
from kamdesk.domain.permissions import Action, allowed
from kamdesk.i18n import _, ngettext
from kamdesk.ui.clients.duplicates import Asked, DuplicatesCard
from kamdesk.ui.clients.editor_frame import EditorFrame
from kamdesk.ui.clients.form import CONTACT, ClientForm
from kamdesk.ui.clients.reading import ClientServices
from kamdesk.ui.forms.choice_fields import PickItem
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.tone import Tone

_COMPARED = frozenset({"name", "code", "province"})


class ClientEditor(EditorFrame):
    """Edits one client, a new one where no details are given; made anew for each."""

    closed = Signal(object)
    """The person is done: the id of the client to show, or None."""

    def __init__(
        self, services: ClientServices, tools: PageTools, details: ClientDetails | None = None
    ) -> None:
        self._services = services
        self._tools = tools
        self._by = tools.actor.id
        self._details = details
        self._assigns = details is None and allowed(tools.actor, Action.CLIENT_ASSIGN)
        form = ClientForm(self._search, jobs=tools.jobs, new=details is None, owners=self._assigns)
        title = _("编辑客户 {number}").format(number=details.number) if details else _("新建客户")
        super().__init__(title, form, DuplicatesCard(self._check, jobs=tools.jobs))
        self.back_wanted.connect(self._leave)
        self.save_wanted.connect(self.save)
        form.edited.connect(self._on_edited)
        if details is not None:
            form.show_client(details)
        elif self._assigns:
            self._read_owners()
        form["name"].focus_editor()

    def save(self) -> None:
        """Check the form and save; similar clients are asked about before a new one is made."""
        if not self.save_button.isEnabled():
            return
        self.notice.say("")
        if not self.form.validate():
            self._count_errors()
            return
        self.set_busy(busy=True)
        if self._details is None:
            asked = self._asked()
            self._tools.jobs.run(self, lambda: self._check(asked), self._on_checked, self._refuse)
        else:
            self._edit(self._details)

    def may_leave(self) -> bool:
        """Ask about unsaved changes; saving is begun and leaves when it is done."""
        return self.form.may_leave(self._tools.messages)

    # -- comparing ----------------------------------------------------------------------

    def _search(self, text: str) -> list[PickItem]:
        own = self._details.id if self._details else None
        found = self._services.clients.choices(text, by=self._by)
        return [
            PickItem(each.id, each.name, f"{each.number} {each.owner}")
            for each in found
            if each.id != own
        ]

    def _check(self, asked: Asked) -> Sequence[DuplicateHit]:
        return self._services.duplicates.check(
            asked.name,
            asked.code,
            by=self._by,
            province=asked.province,
            exclude=self._details.id if self._details else None,
        )

    def _asked(self) -> Asked:
        values = (self.form[key].value() or "" for key in Asked._fields)
        return Asked(*values)

    def _on_edited(self, key: str) -> None:
        if key in _COMPARED:
            self.duplicates.ask(self._asked())

    def _on_checked(self, hits: Sequence[DuplicateHit]) -> None:
        self.duplicates.show_hits(hits)
        # The same code is refused by the service at the field; a question would be idle.
        alike = [] if any(hit.reason is Reason.SAME_CODE for hit in hits) else hits
        if alike and not self._tools.messages.ask(
            self,
            _closest(alike[0]),
            yes=_("仍要新建"),
            detail=_("重复登记容易造成撞单，请先与对方核对。"),
        ):
            self.set_busy(busy=False)
            return
        self._create()

    # -- writing ------------------------------------------------------------------------

    def _create(self) -> None:
        clients, contacts, by = self._services.clients, self._services.contacts, self._by
        draft, contact, owner = self.form.draft(), self.form.contact(), self._owner_id()

        def work() -> Changes:
            if contact is not None:
                _check_first(contact)
            made = clients.create(draft, by=by, owner_id=owner)
            if contact is None:
                return made
            contacts.create(ClientId(made.record_id or 0), contact, by=by)
            return changed(Noun.CLIENT, Noun.CONTACT, record_id=made.record_id)

        self._tools.jobs.run(self, work, self._on_saved, self._refuse)

    def _edit(self, details: ClientDetails) -> None:
        draft = self.form.draft()
        work = partial(
            self._services.clients.edit,
            details.id,
            draft,
            by=self._by,
            seen_version=details.version,
        )
        self._tools.jobs.run(self, work, self._on_saved, self._refuse)

    def _owner_id(self) -> UserId | None:
        return self.form.owner_id() if self._assigns else None

    def _on_saved(self, changes: Changes) -> None:
        self.form.mark_clean()
        self._tools.bus.announce(changes)
        self.closed.emit(changes.record_id)

    def _refuse(self, error: KamdeskError) -> None:
        """Show a refusal whole above the form too: beneath a field a long one is cut short."""
        self.set_busy(busy=False)
        if isinstance(error, FieldError):
            self.form.show_errors(error.fields)
        self.notice.say(str(error), Tone.BAD)
        if isinstance(error, StaleRecordError):
            self._offer_reload(error)

    def _count_errors(self) -> None:
        wrong = sum(field.message.property("role") == "error" for field in self.form.fields())
        text = ngettext(
            "还有 {count} 项需要填写或更正，已在表单中标出。",
            "还有 {count} 项需要填写或更正，已在表单中标出。",
            wrong,
        )
        self.notice.say(text.format(count=wrong), Tone.BAD)

    # -- reading ------------------------------------------------------------------------

    def _read_owners(self) -> None:
        actor = self._tools.actor
        owns = actor.id if actor.holds(Role.SALES, Role.HEAD) else None
        self._tools.jobs.run(
            self,
            lambda: self._services.clients.owners(by=actor.id),
            lambda owners: self.form.show_owners(owners, owns),
        )

    def _offer_reload(self, error: StaleRecordError) -> None:
        details = self._details
        detail = _("重新读取会放弃本页尚未保存的修改；取消则保留您填写的内容。")
        if details is None or not self._tools.messages.ask(
            self, str(error), yes=_("重新读取"), detail=detail
        ):
            return
        work = partial(self._services.clients.details, details.id, by=self._by)
        self._tools.jobs.run(self, work, self._show_anew)

    def _show_anew(self, details: ClientDetails) -> None:
        self._details = details
        self.notice.say("")
        self.form.show_client(details)

    def _leave(self) -> None:
        if self.may_leave():
            self.closed.emit(self._details.id if self._details else None)


def _closest(hit: DuplicateHit) -> str:
    text = _("已有{reason}的客户“{name}”（负责人：{owner}；{state}），仍要新建吗？")
    return text.format(
        reason=_(REASON_TITLES[hit.reason]),
        name=hit.name,
        owner=hit.owner or _("无"),
        state=hit.state,
    )


def _check_first(contact: ContactDraft) -> None:
    """Refuse a first contact before the client is made, at the form's own fields."""
    try:
        check_contact(contact)
    except FieldError as error:
        fields = {f"{CONTACT}{key}": text for key, text in error.fields.items()}
        raise FieldError(fields) from error
