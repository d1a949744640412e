"""撞单裁定: the conflict cases, and the ruling of 销售管理部."""

from collections.abc import Mapping
from typing import Any, ClassVar

from PySide6.QtWidgets import QVBoxLayout

from kamdesk.domain.changes import Changes, Noun
from kamdesk.domain.ids import ConflictId
from kamdesk.domain.projects.conflicts import Conflict, ConflictRow
from kamdesk.services.projects.conflicts import ConflictService
from kamdesk.ui.conflicts.columns import SPEC
from kamdesk.ui.conflicts.detail import ConflictPane
from kamdesk.ui.conflicts.ruling import RulingDialog
from kamdesk.ui.lists.page import ListPage
from kamdesk.ui.projects.record_acts import RecordActs
from kamdesk.ui.projects.tools import PageTools
from kamdesk.ui.shell.page import Page


class ConflictsPage(Page):
    """Lists the cases; who may rule, rules here."""

    help_topic: ClassVar[str] = "conflicts"

    def __init__(self, conflicts: ConflictService, *, tools: PageTools) -> None:
        super().__init__()
        self._conflicts = conflicts
        self._tools = tools
        self._by = tools.actor.id
        self._shown: Conflict | None = None
        self.list: ListPage[ConflictRow] = ListPage(
            SPEC, conflicts.list_for(self._by), jobs=tools.jobs, state=tools.state
        )
        self.pane = ConflictPane(tools.actor)
        self.acts = RecordActs(tools, self)
        self._build()

    def activate(self) -> None:
        self.list.reload()
        self.list.view.setFocus()

    def refresh(self) -> None:
        self.list.reload()

    def open_record(self, kind: str, record_id: int) -> None:
        if kind == "conflict":
            self.list.select_id(record_id)

    def show_hint(self, hint: object) -> None:
        """Show a view by its key."""
        if isinstance(hint, str):
            self.list.show_view(hint)

    def status(self) -> str:
        return self.list.status

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list)
        self.list.set_detail(self.pane, share=0.38)
        self.pane.setMinimumWidth(380)
        self.list.equip(self._tools)
        self.list.follow(self._tools.bus, Noun.CONFLICT, Noun.FILING)
        self.list.current_changed.connect(self._on_current)
        self.list.opened.connect(self._on_opened)
        self.list.loaded.connect(self._on_loaded)
        self.list.status_changed.connect(self.status_changed)
        self.pane.rule_wanted.connect(self._rule)
        self.pane.filing_wanted.connect(self._open_filing)

    def _on_current(self, conflict_id: int | None) -> None:
        self._shown = None
        if conflict_id is None:
            self.pane.show_nothing()
            return
        conflicts, by = self._conflicts, self._by
        self._tools.jobs.run(
            self,
            lambda: conflicts.details(ConflictId(conflict_id), by=by),
            self._show,
            key="details",
        )

    def _on_loaded(self) -> None:
        self._on_current(self.list.current_id())

    def _on_opened(self, _conflict_id: int) -> None:
        if self.pane.rule_button.isVisibleTo(self.pane):
            self._rule()

    def _show(self, conflict: Conflict) -> None:
        self._shown = conflict
        self.pane.show_conflict(conflict)

    def _open_filing(self, filing_id: int) -> None:
        self.open_requested.emit("filing", filing_id)

    def _rule(self) -> None:
        conflict = self._shown
        if conflict is None:
            return
        dialog = RulingDialog(conflict, messages=self._tools.messages, parent=self)

        def work(values: Mapping[str, Any]) -> Changes:
            return self._conflicts.rule(
                conflict.id,
                by=self._by,
                seen_version=conflict.version,
                ruling=values["ruling"],
                reason=values["reason"],
            )

        self.acts.ask(dialog, work)
