"""Filling in a form: drafts kept by hand and by themselves, and the submission."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from kamdesk.domain.changes import Changes
from kamdesk.domain.clock import CHINA
from kamdesk.domain.errors import FieldError, KamdeskError, StaleRecordError
from kamdesk.domain.ids import ClientId, UserId
from kamdesk.i18n import _, ngettext
from kamdesk.services.clients.clients import ClientService
from kamdesk.ui.forms.choice_fields import PickItem
from kamdesk.ui.messages import Unsaved
from kamdesk.ui.projects.draft_form import DraftForm, SearchClients
from kamdesk.ui.projects.draft_frame import DraftFrame
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.tone import Tone

AUTOSAVE_MS = 10_000


class DraftDetails(Protocol):
    """What every record that starts as a draft has."""

    @property
    def id(self) -> int:
        """The record."""
        ...

    @property
    def version(self) -> int:
        """The version seen."""
        ...

    @property
    def sheet(self) -> Any:
        """The form's contents: number, client and draft."""
        ...


DraftT = TypeVar("DraftT")
DetailsT = TypeVar("DetailsT", bound=DraftDetails)


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the database holds of the form: the record, its version, the editors' texts."""

    id: int | None
    version: int
    raws: tuple[object, ...]


class DraftEditor(DraftFrame, Generic[DraftT, DetailsT]):
    """Edits one draft; every save goes through the service, also the one after ten seconds.

    A subclass says which service keeps, reads and submits it, and what it is called.
    """

    closed = Signal(object)
    """The person is done: the id of the record to show, or None to stay where one was."""
    new_title: str
    edit_title: str
    """A sentence with the field {number}."""

    def __init__(
        self, form: DraftForm[DraftT], aside: Sequence[QWidget], *, tools: PageTools
    ) -> None:
        super().__init__(form, aside)
        self._tools = tools
        self._by = tools.actor.id
        self._saving = False
        self._kept = _Kept(None, 0, ())
        self._autosave = QTimer(self, singleShot=True, interval=AUTOSAVE_MS)
        self._autosave.timeout.connect(self._save_quietly)
        self.back_wanted.connect(self._leave)
        self.save_wanted.connect(self.save)
        self.submit_wanted.connect(self.submit)
        form.edited.connect(self._on_edited)

    # -- what a subclass says -----------------------------------------------------------

    @abstractmethod
    def keep(self, draft: DraftT, record_id: int | None, version: int) -> Changes:
        """Save a draft through its service; called in the worker."""

    @abstractmethod
    def read(self, record_id: int) -> DetailsT:
        """Read a record through its service; called in the worker."""

    @abstractmethod
    def send(self, record_id: int, version: int) -> Changes:
        """Submit a record through its service; called in the worker."""

    @abstractmethod
    def state_of(self, details: DetailsT) -> tuple[str, Tone]:
        """Return the words and tone of a record's state."""

    def client_chosen(self, client_id: ClientId | None) -> None:
        """Show beside the form what matters about the client."""

    # -- what the page asks -------------------------------------------------------------

    @property
    def dirty(self) -> bool:
        """Whether anything was typed that no draft holds yet."""
        return self.form.raws() != self._kept.raws

    def open_new(self, draft: DraftT, client: PickItem | None = None) -> None:
        """Begin a new record, of `client` where one is given."""
        self.title.setText(self.new_title)
        self.state.say("")
        self.returned.say("")
        self._show(draft, client, None)
        self.said.setText(_("尚未保存"))
        self.go_to("project_name" if client else "client_id")

    def open_existing(self, details: DetailsT, returned: str = "") -> None:
        """Edit a draft; `returned` is why it was sent back."""
        self.title.setText(self.edit_title.format(number=details.sheet.number).rstrip())
        self.state.say(*self.state_of(details))
        self.returned.say(returned, Tone.WARN)
        draft, client = details.sheet.draft, None
        if draft.client_id is not None:
            client = PickItem(draft.client_id, details.sheet.client.name)
        self._show(draft, client, details)
        self.said.setText("")
        self.go_to("project_name")

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Keep the draft; `then` is done once it is kept."""
        self.notice.say("")
        if not self.form.misread():
            self._save(then, self._refuse)

    def submit(self) -> None:
        """Check everything, keep the draft, and send it into approval."""
        self.notice.say("")
        if self.form.validate():
            self.sheet.setEnabled(False)
            self._save(self._submit_kept, self._refuse)
        else:
            self._count_errors()

    def may_leave(self) -> bool:
        """Ask about changes no draft holds; saving closes when it is done, discarding at once."""
        if not self.dirty:
            return True
        answer = self._tools.messages.unsaved(self)
        if answer is Unsaved.SAVE:
            self.save(self._close)
        elif answer is Unsaved.DISCARD:
            self._forget()
            self.closed.emit(None)
        return answer is Unsaved.DISCARD

    # -- inside -------------------------------------------------------------------------

    def _show(self, draft: DraftT, client: PickItem | None, details: DetailsT | None) -> None:
        self.notice.say("")
        self.sheet.setEnabled(True)
        self.set_busy(busy=False)
        self._saving = False
        self.form.show_draft(draft, client)
        record_id, version = (details.id, details.version) if details else (None, 0)
        self._kept = _Kept(record_id, version, self.form.raws())
        self._autosave.stop()
        self.client_chosen(self.form["client_id"].value())

    def _on_edited(self, key: str) -> None:
        if key == "client_id":
            self.client_chosen(self.form["client_id"].value())
        if self.dirty:
            self.said.setText(_("有未保存的修改"))
            if not self._autosave.isActive():
                self._autosave.start()

    def _save_quietly(self) -> None:
        readable = not any(field.misread() for field in self.form.fields())
        chosen = self.form["client_id"].value() is not None
        if self.dirty and readable and chosen and not self._saving:
            self._save(None, self._tell_not_kept)

    def _save(
        self, then: Callable[[], None] | None, failed: Callable[[KamdeskError], None]
    ) -> None:
        if self._saving:
            return
        self._saving = True
        self.set_busy(busy=True)
        self._autosave.stop()
        draft, raws, kept = self.form.draft(), self.form.raws(), self._kept

        def work() -> tuple[Changes, DetailsT]:
            changes = self.keep(draft, kept.id, kept.version)
            return changes, self.read(kept.id or changes.record_id or 0)

        def done(answer: tuple[Changes, DetailsT]) -> None:
            changes, details = answer
            here = self._kept is kept
            if here:
                self._note_kept(details, raws)
            self._tools.bus.announce(changes)
            if here and then is not None:
                then()

        def refused(error: KamdeskError) -> None:
            if self._kept is kept:
                self._settle()
                failed(error)

        self._tools.jobs.run(self, work, done, refused)

    def _note_kept(self, details: DetailsT, raws: tuple[object, ...]) -> None:
        self._settle()
        self._kept = _Kept(details.id, details.version, raws)
        self.state.say(*self.state_of(details))
        now = self._tools.clock.now().astimezone(CHINA).strftime("%H:%M")
        self.said.setText(_("草稿已保存 {time}").format(time=now))
        if self.dirty:
            self._autosave.start()

    def _settle(self) -> None:
        self._saving = False
        self.set_busy(busy=False)

    def _submit_kept(self) -> None:
        record_id, version = self._kept.id, self._kept.version
        if record_id is None:
            return

        def done(changes: Changes) -> None:
            self._tools.bus.announce(changes)
            self._close()

        self._tools.jobs.run(self, lambda: self.send(record_id, version), done, self._refuse)

    def _refuse(self, error: KamdeskError) -> None:
        self.sheet.setEnabled(True)
        rest = [str(error)]
        if isinstance(error, FieldError):
            rest = list(self.form.show_errors(error.fields).values())
        if rest:
            self.notice.say("\n".join(rest), Tone.BAD)
        else:
            self._count_errors()
        if isinstance(error, StaleRecordError):
            self._offer_reload(error)

    def _count_errors(self) -> None:
        wrong = sum(bool(field.problem()) for field in self.form.fields())
        if wrong:
            text = ngettext(
                "还有 {count} 项需要填写或更正，已在表单中标出。",
                "还有 {count} 项需要填写或更正，已在表单中标出。",
                wrong,
            )
            self.notice.say(text.format(count=wrong), Tone.BAD)

    def _tell_not_kept(self, error: KamdeskError) -> None:
        self.said.setText(_("没能自动保存草稿，请按 Ctrl+S 查看原因"))
        self.said.setToolTip(str(error))

    def _offer_reload(self, error: StaleRecordError) -> None:
        record_id = self._kept.id
        detail = _("重新读取会放弃本页尚未保存的修改；取消则保留您填写的内容。")
        if record_id is None or not self._tools.messages.ask(
            self, str(error), yes=_("重新读取"), detail=detail
        ):
            return
        self._tools.jobs.run(self, lambda: self.read(record_id), self.open_existing)

    def _leave(self) -> None:
        if self.dirty:
            self.may_leave()
        else:
            self._close()

    def _close(self) -> None:
        self._forget()
        self.closed.emit(self._kept.id)

    def _forget(self) -> None:
        """Count what stands in the form as kept, so that nobody asks about it again."""
        self._autosave.stop()
        self._kept = _Kept(self._kept.id, self._kept.version, self.form.raws())


def client_item(clients: ClientService, client_id: ClientId, by: UserId) -> PickItem:
    """Return a client as the picker holds it; called in the worker."""
    return PickItem(client_id, clients.details(client_id, by=by).draft.name)


def client_search(clients: ClientService, by: UserId) -> SearchClients:
    """Return the picker's search: everybody's clients, with number and owner."""

    def search(text: str) -> list[PickItem]:
        found = clients.choices(text, by=by)
        return [PickItem(each.id, each.name, f"{each.number} {each.owner}") for each in found]

    return search
