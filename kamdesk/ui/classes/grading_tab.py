"""评级 on a client's page."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from kamdesk.domain.changes import Changes, Noun
from kamdesk.domain.classes.gradings import GradingSheet
from kamdesk.domain.clients.clients import ClientDetails
from kamdesk.domain.errors import KamdeskError
from kamdesk.domain.permissions import Action, allowed
from kamdesk.services.classes.gradings import GradingService
from kamdesk.ui.classes.grading_acts import GradingActs
from kamdesk.ui.classes.grading_pane import GradingPane
from kamdesk.ui.clients.rights import subject_of
from kamdesk.ui.clients.tab import ClientTab
from kamdesk.ui.projects.tools import PageTools


class GradingTab(ClientTab):
    """Shows a client's grade, its course, and the decisions; whoever may grade grades here."""

    def __init__(self, gradings: GradingService, tools: PageTools) -> None:
        super().__init__()
        self._gradings = gradings
        self._tools = tools
        self._client: ClientDetails | None = None
        self._sheet: GradingSheet | None = None
        self.pane = GradingPane()
        self.acts = GradingActs(gradings, tools, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pane)
        self.pane.grade_wanted.connect(self._grade)
        tools.bus.changed.connect(self._on_changed)

    def show_client(self, details: ClientDetails) -> None:
        self._client = details
        read = partial(self._gradings.sheet, details.id, by=self._tools.actor.id)
        self._tools.jobs.run(self, read, self._show, self._on_gone, key="sheet")

    def _show(self, sheet: GradingSheet) -> None:
        details = self._client
        if details is None:
            return
        self._sheet = sheet
        grades = allowed(self._tools.actor, Action.GRADE_DECIDE, subject_of(details))
        self.pane.show_sheet(sheet, may_grade=grades and not details.archived, named=False)

    def _on_gone(self, _error: KamdeskError) -> None:
        self.pane.show_nothing()

    def _grade(self) -> None:
        if self._sheet is not None:
            self.acts.grade(self._sheet)

    def _on_changed(self, changes: Changes) -> None:
        if self._client is not None and changes.touches(Noun.GRADING, Noun.POLICY):
            self.show_client(self._client)
