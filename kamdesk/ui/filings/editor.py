"""Filling in a filing: the form, and beside it who has the client already (查重)."""

from kamdesk.domain.changes import Changes
from kamdesk.domain.clients.duplicates import DuplicateHit
from kamdesk.domain.ids import ClientId, FilingId
from kamdesk.domain.projects.filing_records import FilingDetails
from kamdesk.domain.projects.filings import STATE_TITLES, FilingDraft
from kamdesk.i18n import _
from kamdesk.services.clients.clients import ClientService
from kamdesk.services.clients.duplicates import DuplicateService
from kamdesk.services.projects.filings import FilingService
from kamdesk.ui.filings.columns import STATE_TONES
from kamdesk.ui.filings.filter_card import FilterCard
from kamdesk.ui.filings.form import FilingForm
from kamdesk.ui.projects.draft_editor import DraftEditor, client_search
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.tone import Tone


class FilingEditor(DraftEditor[FilingDraft, FilingDetails]):
    """Edits one filing."""

    def __init__(
        self,
        filings: FilingService,
        clients: ClientService,
        duplicates: DuplicateService,
        tools: PageTools,
    ) -> None:
        self.filter = FilterCard()
        form = FilingForm(client_search(clients, tools.actor.id), jobs=tools.jobs)
        super().__init__(form, [self.filter], tools=tools)
        self.new_title = _("新建备案")
        self.edit_title = _("编辑备案 {number}")
        self._filings = filings
        self._duplicates = duplicates

    def keep(self, draft: FilingDraft, record_id: int | None, version: int) -> Changes:
        filing_id = None if record_id is None else FilingId(record_id)
        return self._filings.save_draft(
            draft, by=self._by, filing_id=filing_id, seen_version=version
        )

    def read(self, record_id: int) -> FilingDetails:
        return self._filings.details(FilingId(record_id), by=self._by)

    def send(self, record_id: int, version: int) -> Changes:
        return self._filings.submit(FilingId(record_id), by=self._by, seen_version=version)

    def state_of(self, details: FilingDetails) -> tuple[str, Tone]:
        return _(STATE_TITLES[details.state]), STATE_TONES[details.state]

    def client_chosen(self, client_id: ClientId | None) -> None:
        if client_id is None:
            self.filter.show_hits(None)
            return
        name, duplicates, by = self.form.client_name(), self._duplicates, self._by

        def show(hits: list[DuplicateHit]) -> None:
            if self.form["client_id"].value() == client_id:
                self.filter.show_hits(hits)

        self._tools.jobs.run(self, lambda: duplicates.check(name, by=by), show, key="filter")
