"""立项申请: the list with one application beside it, or the form being filled in."""

from typing import ClassVar

from kamdesk.domain.changes import Noun
from kamdesk.domain.ids import ApplicationId
from kamdesk.domain.permissions import Action, Subject, allowed
from kamdesk.domain.projects.application_records import ApplicationDetails, ApplicationRow
from kamdesk.domain.projects.applications import ApplicationDraft
from kamdesk.domain.projects.case_records import CaseDetails
from kamdesk.domain.projects.rights import Right
from kamdesk.i18n import _
from kamdesk.services.clients.clients import ClientService
from kamdesk.services.projects.applications import ApplicationService
from kamdesk.services.projects.approvals import ApprovalService
from kamdesk.services.projects.paper import PaperService
from kamdesk.ui.applications.acts import ApplicationActs
from kamdesk.ui.applications.columns import SPEC
from kamdesk.ui.applications.detail import ApplicationPane
from kamdesk.ui.applications.editor import ApplicationEditor
from kamdesk.ui.forms.choice_fields import PickItem
from kamdesk.ui.lists.page import ListPage
from kamdesk.ui.projects.record_page import RecordPage
from kamdesk.ui.projects.tools import PageTools, Paper


class ApplicationsPage(RecordPage[ApplicationDetails]):
    """Shows the applications; `open_new` begins one."""

    help_topic: ClassVar[str] = "applications"
    kind = "application"

    def __init__(
        self,
        applications: ApplicationService,
        approvals: ApprovalService,
        clients: ClientService,
        papers: PaperService,
        *,
        tools: PageTools,
    ) -> None:
        self._applications = applications
        self._papers = papers
        self._pane = ApplicationPane()
        self._editor = ApplicationEditor(applications, clients, tools)
        listed: ListPage[ApplicationRow] = ListPage(
            SPEC, applications.list_for(tools.actor.id), jobs=tools.jobs, state=tools.state
        )
        super().__init__(
            listed, self._pane, self._editor, approvals=approvals, clients=clients, tools=tools
        )
        self._acts = ApplicationActs(applications, tools, self)
        self._acts.edit_wanted.connect(self.complete)
        self._pane.case_wanted.connect(self._open_case)
        if allowed(tools.actor, Action.APPLICATION_CREATE, Subject(owner_id=tools.actor.id)):
            listed.add_primary(_("新建立项申请"), self.open_new, shortcut="Ctrl+N")
        listed.equip(tools)
        listed.follow(tools.bus, Noun.APPLICATION, Noun.APPROVAL)

    def read(self, record_id: int) -> ApplicationDetails:
        return self._applications.details(ApplicationId(record_id), by=self._by)

    def show_details(self, details: ApplicationDetails, case: CaseDetails | None) -> None:
        self._pane.show_application(details, case)

    def paper(self, record_id: int) -> Paper:
        return self._papers.application_pdf(ApplicationId(record_id), by=self._by)

    def open_new(self, client: PickItem | None = None) -> None:
        self._editor.open_new(ApplicationDraft(leader=self._tools.actor.name), client)
        self.show_editor()

    def use(self, right: Right, details: ApplicationDetails) -> None:
        self._acts.use(right, details)

    def _open_case(self) -> None:
        case = self._shown[1] if self._shown else None
        if case is not None:
            self.open_requested.emit("case", case.id)
