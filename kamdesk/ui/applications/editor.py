"""Filling in an application: beside the form the client, its filing, and what is missing."""

from kamdesk.domain.changes import Changes
from kamdesk.domain.ids import ApplicationId, ClientId
from kamdesk.domain.projects.application_records import ApplicationDetails
from kamdesk.domain.projects.applications import STATE_TITLES, ApplicationDraft
from kamdesk.i18n import _
from kamdesk.services.clients.clients import ClientService
from kamdesk.services.projects.applications import ApplicationService
from kamdesk.ui.applications.aside import BasisCard, SectionsCard
from kamdesk.ui.applications.columns import STATE_TONES
from kamdesk.ui.applications.form import ApplicationForm
from kamdesk.ui.projects.draft_editor import DraftEditor, client_search
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.tone import Tone


class ApplicationEditor(DraftEditor[ApplicationDraft, ApplicationDetails]):
    """Edits one application."""

    def __init__(
        self, applications: ApplicationService, clients: ClientService, tools: PageTools
    ) -> None:
        form = ApplicationForm(client_search(clients, tools.actor.id), jobs=tools.jobs)
        self.basis = BasisCard()
        self.sections = SectionsCard(form)
        super().__init__(form, [self.basis, self.sections], tools=tools)
        self.new_title = _("新建立项申请")
        self.edit_title = _("编辑立项申请 {number}")
        self._applications = applications
        self.sections.chosen.connect(self.go_to)

    def keep(self, draft: ApplicationDraft, record_id: int | None, version: int) -> Changes:
        application_id = None if record_id is None else ApplicationId(record_id)
        return self._applications.save_draft(
            draft, by=self._by, application_id=application_id, seen_version=version
        )

    def read(self, record_id: int) -> ApplicationDetails:
        return self._applications.details(ApplicationId(record_id), by=self._by)

    def send(self, record_id: int, version: int) -> Changes:
        return self._applications.submit(
            ApplicationId(record_id), by=self._by, seen_version=version
        )

    def state_of(self, details: ApplicationDetails) -> tuple[str, Tone]:
        return _(STATE_TITLES[details.state]), STATE_TONES[details.state]

    def client_chosen(self, client_id: ClientId | None) -> None:
        if client_id is None:
            self.basis.show_basis(None)
            return
        applications, by = self._applications, self._by
        self._tools.jobs.run(
            self,
            lambda: applications.basis(client_id, by=by),
            self.basis.show_basis,
            key="basis",
        )
