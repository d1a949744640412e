"""A list with one record beside it, or the form being filled in: filings and applications alike."""

from abc import abstractmethod
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from kamdesk.domain.ids import CaseId, ClientId
from kamdesk.domain.projects.case_records import CaseDetails
from kamdesk.domain.projects.cases import Act, CaseState
from kamdesk.domain.projects.rights import Right
from kamdesk.i18n import _
from kamdesk.services.clients.clients import ClientService
from kamdesk.services.projects.approvals import ApprovalService
from kamdesk.ui.forms.choice_fields import PickItem
from kamdesk.ui.lists.page import ListPage
from kamdesk.ui.projects.draft_editor import DraftEditor, client_item
from kamdesk.ui.projects.record_pane import RecordPane
from kamdesk.ui.projects.tools import PageTools, Paper, preview_paper
from kamdesk.ui.shell.page import Page

DetailsT = TypeVar("DetailsT")
Shown = tuple[DetailsT, CaseDetails | None]


class RecordPage(Page, Generic[DetailsT]):
    """Shows the records of one kind; a subclass says what to read, show and print."""

    kind: str
    """The kind of record that `open_record` understands."""

    def __init__(
        self,
        listed: ListPage[Any],
        pane: RecordPane,
        editor: DraftEditor[Any, Any],
        *,
        approvals: ApprovalService,
        clients: ClientService,
        tools: PageTools,
    ) -> None:
        super().__init__()
        self.list = listed
        self.pane = pane
        self.editor = editor
        self.stack = QStackedWidget()
        self._approvals = approvals
        self._clients = clients
        self._tools = tools
        self._by = tools.actor.id
        self._shown: Shown[Any] | None = None
        self._opening = False
        self._build()
        self._connect()

    # -- what a subclass says -----------------------------------------------------------

    @abstractmethod
    def read(self, record_id: int) -> DetailsT:
        """Read a record through its service; called in the worker."""

    @abstractmethod
    def show_details(self, details: DetailsT, case: CaseDetails | None) -> None:
        """Show a record in the pane."""

    @abstractmethod
    def paper(self, record_id: int) -> Paper:
        """Render a record's form; called in the worker."""

    @abstractmethod
    def open_new(self, client: PickItem | None = None) -> None:
        """Begin a new record, of `client` where one is given."""

    @abstractmethod
    def use(self, right: Right, details: DetailsT) -> None:
        """Do what `right` opens."""

    # -- what the frame asks ------------------------------------------------------------

    def activate(self) -> None:
        if self.editing:
            return
        self.list.reload()
        self.list.view.setFocus()

    def refresh(self) -> None:
        self.list.reload()

    def open_record(self, kind: str, record_id: int) -> None:
        if kind == self.kind and self.leave_editor():
            self.list.select_id(record_id)

    def show_hint(self, hint: object) -> None:
        """Show a view by its key, or begin a record: ("new", id of the client)."""
        if not self.leave_editor():
            return
        if isinstance(hint, str):
            self.list.show_view(hint)
        elif isinstance(hint, tuple):
            work = partial(client_item, self._clients, ClientId(hint[1]), self._by)
            self._tools.jobs.run(self, work, self.open_new, key="client")

    def can_leave(self) -> bool:
        return not self.editing or self.editor.may_leave()

    def status(self) -> str:
        return "" if self.editing else self.list.status

    @property
    def editing(self) -> bool:
        """Whether the form is in front."""
        return self.stack.currentWidget() is self.editor

    def show_editor(self) -> None:
        """Bring the form to the front."""
        self.stack.setCurrentWidget(self.editor)
        self.status_changed.emit("")

    def leave_editor(self) -> bool:
        """Bring the list to the front; False when the form does not let go."""
        if not self.can_leave():
            return False
        self.stack.setCurrentWidget(self.list)
        return True

    def edit(self, details: DetailsT) -> None:
        """Go on with a draft."""
        case = self._shown[1] if self._shown else None
        self.editor.open_existing(details, return_words(case))
        self.show_editor()

    def complete(self, details: DetailsT) -> None:
        """Open a draft that was not fit to be submitted, with what is wrong marked."""
        self.edit(details)
        self.editor.submit()

    # -- inside -------------------------------------------------------------------------

    def _build(self) -> None:
        self.list.set_detail(self.pane, share=0.38)
        self.pane.setMinimumWidth(380)
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.editor)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)

    def _connect(self) -> None:
        self.list.current_changed.connect(self._on_current)
        self.list.loaded.connect(self._on_loaded)
        self.list.opened.connect(self._on_opened)
        self.list.status_changed.connect(self.status_changed)
        self.pane.right_wanted.connect(self._on_right)
        self.pane.print_wanted.connect(self._print)
        self.editor.closed.connect(self._on_closed)

    def _on_current(self, record_id: int | None) -> None:
        self._shown = None
        self._opening = False
        if record_id is None:
            self.pane.show_nothing()
        else:
            work = partial(self._read, record_id)
            self._tools.jobs.run(self, work, self._show, key="details")

    def _on_loaded(self) -> None:
        """Read the record under the cursor again: its row may be another one now."""
        self._on_current(self.list.current_id())

    def _read(self, record_id: int) -> Shown[DetailsT]:
        """Return a record with its case; called in the worker."""
        details = self.read(record_id)
        case_id: CaseId | None = getattr(details, "case_id", None)
        if case_id is None:
            return details, None
        return details, self._approvals.details(case_id, by=self._by)

    def _show(self, shown: Shown[DetailsT]) -> None:
        self._shown = shown
        self.show_details(*shown)
        if self._opening:
            self._use_opened()

    def _on_opened(self, _record_id: int) -> None:
        self._opening = self._shown is None
        self._use_opened()

    def _use_opened(self) -> None:
        """Edit what may be edited, else look at the paper; waits until the record was read."""
        if self._shown is not None and Right.EDIT in self._shown[0].rights:
            self.edit(self._shown[0])
        else:
            self._print()

    def _on_right(self, right: Right) -> None:
        if self._shown is None:
            return
        if right is Right.EDIT:
            self.edit(self._shown[0])
        else:
            self.use(right, self._shown[0])

    def _print(self) -> None:
        if self._shown is None:
            return
        details = self._shown[0]
        title = details.sheet.number or details.sheet.client.name or _("草稿")
        make = partial(self.paper, details.id)
        preview_paper(self, self._tools, title, make)

    def _on_closed(self, record_id: int | None) -> None:
        self.stack.setCurrentWidget(self.list)
        self.list.reload(select=record_id)
        self.list.view.setFocus()


def return_words(case: CaseDetails | None) -> str:
    """Return who sent a case back and why, while it waits for its submitter; else nothing."""
    if case is None or case.state is not CaseState.RETURNED:
        return ""
    last = next(each for each in reversed(case.opinions) if each.act is Act.RETURN)
    text = _("{step} {person} 退回修改：{text}")
    return text.format(step=last.step_title, person=last.person, text=last.text)
