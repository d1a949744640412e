"""备案登记: the register with one filing beside it, or the form being filled in."""

from typing import ClassVar

from kamdesk.domain.changes import Noun
from kamdesk.domain.ids import FilingId
from kamdesk.domain.permissions import Action, Subject, allowed
from kamdesk.domain.projects.case_records import CaseDetails
from kamdesk.domain.projects.filing_records import FilingDetails, FilingRow
from kamdesk.domain.projects.filings import FilingDraft
from kamdesk.domain.projects.rights import Right
from kamdesk.i18n import _
from kamdesk.services.clients.clients import ClientService
from kamdesk.services.clients.duplicates import DuplicateService
from kamdesk.services.projects.approvals import ApprovalService
from kamdesk.services.projects.filings import FilingService
from kamdesk.services.projects.paper import PaperService
from kamdesk.ui.filings.acts import FilingActs
from kamdesk.ui.filings.columns import SPEC
from kamdesk.ui.filings.detail import FilingPane
from kamdesk.ui.filings.editor import FilingEditor
from kamdesk.ui.forms.choice_fields import PickItem
from kamdesk.ui.lists.page import ListPage
from kamdesk.ui.projects.record_page import RecordPage
from kamdesk.ui.projects.tools import PageTools, Paper


class FilingsPage(RecordPage[FilingDetails]):
    """Shows the filing register; `open_new` begins a filing."""

    help_topic: ClassVar[str] = "filings"
    kind = "filing"

    def __init__(
        self,
        *,
        filings: FilingService,
        approvals: ApprovalService,
        clients: ClientService,
        duplicates: DuplicateService,
        papers: PaperService,
        tools: PageTools,
    ) -> None:
        self._filings = filings
        self._papers = papers
        self._pane = FilingPane()
        self._editor = FilingEditor(filings, clients, duplicates, tools)
        listed: ListPage[FilingRow] = ListPage(
            SPEC, filings.list_for(tools.actor.id), jobs=tools.jobs, state=tools.state
        )
        super().__init__(
            listed, self._pane, self._editor, approvals=approvals, clients=clients, tools=tools
        )
        self._pane.diary.conflict_wanted.connect(self._open_conflict)
        self._acts = FilingActs(filings, tools, self)
        self._acts.edit_wanted.connect(self.complete)
        if allowed(tools.actor, Action.FILING_CREATE, Subject(owner_id=tools.actor.id)):
            listed.add_primary(_("新建备案"), self.open_new, shortcut="Ctrl+N")
        listed.equip(tools)
        listed.follow(tools.bus, Noun.FILING, Noun.APPROVAL, Noun.CONFLICT)

    def read(self, record_id: int) -> FilingDetails:
        return self._filings.details(FilingId(record_id), by=self._by)

    def show_details(self, details: FilingDetails, case: CaseDetails | None) -> None:
        self._pane.show_filing(details, case)

    def paper(self, record_id: int) -> Paper:
        return self._papers.filing_pdf(FilingId(record_id), by=self._by)

    def open_new(self, client: PickItem | None = None) -> None:
        self._editor.open_new(FilingDraft(), client)
        self.show_editor()

    def use(self, right: Right, details: FilingDetails) -> None:
        self._acts.use(right, details)

    def _open_conflict(self, conflict_id: int) -> None:
        self.open_requested.emit("conflict", conflict_id)
